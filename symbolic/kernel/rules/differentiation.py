"""Differentiation: a derivative equals what the table gives, wherever it exists."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.signs import NULL
from symbolic.kernel.derivative import unfold
from symbolic.kernel.gate import conditions, first_undefined, holds, jumps, moves, opened, ramps
from symbolic.kernel.judgements import Context, Equal, PositiveForm, Sequent, Sign
from symbolic.kernel.terms import Derivative, Term, walk
from symbolic.kernel.theorem import Rejected


def unfolded(claim: Sequent) -> Sequent:
    """The claim with every derivative replaced by its formula."""
    match claim.judgement:
        case Equal(left=left, right=right):
            return Sequent(claim.context, Equal(unfold(left), unfold(right)))
        case Sign(relation=relation, term=term):
            return Sequent(claim.context, Sign(relation, unfold(term)))
        case PositiveForm(form=form, directions=directions):
            return Sequent(claim.context, PositiveForm(unfold(form), directions))
    raise Rejected(f"no derivatives to unfold in {type(claim.judgement).__name__}")


def live_kinks(context: Context, node: Derivative) -> tuple[Term, ...]:
    """The arguments of relu in the body that move with the variable and may be 0. A bracket that may jump is rejected.

    Off all kinks the table's formula is the derivative. An argument that does not move cannot matter; whether it moves
    is asked of the function near the point, so without hypotheses, which speak of the point.
    """
    body = unfold(node.body)
    if not jumps(body) and not ramps(body):
        return ()
    here, near = Algebra(context), Algebra(context.bare())

    def lives(s: Term) -> bool:
        may_vanish = bool(here.sign(here.normal(s)) & NULL)
        return may_vanish and bool(near.normal(unfold(Derivative(s, node.array, node.indices))))

    jumping = [s for s in jumps(body) if lives(s)]
    if jumping:
        raise Rejected("the bracket of {} may jump inside a derivative", jumping[0])
    return tuple(s for s in ramps(body) if lives(s))


def check_formula(context: Context, *terms: Term) -> None:
    """Reject unless every derivative in the terms is the table's formula wherever it exists."""
    for node in (node for term in terms for node, _ in opened(term, Derivative)):
        kinks = live_kinks(context, node)
        if kinks:
            raise Rejected("a derivative may be at a kink: {} may be 0", kinks[0])


def check_smooth(context: Context, *terms: Term) -> None:
    """Reject unless every derivative in the terms exists, and is the table's formula, at every point of the context."""
    check_formula(context, *terms)
    algebra: Algebra | None = None
    for node in (node for term in terms for node, _ in opened(term, Derivative)):
        for c in conditions(unfold(node.body)):
            if c.relation == ">=" and moves(c.term, (node.array,)):
                algebra = algebra or Algebra(context)
                if not holds(algebra, ">", c.term):
                    raise Rejected("a derivative may not exist: the root of {} may end", c.term)


def has_derivative(term: Term) -> bool:
    return any(isinstance(t, Derivative) for t in walk(term))


def check_defined(context: Context, *terms: Term) -> None:
    """Reject unless the hypotheses grant that the terms are defined."""
    missing = first_undefined(context, *terms)
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)


def check_existence(claim: Sequent) -> None:
    """Reject unless every derivative in the claim exists and is the table's formula, and the right side is defined."""
    terms = claim.judgement.children()
    nodes = [[node for node, _ in opened(term, Derivative)] for term in terms]
    # a right side without derivatives is that of the premise, which says that it is defined
    missing = first_undefined(claim.context, *(term for term, own in zip(terms[1:], nodes[1:], strict=True) if own))
    if missing is not None:
        raise Rejected(f"the right side is not known to be defined: {{}} {missing.relation} 0", missing.term)
    speaks_where_it_exists = terms[:1] if isinstance(claim.judgement, Equal | Sign) else ()
    check_formula(claim.context, *speaks_where_it_exists)
    check_smooth(claim.context, *terms[len(speaks_where_it_exists) :])


def rule(claim: Sequent, premise: Sequent, *, certificate: None = None) -> None:
    r"""\vdash J[\partial e/\partial x := e'] yields \vdash J.

    Rejects when the premise is not the unfolded claim, when the right side may be undefined, or when a relu or bracket
    inside a derivative may be at its kink: there the derivative may exist with another value.
    """
    if premise != unfolded(claim):
        raise Rejected("the premise is not the claim with its derivatives unfolded")
    check_existence(claim)
