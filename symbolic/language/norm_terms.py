"""A norm that became the root of a sum of squares, found again to be printed: (sum_i (x_i - y_i)^2)^(1/2)."""

from __future__ import annotations

from symbolic.kernel.terms import Add, Apply, Bound, Entry, Mul, Power, Rational, Sum, Term, rebuild, shift


def normed(term: Term) -> Term | None:
    """The vector whose squares `term` sums, as an expression of whole arrays; None if it is no such sum."""
    match term:
        case Sum(body=Power(base=base, exponent=e)) if e == 2:
            whole = _whole(base)
            return None if whole is None or whole is base else shift(whole, -1)
    return None


def _whole(term: Term) -> Term | None:
    """`x[#0] - y[#0]` as `x - y`: every entry along the summation index as its array; None if it stands elsewhere."""
    match term:
        case Entry(indices=(Bound(level=0),)):
            return Entry(term.array, ())
        case Add() | Mul() | Apply() | Power():
            parts = {child: _whole(child) for child in term.children()}
            if any(part is None for part in parts.values()):
                return None
            return rebuild(term, lambda child: parts[child] or child)
        case Rational():
            return term
    return term if not _mentions(term) else None


def _mentions(term: Term, depth: int = 0) -> bool:
    if term.loose <= depth:
        return False
    if any(Bound(depth) == i for i in term.own_indices()):
        return True
    inner = depth + 1 if isinstance(term, Sum) else depth
    return not isinstance(term, Entry) and any(_mentions(child, inner) for child in term.children())
