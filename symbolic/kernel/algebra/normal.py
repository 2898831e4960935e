"""The algebra of terms: every term as a polynomial in generators, equal ones as the same one where that is cheap.

What happens here are ring laws, laws of exp, log and powers on their domains, linearity of sums, contraction of deltas
and substitution of equality hypotheses: each an identity at every size. That two polynomials differ says nothing.
"""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel.algebra.functions import Functions
from symbolic.kernel.algebra.generators import Head, index_key
from symbolic.kernel.algebra.memory import Memory
from symbolic.kernel.algebra.polynomial import ONE, ZERO, Polynomial, constant, factors, generator, monomial, total
from symbolic.kernel.algebra.signs import NEGATIVE, NULL, OF_RELATION, POSITIVE, of_number, times
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import (
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Entry,
    Index,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    map_index,
    substitute,
    walk,
)

MEMORY = Memory()


class Algebra(Functions):
    """Polynomials for the terms of one context; its equality hypotheses are rewriting rules."""

    def __init__(self, context: Context) -> None:
        super().__init__({name: low for name, low, high in context.sizes if low == high})
        if MEMORY.recall(self, context):
            return
        self.one_size = len(context.sizes) == 1
        self.label_sizes = {name: size for name, _, size in context.labels}
        self.apart = frozenset(frozenset[Index](pair) for pair in context.distinct)
        self.symmetric: dict[Head, str] = {}
        self.minimal: dict[Head, tuple[int, Polynomial, str]] = {}
        self.exact_rules = False  # a rule for given indices only, not for all
        self.done: dict[tuple[Term, tuple[str, ...]], Polynomial] = {}
        self.first: dict[Term, tuple[str, ...]] = {}
        for name, low, high in context.sizes:
            if low != high:
                self.learn(self.size(name) - constant(low), POSITIVE | NULL, frozenset(), "")
        signs = [h for h in context.hypotheses if h.relation != "=="]
        for h in (*signs, *(h for h in context.hypotheses if h.relation == "=="), *signs):
            self._assume(h)
        self.used.clear()
        self.known.clear()
        MEMORY.keep(self, context)

    def _assume(self, h: Hypothesis) -> None:
        """Learn a sign, or turn `p = 0` into a rewriting rule for one of its generators, or learn that p is 0."""
        names: dict[str, Index] = {index: f"!{index}" for index, _ in h.indices}
        universal = frozenset(map(str, names.values()))
        term = unfold(h.term)
        if term is not h.term and any(_may_bend(t) for t in walk(h.term)):
            return  # the formula need not be the derivative at the point
        self.done.clear()
        self.first.clear()
        p = self.normal(substitute(term, names))
        self.done.clear()
        self.first.clear()
        if h.relation == "==":
            self._assume_zero(p, universal, h.name)
        else:
            self.learn(p, OF_RELATION[h.relation], universal, h.name)

    def _assume_zero(self, p: Polynomial, universal: frozenset[str], name: str) -> None:
        parts = self._parts_of_one_sign(p)
        for part, indices in parts:
            self._assume_zero(part, universal | indices, name)
        if parts or self._finite_domain(p, universal, name):
            return
        for code in sorted(p.terms, key=self._preference):
            if any(self._rewrite(p, code, g, universal, name) for g, e in factors(code) if e == 1):
                return
        self.learn(p, NULL, universal, name)

    def _parts_of_one_sign(self, p: Polynomial) -> list[tuple[Polynomial, frozenset[str]]]:
        """Parts of p >= 0 (terms, summands, bases) that are 0 if p is, with the indices for all of which they are."""
        match [factors(code) for code in p.terms]:
            case [[(g, 1)]] if self.table[g][0].kind == "sum":
                head, indices = self.table[g]
                names = [self.new_index() for _ in head.data]
                body = self.opened(head, indices, names)[0]
                return [(body, frozenset(names))] if self._one_sign(body) else []
            case [[(g, e)]] if e > 1:
                return [(generator(g), frozenset())]
            case [_, _, *_] if self._one_sign(p):
                return [(Polynomial({code: c}, p.reach), frozenset()) for code, c in p.terms.items()]
        return []

    def _one_sign(self, p: Polynomial) -> bool:
        signs = [times(of_number(c), self._of_monomial(code)) for code, c in p.terms.items()]
        return not any(s & NEGATIVE for s in signs) or not any(s & POSITIVE for s in signs)

    def _preference(self, code: int) -> tuple[int, int, int]:
        kinds = {self.table[g][0].kind for g, _ in factors(code)}
        rank = 0 if "sum" in kinds else 1 if kinds & {"apply", "root"} else 2 if kinds == {"entry"} else 3
        return rank, len(factors(code)), code

    def _rewrite(self, p: Polynomial, code: int, g: int, universal: frozenset[str], name: str) -> bool:
        """Solve p = 0 for the generator g of one of its terms: its factor must not be 0, nor may g come back."""
        head, indices = self.table[g]
        factor = Polynomial({code - monomial(g): p.terms[code]}, p.reach)
        rest = Polynomial({m: c for m, c in p.terms.items() if m != code}, p.reach)
        if not universal <= {*indices} or self.sign(factor) & NULL or not self.knows_sizes({g}, universal):
            return False
        parts = (self.table[o] for o in p.generators())
        if len({*indices}) < len(indices) and any(h.sizes or not {*own} <= {*indices} for h, own in parts):
            return False  # a sum over both indices would hide how many values the terms of its diagonal relate
        match [(self.table[o], c) for m, c in rest.terms.items() for o, e in factors(m) if m == monomial(o)]:
            case [((other, swapped), c)] if len(rest.terms) == 1 and factor.constant() == -c and other is head:
                if head.arity == 2 and indices == swapped[::-1] and universal == {*indices}:
                    self.symmetric[head] = name
                return True
        others = [self.table[o][0] for o in rest.generators() | factor.generators()]
        if any(_contains(outer, lead) for lead in (head, *self.rules) for outer in others):
            return False
        self.exact_rules |= universal != {*indices}
        self.rules[head] = (indices, universal, rest.scaled(-1) * self.inverse(factor), name)
        return True

    def _finite_domain(self, p: Polynomial, universal: frozenset[str], name: str) -> bool:
        """Note that an entry is a root of a polynomial over Q, such as y^2 = 1."""
        degree = max((e for code in p.terms for _, e in factors(code)), default=0)
        if len(p.generators()) != 1 or degree < 2:
            return False
        [g] = p.generators()
        head, indices = self.table[g]
        if head.kind != "entry" or not universal >= {*indices} or len({*indices}) != len(indices):
            return False
        lead = p.terms[monomial(g, degree)]
        rest = Polynomial({m: c for m, c in p.terms.items() if m != monomial(g, degree)}, p.reach)
        self.minimal[head] = (degree, self.closed((rest.scaled(Fraction(-1) / lead),), {})[0][0], name)
        return True

    def normal(self, term: Term, stack: tuple[str, ...] = ()) -> Polynomial:
        """The polynomial of `term`; `stack` names the open bound indices, innermost last. No `Derivative` inside."""
        key = term, stack[len(stack) - term.loose :] if term.loose else ()
        p = self.done.get(key)
        if p is None:
            there = self.first.get(term)
            if there is None:
                p = self._normal(term, stack)
                self.first[term] = key[1]
            else:
                p = self.moved(self.done[term, there], dict(zip(there, key[1], strict=True)))
            self.done[key] = p
        return p

    def _normal(self, term: Term, stack: tuple[str, ...]) -> Polynomial:
        def at(index: Index) -> Index:
            return map_index(index, lambda i: stack[-1 - i.level] if isinstance(i, Bound) else i)

        match term:
            case Mul(factors=parts):
                result = ONE
                for part in sorted((self.normal(f, stack) for f in parts), key=lambda p: len(p.terms)):
                    self.spend(len(result.terms) * len(part.terms))
                    result = result * part
                return result
            case Entry(array=array, indices=indices):
                return self.remake(self.head("entry", (array,), (), len(indices)), tuple(map(at, indices)))
            case Add(terms=terms):
                return total(self.normal(t, stack) for t in terms)
            case Power(base=base, exponent=exponent):
                return self.power(self.normal(base, stack), exponent)
            case Rational(value=value):
                return constant(value)
            case Sum(size=size, body=body):
                index = self.new_index()
                return self.sum(self.normal(body, (*stack, index)), {index: size})
            case Apply(function=function, arguments=arguments, orders=orders):
                return self.apply(function, tuple(self.normal(a, stack) for a in arguments), orders)
            case Size(name=name):
                return self.size(name)
            case Delta(left=left, right=right):
                return self.delta(at(left), at(right))
            case Bracket(relation=relation, argument=argument):
                return self.bracket(relation, self.normal(argument, stack))
        raise TypeError(f"not a plain term: {type(term).__name__}")

    def remake(self, head: Head, indices: tuple[Index, ...]) -> Polynomial:
        if head.kind == "delta":
            return self.delta(*indices)
        if head in self.symmetric:
            indices = tuple(sorted(indices, key=index_key))
            self.used.add(self.symmetric[head])
        if head in self.rules:
            pattern, universal, value, name = self.rules[head]
            if self.matches(pattern, universal, indices):
                self.used.add(name)
                return self.moved(value, dict(zip(pattern, indices, strict=True)))
        if not head.bodies or (head.arity < 2 and not self.exact_rules and self.exact.isdisjoint(indices)):
            return self.atom(head, indices)
        names = [self.new_index() for _ in head.data] if head.kind == "sum" else []
        bodies = self.opened(head, indices, names)
        match head.kind:
            case "sum":
                return self.sum(bodies[0], dict(zip(names, head.data, strict=True)))
            case "exp":
                return self.exp(bodies[0])
            case "root":
                return self.root(bodies[0], Fraction(1, head.data[0]))
            case "inverse":
                return self.inverse(bodies[0])
            case "apply":
                return self.apply(head.data[0], bodies, head.data[1:])
        return self.bracket(head.kind, bodies[0])

    def delta(self, left: Index, right: Index) -> Polynomial:
        if left == right:
            return ONE
        if (isinstance(left, int) and isinstance(right, int)) or frozenset((left, right)) in self.apart:
            return ZERO
        return self.atom(self.head("delta", (), (), 2), tuple(sorted((left, right), key=index_key)))


def _may_bend(term: Term) -> bool:
    return (
        isinstance(term, Bracket)
        or (isinstance(term, Apply) and term.function in ("relu", "step"))
        or (isinstance(term, Power) and term.exponent.denominator > 1)
    )


def _contains(outer: Head, inner: Head) -> bool:
    """Might `inner` occur in `outer`?"""
    return outer is inner or (inner.depth < outer.depth and bool(inner.arrays & outer.arrays))
