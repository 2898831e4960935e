"""The limit of a term at oo, with its proof: what grows fastest is told apart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.judgements import UP, Sequent
from symbolic.kernel.rules import limit, quotient
from symbolic.kernel.rules.limit import Known, Value, stated
from symbolic.kernel.terms import (
    ONE,
    ZERO,
    Add,
    Apply,
    Mul,
    Power,
    Term,
    multiply,
    negate,
    power,
    walk,
)
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.steps import by

Prove: TypeAlias = Callable[[Sequent], Theorem]
STOPPED = (Rejected, Undefined, TooLarge)
NESTED, LARGEST = 10, 120
"""How deep terms are put otherwise within each other, and up to how many parts."""


@dataclass(slots=True)
class Budget:
    """How many limits may still be read off, and how often l'Hopital's rule may be used within itself."""

    steps: int = 450
    depth: int = 3

    def spend(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise Rejected("no limit was found in time")

    def within(self, attempt: Callable[[], Theorem]) -> Theorem:
        if not self.depth:
            raise Rejected("no limit was found in time")
        self.depth -= 1
        try:
            return attempt()
        finally:
            self.depth += 1


def of_term(goal: Sequent, term: Term, value: Value = ZERO) -> Sequent:
    return Sequent(goal.context, replace(stated(goal), term=term, value=value))


class Far:
    """The limit of one term at oo; `known` are those of its parts that cannot be read off."""

    def __init__(self, goal: Sequent, prove: Prove, budget: Budget) -> None:
        self.goal, self.prove, self.budget = goal, prove, budget
        self.algebra = Algebra(goal.context)
        self.known: dict[Term, Theorem] = {}
        self.open: set[Term] = set()

    def whole(self) -> Theorem:
        term, reason = stated(self.goal).term, Rejected("no limit was found")
        for form in dict.fromkeys((term, self.by_factors(term), self.normal(term))):
            try:
                written, value = self.of(form)
                return self.shown(term, written, self.simple(value))
            except STOPPED as failed:
                reason = failed if isinstance(failed, Rejected) else reason
        raise reason

    def shown(self, term: Term, written: Term, value: Value) -> Theorem:
        """The limit of a term by reading off that of an equal one."""
        claim, known = of_term(self.goal, term, value), self.parts_of(written)
        own = {self.known[part].claim: self.known[part] for part, _ in known}
        premises = limit.premises_for(claim, written, known)
        return by("limit", claim, tuple(own.get(p) or self.prove(p) for p in premises), (written, known))

    def parts_of(self, term: Term) -> Known:
        return tuple((t, stated(self.known[t].claim).value) for t in walk(term) if t in self.known)

    def read(self, term: Term) -> Value:
        self.budget.spend()
        return limit.limit_of(of_term(self.goal, term), term, self.parts_of(term))

    def normal(self, term: Term) -> Term:
        """The term written out as a polynomial."""
        return term_of(self.algebra, self.algebra.normal(term))

    def by_factors(self, term: Term) -> Term:
        return Mul(tuple(map(self.normal, term.factors))) if isinstance(term, Mul) else term

    def simple(self, value: Value) -> Value:
        algebra = Algebra(limit.kept(self.goal))
        return value if isinstance(value, str) else term_of(algebra, algebra.normal(value))

    def of(self, term: Term) -> tuple[Term, Value]:
        """The term in a form of which the limit can be read off, and this limit."""
        with suppress(*STOPPED):
            return term, self.read(term)
        if term in self.open or len(self.open) > NESTED or sum(1 for _ in walk(term)) > LARGEST:
            raise Rejected("the limit of {} cannot be found", term)
        self.open.add(term)
        try:
            return self.rewritten(term)
        except Rejected:
            if isinstance(term, Add) or (written := self.normal(term)) is term:
                raise
            return self.of(written)
        finally:
            self.open.discard(term)

    def rewritten(self, term: Term) -> tuple[Term, Value]:
        """The term with what cannot be read off put otherwise."""
        match term:
            case Add(terms=parts):
                inner = [self.of(part) for part in parts]
                with suppress(*STOPPED):
                    return self.again(Add(tuple(written for written, _ in inner)))
                return self.sum(term, inner)
            case Mul(factors=parts):
                inner = [self.of(part) for part in parts]
                with suppress(*STOPPED):
                    return self.again(Mul(tuple(written for written, _ in inner)))
                return self.product(inner)
            case Power(base=base, exponent=exponent):
                return self.again(Power(self.of(base)[0], exponent))
            case Apply(function=function, arguments=arguments, orders=orders):
                return self.again(Apply(function, tuple(self.of(a)[0] for a in arguments), orders))
        raise Rejected("the limit of {} cannot be found", term)

    def again(self, written: Term) -> tuple[Term, Value]:
        return written, self.read(written)

    def product(self, parts: list[tuple[Term, Value]]) -> tuple[Term, Value]:
        """0 times oo, as a quotient."""
        leads, rests = zip(*(self.factored(w) for w, value in parts), strict=True)
        bare = [w for w in leads if isinstance(w, Add) or (isinstance(w, Power) and isinstance(w.base, Add))]
        plain = multiply(*(w for w in leads if w not in bare))
        short = self.normal(plain)
        lead = multiply(plain if isinstance(short, Add) else short, *bare)
        others = [rest for rest in rests if rest is not ONE]
        with suppress(*STOPPED):
            return self.again(Mul((lead, *others)))
        inner = [self.of(f) for f in (lead.factors if isinstance(lead, Mul) else (lead,))]
        large = [w for w, value in inner if isinstance(value, str)]
        small = [w for w, value in inner if isinstance(value, Term) and self.is_zero(value)]
        others += [w for w, value in inner if w not in large and w not in small]
        if not large or not small:
            raise Rejected("a product of oo and what may be 0, or have any sign, has any limit")
        for up, down in ((large, small), (small, large)):
            f, g = multiply(*up), multiply(*map(_inverse, down))
            with suppress(*STOPPED):
                fraction = Mul((f, Power(g, Fraction(-1))))
                self.known[fraction] = self.by_slopes(fraction, f, g)
                return self.again(Mul((fraction, *others)) if others else fraction)
        raise Rejected("{} grows as fast as nothing that is known", multiply(*large, *small))

    def factored(self, term: Term) -> tuple[Term, Term]:
        """A sum, or a power of one, as what is largest of it times a factor with a finite limit other than 0."""
        if isinstance(term, Power):
            lead, rest = self.factored(term.base)
            return power(lead, term.exponent), rest if rest is ONE else power(rest, term.exponent)
        parts = term.terms if isinstance(term, Add) else ()
        for lead in parts:
            with suppress(*STOPPED):
                rest = Add(tuple(self.of(self.normal(multiply(t, _inverse(lead))))[0] for t in parts))
                value = self.read(rest)
                if isinstance(value, Term) and not self.is_zero(value):
                    return lead, rest
        return term, ONE

    def by_slopes(self, fraction: Term, f: Term, g: Term) -> Theorem:
        """l'Hopital's rule for f/g."""
        end = self.read(g)
        end = ZERO if isinstance(end, Term) and self.is_zero(end) else end
        slopes, *ends = quotient.premises_for(of_term(self.goal, fraction), end)
        deeper = self.budget.within(Far(slopes, self.prove, self.budget).whole)
        value = stated(deeper.claim).value
        theorems = [self.shown(stated(p).term, self.of(stated(p).term)[0], stated(p).value) for p in ends]
        return by("quotient", of_term(self.goal, fraction, value), (deeper, *theorems), end)

    def is_zero(self, value: Term) -> bool:
        return not self.algebra.normal(value)

    def sum(self, term: Term, parts: list[tuple[Term, Value]]) -> tuple[Term, Value]:
        """oo - oo, as a logarithm or as what grows fastest times a factor."""
        if any(isinstance(t, Apply) and t.function in ("log", "softplus") for t in walk(term)):
            with suppress(*STOPPED):
                return self.of(Apply("log", (self.normal(Apply("exp", (term,))),)))
        for lead in (w for w, value in parts if isinstance(value, str)):
            with suppress(*STOPPED):
                ratios = [self.of(self.normal(multiply(w, _inverse(lead)))) for w, _ in parts]
                rest = Add(tuple(written for written, _ in ratios))
                with suppress(*STOPPED):
                    return self.again(Mul((lead, rest)))
                return self.product([(lead, UP), (rest, self.read(rest))])
        raise Rejected("a sum of oo and -oo has any limit")


def _inverse(term: Term) -> Term:
    """1/term, without a quotient where there is a plain form."""
    match term:
        case Power(base=base, exponent=exponent):
            return power(base, -exponent)
        case Apply(function="exp", arguments=(inner,)):
            return Apply("exp", (negate(inner),))
        case Mul(factors=factors):
            return multiply(*map(_inverse, factors))
    return power(term, -1)
