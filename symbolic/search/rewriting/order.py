"""The order in which people write factors and terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Apply,
    Bracket,
    Delta,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    number,
    power,
    walk,
)


def split(term: Term) -> tuple[Fraction, Term]:
    """A term as its constant coefficient and the rest."""
    match term:
        case Rational(value=value):
            return value, ONE
        case Mul(factors=(Rational(value=value), *rest)):
            return value, rest[0] if len(rest) == 1 else Mul(tuple(rest))
        case _:
            return Fraction(1), term


def product(coefficient: Fraction, factors: Iterable[tuple[Term, Fraction]], *, keep_order: bool = False) -> Term:
    """coefficient * factors to their exponents: numbers and 1/N first, then scalars, differences, entries, sums."""
    if coefficient == 0:
        return ZERO
    merged: dict[Term, Fraction] = {}
    for base, exponent in factors:
        value, rest = split(base)
        if exponent.denominator != 1 or value in (0, 1):
            value, rest = Fraction(1), base
        coefficient *= value ** int(exponent) if value != 1 else 1
        if rest is not ONE:
            merged[rest] = merged.get(rest, Fraction(0)) + exponent
    pairs = [(b, e) for b, e in merged.items() if e]
    if not keep_order:
        sums = [b for b, _ in pairs if isinstance(b, Add)]
        within = {t for b in sums for t in walk(b)}
        pairs.sort(key=lambda pair: _rank(pair[0], pair[1], within, bool(sums)))
    below = [power(b, e) for b, e in pairs if isinstance(b, Size) and e < 0]
    rest_of = [power(b, e) for b, e in pairs if not (isinstance(b, Size) and e < 0)]
    if below and not keep_order and any(isinstance(t, Sum | Add) for t in rest_of):
        mean = Mul((number(abs(coefficient)), *below))
        return Mul((MINUS_ONE, mean, *rest_of)) if coefficient < 0 else Mul((mean, *rest_of))
    if coefficient == -1 and not below and len(rest_of) == 1 and isinstance(rest_of[0], Add):
        return total(map(negated, rest_of[0].terms))
    parts = [*rest_of, *below]
    if coefficient != 1 or not parts:
        parts.insert(0, number(coefficient))
    return parts[0] if len(parts) == 1 else Mul(tuple(parts))


def _rank(base: Term, exponent: Fraction, within: set[Term], has_difference: bool) -> tuple[bool, int]:
    """`p*([i == j] - p)`, `(p - y)*x`, `x*f(u)`, `x*[c]*sum`: a factor that occurs in a difference stands before it."""
    match base:
        case Size():
            rank = 0
        case Entry(indices=()):
            rank = 1
        case _ if base in within:
            rank = 2
        case Add():
            rank = 3
        case Entry():
            rank = 4
        case Bracket() | Delta():
            rank = 6
        case Sum():
            rank = 7
        case _:
            rank = 2 if has_difference else 5
    return (exponent < 0, rank)


def negated(term: Term) -> Term:
    value, rest = split(term)
    if rest is ONE or value == -1:
        return number(-value) if rest is ONE else rest
    return Mul((number(-value), *(rest.factors if isinstance(rest, Mul) else (rest,))))


def unsigned(term: Term) -> Term:
    """A product without its minus sign."""
    return negated(term) if isinstance(term, Mul) and split(term)[0] < 0 else term


def total(terms: Iterable[Term]) -> Term:
    """The sum, positive terms first, a constant last among its sign, and no difference starting with a minus sign."""
    flat: list[Term] = []
    for t in terms:
        flat += t.terms if isinstance(t, Add) else (t,)
    values = sum((t.value for t in flat if isinstance(t, Rational)), Fraction(0))
    rest = _collected_terms(t for t in flat if not isinstance(t, Rational))
    if values:
        rest.append(number(values))
    rest.sort(key=lambda t: (split(t)[0] < 0, not _has_sum(t)))
    return ZERO if not rest else rest[0] if len(rest) == 1 else Add(tuple(rest))


def _collected_terms(terms: Iterable[Term]) -> list[Term]:
    """The terms, with `s + s` as `2*s`."""
    counts: dict[Term, Fraction] = {}
    for t in terms:
        counts[t] = counts.get(t, Fraction(0)) + 1
    return [t if n == 1 else product(n, [(t, Fraction(1))], keep_order=True) for t, n in counts.items()]


def _has_sum(term: Term) -> bool:
    return isinstance(term, Sum) or (isinstance(term, Mul) and any(map(_has_sum, term.factors)))


@lru_cache(maxsize=8192)
def unordered(term: Term) -> object:
    """What is left of a term when the order of its terms and factors does not matter."""
    match term:
        case Add(terms=terms):
            return ("+", frozenset(Counter(map(unordered, terms)).items()))
        case Mul(factors=factors):
            return ("*", *_collected(map(unordered, factors)))
        case Power(base=base, exponent=exponent):
            return ("*", *_collected([unordered(base)], exponent))
        case Rational(value=value):
            return ("*", value, frozenset())
        case Delta(left=left, right=right):
            return ("delta", frozenset((left, right)))
        case Apply(function="step", arguments=(argument,)):
            return (">", unordered(argument))
        case Apply(function=function, orders=orders):
            return (function, orders, *map(unordered, term.arguments))
        case Sum(size=size, body=body):
            return ("sum", size, unordered(body))
        case Bracket(relation=relation, argument=argument):
            return (relation, unordered(argument))
    return term


def _collected(factors: Iterable[object], exponent: Fraction = Fraction(1)) -> tuple[Fraction, frozenset[object]]:
    coefficient, powers = Fraction(1), dict[object, Fraction]()
    for f in factors:
        match f:
            case ("*", Fraction() as value, frozenset() as inner) if exponent.denominator == 1 and value:
                coefficient *= value ** int(exponent)
                for base, e in inner:
                    powers[base] = powers.get(base, Fraction(0)) + e * exponent
            case _:
                powers[f] = powers.get(f, Fraction(0)) + exponent
    return coefficient, frozenset((base, e) for base, e in powers.items() if e)
