"""Kernel terms written with the names of a question: `exp(z[k])/sum[j](exp(z[j]))` is `yh[k]` where `yh = softmax(z)`.

Only for display: a name replaces a part of a term that equals its definition up to the order of factors and terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from symbolic.kernel.terms import (
    Add,
    Apply,
    Bound,
    Entry,
    Index,
    Label,
    Mul,
    Power,
    Sum,
    Term,
    add,
    multiply,
    rebuild,
    shift_index,
    walk,
)

Binding: TypeAlias = dict[str, Index]
SQUARE, LARGEST_POWER = 2, 4


@dataclass(frozen=True, slots=True)
class Pattern:
    """`name[parameters]` is `term`, for all values of the parameters, which are free indices of the term."""

    name: str
    parameters: tuple[str, ...]
    term: Term


def patterns_of(definitions: Mapping[str, Any]) -> tuple[Pattern, ...]:
    """The definitions as patterns, large ones first; those whose entries have no kernel term are left out."""
    found = [pattern for name, e in definitions.items() if (pattern := _pattern(name, e))]
    return tuple(sorted(found, key=lambda p: -sum(1 for _ in walk(p.term))))


def _pattern(name: str, expression: Any) -> Pattern | None:
    from symbolic.kernel.judgements import Equal as Equality
    from symbolic.language import Equal, LanguageError, NotYetDecidable, index, lower
    from symbolic.language.tree import SizeSymbol

    if expression.free or not all(isinstance(axis, SizeSymbol) for axis in expression.shape):
        return None
    parameters = tuple(f"parameter_{n}" for n in range(len(expression.shape)))
    at = tuple(index(p, axis) for p, axis in zip(parameters, expression.shape, strict=True))
    try:
        sequents = lower(Equal(expression[at] if at else expression, 0)).sequents
    except (LanguageError, NotYetDecidable):
        return None
    match [s.judgement for s in sequents]:
        case [Equality(left=term)] if term.free == frozenset(parameters) and term.children():
            return Pattern(name, parameters, term)
        case _:
            return None


def folded(term: Term, patterns: Sequence[Pattern]) -> Term:
    """`term` with every part that is an instance of a definition replaced by its name."""
    for pattern in patterns:
        for binding in _matches(pattern.term, term, 0, {}, pattern.parameters):
            return _instance(pattern, binding)
    match term:
        case Mul():
            return _folded_product(term, patterns)
        case Add(terms=terms):
            sums = [(p, p.term.terms) for p in patterns if isinstance(p.term, Add)]
            return add(*(folded(t, patterns) for t in _replaced(terms, sums)))
        case _:
            return rebuild(term, lambda child: folded(child, patterns))


def _instance(pattern: Pattern, binding: Binding) -> Term:
    return Entry(pattern.name, tuple(binding[p] for p in pattern.parameters))


def _folded_product(term: Mul, patterns: Sequence[Pattern]) -> Term:
    """A product, in which some of the factors together can be an instance."""
    products = [(p, _factors(p.term)) for p in patterns if isinstance(p.term, Mul)]
    factors = _replaced(_factors(term), products)
    apart = [part for f in factors for part in _exponentials(f)]
    together = _replaced(apart, products)
    chosen = factors if len(together) == len(apart) else together
    return multiply(*_collected([folded(f, patterns) for f in chosen]))


def _replaced(parts: Sequence[Term], patterns: Sequence[tuple[Pattern, Sequence[Term]]]) -> list[Term]:
    """The parts, where those that together are an instance give way to its name."""
    left = list(parts)
    for pattern, wanted in patterns:
        while len(wanted) <= len(left):
            found = next(_chosen(wanted, left, 0, {}, pattern.parameters), None)
            if found is None:
                break
            binding, rest = found
            place = next(n for n in range(len(left)) if n not in rest)
            before, after = [left[n] for n in rest if n < place], [left[n] for n in rest if n > place]
            left = [*before, _instance(pattern, binding), *after]
    return left


def _exponentials(factor: Term) -> Sequence[Term]:
    """`exp(a + b)` as `exp(a)` and `exp(b)`."""
    match factor:
        case Apply(function="exp", arguments=(Add(terms=terms),)):
            return [Apply("exp", (t,)) for t in terms]
        case _:
            return [factor]


def _factors(term: Mul) -> list[Term]:
    """The factors, with `x^-2` as `x^-1` twice."""
    found: list[Term] = []
    for f in term.factors:
        match _power_of_powers(f):
            case Power(base=base, exponent=e) if e.denominator == 1 and SQUARE <= abs(e) <= LARGEST_POWER:
                found += [Power(base, Fraction(-1)) if e < 0 else base] * abs(int(e))
            case Mul() as product:
                found += _factors(product)
            case factor:
                found.append(factor)
    return found


def _power_of_powers(term: Term) -> Term:
    """`(x^2)^-1` as `x^-2`."""
    match term:
        case Power(base=Power(base=base, exponent=e), exponent=f) if e.denominator == f.denominator == 1:
            return _power_of_powers(Power(base, e * f))
        case _:
            return term


def _collected(factors: Sequence[Term]) -> list[Term]:
    """Equal factors as one power."""
    counts: dict[Term, int] = {}
    for f in factors:
        counts[f] = counts.get(f, 0) + 1
    return [_power(f, n) for f, n in counts.items()]


def _power(factor: Term, times: int) -> Term:
    match factor:
        case _ if times == 1:
            return factor
        case Power(base=base, exponent=e):
            return Power(base, e * times)
        case _:
            return Power(factor, Fraction(times))


def _matches(pattern: Term, term: Term, depth: int, binding: Binding, parameters: tuple[str, ...]) -> Iterator[Binding]:
    """The ways to choose the parameters so that `pattern`, under `depth` sums of its own, is `term`."""
    if type(pattern) is not type(term):
        return
    if isinstance(pattern, Add | Mul):
        wanted, there = pattern.children(), term.children()
        if len(wanted) == len(there):
            yield from (b for b, _ in _chosen(wanted, there, depth, binding, parameters))
        return
    fields: tuple[str, ...] = pattern.__match_args__
    for name in fields:
        if name not in (*pattern.TERMS, *pattern.INDICES) and getattr(pattern, name) != getattr(term, name):
            return
    bound: Binding | None = binding
    pairs = list(zip(pattern.own_indices(), term.own_indices(), strict=False))
    if len(pattern.own_indices()) != len(term.own_indices()) or len(pattern.children()) != len(term.children()):
        return
    for wanted_index, index in pairs:
        bound = None if bound is None else _bind(wanted_index, index, depth, bound, parameters)
    if bound is not None:
        inner = depth + 1 if isinstance(pattern, Sum) else depth
        yield from _matches_all(pattern.children(), term.children(), inner, bound, parameters)


def _matches_all(
    wanted: Sequence[Term], there: Sequence[Term], depth: int, binding: Binding, parameters: tuple[str, ...]
) -> Iterator[Binding]:
    if not wanted:
        yield binding
        return
    for bound in _matches(wanted[0], there[0], depth, binding, parameters):
        yield from _matches_all(wanted[1:], there[1:], depth, bound, parameters)


def _chosen(
    wanted: Sequence[Term], there: Sequence[Term], depth: int, binding: Binding, parameters: tuple[str, ...]
) -> Iterator[tuple[Binding, list[int]]]:
    """The ways to find each wanted term in `there`, with the positions that are left over."""

    def choose(n: int, bound: Binding, left: list[int]) -> Iterator[tuple[Binding, list[int]]]:
        if n == len(wanted):
            yield bound, left
            return
        for position in left:
            for more in _matches(wanted[n], there[position], depth, bound, parameters):
                yield from choose(n + 1, more, [p for p in left if p != position])

    yield from choose(0, binding, list(range(len(there))))


def _bind(wanted: Index, index: Index, depth: int, binding: Binding, parameters: tuple[str, ...]) -> Binding | None:
    match wanted, index:
        case str(), _ if wanted in parameters:
            if any(level < depth for level in _levels(index)):
                return None
            outside = shift_index(index, -depth, depth)
            if wanted in binding:
                return binding if binding[wanted] == outside else None
            return {**binding, wanted: outside}
        case Label(name=name, arguments=arguments), Label(name=other, arguments=others) if name == other:
            bound: Binding | None = binding
            for a, b in zip(arguments, others, strict=True):
                bound = None if bound is None else _bind(a, b, depth, bound, parameters)
            return bound
        case _:
            return binding if wanted == index else None


def _levels(index: Index) -> Iterator[int]:
    match index:
        case Bound(level=level):
            yield level
        case Label(arguments=arguments):
            for argument in arguments:
                yield from _levels(argument)
