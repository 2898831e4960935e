"""Identity: both sides are the same function, by ring laws, laws of exp and log, sum algebra and the size theorem."""

from __future__ import annotations

from functools import lru_cache

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.memory import is_plain
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.sizes import Window, holds_at_every_size
from symbolic.kernel.gate import first_undefined
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import subtract
from symbolic.kernel.theorem import Rejected


def windows(claim: Sequent) -> tuple[tuple[Window, ...], frozenset[str]]:
    """How the identity is shown: the windows of sizes looked at, and the hypotheses that mattered.

    It is remembered of the last claims, as searches ask before proofs are checked.
    """
    return shown(claim) if is_plain(claim) else shown.__wrapped__(claim)


@lru_cache(maxsize=256)
def shown(claim: Sequent) -> tuple[tuple[Window, ...], frozenset[str]]:
    match claim.judgement:
        case Equal(left=left, right=right):
            if missing := first_undefined(claim.context, left, right):
                raise Rejected(f"not known to be defined: {{}} {missing.relation} 0", missing.term)
        case other:
            raise Rejected(f"identity proves equalities, not {type(other).__name__}")
    try:
        algebra = Algebra(claim.context)
        found = holds_at_every_size(algebra, claim.context, algebra.normal(subtract(left, right)))
    except (TooLarge, Undefined) as stopped:
        raise Rejected(f"out of reach: {stopped}") from stopped
    except TypeError as not_plain:
        raise Rejected(f"unfold derivatives first: {not_plain}") from not_plain
    if found is None:
        raise Rejected("the two sides could not be shown to be equal")
    return found, frozenset(algebra.used)


def rule(claim: Sequent, *, certificate: tuple[Window, ...] | None = None) -> None:
    r"""\vdash a = b.

    Rejects when a side is not defined on the hypotheses, when the polynomial of a - b does not vanish at every size, or
    when the windows recorded as certificate are not those that were needed.
    """
    found, _ = windows(claim)
    if certificate is not None and certificate != found:
        raise Rejected(f"the record says {certificate}, the sizes looked at are {found}")
