r"""Limit: by continuity at a point, by the behaviour of each function at infinity, and from limits of parts.

`of` reads \lim e off the form of e. Each step is a theorem on limits of sums, products and continuous functions:
- a part whose limit is a premise tends to that limit: both limits are along the same points of the same context;
- \sum_{k=1}^{K} e_k, where K does not tend to anything, is a sum of finitely many terms: its limit is the sum of theirs
  if all are finite; if every e_k tends to oo (every one to -oo), so does the sum, as K >= 1. The index is opened to a
  new name of which no hypothesis speaks, so that the limit found is that of e_k for every k.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from symbolic.kernel import terms as t
from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.signs import NEGATIVE, NULL, POSITIVE
from symbolic.kernel.derivative import TABLE, derivative, unfold
from symbolic.kernel.gate import conditions, first_undefined, jumps, moves, ramps, sign
from symbolic.kernel.judgements import DOWN, UP, Context, Equal, Hypothesis, Limit, Sequent
from symbolic.kernel.rules.convexity import for_any
from symbolic.kernel.rules.differentiation import check_smooth, has_derivative
from symbolic.kernel.rules.stationary import at
from symbolic.kernel.terms import MINUS_ONE, ONE, ZERO, Term
from symbolic.kernel.theorem import Rejected

Value = Term | str
Known: TypeAlias = tuple[tuple[Term, Value], ...]
"""Parts of a term, with their limits."""
AT_INFINITY: dict[str, tuple[Value, Value]] = {  # at oo, at -oo
    "exp": (UP, ZERO),
    "sigmoid": (ONE, ZERO),
    "tanh": (ONE, MINUS_ONE),
    "softplus": (UP, ZERO),
    "relu": (UP, ZERO),
    "step": (ONE, ZERO),
}


class _AtInfinity:
    """The limit of terms as one variable tends to oo or -oo: a term without the variable, UP or DOWN."""

    def __init__(self, context: Context, name: str, end: str, known: Known = ()) -> None:
        self.context, self.algebra, self.name, self.end = context, Algebra(context), name, end
        self.known, self.opened = dict(known), 0

    def sign(self, value: Value) -> int:
        if isinstance(value, str):
            return POSITIVE if value == UP else NEGATIVE
        return sign(self.algebra, value)

    def of(self, term: Term) -> Value:
        if term in self.known:
            return self.known[term]
        if not moves(term, (self.name,)):
            return term
        value = self._of(term)
        if isinstance(value, Term) and first_undefined(self.context, value) is not None:
            raise Rejected("the limit of {} may be undefined", term)
        return value

    def _of(self, term: Term) -> Value:
        match term:
            case t.Entry() | t.Size():
                return self.end
            case t.Add(terms=parts):
                return self.total([self.of(part) for part in parts])
            case t.Mul(factors=parts):
                return self.product([self.of(part) for part in parts])
            case t.Power(base=base, exponent=exponent):
                inside = self.of(base)
                if isinstance(inside, Term) or exponent == 0:
                    return t.power(inside, exponent) if isinstance(inside, Term) else ONE
                if exponent.denominator > 1 and inside == DOWN:
                    raise Rejected("{} has no root", base)
                if exponent < 0:
                    return ZERO
                return DOWN if inside == DOWN and exponent % 2 == 1 else UP
            case t.Sum(size=size, body=body) if size != self.name:
                self.opened += 1
                each = self.of(t.instantiate(body, index := f"s{self.opened}'"))
                return each if isinstance(each, str) else t.sum_over(index, size, each)
            case t.Apply(function=function, arguments=arguments, orders=orders):
                inner = [self.of(argument) for argument in arguments]
                terms = tuple(v for v in inner if isinstance(v, Term))
                if len(terms) == len(inner) and function != "step":
                    return t.Apply(function, terms, orders)
                if function == "log" and inner == [UP]:
                    return UP
                if function in AT_INFINITY and function in TABLE and isinstance(inner[0], str):
                    return AT_INFINITY[function][inner[0] == DOWN]
        raise Rejected("the limit of {} cannot be read off", term)

    @staticmethod
    def total(values: list[Value]) -> Value:
        ends = {v for v in values if isinstance(v, str)}
        if len(ends) > 1:
            raise Rejected("a sum of oo and -oo has any limit")
        return ends.pop() if ends else t.add(*(v for v in values if isinstance(v, Term)))

    def product(self, values: list[Value]) -> Value:
        if all(isinstance(v, Term) for v in values):
            return t.multiply(*(v for v in values if isinstance(v, Term)))
        signs = [self.sign(v) for v in values]
        if any(s not in (POSITIVE, NEGATIVE) for s in signs):
            raise Rejected("a product of oo and what may be 0, or have any sign, has any limit")
        return DOWN if signs.count(NEGATIVE) % 2 else UP


def stated(claim: Sequent) -> Limit:
    if not isinstance(claim.judgement, Limit):
        raise Rejected("this rule proves limits")
    return claim.judgement


def check_reached(claim: Sequent) -> None:
    """Reject unless the variable comes near its end: from one side at least, through all reals (numbers) of that side.

    A hypothesis about it holds there if its term is continuous and tends to what is > 0 (for `!=`: to what is not 0).
    Where one of `> >=` may tend to 0 with a slope that is not 0, it leaves one side; two of them might leave none.
    """
    judgement, context = stated(claim), kept(claim)
    name, ends = judgement.variable, [e for e in (judgement.to, judgement.value) if isinstance(e, Term)]
    if any(size == name and high is not None for size, _, high in context.sizes):
        raise Rejected(f"{name} cannot grow beyond its bound")
    if any(moves(end, (name,)) for end in ends):
        raise Rejected(f"a limit in {name} does not depend on {name}")
    if any(has_derivative(term) for term in (*ends, *(h.term for h in claim.context.hypotheses))):
        raise Rejected("unfold derivatives first")
    if isinstance(judgement.to, Term) and first_undefined(context, judgement.to) is not None:
        raise Rejected("{} may be undefined", judgement.to)
    edges = 0
    for h in (h for h in claim.context.hypotheses if h not in context.hypotheses):
        if h.relation == "==" or not moves(h.term, (name,)):
            raise Rejected(f"{h.name!r} may keep {name} away from its limit")
        body = for_any(h)
        while h.relation == "!=" and isinstance(body, t.Power) and body.exponent.denominator == 1:
            body = body.base  # where this is not 0, no power of it is
        fragile = [c.term for c in conditions(for_any(h)) if c.relation == ">=" and moves(c.term, (name,))]
        if any(_sign_at_end(context, e, judgement) != POSITIVE for e in fragile) or any(
            moves(s, (name,)) for s in jumps(h.term)
        ):
            raise Rejected(f"{h.name!r} may hold at the limit and not near it")
        end = _end(context, body, judgement)
        if isinstance(end, Term) and first_undefined(context, end) is not None:
            raise Rejected(f"{h.name!r} may be undefined at the limit")
        there = _sign_at_end(context, body, judgement)
        crosses = isinstance(judgement.to, Term) and _crosses(body, judgement)
        edges += crosses and h.relation != "!=" and bool(there & NULL)
        away = NEGATIVE if h.relation != "!=" else 0
        if there & (away if crosses else away | NULL):
            raise Rejected(f"{h.name!r} may keep {name} away from its limit")
    if edges > 1:
        raise Rejected(f"the hypotheses may leave no {name} near its limit")


def limit_of(claim: Sequent, written: Term, known: Known = ()) -> Value:
    """The limit of `written`, which equals the claim's term, from those of its parts."""
    check_reached(claim)
    judgement = stated(claim)
    if has_derivative(written):
        raise Rejected("unfold derivatives first")
    name, axes = judgement.variable, dict(claim.context.arrays)
    if any(isinstance(s, t.Entry) and name in axes[s.array] for s in t.walk(written)):
        raise Rejected("{} holds an array that grows with the size", written)
    special = (*jumps(written), *(ramps(written) if unfold(judgement.term) is not judgement.term else ()))
    if any(moves(s, (name,)) for s in special):
        raise Rejected("{} may jump", written)
    return _end(kept(claim), written, judgement, known)


def _sign_at_end(context: Context, term: Term, judgement: Limit) -> int:
    return _AtInfinity(context, judgement.variable, UP).sign(_end(context, term, judgement))


def _crosses(term: Term, judgement: Limit) -> bool:
    """Is the term smooth, with a slope that is not 0 at the point, so that it is 0 there and not nearby?"""
    if jumps(term) or ramps(term) or conditions(term) or judgement.variable not in _scalars(term):
        return False
    slope = at(derivative(unfold(term), judgement.variable, ()), ((judgement.variable, (), _point(judgement)),))
    return sign(Algebra(Context()), slope) in (POSITIVE, NEGATIVE)


def _scalars(term: Term) -> set[str]:
    return {s.array for s in t.walk(term) if isinstance(s, t.Entry) and not s.indices}


def _point(judgement: Limit) -> Term:
    return judgement.to if isinstance(judgement.to, Term) else ZERO


def _end(context: Context, term: Term, judgement: Limit, known: Known = ()) -> Value:
    if isinstance(judgement.to, str):
        return _AtInfinity(context, judgement.variable, judgement.to, known).of(term)
    if term in dict(known):
        return dict(known)[term]
    return at(term, ((judgement.variable, (), judgement.to),))


def kept(claim: Sequent) -> Context:
    """The hypotheses that do not speak of the variable: if it is a size, nor of more than single entries along it."""
    name, context = stated(claim).variable, claim.context
    return context.with_hypotheses(h for h in context.hypotheses if not _speaks_of(h, name, context))


def _speaks_of(h: Hypothesis, name: str, context: Context) -> bool:
    """Does a hypothesis mention what is called so, or relate several values along a size called so?"""
    axes, own = dict(context.arrays), [i for i, size in h.indices if size == name]
    nodes = list(t.walk(h.term))
    entries = [s for s in nodes if isinstance(s, t.Entry) and name in axes[s.array]]
    fixed = {i for i, size in context.indices if size == name} & h.term.free - dict(h.indices).keys()
    related = any(isinstance(s, t.Delta) or any(isinstance(i, t.Label) for i in s.own_indices()) for s in nodes)
    if moves(h.term, (name,)) or fixed or ((own or entries) and related):
        return True
    return len(entries) > 1 or any(sorted(map(str, s.indices)) != sorted({*dict(h.indices)}) for s in entries)


def premises_for(claim: Sequent, written: Term, known: Known = ()) -> tuple[Sequent, ...]:
    """The term is as written (if that is another), its parts have their limits, and the limit found is that claimed."""
    judgement, found = stated(claim), limit_of(claim, written, known)
    if isinstance(found, str) != isinstance(judgement.value, str):
        raise Rejected("one limit is finite, the other is not")
    same = () if written is judgement.term else (Sequent(claim.context, Equal(judgement.term, written)),)
    parts = tuple(Sequent(claim.context, replace(judgement, term=part, value=end)) for part, end in known)
    if isinstance(found, Term) and isinstance(judgement.value, Term):
        return *same, *parts, Sequent(kept(claim), Equal(found, judgement.value))
    if found != judgement.value:
        raise Rejected(f"the limit is {found}")
    return *same, *parts


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[Term, Known]) -> None:
    r"""e = e', \; \lim e_n = l_n \text{ for parts } e_n \text{ of } e', \; \lim e' = l \vdash \lim e = l.

    Rejects when e' may jump or has no limit that can be read off (oo - oo, 0 oo), or its limit is not the one claimed.
    """
    written, known = certificate
    check_smooth(claim.context, *claim.judgement.children())
    if premises != premises_for(claim, written, known):
        raise Rejected("the premises are not the rewritten term, its parts and the value of its limit")
    missing = first_undefined(claim.context, written)
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
