"""Quadratic forms over symbolic sizes: a polynomial as a sum, over scopes, of weighted squares of linear forms."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Coefficient, Polynomial
from symbolic.search.certificates.forms.halves import halves, square
from symbolic.search.certificates.forms.pivots import Completed, Gram, squares
from symbolic.search.certificates.readable.readback import Scope
from symbolic.search.certificates.readable.scopes import Halves


@dataclass(frozen=True, slots=True)
class Square:
    """The sum over `scope` of weight * form^2."""

    scope: Scope
    weight: Polynomial
    form: Polynomial


def grams(algebra: Algebra, p: Polynomial, arrays: frozenset[str]) -> dict[Scope, Gram]:
    """One quadratic form for each scope. Squares fix the forms of a scope; other products go where they fit best."""
    found: dict[Scope, Gram] = {}
    mixed: list[tuple[int, Coefficient]] = []
    for code, c in p.terms.items():
        whole = square(algebra, code, c, arrays)
        if whole is None:
            mixed.append((code, c))
        else:
            _add(found, whole)
    other = [halves(algebra, code, c, arrays, tuple(found)) or halves(algebra, code, c, arrays) for code, c in mixed]
    while other:
        best = [max(options, key=lambda h: _fit(found.get(h.scope), h)) for options in other]
        n = max(range(len(best)), key=lambda n: _fit(found.get(best[n].scope), best[n]))
        _add(found, best[n])
        del other[n]
    return found


def _add(found: dict[Scope, Gram], h: Halves) -> None:
    found.setdefault(h.scope, Gram()).add(h.left, h.right, h.weight)


def _fit(gram: Gram | None, h: Halves) -> int:
    """How many of the two forms the scope knows already."""
    return 0 if gram is None else sum(gram.position(f) is not None for f in (h.left, h.right))


def completed(algebra: Algebra, found: dict[Scope, Gram]) -> list[Square] | None:
    """The squares of all scopes, with weights of any sign."""
    result: list[Square] = []
    for scope, gram in found.items():
        steps = squares(algebra, gram)
        if steps is None:
            return None
        result += (as_square(scope, gram, step) for step in steps)
    return result


def as_square(scope: Scope, gram: Gram, step: Completed) -> Square:
    return Square(scope, step.weight, step.form(gram))
