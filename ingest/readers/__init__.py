"""File bytes in, source text out; one module a family of formats."""
