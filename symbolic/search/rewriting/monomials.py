"""Polynomials of the reading algebra as sums of products of readable terms.

A sum inside a product is opened: `Monomial` is a coefficient times powers of terms, summed over its own indices. On the
way exp(z[i])/sum_k exp(z[k]) is kept together as one factor, and exp(u)/(1 + exp(u)) becomes sigmoid(u).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.algebra.generators import Head
from symbolic.kernel.algebra.polynomial import Polynomial, factors
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.terms import (
    MINUS_ONE,
    ONE,
    Add,
    Apply,
    Bracket,
    Delta,
    Entry,
    Index,
    Mul,
    Power,
    Size,
    Term,
)
from symbolic.search.rewriting import assemble
from symbolic.search.rewriting.monomial import Monomial
from symbolic.search.rewriting.reading import Reading

Powers = dict[int, int]


@dataclass(slots=True)
class Reader:
    """Reads polynomials of one algebra; remembers the terms of generators."""

    algebra: Reading
    known: dict[int, tuple[Fraction, Term]]

    def term(self, p: Polynomial) -> Term:
        return assemble.assembled(self.monomials(p))

    def monomials(self, p: Polynomial) -> list[Monomial]:
        return [self.monomial(pairs, Fraction(c)) for pairs, c in self.algebra.ordered(p)]

    def monomial(self, pairs: Sequence[tuple[int, int]], coefficient: Fraction) -> Monomial:
        powers, bound = self.opened(dict(pairs))
        parts: dict[Term, Fraction] = {}

        def put(t: Term, e: Fraction) -> None:
            parts[t] = parts.get(t, Fraction(0)) + e

        for t, e in self.averages(powers):
            put(t, Fraction(e))
        for t in self.quotients(powers):
            put(t, Fraction(1))
        exponent: list[Term] = []
        for g, e in sorted(powers.items(), key=self.place):
            if e == 0:
                continue
            head, indices = self.algebra.table[g]
            if head.kind == "exp":
                body = self.algebra.opened(head, indices)[0].scaled(e)
                exponent.append(self.term(body))
                continue
            scale, t = self.of(g)
            coefficient *= scale**e
            match t:
                case Power(base=base, exponent=own):
                    put(base, own * e)
                case _:
                    put(t, Fraction(e))
        if exponent:
            put(Apply("exp", (assemble.total(exponent),), ()), Fraction(1))
        return Monomial(coefficient, {t: e for t, e in parts.items() if e}, bound)

    def opened(self, powers: Powers) -> tuple[Powers, dict[str, str]]:
        """The product with its plain sums opened: their bodies, and their indices with sizes."""
        bound: dict[str, str] = {}
        while (g := next((g for g, e in powers.items() if e == 1 and self.kind(g) == "sum"), None)) is not None:
            head, _ = self.algebra.table[g]
            names = [self.algebra.new_index() for _ in head.data]
            bound |= dict(zip(names, map(str, head.data), strict=True))
            del powers[g]
            [code] = self.algebra.at(g, names).terms
            for inner, e in factors(code):
                powers[inner] = powers.get(inner, 0) + e
        return powers, bound

    def place(self, pair: tuple[int, int]) -> int:
        """Factors come in the order in which their arrays were met."""
        return self.algebra.table[pair[0]][0].number

    def kind(self, g: int) -> str:
        return self.algebra.table[g][0].kind

    def of(self, g: int) -> tuple[Fraction, Term]:
        """A generator as a constant times a term."""
        if g not in self.known:
            self.known[g] = self._of(*self.algebra.table[g])
        return self.known[g]

    def _of(self, head: Head, indices: tuple[Index, ...]) -> tuple[Fraction, Term]:
        match head.kind:
            case "entry":
                return Fraction(1), Entry(str(head.data[0]), indices)
            case "size":
                return Fraction(1), Size(str(head.data[0]))
            case "delta":
                return Fraction(1), Delta(*indices)
            case "sum":
                g = self.algebra.number_of[head, indices]
                names = [self.algebra.new_index() for _ in head.data]
                inner = self.monomials(self.algebra.at(g, names))
                sizes = dict(zip(names, map(str, head.data), strict=True))
                return Fraction(1), assemble.assembled([m.under(sizes) for m in inner])
        bodies = self.algebra.opened(head, indices)
        match head.kind:
            case "inverse":
                negative = self.algebra.sign(bodies[0]) == NEGATIVE
                body = self.term(bodies[0].scaled(-1 if negative else 1))
                return Fraction(-1 if negative else 1), Power(body, Fraction(-1))
            case "root":
                return Fraction(1), Power(self.term(bodies[0]), Fraction(1, int(str(head.data[0]))))
            case "apply":
                orders = tuple(int(str(o)) for o in head.data[1:])
                return Fraction(1), Apply(str(head.data[0]), tuple(map(self.term, bodies)), orders)
        return Fraction(1), Bracket(head.kind, self.term(bodies[0]))

    # Quotients with names

    def averages(self, powers: Powers) -> Iterator[tuple[Term, int]]:
        """Takes (sum_k v[k]*p[k])^2 out, where the exponentials of p stand in the sum and its denominator below."""
        for g in [g for g, e in powers.items() if e > 1 and self.kind(g) == "sum"]:
            e, head = powers[g], self.algebra.table[g][0]
            for total in [t for t, below in powers.items() if below <= -e and self.kind(t) == "sum"]:
                names = [self.algebra.new_index() for _ in head.data]
                [code] = self.algebra.at(g, names).terms
                inner = dict(factors(code)) | {total: -1}
                if self.weight(total, inner) is not None:
                    bound = dict(zip(names, map(str, head.data), strict=True))
                    body = self.monomial(list(inner.items()), Fraction(1))
                    powers[total] += e
                    powers[g] = 0
                    yield assemble.assembled([body.under(bound)]), e
                    break

    def quotients(self, powers: Powers) -> Iterator[Term]:
        """Takes softmax and sigmoid out of a product of exponentials and reciprocals."""
        for g in [g for g, e in powers.items() if e < 0 and self.kind(g) == "sum"]:
            while powers[g] < 0 and (found := self.weight(g, powers)) is not None:
                for inner, e in found:
                    powers[inner] -= e
                powers[g] += 1
                yield Mul((self.exponential(found), Power(self.of(g)[1], Fraction(-1))))
        for g in [g for g, e in powers.items() if e > 0 and self.kind(g) == "inverse"]:
            weight = self.odds(g)
            while weight is not None and powers[g] > 0:
                sigmoid = Apply("sigmoid", (self.argument(weight),), ())
                if all(powers.get(inner, 0) >= e > 0 or powers.get(inner, 0) <= e < 0 for inner, e in weight):
                    for inner, e in weight:
                        powers[inner] -= e
                    yield sigmoid
                else:
                    yield Add((ONE, Mul((MINUS_ONE, sigmoid))))
                powers[g] -= 1

    def weight(self, g: int, powers: Powers) -> Sequence[tuple[int, int]] | None:
        """The exponentials of one term of the sum `g` that occur in `powers`, at some value of the bound index."""
        if len(self.algebra.table[g][0].data) != 1:
            return None
        [code] = self.algebra.at(g, ["@0"]).terms
        pattern = factors(code)
        if not all(self.kind(inner) == "exp" for inner, _ in pattern):
            return None
        for inner, e in pattern:
            own, places = self.algebra.table[inner]
            for other, available in powers.items():
                there, at = self.algebra.table[other]
                if there is own and "@0" in places and available * e > 0:
                    value = at[places.index("@0")]
                    [moved] = self.algebra.at(g, [value]).terms
                    wanted = factors(moved)
                    if all(powers.get(w, 0) * n > 0 and abs(powers[w]) >= abs(n) for w, n in wanted):
                        return wanted
        return None

    def odds(self, g: int) -> Sequence[tuple[int, int]] | None:
        """The exponentials exp(u) of a generator 1/(1 + exp(u))."""
        p = self.algebra.opened(*self.algebra.table[g])[0]
        if len(p.terms) != 2 or p.terms.get(0) != 1:
            return None
        [(code, c)] = [(m, c) for m, c in p.terms.items() if m]
        pairs = factors(code)
        return pairs if c == 1 and all(self.kind(inner) == "exp" for inner, _ in pairs) else None

    def argument(self, pairs: Sequence[tuple[int, int]]) -> Term:
        bodies = [self.algebra.opened(*self.algebra.table[g])[0].scaled(e) for g, e in pairs]
        return self.term(sum(bodies[1:], start=bodies[0]))

    def exponential(self, pairs: Sequence[tuple[int, int]]) -> Term:
        return Apply("exp", (self.argument(pairs),), ())
