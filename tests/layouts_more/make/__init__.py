"""Makes the held-out documents and their gold trees."""
