r"""Expectations of polynomials in random variables: linearity, then moments.

$E(c\,f) = c\,E f$ where c is not random, $E \sum_k f_k = \sum_k E f_k$ over symbolic sizes too, and $E(f g) = E f\,E g$
where f and g mention different arrays declared independent. Products of sums are multiplied out, with
$(c + s)^n = \sum_k \binom nk c^{n-k} s^k$ where c is not random. What remains are products of entries: `moments.py`.
No factor is dropped unless it is defined everywhere, so the result is defined where the body is.

A derivative inside is carried out first where its body is smooth and defined everywhere: then the formula of the table
is the derivative for all values. Where the body has logarithms or quotients without a random variable, it is
$\partial (E f) / \partial w$: with $f = \sum_a c_a(w) r^a$, and each c_a smooth where it is defined, both sides are
$\sum_a c_a'(w)\, E r^a$ where every c_a is defined, provided that the law of r does not depend on w. If it
does, as in the mean of a score, the formula stands inside E, times 1 where the body is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import comb
from typing import TYPE_CHECKING

from symbolic.kernel import terms as kernel
from symbolic.kernel.derivative import unfold
from symbolic.kernel.terms import ONE, ZERO, Term
from symbolic.language import nodes
from symbolic.language.algebra import contracted, is_positive, plus, power, times
from symbolic.language.errors import NotYetDecidable
from symbolic.language.laws import law_of, random_reals
from symbolic.language.lazy_cases import parts_of
from symbolic.language.moments import HIGHEST, Law, moment
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from symbolic.language.lowering import At, Environment, Lowering

MOST_PRODUCTS = 4000


def expectation(e: nodes.Expectation, at: At, values: Environment, lowering: Lowering) -> Term:
    """The kernel term of `E(body)`.

    Raises NotYetDecidable when the body is not a polynomial in the random variables, or depends on moments that are not
    known.
    """
    if any(isinstance(p, nodes.Cases) and any(map(any, map(random_reals, p.conditions()))) for p in parts_of(e.body)):
        raise NotYetDecidable(f"`{e}`: which case holds is random")  # a split of the claim would fix what E averages
    body = lowering.entry(e.body, at, values)
    laws = {real.name: law_of(real, lowering) for real in random_reals(e.body)}
    if lowering.named is not None and lowering.named.arrays_behind(body) & laws.keys():
        raise NotYetDecidable(f"`{e}`: an extreme or product over an index of something random")
    free = (a for t in kernel.walk(body) for a in t.free if a.startswith("#"))
    first = 1 + max((int(a[1:]) for a in free), default=0)
    names = (f"#{n}" for n in count(first + len(at)))
    return Expected(laws, lowering.distinct, lowering.positive, names, str(e)).of(body)


def steps_taken(e: Expr) -> str:
    """How one gets from an expression to its term: `linearity of E, moments of r`, or nothing if there is no E."""
    inner = [part.body for part in parts_of(e) if isinstance(part, nodes.Expectation)]
    names = sorted({real.name for body in inner for real in random_reals(body)})
    first = "derivative, " if any(isinstance(p, nodes.Partial) for body in inner for p in parts_of(body)) else ""
    return f"{first}linearity of E, moments of {', '.join(names)}" if names else ""


@dataclass(slots=True)
class Expected:
    """The expectation of terms under given laws; `written` is shown in errors."""

    laws: dict[str, Law]
    distinct: Collection[frozenset[str]]
    positive: Collection[str]
    names: Iterator[str]
    written: str
    left: int = MOST_PRODUCTS

    def of(self, term: Term) -> Term:
        if not self.is_random(term):
            return term
        match term:
            case kernel.Add(terms=terms):
                return plus(*map(self.of, terms))
            case kernel.Sum():
                return self.summed(term, self.of)
            case kernel.Derivative():
                return self.derivative(term)
            case kernel.Entry() | kernel.Mul() | kernel.Power():
                return self.product((term,))
        raise self.not_a_polynomial()

    def not_a_polynomial(self) -> NotYetDecidable:
        return NotYetDecidable(f"`{self.written}` is not of a polynomial in {', '.join(self.laws)}")

    def is_random(self, term: Term) -> bool:
        return any(isinstance(t, kernel.Entry | kernel.Derivative) and t.array in self.laws for t in kernel.walk(term))

    def summed(self, total: kernel.Sum, f: Callable[[Term], Term]) -> Term:
        """The sum of `f` of the body; 0 where that is 0."""
        name = next(self.names)
        inner = f(kernel.instantiate(total.body, name))
        return ZERO if inner is ZERO else kernel.sum_over(name, total.size, inner)

    def product(self, factors: Iterable[Term]) -> Term:
        self.left -= 1
        if self.left < 0:
            raise NotYetDecidable(f"`{self.written}` has too many products when it is multiplied out")
        fixed: list[Term] = []
        moving: list[Term] = []
        for f in self.flat(factors):
            (moving if self.is_random(f) else fixed).append(f)
        if len(moving) > HIGHEST:
            raise NotYetDecidable(f"`{self.written}` is of a degree above {HIGHEST}")
        groups = self.independent(moving)
        return times(*fixed, *(self.of_dependent(g) for g in groups))

    def flat(self, factors: Iterable[Term]) -> Iterator[Term]:
        """The factors, with products and powers of what is random taken apart and derivatives carried out."""
        for f in factors:
            match f:
                case kernel.Mul(factors=inner):
                    yield from self.flat(inner)
                case kernel.Power(base=base, exponent=exponent) if self.is_random(f):
                    if exponent.denominator > 1 or exponent < 0:
                        raise self.not_a_polynomial()
                    if exponent > HIGHEST:
                        raise NotYetDecidable(f"`{self.written}` is of a degree above {HIGHEST}")
                    yield from list(self.flat((base,))) * int(exponent)
                case kernel.Derivative() if self.is_random(f) and self.is_smooth(f):
                    yield from self.flat((contracted(unfold(f)),))
                    yield from () if self.is_total(f) else (self.where_defined(f.body),)
                case _:
                    yield f

    def independent(self, factors: list[Term]) -> list[list[Term]]:
        """The factors in groups that mention different arrays; one group if an array is not declared independent."""
        arrays = [
            {t.array for t in kernel.walk(f) if isinstance(t, kernel.Entry) and t.array in self.laws} for f in factors
        ]
        groups: list[tuple[set[str], list[Term]]] = []
        for f, own in zip(factors, arrays, strict=True):
            met = [g for g in groups if g[0] & own]
            apart = [g for g in groups if not g[0] & own]
            groups = [*apart, (own.union(*(g[0] for g in met)), [*(x for g in met for x in g[1]), f])]
        if all(self.laws[a].independent for own in arrays for a in own):
            return [g[1] for g in groups]
        return [factors] if factors else []

    def of_dependent(self, factors: list[Term]) -> Term:
        """The expectation of a product of random factors, none of them a product."""
        entries = [f for f in factors if isinstance(f, kernel.Entry)]
        if len(entries) == len(factors):
            return moment(entries, self.laws, self.distinct)
        if len(factors) == 1:
            return self.of(factors[0])
        chosen = next(f for f in factors if not isinstance(f, kernel.Entry))
        others = [f for f in factors if f is not chosen]
        copies = len(factors) - len(others)
        match chosen:
            case kernel.Add(terms=terms):
                return self.multiplied_out(terms, copies, others)
            case kernel.Sum():
                rest = [chosen] * (copies - 1) + others
                return self.summed(chosen, lambda body: self.product((body, *rest)))
        raise self.not_a_polynomial()

    def multiplied_out(self, terms: tuple[Term, ...], copies: int, others: list[Term]) -> Term:
        """E((c + s)^n others), with c the terms that are not random."""
        fixed = [t for t in terms if not self.is_random(t)]
        moving = [t for t in terms if self.is_random(t)]
        if not fixed:
            rest = [kernel.Add(terms)] * (copies - 1) + others
            return plus(*(self.product((t, *rest)) for t in moving))
        c, s = plus(*fixed), plus(*moving)
        found = []
        for k in range(copies + 1):
            left = [power(c, Fraction(copies - k))] if k < copies else []
            found.append(times(kernel.number(comb(copies, k)), *left, self.product([s] * k + others)))
        return plus(*found)

    def derivative(self, node: kernel.Derivative) -> Term:
        if self.is_total(node):
            return self.of(contracted(unfold(node)))
        behind = frozenset().union(*(law.mentions for law in self.laws.values()))
        by = {t.array for t in kernel.walk(node) if isinstance(t, kernel.Derivative)}
        if not self.is_smooth(node):
            raise NotYetDecidable(f"`{self.written}`: the derivative of a body that is not smooth everywhere")
        if by & (behind | self.laws.keys()):
            return kernel.Mul((self.where_defined(node.body), self.of(contracted(unfold(node)))))
        return kernel.Derivative(self.of(node.body), node.array, node.indices)

    def is_smooth(self, term: Term) -> bool:
        """Smooth wherever it is defined, which does not depend on the random variables."""
        inside = list(kernel.walk(term))
        return all(map(_smooth_inside, inside)) and all(self._is_defined(t) or not self.is_random(t) for t in inside)

    def where_defined(self, term: Term) -> Term:
        """1 where the term is defined, which does not depend on the random variables."""

        def fixed(t: Term) -> Term:
            match t:
                case kernel.Entry(array=array) if array in self.laws:
                    return ZERO
                case kernel.Derivative(body=body):
                    return fixed(body)
            return kernel.rebuild(t, fixed)

        return kernel.Add((ONE, kernel.Mul((ZERO, fixed(term)))))

    def is_total(self, term: Term) -> bool:
        """Smooth and defined for all values, as is then what its derivatives unfold to."""
        return all(
            isinstance(t, kernel.Derivative) or (_smooth_inside(t) and self._is_defined(t)) for t in kernel.walk(term)
        )

    def _is_defined(self, t: Term) -> bool:
        match t:
            case kernel.Apply(function="log", arguments=(argument,)):
                return is_positive(argument, self.positive)
            case kernel.Power(base=base, exponent=exponent) if exponent < 0:
                return is_positive(base, self.positive)
        return True


def _smooth_inside(t: Term) -> bool:
    """The node itself is smooth wherever it is defined, and its domain is open."""
    match t:
        case kernel.Bracket() | kernel.Apply(function="relu" | "step"):
            return False
        case kernel.Power(exponent=exponent):
            return exponent.denominator == 1
    return True
