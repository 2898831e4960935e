"""Sign: a term has the claimed sign by its form: sums and products of positives, squares, bounds of the hypotheses."""

from __future__ import annotations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.gate import first_undefined, holds
from symbolic.kernel.judgements import Sequent, Sign
from symbolic.kernel.theorem import Rejected


def rule(claim: Sequent, *, certificate: None = None) -> None:
    r"""\vdash t > 0 \ (\ge, \ne).

    Rejects when t is not defined on the hypotheses or the sign cannot be read off.
    """
    if not isinstance(claim.judgement, Sign):
        raise Rejected(f"this rule proves signs, not {type(claim.judgement).__name__}")
    relation, term = claim.judgement.relation, claim.judgement.term
    missing = first_undefined(claim.context, term)
    if missing is not None:
        raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
    try:
        if not holds(Algebra(claim.context), relation, term):
            raise Rejected("the sign of {} cannot be read off", term)
    except (TooLarge, Undefined, TypeError) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped
