"""Lagrange's identity pays for negative squares:

    A sum_k B_k g_k^2 - c (sum_k r_k g_k)^2
        = c/2 sum_kl B_k B_l (q_k g_l - q_l g_k)^2 + (A - c sum_k q_k r_k) sum_k B_k g_k^2,   r_k = B_k q_k

It is the variance of softmax and of covariance matrices (r = B, q = 1), and the inequality of Cauchy-Schwarz (B = 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import Coefficient, Polynomial, factors, monomial
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.algebra.zero import vanishes
from symbolic.kernel.terms import Index
from symbolic.search.certificates.bounds.roots import without_roots
from symbolic.search.certificates.forms.quadratic import Square
from symbolic.search.certificates.readable.readback import Scope, body_of, index_names


def paid(algebra: Algebra, squares: list[Square]) -> list[Square] | None:
    """The same sum with non-negative weights only, or None."""
    positive = [s for s in squares if not algebra.sign(s.weight) & NEGATIVE]
    debts = [s for s in squares if algebra.sign(s.weight) & NEGATIVE]
    for debt in debts:
        found = ((n, new) for n, credit in enumerate(positive) for new in _payments(algebra, credit, debt))
        match next(found, None):
            case None:
                return None
            case n, new:
                positive[n : n + 1] = new
    return positive


def _payments(algebra: Algebra, credit: Square, debt: Square) -> Iterator[list[Square]]:
    """Ways to write credit + debt as squares of non-negative weight; the debt's indices are among the credit's."""
    for chosen in permutations(credit.scope, len(debt.scope)):
        if len(chosen) == len(credit.scope) or any(a[1] != b[1] for a, b in zip(debt.scope, chosen, strict=True)):
            continue
        by: dict[Index, Index] = {old: new for (old, _), (new, _) in zip(debt.scope, chosen, strict=True)}
        renamed = Square(chosen, algebra.moved(debt.weight, by), algebra.moved(debt.form, by))
        yield from _absorbed(algebra, credit, renamed)


def _absorbed(algebra: Algebra, credit: Square, debt: Square) -> Iterator[list[Square]]:
    extra = tuple(pair for pair in credit.scope if pair not in debt.scope)
    shared, own = _factored(algebra, credit.weight, extra)
    if _touches(algebra, shared, extra):
        return
    cost = debt.weight.scaled(-1)
    for r in _slopes(algebra, credit, debt, extra):
        [(code, scale)] = own.terms.items()
        q = r.shifted(-code, own.reach).scaled(1 / Fraction(scale))
        left = _without_squared_roots(algebra, shared - cost * algebra.sum(q * r, dict(extra)))
        if vanishes(algebra, left):
            yield [_differences(algebra, credit, debt, extra, own, q)]
        elif not algebra.sign(left) & NEGATIVE:
            yield [_differences(algebra, credit, debt, extra, own, q), replace(credit, weight=left * own)]


def _without_squared_roots(algebra: Algebra, p: Polynomial) -> Polynomial:
    """p with the squares of roots in it put in place once a common monomial is taken out: r^-3 (r^2 - S)."""
    _, common = p.content()
    return without_roots(algebra, p.shifted(-common, p.reach)).shifted(common, p.reach)


def _differences(
    algebra: Algebra, credit: Square, debt: Square, extra: Scope, own: Polynomial, q: Polynomial
) -> Square:
    again = tuple((f"{name}'", size) for name, size in extra)
    by: dict[Index, Index] = {name: new for (name, _), (new, _) in zip(extra, again, strict=True)}
    own_again, form_again, q_again = (algebra.moved(p, by) for p in (own, credit.form, q))
    weight = debt.weight.scaled(Fraction(-1, 2)) * own * own_again
    return Square((*debt.scope, *extra, *again), weight, q * form_again - q_again * credit.form)


def _touches(algebra: Algebra, p: Polynomial, scope: Scope) -> bool:
    names = {name for name, _ in scope}
    return any(index_names(algebra, g) & names for g in p.generators())


def _factored(algebra: Algebra, weight: Polynomial, extra: Scope) -> tuple[Polynomial, Polynomial]:
    """A weight as A * B, where B is the monomial of all that depends on the indices `extra`."""
    names = {name for name, _ in extra}
    _, common = weight.content()
    own = sum(monomial(g, e) for g, e in factors(common) if index_names(algebra, g) & names)
    reach = weight.reach
    return weight.shifted(-own, reach), Polynomial({own: 1}, reach)


def _slopes(algebra: Algebra, credit: Square, debt: Square, extra: Scope) -> Iterator[Polynomial]:
    """The r with debt.form = sum over `extra` of r * credit.form."""
    for code, c in debt.form.terms.items():
        for g, e in factors(code):
            if e != 1 or algebra.table[g][0].kind != "sum":
                continue
            outside = Polynomial({code - monomial(g): c}, debt.form.reach)
            for r in _matches(algebra, g, credit.form, extra):
                whole = outside * r
                if vanishes(algebra, algebra.sum(whole * credit.form, dict(extra)) - debt.form):
                    yield whole


def _matches(algebra: Algebra, g: int, form: Polynomial, extra: Scope) -> Iterator[Polynomial]:
    """Ways to read the sum g as a sum over `extra` of r times a term of `form`; candidates for r."""
    body, bound = body_of(algebra, *algebra.table[g])
    sizes = dict(bound)
    if len(body.terms) != 1:
        return
    for chosen in permutations(sizes, len(extra)):
        if any(sizes[name] != size for name, (_, size) in zip(chosen, extra, strict=True)):
            continue
        by: dict[Index, Index] = {name: new for name, (new, _) in zip(chosen, extra, strict=True)}
        inner = {name: size for name, size in bound if name not in chosen}
        moved = algebra.moved(body, by)
        for code, c in form.terms.items():
            r = _quotient(algebra, moved, inner, code, c)
            if r is not None:
                yield r


def _quotient(
    algebra: Algebra, body: Polynomial, inner: dict[str, str], code: int, c: Coefficient
) -> Polynomial | None:
    """r with sum over `inner` of body = r * c * code."""
    whole = algebra.sum(body, inner) if inner else body
    if len(whole.terms) != 1:
        return None
    [(top, k)] = whole.terms.items()
    return Polynomial({top - code: Fraction(k) / c}, whole.reach + 1)
