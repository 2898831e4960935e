"""Kernel terms written with the names of a question: `exp(z[k])/sum[j](exp(z[j]))` is `yh[k]` where `yh = softmax(z)`.

Only for display: a name replaces a part of a term that equals its definition up to the order of factors and terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from derivations.show.factors import collected, exponentials, factors_of, plain_products
from derivations.show.matching import Binding, chosen, matches
from symbolic.kernel.terms import (
    Add,
    Apply,
    Entry,
    Mul,
    Power,
    Rational,
    Sum,
    Term,
    add,
    multiply,
    negate,
    rebuild,
    shift,
    walk,
)

MOST_ENTRIES = 9
"""An array with more entries than this along axes of known length keeps them to itself."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """`name[indices]` is `term`, for all values of the indices that are names, which are free indices of the term.

    If `negated`, it is the negative of `term`; if `split`, the logarithms of its own form were split.
    """

    name: str
    indices: tuple[str | int, ...]
    term: Term
    negated: bool = False
    split: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(index for index in self.indices if isinstance(index, str))


def patterns_of(definitions: Mapping[str, Any]) -> tuple[Pattern, ...]:
    """The definitions as patterns, large ones first; those whose entries have no kernel term are left out."""
    found = [pattern for name, e in definitions.items() for pattern in _patterns(name, e)]
    return tuple(sorted(found, key=lambda p: -sum(1 for _ in walk(p.term))))


def _patterns(name: str, expression: Any) -> Iterator[Pattern]:
    """One pattern, or one for each position along the axes of known length."""
    from symbolic.language import index
    from symbolic.language.tree import SizeSymbol

    if expression.free:
        return
    axes = enumerate(expression.shape)
    choices = [[index(f"parameter_{n}", a)] if isinstance(a, SizeSymbol) else list(range(a)) for n, a in axes]
    if prod(map(len, choices)) <= MOST_ENTRIES:
        for at in product(*choices):
            term = _term(expression[at] if at else expression)
            names = frozenset(str(i) for i in at if not isinstance(i, int))
            if term is not None and term.free == names and term.children():
                indices = tuple(i + 1 if isinstance(i, int) else str(i) for i in at)
                yield from _forms(Pattern(name, indices, plain_products(term)))


def _forms(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern, as it is before differentiation and after a repair, too, and the negative of a product."""
    from symbolic.search.rewriting.logarithms import split_logarithms
    from symbolic.search.rewriting.readable import plain

    yield pattern
    mended, split = plain(pattern.term), split_logarithms(pattern.term)[0]
    if mended is not pattern.term and mended.children():
        yield replace(pattern, term=plain_products(mended))
    if split is not pattern.term and split.children():
        yield replace(pattern, term=plain_products(split), split=True)
    match pattern.term:
        case Mul(factors=(Rational(value=value), *rest)) if value < 0 and not isinstance(rest[0], Apply | Entry):
            yield replace(pattern, term=negate(pattern.term), negated=True)


def _term(entry: Any) -> Term | None:
    from symbolic.kernel.judgements import Equal as Equality
    from symbolic.language import Equal, LanguageError, NotYetDecidable, lower

    try:
        sequents = lower(Equal(entry, 0)).sequents
    except (LanguageError, NotYetDecidable):
        return None
    match [s.judgement for s in sequents]:
        case [Equality(left=term)]:
            return term
        case _:
            return None


def folded(term: Term, patterns: Sequence[Pattern]) -> Term:
    """`term` with every part that is an instance of a definition replaced by its name."""
    return _folded(plain_products(term), patterns) if patterns else term


def _folded(term: Term, patterns: Sequence[Pattern]) -> Term:
    for pattern in patterns:
        for binding in matches(pattern.term, term, 0, {}, pattern.parameters):
            return _instance(pattern, binding)
    match term:
        case Mul():
            return _folded_product(term, patterns)
        case Add(terms=terms):
            sums = [(p, p.term.terms) for p in patterns if isinstance(p.term, Add)]
            return add(*(_folded(t, patterns) for t in _replaced(terms, sums)))
        case _:
            return rebuild(term, lambda child: _folded(child, patterns))


def _instance(pattern: Pattern, binding: Binding) -> Term:
    named = Entry(pattern.name, tuple(i if isinstance(i, int) else binding[i] for i in pattern.indices))
    return negate(named) if pattern.negated else named


def _folded_product(term: Mul, patterns: Sequence[Pattern]) -> Term:
    """A product, in which some of the factors together can be an instance."""
    products = [(p, factors_of(p.term)) for p in patterns if isinstance(p.term, Mul) or _is_reciprocal(p.term)]
    factors = _replaced(factors_of(term), products)
    apart = [part for f in factors for part in exponentials(f)]
    together = _replaced(apart, products)
    chosen_factors = factors if len(together) == len(apart) else together
    return multiply(*collected([_folded(f, patterns) for f in _drawn_in(chosen_factors, products)]))


def _is_reciprocal(term: Term) -> bool:
    return isinstance(term, Power) and term.exponent == -1


def _replaced(parts: Sequence[Term], patterns: Sequence[tuple[Pattern, Sequence[Term]]]) -> list[Term]:
    """The parts, where those that together are an instance give way to its name."""
    left = list(parts)
    for pattern, wanted in patterns:
        while len(wanted) <= len(left):
            found = next(chosen(wanted, left, 0, {}, pattern.parameters), None)
            if found is None:
                break
            binding, rest = found
            place = next(n for n in range(len(left)) if n not in rest)
            before, after = [left[n] for n in rest if n < place], [left[n] for n in rest if n > place]
            left = [*before, _instance(pattern, binding), *after]
    return left


def _drawn_in(factors: Sequence[Term], products: Sequence[tuple[Pattern, Sequence[Term]]]) -> list[Term]:
    """`sum(exp(z) v)/Z` as `sum(p v)`: factors of a sum go inside where they complete an instance."""
    left = list(factors)
    for n in range(len(left)):
        if n < len(left) and isinstance(left[n], Sum):
            inside, others = _with_factors(left[n], left[:n] + left[n + 1 :], products)
            left = [*others[:n], inside, *others[n:]]
    return left


def _with_factors(
    total: Term, others: list[Term], products: Sequence[tuple[Pattern, Sequence[Term]]]
) -> tuple[Term, list[Term]]:
    """A sum that has taken in what it could use of the other factors, and those that are left."""
    sizes: list[str] = []
    body = total
    while isinstance(body, Sum):
        sizes, body = [*sizes, body.size], body.body
    inner = [part for f in factors_of(body) for part in exponentials(f)]
    outer = [shift(f, len(sizes)) for f in others]
    taken = False
    while found := _across(inner, outer, products):
        (inner, outer), taken = found, True
    if not taken:
        return total, others
    body = multiply(*collected(inner))
    for size in reversed(sizes):
        body = Sum(size, body)
    return body, [shift(f, -len(sizes)) for f in outer]


def _across(
    inner: list[Term], outer: list[Term], products: Sequence[tuple[Pattern, Sequence[Term]]]
) -> tuple[list[Term], list[Term]] | None:
    """One instance made of inner and of outer factors, put among the inner ones."""
    for pattern, wanted in products:
        for binding, rest in chosen(wanted, [*inner, *outer], 0, {}, pattern.parameters):
            kept = [n for n in rest if n < len(inner)]
            if len(kept) < len(inner) and len(rest) - len(kept) < len(outer):
                return [_instance(pattern, binding), *(inner[n] for n in kept)], [
                    outer[n - len(inner)] for n in rest if n >= len(inner)
                ]
    return None
