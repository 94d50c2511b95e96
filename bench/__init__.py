"""Measurements of the product beside plain alternatives, run by hand (`make bench-…`); never shipped nor imported."""
