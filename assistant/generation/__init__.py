"""Answers phrased by a language model, and checked sentence by sentence before they are kept."""
