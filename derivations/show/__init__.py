"""Writers of what was found: one a file."""
