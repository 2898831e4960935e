"""Move a drawn point to where an argument of a relu, bracket, root, .. is 0: claims are often wrong only there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from symbolic.kernel.terms import (
    Add,
    Apply,
    Bracket,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    instantiate,
    walk,
)
from symbolic.search.refutation.assignment import Assignment, Work
from symbolic.search.refutation.lines import exact_value
from symbolic.search.refutation.occurrences import Scopes, scoped
from symbolic.search.refutation.setting import Setting
from symbolic.search.refutation.solving import solve


@dataclass(frozen=True, slots=True)
class Bend:
    """An argument whose zeros matter, under sums over `scopes`."""

    term: Term
    scopes: Scopes


def bends_of(terms: Iterable[Term]) -> tuple[Bend, ...]:
    """Arguments of `relu`, brackets, `log`, and bases of negative or fractional powers, that may be 0."""
    found: dict[Bend, None] = {}
    for term in terms:
        for sub, scopes in scoped(term):
            match sub:
                case Bracket(argument=argument) | Apply(function="relu" | "step" | "log", arguments=(argument,)):
                    found[Bend(argument, scopes)] = None
                case Power(base=base, exponent=exponent) if exponent < 0 or exponent.denominator != 1:
                    found[Bend(base, scopes)] = None
    return tuple(b for b in found if not is_positive(b.term) and any(isinstance(t, Entry) for t in walk(b.term)))


def is_positive(term: Term) -> bool:
    """The term is positive by its form, whatever its entries are."""
    match term:
        case Apply(function="exp" | "sigmoid" | "softplus" | "pi", orders=orders):
            return not any(orders)
        case Rational(value=value):
            return value > 0
        case Size():
            return True
        case Sum(body=body):
            return is_positive(body)
        case Power(base=base):
            return is_positive(base)
        case Mul(factors=parts):
            return all(map(is_positive, parts))
        case Add(terms=parts):
            return any(map(is_positive, parts)) and all(is_positive(t) or _is_even_power(t) for t in parts)
    return False


def _is_even_power(term: Term) -> bool:
    match term:
        case Power(exponent=exponent):
            return exponent > 0 and exponent.numerator % 2 == 0
        case Sum(body=body):
            return _is_even_power(body)
        case Mul(factors=parts):
            return all(is_positive(t) or _is_even_power(t) for t in parts)
    return False


def bend(
    setting: Setting, bends: tuple[Bend, ...], equations: list[Term], point: Assignment, stream: Random, work: Work
) -> None:
    """Try to move the point, along with its equations, to where one of the arguments is 0."""
    chosen = stream.choice(bends)
    term = chosen.term
    for size in chosen.scopes:
        term = instantiate(term, stream.randint(1, setting.blank.sizes[size]))
    if not all(s in point.entries for s in setting.slots_in(term)) or exact_value(term, point, work) is None:
        return
    before = dict(point.entries)
    if not solve(setting, [*equations, term], point, stream, work):
        point.entries.update(before)
