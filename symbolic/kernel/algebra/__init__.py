"""Deciding identities: polynomials in generators, and the size theorem. The part of the kernel that calculates."""

from symbolic.kernel.algebra.normal import Algebra

__all__ = ["Algebra"]
