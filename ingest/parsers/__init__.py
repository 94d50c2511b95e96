"""Layout blocks in, a tree of nodes out; one module a family of documents."""
