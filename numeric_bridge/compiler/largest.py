"""The one node that the compiler adds to kernel terms: the largest value over an index."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.kernel.terms import Bound, Delta, Entry, Index, Sum, Term, index_atoms


@dataclass(frozen=True, slots=True, eq=False)
class Largest(Sum):
    """The largest value of `body` over its `Bound(0)`, by which exponents are shifted. It binds as a sum does."""


def indices_of(term: Term) -> tuple[Index, ...]:
    """The indices that stand in a node itself. There are no derivatives any more."""
    match term:
        case Entry(indices=indices):
            return indices
        case Delta(left=left, right=right):
            return left, right
    return ()


def mentions(term: Term, level: int = 0) -> bool:
    """Whether the index of the `level`-th enclosing sum occurs in the term."""
    if term.loose <= level:
        return False
    atoms = (a for i in indices_of(term) for a in index_atoms(i))
    inner = level + 1 if isinstance(term, Sum) else level
    return Bound(level) in atoms or any(mentions(c, inner) for c in term.children())
