"""Rewriting: a sign, or convexity, carries over to an equal term."""

from __future__ import annotations

from dataclasses import replace

from symbolic.kernel.gate import first_undefined
from symbolic.kernel.judgements import Convex, Equal, Sequent, Sign
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.theorem import Rejected


def rule(claim: Sequent, equality: Sequent, signed: Sequent, *, certificate: None = None) -> None:
    r"""a = b, \; b > 0 \vdash a > 0 \ (\ge, \ne); \quad a = b, \; b \text{ convex} \vdash a \text{ convex}.

    Rejects when relation, terms or hypotheses do not match, or a convex function may be undefined somewhere.
    """
    match claim.judgement, equality.judgement, signed.judgement:
        case Sign(relation=wanted, term=a), Equal(left=left, right=right), Sign(relation=given, term=b):
            if left is not a or right is not b or given != wanted:
                raise Rejected(f"{{}} = {{}} and {{}} {given} 0 do not give {{}} {wanted} 0", left, right, b, a)
        case Convex(term=a), Equal(left=left, right=right), Convex(term=b):
            if left is not a or right is not b or replace(claim.judgement, term=b) != signed.judgement:
                raise Rejected("the premises speak of other functions or variables")
            if has_derivative(a) or first_undefined(claim.context, a) is not None:
                raise Rejected("{} may be undefined, where the equality says nothing", a)
        case _:
            raise Rejected("rewriting takes an equality and a sign to a sign")
    if not claim.context == equality.context == signed.context:
        raise Rejected("the premises stand under other hypotheses")
