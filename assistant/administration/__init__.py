"""What those who run the product need: changes to the library, and how well it serves its readers."""
