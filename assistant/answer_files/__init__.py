"""An answer as a file that staff take with them: every row keeps its citation."""
