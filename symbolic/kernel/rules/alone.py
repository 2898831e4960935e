r"""Alone: a sum over n of terms in which the variable a stands at n only has by a[m] the derivative of its m-th term.

Proof. For n != m the n-th term does not mention a[m], as a stands in it at n in the axis in which a[m] is at m. So
along a[m] the sum is its m-th term and a constant: one of them has a derivative where the other has, and the same one.
"""

from __future__ import annotations

from dataclasses import replace

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules.convex_sum import Summand, summands
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.kink import instead
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import Derivative, Entry, Index, Term, add, substitute, walk
from symbolic.kernel.theorem import Rejected


def of_one(part: Summand, node: Derivative) -> Term:
    """A summand, where one term of a sum alone mentions the variable only that one."""
    at = [t.indices for t in walk(part.term) if isinstance(t, Entry) and t.array == node.array]
    chosen: dict[str, Index] = {}
    for axis, m in enumerate(node.indices if at else ()):
        chosen |= {name: m for name, _ in part.ranges if {own[axis] for own in at} == {name}}
    rest = tuple(pair for pair in part.ranges if pair[0] not in chosen)
    one = replace(part, coefficient=substitute(part.coefficient, chosen), ranges=rest)
    return one.total(substitute(part.term, chosen))


def premise_for(claim: Sequent, node: Derivative) -> Sequent:
    """The claim for the derivative of the terms alone."""
    if has_derivative(node.body):
        raise Rejected("the left side must be one first derivative")
    parts = summands(node.body, (node.array,))
    if not fresh(claim.context, tuple({name: None for part in parts for name, _ in part.ranges})):
        raise Rejected("the names of the summands are taken")
    body = add(*(of_one(part, node) for part in parts))
    return Sequent(claim.context, instead(claim, node, Derivative(body, node.array, node.indices)))


def rule(claim: Sequent, premise: Sequent, *, certificate: Derivative) -> None:
    r"""J[\partial_{a_m} f_m] \vdash J[\partial_{a_m} \textstyle\sum_n f_n], \; f_n \text{ a function of } a_n.

    Rejects when a stands at other places of the terms, or the claim is of another form.
    """
    if premise != premise_for(claim, certificate):
        raise Rejected("the premise is not the claim for the terms that mention the variable")
