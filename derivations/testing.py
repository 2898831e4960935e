"""For tests of one's own mathematics: `assert_proved(claim)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbolic.chain import Chain
    from symbolic.language.statements import Claim, Statement
    from symbolic.verdict import Examination

__all__ = ["assert_proved", "assert_refuted"]


def assert_proved(claim: Claim | Statement | Chain) -> Examination:
    """Pass if the claim is proved; else raise AssertionError with the verdict, its witness, and what is derived.

    >>> from symbolic.language import Equal, d, real
    >>> x = real("x")
    >>> assert_proved(Equal(d(x**2, x), 2 * x)).scope
    'for all real values'
    >>> assert_proved(Equal(d(x**2, x), x))
    Traceback (most recent call last):
    AssertionError: d(x^2, x) == x is refuted
        fails at: x = 1
                  left side 2, right side 1
        derived: 2*x
        difference: the factor 2 is missing: the right side is 1/2 times the derived one
    """
    return _assert(claim, "proved")


def assert_refuted(claim: Claim | Statement | Chain) -> Examination:
    """Pass if the claim is refuted, e.g. the formula that a reader is likely to get wrong."""
    return _assert(claim, "refuted")


def _assert(claim: Claim | Statement | Chain, expected: str) -> Examination:
    from symbolic.chain import Chain
    from symbolic.engine import examine, examine_chain
    from symbolic.verdict import NAMES

    __tracebackhide__ = True
    found = examine_chain(claim) if isinstance(claim, Chain) else examine(claim)
    if NAMES[type(found.verdict)] != expected:
        raise AssertionError("\n".join(_told(found)))
    return found


def _told(found: Examination) -> list[str]:
    from derivations.show.facts import facts
    from derivations.show.plain import plain
    from symbolic.verdict import NAMES

    lines = [f"{plain(found.read_as)} is {NAMES[type(found.verdict)]}"]
    for fact in facts(found):
        lead = f"    {fact.label}: "
        lines.append(lead + fact.text)
        if fact.detail:
            lines.append(" " * len(lead) + fact.detail)
    return lines
