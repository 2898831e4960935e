"""Limit: by continuity at a point, and by the behaviour of each function at infinity."""

from __future__ import annotations

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

    def __init__(self, context: Context, name: str, end: str) -> None:
        self.context, self.algebra, self.name, self.end = context, Algebra(context), name, end

    def sign(self, value: Value) -> int:
        if isinstance(value, str):
            return POSITIVE if value == UP else NEGATIVE
        return sign(self.algebra, value)

    def of(self, term: Term) -> Value:
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


def limit_of(claim: Sequent, written: Term) -> Value:
    """The limit of `written`, which equals the claim's term."""
    judgement = claim.judgement
    if not isinstance(judgement, Limit):
        raise Rejected("this rule proves limits")
    name, context = judgement.variable, kept(claim)
    if any(size == name and high is not None for size, _, high in context.sizes):
        raise Rejected(f"{name} cannot grow beyond its bound")
    if any(isinstance(end, Term) and moves(end, (name,)) for end in (judgement.to, judgement.value)):
        raise Rejected(f"a limit in {name} does not depend on {name}")
    ends = [end for end in (judgement.to, judgement.value) if isinstance(end, Term)]
    if any(has_derivative(term) for term in (written, *ends, *(h.term for h in claim.context.hypotheses))):
        raise Rejected("unfold derivatives first")
    if isinstance(judgement.to, Term) and first_undefined(context, judgement.to) is not None:
        raise Rejected("{} may be undefined", judgement.to)
    axes = dict(context.arrays)
    if any(isinstance(s, t.Entry) and name in axes[s.array] for s in t.walk(written)):
        raise Rejected("{} holds an array that grows with the size", written)
    special = (*jumps(written), *(ramps(written) if unfold(judgement.term) is not judgement.term else ()))
    if any(moves(s, (name,)) for s in special):
        raise Rejected("{} may jump", written)
    edges = 0
    for h in (h for h in claim.context.hypotheses if h not in context.hypotheses):
        if h.relation == "==" or not moves(h.term, (name,)):
            raise Rejected(f"{h.name!r} may keep {name} away from its limit")
        fragile = [c.term for c in conditions(for_any(h)) if c.relation == ">=" and moves(c.term, (name,))]
        if any(_sign_at_end(context, e, judgement) != POSITIVE for e in fragile) or any(
            moves(s, (name,)) for s in jumps(h.term)
        ):
            raise Rejected(f"{h.name!r} may hold at the limit and not near it")
        end = _end(context, for_any(h), judgement)
        if isinstance(end, Term) and first_undefined(context, end) is not None:
            raise Rejected(f"{h.name!r} may be undefined at the limit")
        crosses = isinstance(judgement.to, Term) and _crosses(for_any(h), judgement)
        edges += crosses and h.relation != "!="
        away = NEGATIVE if h.relation != "!=" else 0
        if _sign_at_end(context, for_any(h), judgement) & (away if crosses else away | NULL):
            raise Rejected(f"{h.name!r} may keep {name} away from its limit")
    if edges > 1:
        raise Rejected(f"the hypotheses may leave no {name} near its limit")
    return _end(context, written, judgement)


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


def _end(context: Context, term: Term, judgement: Limit) -> Value:
    if isinstance(judgement.to, str):
        return _AtInfinity(context, judgement.variable, judgement.to).of(term)
    return at(term, ((judgement.variable, (), judgement.to),))


def kept(claim: Sequent) -> Context:
    """The hypotheses that do not speak of the variable: if it is a size, nor of more than single entries along it."""
    name, context = claim.judgement.variable if isinstance(claim.judgement, Limit) else "", claim.context
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


def premises_for(claim: Sequent, written: Term) -> tuple[Sequent, ...]:
    """The term is as written (if that is another), and the limit found is the value claimed."""
    judgement, found = claim.judgement, limit_of(claim, written)
    if not isinstance(judgement, Limit) or isinstance(found, str) != isinstance(judgement.value, str):
        raise Rejected("one limit is finite, the other is not")
    same = () if written is judgement.term else (Sequent(claim.context, Equal(judgement.term, written)),)
    if isinstance(found, Term) and isinstance(judgement.value, Term):
        return *same, Sequent(kept(claim), Equal(found, judgement.value))
    if found != judgement.value:
        raise Rejected(f"the limit is {found}")
    return same


def rule(claim: Sequent, *premises: Sequent, certificate: Term) -> None:
    r"""e = e', \; \lim e' = l \vdash \lim e = l.

    Rejects when e' may jump or has no limit that can be read off (oo - oo, 0 oo), or its limit is not the one claimed.
    """
    check_smooth(claim.context, *claim.judgement.children())
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the rewritten term and the value of its limit")
    missing = first_undefined(claim.context, certificate)
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
