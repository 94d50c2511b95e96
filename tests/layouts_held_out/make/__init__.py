"""Makes the second set of held-out documents and their gold trees."""
