"""A user's own backward pass, or a library's, held against the gradient that a claim states."""
