"""Answers measured against case files; the format and every measure are explained in `evals/README.md`."""
