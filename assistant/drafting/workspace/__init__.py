"""Where drafts are worked on: kept as they are made, with what was done and can be undone, and named versions."""
