"""Nodes tagged by hand with the themes of the thesaurus, and how far the tagger agrees with the hand."""
