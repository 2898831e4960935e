"""Every equality of the homework survives a spot check, and every printed error in one is refuted by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from derivations.catalog import questions
from derivations.item import Asserted, Erratum
from numeric_bridge import spot_check
from symbolic.chain import Chain
from symbolic.language.claim_lowering import lower
from symbolic.language.claims import LimitClaim
from symbolic.language.errors import NotYetDecidable
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim


def claims(statement: Claim | Chain) -> tuple[Claim, ...]:
    return statement.claims() if isinstance(statement, Chain) else (statement,)


def speaks(claim: Claim) -> bool:
    """Whether the claim has a kernel form, speaks of some case, and is not a limit, of which no number tells."""
    try:
        return bool(lower(claim).sequents) and not isinstance(claim.statement, LimitClaim)
    except NotYetDecidable:
        return False


def holding() -> Iterator[tuple[str, Claim]]:
    for question in questions():
        for id, statement in question.claims.items():
            for claim in claims(statement):
                if speaks(claim):
                    yield id, claim


def printed() -> Iterator[tuple[str, tuple[Claim, ...]]]:
    for question in questions():
        for item in question:
            if isinstance(item, Erratum) and all(map(speaks, claims(item.printed))):
                yield item.id, claims(item.printed)


HOLDING, PRINTED = list(holding()), list(printed())


@pytest.mark.parametrize(("id", "claim"), HOLDING, ids=[id for id, _ in HOLDING])
def test_a_claim_that_holds_passes(id: str, claim: Claim) -> None:
    found = spot_check(claim)
    if isinstance(claim.statement, Relation) and not claim.statement.is_between_indices:
        assert found.outcome == "passed" or (found.outcome == "untested" and vacuous(id)), str(found)
    else:
        assert found.outcome in ("passed", "untested"), str(found)


def vacuous(id: str) -> bool:
    """Whether the claim is stated as one about no case."""
    return any(isinstance(i, Asserted) and i.vacuous for q in questions() for i in q if i.id == id)


@pytest.mark.parametrize(("id", "links"), PRINTED, ids=[id for id, _ in PRINTED])
def test_a_printed_error_is_refuted(id: str, links: tuple[Claim, ...]) -> None:
    found = [spot_check(claim) for claim in links]
    assert "refuted" in {f.outcome for f in found}, "\n".join(map(str, found))
