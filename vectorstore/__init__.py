"""Typed records in, a searchable library out."""
