"""Polynomials as people and the kernel read them: back to terms, as sums over indices, in some arrays."""
