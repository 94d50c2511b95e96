"""The page « Explorer »: plans as trees, themes, search, periods, comparisons."""
