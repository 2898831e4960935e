"""Kernel terms as fast, stable NumPy: array expressions, passes over them, statements."""
