"""What a declaration commits to: its commitments, each in its very words."""
