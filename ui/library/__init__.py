"""The page « Bibliothèque »: documents, additions, corrections, the thesaurus, health."""
