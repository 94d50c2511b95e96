"""Generators of the layout documents and of their gold trees."""
