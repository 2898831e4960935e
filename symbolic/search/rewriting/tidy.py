"""What nobody writes down: factors 1, terms 0, `x * x^-1`, a sum over a delta of the same index."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from symbolic.kernel.terms import (
    ONE,
    ZERO,
    Add,
    Apply,
    Bound,
    Delta,
    Index,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    index_atoms,
    instantiate,
    number,
    rebuild,
    shift,
    shift_index,
)
from symbolic.search.rewriting.order import product, split


def tidy(term: Term, *, written: Collection[Term] | None = None) -> Term:
    """`term` with trivial factors and terms removed and deltas contracted, without multiplying anything out.

    Where `written` is given, common factors of sums are taken out, except in the sums that somebody wrote so.
    """
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            done[t] = _tidied(rebuild(t, visit))
            if written is not None and t not in written:
                done[t] = factored(done[t])
        return done[t]

    return visit(term)


def _tidied(term: Term) -> Term:
    match term:
        case Mul(factors=factors):
            return multiplied(factors)
        case Add(terms=terms):
            return added(terms)
        case Power(base=base, exponent=exponent):
            return raised(base, exponent)
        case Sum(size=size, body=body):
            return summed(size, body)
        case Apply(function="exp", arguments=(Apply(function="log", arguments=(u,)),)):
            return u
        case Apply(function="log", arguments=(Apply(function="exp", arguments=(u,)),)):
            return u
    return term


def multiplied(factors: Iterable[Term]) -> Term:
    return product(*_flattened(factors), keep_order=True)


def _flattened(factors: Iterable[Term]) -> tuple[Fraction, list[tuple[Term, Fraction]]]:
    """A product as a number and powers, a delta to its first power and once."""
    pairs: dict[Term, Fraction] = {}
    coefficient = Fraction(1)
    waiting = [(f, Fraction(1)) for f in factors][::-1]
    while waiting:
        t, exponent = waiting.pop()
        match t:
            case Mul(factors=inner) if exponent.denominator == 1:
                waiting += [(f, exponent) for f in reversed(inner)]
            case Rational(value=value) if exponent.denominator == 1 and (value or exponent > 0):
                coefficient *= value ** int(exponent)
            case Power(base=base, exponent=e) if e.denominator == 1 and exponent.denominator == 1:
                waiting.append((base, e * exponent))
            case Power(base=base, exponent=e):
                pairs[base] = pairs.get(base, Fraction(0)) + e * exponent
            case Delta():
                pairs[t] = Fraction(1)
            case _:
                pairs[t] = pairs.get(t, Fraction(0)) + exponent
    return coefficient, list(pairs.items())


def added(terms: tuple[Term, ...]) -> Term:
    """Like terms together, in the order in which they come."""
    found: dict[Term, Fraction] = {}
    for t in terms:
        for part in t.terms if isinstance(t, Add) else (t,):
            value, rest = split(part)
            found[rest] = found.get(rest, Fraction(0)) + value
    parts = [multiplied((number(value), rest)) for rest, value in found.items() if value]
    return ZERO if not parts else parts[0] if len(parts) == 1 else Add(tuple(parts))


def factored(term: Term) -> Term:
    """A sum with the factors that all of its terms share in front."""
    if not isinstance(term, Add):
        return term
    parts = [(value, dict(pairs)) for value, pairs in (_flattened((t,)) for t in term.terms)]
    common = {
        base: min((powers[base] for _, powers in parts), key=abs)
        for base in parts[0][1]
        if all(base in powers for _, powers in parts) and len({powers[base] > 0 for _, powers in parts}) == 1
    }
    if not common:
        return term
    rest = [
        product(value, [(b, e - common.get(b, 0)) for b, e in powers.items()], keep_order=True)
        for value, powers in parts
    ]
    return product(Fraction(1), [*common.items(), (added(tuple(rest)), Fraction(1))])


def raised(base: Term, exponent: Fraction) -> Term:
    if isinstance(base, Rational | Mul) and exponent.denominator == 1:
        return multiplied((Power(base, exponent),)) if base is not ZERO else Power(base, exponent)
    if exponent == 0:
        return ONE
    return base if exponent == 1 else Power(base, exponent)


def summed(size: str, body: Term) -> Term:
    """The sum, contracted where the body is a product with `[k == i]`, constants in front."""
    if body is ZERO:
        return ZERO
    factors = body.factors if isinstance(body, Mul) else (body,)
    for n, f in enumerate(factors):
        match f:
            case Delta(left=left, right=right):
                for mine, other in ((left, right), (right, left)):
                    if mine == Bound(0) and Bound(0) not in index_atoms(other):
                        rest = multiplied((*factors[:n], *factors[n + 1 :]))
                        return tidy(instantiate(rest, shift_index(other, -1)))
    outside = [shift(f, -1) for f in factors if not touches(f)]
    inside = [f for f in factors if touches(f)]
    if not inside:
        return multiplied((Size(size), *outside))
    return multiplied((*outside, Sum(size, multiplied(tuple(inside)))))


def touches(term: Term, depth: int = 0) -> bool:
    """Does `term` mention the bound index at `depth`?"""
    if term.loose <= depth:
        return False
    here: list[Index] = [a for i in term.own_indices() for a in index_atoms(i)]
    inner = depth + 1 if isinstance(term, Sum) else depth
    return Bound(depth) in here or any(touches(c, inner) for c in term.children())
