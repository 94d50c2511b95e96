"""Mutated files against all readers and parsers: `make fuzz`, and a fixed run in tests/test_fuzz.py."""
