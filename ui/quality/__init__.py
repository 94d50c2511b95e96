"""The page « Qualité »: how much the assistant is used, where it falls short, what readers say, evaluations."""
