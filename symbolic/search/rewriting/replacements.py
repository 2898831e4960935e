"""Differences by a sub-expression: the function for its derivative, one part of the formula for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from symbolic.kernel.derivative import TABLE, partial
from symbolic.kernel.terms import (
    ONE,
    Add,
    Apply,
    Bracket,
    Entry,
    Mul,
    Power,
    Rational,
    Size,
    Term,
    rebuild,
    subtract,
    walk,
)
from symbolic.search.rewriting.comparison import Comparison, Finding, places
from symbolic.search.rewriting.cost import cost
from symbolic.search.rewriting.order import product, unordered, unsigned
from symbolic.search.rewriting.tidy import tidy

WORDS = "{0} stands where {1} belongs"


def functions(c: Comparison) -> Iterator[Finding]:
    """f stands where f' belongs, or f' where f belongs."""
    known = {unordered(slope): (f, slope) for f, slope in slopes(c)}
    for term, put in places(c.right):
        for f, slope in known.values():
            if term is f and c.looks_right(candidate := put(slope)):
                yield Finding(WORDS, (f, slope), candidate)
    there = {unordered(t) for t in walk(c.right)}
    bases = {unordered(base) for t in walk(c.right) for base, _ in _pairs(t)}
    for key, (f, slope) in known.items():
        powers = _powers(slope)
        if key not in there and not (powers and powers.keys() <= bases):
            continue
        candidate = _replaced(c.right, slope, f)
        if candidate is not c.right and c.looks_right(candidate):
            yield Finding(WORDS, (slope, f), candidate)


def _replaced(term: Term, old: Term, new: Term) -> Term:
    """`term` with `old` replaced, also where it is a part of a product or stands below a fraction bar."""
    wanted, powers = unordered(old), _powers(old)
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            done[t] = new if unordered(t) == wanted else in_product(t)
        return done[t]

    def in_product(t: Term) -> Term:
        pairs = _pairs(t)
        for sign in (1, -1):
            here: dict[object, int] = {}
            for n, (base, e) in enumerate(pairs):
                if powers.get(key := unordered(base), Fraction(0)) * sign == e:
                    here.setdefault(key, n)
            if len(here) == len(powers) > 0:
                rest = [(visit(base), e) for n, (base, e) in enumerate(pairs) if n not in here.values()]
                return product(Fraction(1), [(new, Fraction(sign)), *rest])
        return rebuild(t, visit)

    return visit(term)


def _pairs(term: Term, exponent: Fraction = Fraction(1)) -> list[tuple[Term, Fraction]]:
    """A product of powers as its bases and exponents."""
    match term:
        case Mul(factors=factors):
            return [pair for f in factors for pair in _pairs(f, exponent)]
        case Power(base=base, exponent=own) if exponent.denominator == 1:
            return _pairs(base, own * exponent)
    return [(term, exponent)]


def _powers(term: Term) -> dict[object, Fraction]:
    """A product as its bases (up to order) with their exponents; empty if it is none."""
    return {unordered(base): e for base, e in _pairs(term)} if isinstance(term, Mul) else {}


def slopes(c: Comparison) -> Iterator[tuple[Term, Term]]:
    """Functions that occur on either side or could have been meant there, with their derivatives."""
    found: dict[Term, None] = {}
    for side in (c.right, c.left, c.claimed):
        for t in walk(side):
            match t:
                case Apply(function="step", arguments=arguments) | Bracket(relation=">", argument=arguments):
                    inner = arguments[0] if isinstance(arguments, tuple) else arguments
                    found[Apply("relu", (inner,), ())] = None
                case Apply(function=name, arguments=(_,), orders=orders) if name in TABLE or not any(orders):
                    found[t] = None
                case Apply(function=name, arguments=(u,), orders=(n,)) if n:
                    found[Apply(name, (u,), (n - 1,) if n > 1 else ())] = None
    for f in found:
        if isinstance(f, Apply):
            yield f, tidy(partial(f, 0))
    for t in walk(c.left):
        if isinstance(t, Entry):  # a value of sigmoid or tanh that has a name
            yield t, Mul((t, subtract(ONE, t)))
            yield t, subtract(ONE, Power(t, Fraction(2)))


def one_factor(c: Comparison) -> Iterator[Finding]:
    """One factor of the product on the right should be one of the derived product."""
    for factor, put in _own_factors(c.right) if isinstance(c.left, Mul) else ():
        for other in dict.fromkeys(f for f, _ in _own_factors(c.left)):
            candidate = put(other)
            if other is factor or (c.left is c.claimed and _nameless(factor) is _nameless(other)):
                continue
            if c.looks_right(candidate):
                yield Finding("the factor {0} stands where {1} belongs", (factor, other), candidate)


def _own_factors(term: Term) -> Iterator[tuple[Term, Callable[[Term], Term]]]:
    """The factors of a product, a square as two of them, each with how to put another one in its place."""
    factors = term.factors if isinstance(term, Mul) else (term,) if isinstance(term, Power) else ()
    for n, f in enumerate(factors):
        double = isinstance(f, Power) and f.exponent == 2
        base, rest = (f.base, (f.base,)) if double and isinstance(f, Power) else (f, ())
        if base is term:
            continue

        def put(new: Term, n: int = n, rest: tuple[Term, ...] = rest) -> Term:
            return Mul((*factors[:n], *rest, new, *factors[n + 1 :]))

        if _is_part(base):
            yield base, put


def parts(c: Comparison) -> Iterator[Finding]:
    """One part of the right side should be another part of the claim."""
    vocabulary = {t: None for side in (c.left, c.claimed) for t in walk(side) if _is_part(t)}
    own = {unordered(t) for t in walk(c.left)}
    inside = {t.argument for t in walk(c.right) if isinstance(t, Bracket)}
    stated = c.left is c.claimed  # there a real for another one is what is claimed, not a slip
    for term, put in sorted(places(c.right), key=lambda place: cost(place[0])):
        if not _is_part(term) or term is c.right or (unordered(term) in own and not isinstance(term, Entry)):
            continue
        for other in vocabulary if term not in inside else ():
            if other is term or other is c.left or (stated and _nameless(term) is _nameless(other)):
                continue
            if c.looks_right(candidate := put(other)):
                yield Finding(WORDS, _without_common_sign(term, other), candidate)


def _nameless(term: Term) -> Term:
    """The term with one name for all its arrays."""
    return Entry("", term.indices) if isinstance(term, Entry) else rebuild(term, _nameless)


def _without_common_sign(term: Term, other: Term) -> tuple[Term, Term]:
    if unsigned(term) is not term and unsigned(other) is not other:
        return unsigned(term), unsigned(other)
    return term, other


def _is_part(term: Term) -> bool:
    if term.loose or isinstance(term, Rational | Size) or term is ONE:
        return False
    return isinstance(term, Entry | Apply | Add | Mul | Power | Bracket)
