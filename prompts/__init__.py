"""French texts shown to users or given to models, one file each, with declared variables."""
