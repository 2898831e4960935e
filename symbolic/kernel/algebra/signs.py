"""Signs of polynomials in generators, from their form and from the hypotheses.

A sign is a set of possibilities, as a bit mask of POSITIVE, NULL and NEGATIVE. All sizes are at least 1, so a sum of
positive terms is positive.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TypeAlias

from symbolic.kernel.algebra.generators import Generators, Head
from symbolic.kernel.algebra.polynomial import Coefficient, Polynomial, constant, factors, generator, whole
from symbolic.kernel.terms import Index, index_atoms

POSITIVE, NULL, NEGATIVE = 1, 2, 4
MOST_REDUCTIONS = 64
ANY = POSITIVE | NULL | NEGATIVE
OF_RELATION = {">": POSITIVE, ">=": POSITIVE | NULL, "!=": POSITIVE | NEGATIVE, "==": NULL}

Fact: TypeAlias = tuple[int, tuple[Index, ...], frozenset[str], str]
"""A sign, the indices that it is known at, which of them are universal, and the name of the hypothesis."""
Bounds: TypeAlias = tuple[Coefficient, Coefficient, tuple[Index, ...], frozenset[str], str]
"""Offset and slope of what is at least 0, and the rest as of a fact."""


def opposite(sign: int) -> int:
    return (sign & NULL) | (NEGATIVE if sign & POSITIVE else 0) | (POSITIVE if sign & NEGATIVE else 0)


def times(a: int, b: int) -> int:
    result = NULL if (a | b) & NULL else 0
    if a & b & (POSITIVE | NEGATIVE):
        result |= POSITIVE
    if (a & POSITIVE and b & NEGATIVE) or (a & NEGATIVE and b & POSITIVE):
        result |= NEGATIVE
    return result


def plus(a: int, b: int) -> int:
    if a == NULL or b == NULL:
        return a | b if a == b else (b if a == NULL else a)
    if not (a | b) & NEGATIVE:
        return POSITIVE if not (a & b & NULL) else POSITIVE | NULL
    if not (a | b) & POSITIVE:
        return NEGATIVE if not (a & b & NULL) else NEGATIVE | NULL
    return ANY


def of_sum(sign: int) -> int:
    """The sign of a sum of at least one number of this sign."""
    return ANY if sign & POSITIVE and sign & NEGATIVE else sign


def of_number(c: Coefficient) -> int:
    return POSITIVE if c > 0 else NEGATIVE if c < 0 else NULL


class Signs(Generators):
    """Generators with what the hypotheses say of their signs; `used` collects the names of hypotheses that mattered."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[object, tuple[Fact, ...]] = {}
        self.bounds: dict[Head, tuple[Bounds, ...]] = {}
        self.fact_heads: set[frozenset[Head]] = set()
        self.zeros: list[tuple[Polynomial, str]] = []  # polynomials that are 0, with the names of their hypotheses
        self.used: set[str] = set()
        self.known: dict[int, int] = {}  # the signs of generators
        self.exact: set[Index] = set()  # indices at which something is known that is not known at all
        self.one_size = False

    def learn(self, p: Polynomial, sign: int, universal: frozenset[str], name: str) -> None:
        """Note that `p` has `sign` for every value of the universal indices."""
        if not p or not self.knows_sizes(p.generators(), universal):
            return
        if sign == NULL and not universal and all(e > 0 for _, e in factors(max(p.terms))):
            self.zeros.append((p, name))
        self.known.clear()
        if not sign & NULL and len(p.terms) == 1:
            for g in p.generators():
                self._learn_factor(g, len(p.generators()) > 1, universal, name)
        self.fact_heads.add(frozenset(self.table[g][0] for g in p.generators()))
        self.exact.update(i for g in p.generators() for i in self.table[g][1] if i not in universal)
        p = p.primitive()
        for q, s in ((p, sign), (p.scaled(-1), opposite(sign))):
            (body,), indices = self.closed((q,), {})
            self.facts[body.key()] = (*self.facts.get(body.key(), ()), (s, indices, universal, name))
        if len(p.generators()) == 1 and not sign & NEGATIVE:
            [g] = p.generators()
            terms = {tuple(factors(code)): c for code, c in p.terms.items()}
            slope, offset = terms.pop(((g, 1),), 0), terms.pop((), 0)
            if slope and not terms:
                head, indices = self.table[g]
                self.bounds[head] = (*self.bounds.get(head, ()), (offset, slope, indices, universal, name))

    def knows_sizes(self, generators: set[int], universal: frozenset[str]) -> bool:
        """Do the generators tell over which sizes their indices run? Deltas do not: known in K is not known in N."""
        if self.one_size or not universal:
            return True
        here = {a for g in generators for i in self.table[g][1] for a in index_atoms(i)}
        return universal & here <= {*self.on_axes(generators)}

    def _learn_factor(self, g: int, among_others: bool, universal: frozenset[str], name: str) -> None:
        """A factor of what is not 0 is not 0; a root that is not 0 is positive, and so is its radicand."""
        head, indices = self.table[g]
        if head.kind == "root":
            self.learn(self.opened(head, indices)[0], POSITIVE, universal, name)
        elif among_others and head.kind in ("entry", "sum", "apply"):
            self.learn(generator(g), POSITIVE | NEGATIVE, universal, name)

    @staticmethod
    def matches(pattern: tuple[Index, ...], universal: frozenset[str], indices: tuple[Index, ...]) -> bool:
        by: dict[Index, Index] = {}
        return all(
            by.setdefault(p, i) == i if p in universal else p == i for p, i in zip(pattern, indices, strict=True)
        )

    def fact(self, p: Polynomial) -> int:
        """What the hypotheses say of the sign of `p`, up to a positive factor."""
        if frozenset(self.table[g][0] for g in p.generators()) not in self.fact_heads:
            return ANY
        (body,), indices = self.closed((p.primitive(),), {})
        sign = ANY
        for s, pattern, universal, name in self.facts.get(body.key(), ()):
            if self.matches(pattern, universal, indices):
                sign &= s
                self.used.update([name] if name else [])
        return sign

    def sign(self, p: Polynomial, reduce: bool = True) -> int:
        """The possible signs of `p`, if need be `reduce`d once; NULL alone only if p is 0."""
        if (value := p.constant()) is not None:
            return of_number(value)
        sign = self.fact(p) & self._of_sum(p)
        if sign == ANY and reduce and (q := self.reduced(p)) is not p:
            return self.sign(q, reduce=False)
        if len(p.terms) == 1:
            return sign
        if common := p.content()[1]:
            rest = p.primitive().shifted(-common, p.reach)
            return sign & times(self._of_monomial(common), self._core(rest))
        return sign & self._by_slack(p)

    def reduced(self, p: Polynomial) -> Polynomial:
        """`p` less multiples of polynomials that are 0: their leading monomials are replaced by the rest."""
        for zero, name in self.zeros:
            lead = max(zero.terms)
            wanted = factors(lead)
            for _ in range(MOST_REDUCTIONS):
                found = (m for m in p.terms if all(dict(factors(m)).get(g, 0) >= e for g, e in wanted))
                code = next(found, None)
                if code is None:
                    break
                self.used.add(name)
                multiple = zero.scaled(Fraction(p.terms[code]) / zero.terms[lead])
                p = p - multiple.shifted(code - lead, p.reach + zero.reach)
        return p

    def _core(self, p: Polynomial) -> int:
        if (value := p.constant()) is not None:
            return of_number(value)
        return self.fact(p) & self._of_sum(p) & self._by_slack(p)

    def _of_sum(self, p: Polynomial) -> int:
        sign = NULL
        for code, c in p.terms.items():
            sign = plus(sign, times(of_number(c), self._of_monomial(code)))
            if sign == ANY:
                break
        return sign

    def _of_monomial(self, code: int) -> int:
        sign = POSITIVE
        for g, e in factors(code):
            own = self.of_generator(g)
            if e % 2 == 0:
                own = POSITIVE | (own & NULL)
            sign = times(sign, own & ~NULL if e < 0 else own)
        return sign

    def _by_slack(self, p: Polynomial) -> int:
        """The sign of `p` with bounded entries written as bound + slack, e.g. 2 - y = 1 + t with t = 1 - y > 0."""
        bounded = [g for g in sorted(p.generators()) if self._bounds(g)][:3]
        if not bounded:
            return ANY
        options = [[(g, self._slack(g, b), b[4]) for b in self._bounds(g) if self._applies(g, b)] for g in bounded]
        moving = {m: c for m, c in p.terms.items() if any(g in bounded for g, _ in factors(m))}
        rest = Polynomial({m: c for m, c in p.terms.items() if m not in moving}, p.reach)
        for choice in product(*options):
            by = {g: value for g, value, _ in choice}
            moved = self.mapped(Polynomial(moving, p.reach), lambda g, by=by: by.get(g) or generator(g))  # type: ignore[misc]
            sign = self._of_sum(rest + moved)
            if sign != ANY:
                self.used.update(name for *_, name in choice if name)
                return sign
        return ANY

    def _slack(self, g: int, bound: Bounds) -> Polynomial:
        """The generator in terms of its slack t = offset + slope g."""
        slack, by = self.atom(self.head("slack", (), (), 1), (f"?{g}",)), whole(1 / Fraction(bound[1]))
        return slack.scaled(by) - constant(bound[0] * by)

    def _bounds(self, g: int) -> tuple[Bounds, ...]:
        head, indices = self.table[g]
        at_most_1 = (1, -1, indices, frozenset[str](), "")
        return (*self.bounds.get(head, ()), *([at_most_1] if head.kind in (">", "==", "delta") else []))

    def _applies(self, g: int, bound: Bounds) -> bool:
        return self.matches(bound[2], bound[3], self.table[g][1])

    def of_generator(self, g: int) -> int:
        if g not in self.known:
            self.known[g] = ANY  # should it be asked for on the way
            self.known[g] = self._of_generator(g)
        return self.known[g]

    def _of_generator(self, g: int) -> int:
        head, indices = self.table[g]
        match head.kind:
            case "exp" | "size":
                return POSITIVE
            case "delta" | ">" | "==":
                return POSITIVE | NULL
            case "entry":
                return self.fact(generator(g))
            case "slack":
                return POSITIVE | NULL
            case "inverse":
                return self.sign(self.opened(head, indices)[0]) & ~NULL
            case "root":
                inside = self.sign(self.opened(head, indices)[0])
                return POSITIVE if not inside & NULL else POSITIVE | NULL
            case "sum":
                body = self.opened(head, indices, [self.new_index() for _ in head.data])[0]
                sign = of_sum(self.sign(body))
                return self.fact(generator(g)) & sign
            case _:
                return self.fact(generator(g))
