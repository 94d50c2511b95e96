"""Bytes in, typed records out: readers, layout, identification, parsers."""
