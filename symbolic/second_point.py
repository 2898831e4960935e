"""Claims that compare two points, told in the words of the claim: the second `s` is "another s", and no hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symbolic.language.claims import Monotone, SubgradientClaim
from symbolic.language.instances import declarations
from symbolic.language.statements import Claim
from symbolic.search.decide import Decision
from symbolic.verdict import Examination, Proved, Refuted, Verdict, Witness


def told(found: Examination, claim: Claim, decisions: Sequence[Decision]) -> Examination:
    """The examination without the name that the second point got when the claim was lowered."""
    match claim.statement:
        case Monotone(variable=variable) | SubgradientClaim(variable=variable):
            declared = declarations(claim).arrays
            arrays = dict.fromkeys(a for d in decisions for a, _ in d.sequent.context.arrays)
            seconds = [a for a in arrays if a not in declared and a.startswith(variable.name)]
        case _:
            return found
    for second in seconds:
        name = variable.name
        uses = [use for use in found.hypotheses if use.name != f"{name} < {second}"]
        uses = [replace(use, witness=_renamed(use.witness, second, name)) for use in uses]
        found = replace(found, hypotheses=tuple(uses), verdict=_verdict(found.verdict, second, name))
    return found


def _verdict(verdict: Verdict, second: str, name: str) -> Verdict:
    match verdict:
        case Refuted(witness=witness):
            return replace(verdict, witness=_renamed(witness, second, name) or witness)
        case Proved(point=point):
            return replace(verdict, point=_renamed(point, second, name))
    return verdict


def _renamed(witness: Witness | None, second: str, name: str) -> Witness | None:
    """`s_other` as `another s`, also where it is an array."""
    if witness is None:
        return None
    values = [(slot.partition("["), value) for slot, value in witness.values]
    return replace(
        witness,
        values=tuple((f"{f'another {name}' if a == second else a}{b}{c}", value) for (a, b, c), value in values),
    )
