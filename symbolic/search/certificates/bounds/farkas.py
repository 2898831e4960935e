"""Farkas: a polynomial as a combination, with coefficients >= 0, of what hypotheses and forms say is not negative.

What is combined are the hypotheses, products of two of them and squares of their differences, and the monomials of a
known sign; the coefficients solve a linear program with one equation for each monomial.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations, combinations_with_replacement, islice, product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import ONE, Coefficient, Polynomial, TooLarge, generator
from symbolic.kernel.algebra.signs import NEGATIVE, NULL
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import ONE as UNIT
from symbolic.kernel.terms import Term, multiply, number, power, substitute, subtract
from symbolic.search.certificates.rational.linear_program import nonnegative_solution
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.spread import together

MOST_HYPOTHESES, MOST_MONOMIALS, MOST_GENERATORS = 8, 60, 4
MOST_INSTANCES, MOST_TERMS = 4, 24


@dataclass(frozen=True, slots=True)
class Atom:
    """A term that is not negative (positive, if `strict`), written only when it is used, and its polynomial."""

    written: Callable[[], Term]
    value: Polynomial
    strict: bool


def combined(algebra: Algebra, context: Context, p: Polynomial, *, strictly: bool) -> Term | None:
    """A term equal to p that shows it to be >= 0 (> 0, if `strictly`), or None."""
    if len(p.terms) > MOST_TERMS:
        return None
    return _solved(list(_atoms(algebra, context, p)), p, strictly=strictly)


def _solved(atoms: list[Atom], p: Polynomial, *, strictly: bool) -> Term | None:
    atoms = _useful(atoms, p)
    codes = sorted({*p.terms, *(m for a in atoms for m in a.value.terms)})
    if not atoms or len(codes) > MOST_MONOMIALS or not all(_can_have(atoms, m, c) for m, c in p.terms.items()):
        return None
    matrix = [[Fraction(a.value.terms.get(m, 0)) for a in atoms] for m in codes]
    strict = [n for n, a in enumerate(atoms) if a.strict]
    solution = nonnegative_solution(matrix, [Fraction(p.terms.get(m, 0)) for m in codes], strict if strictly else ())
    if solution is None or (strictly and not any(solution[n] for n in strict)):
        return None
    return together(*(multiply(number(c), a.written()) for c, a in zip(solution, atoms, strict=True) if c))


def contradictory(algebra: Algebra, context: Context) -> tuple[Term, Term] | None:
    """(h, r): the term h of a strict inequality among the hypotheses, and a term r = -h seen to be >= 0; or None."""
    known = list(_hypotheses(algebra, context))[:MOST_HYPOTHESES]
    for a in known:
        others = [Atom(lambda: UNIT, ONE, True), *(o for o in known if o is not a)]
        target = a.value.scaled(-1)
        if a.strict and (found := _solved(others, target, strictly=False)) is not None:
            return a.written(), found
    return None


def _can_have(atoms: list[Atom], code: int, c: Coefficient) -> bool:
    """Whether some atom has the monomial with this sign."""
    return any(a.value.terms.get(code, 0) * c > 0 for a in atoms)


def _useful(atoms: list[Atom], p: Polynomial) -> list[Atom]:
    """Without the atoms that have a monomial, not in p, that nothing can cancel."""
    while True:
        up = {m for a in atoms for m, c in a.value.terms.items() if c > 0} | p.terms.keys()
        down = {m for a in atoms for m, c in a.value.terms.items() if c < 0} | p.terms.keys()
        kept = [a for a in atoms if all(m in up and m in down for m in a.value.terms)]
        if len(kept) == len(atoms):
            return kept
        atoms = kept


def _atoms(algebra: Algebra, context: Context, p: Polynomial) -> Iterator[Atom]:
    yield Atom(lambda: UNIT, ONE, True)
    known = _about(p.generators(), list(_hypotheses(algebra, context)))
    yield from known
    yield from (_product(a, b) for a, b in combinations_with_replacement(known, 2))
    yield from (_square(a, b) for a, b in combinations(known, 2))
    for m in (m for m in p.terms if m):
        monomial = Polynomial({m: 1}, p.reach)
        sign = algebra.sign(monomial)
        if not sign & NEGATIVE:
            yield Atom(partial(term_of, algebra, monomial), monomial, not sign & NULL)
    linear = [generator(g) for g in sorted(p.generators())[:MOST_GENERATORS]]
    for form in (form for x, y in combinations(linear, 2) for form in (x + y, x - y)):
        yield Atom(lambda form=form: power(term_of(algebra, form), 2), form * form, False)  # type: ignore[misc]


def _product(a: Atom, b: Atom) -> Atom:
    return Atom(lambda: multiply(a.written(), b.written()), a.value * b.value, a.strict and b.strict)


def _square(a: Atom, b: Atom) -> Atom:
    return Atom(lambda: power(subtract(a.written(), b.written()), 2), (a.value - b.value).to_the(2), False)


def _about(generators: set[int], atoms: list[Atom]) -> list[Atom]:
    """The atoms that speak of the generators, and of generators that these atoms speak of, nearest first."""
    found: list[Atom] = []
    while len(found) < MOST_HYPOTHESES:
        near = [a for a in atoms if a not in found and a.value.generators() & generators]
        if not near:
            break
        found += near
        generators = generators.union(*(a.value.generators() for a in near))
    return found[:MOST_HYPOTHESES]


def _hypotheses(algebra: Algebra, context: Context) -> Iterator[Atom]:
    for h in context.hypotheses:
        for term in instances(context, h) if h.relation in (">", ">=") else ():
            try:
                value = algebra.normal(term)
            except (Undefined, TooLarge, TypeError):
                continue
            if value.constant() is None:
                yield Atom(partial(_as_it_is, term), value, h.relation == ">")


def _as_it_is(term: Term) -> Term:
    return term


def instances(context: Context, h: Hypothesis) -> Iterator[Term]:
    """The term of a hypothesis, at all indices of the context that fit."""
    term = unfold(h.term)
    names = [[name for name, size in context.indices if size == own] for _, own in h.indices]
    for chosen in islice(product(*names), MOST_INSTANCES):
        yield substitute(term, {old: new for (old, _), new in zip(h.indices, chosen, strict=True)})
