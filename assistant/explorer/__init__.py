"""What the page « Explorer » shows: trees, themes, searches, periods and comparisons, computed from the records."""
