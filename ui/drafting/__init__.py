"""The page « Rédiger un PST »."""
