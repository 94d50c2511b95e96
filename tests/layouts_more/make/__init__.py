"""Makes the documents of `tests/layouts_more` and their gold trees."""
