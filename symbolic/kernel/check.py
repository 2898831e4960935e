"""`check` replays a proof. Nothing else makes a theorem believable."""

from __future__ import annotations

from typing import get_args

from symbolic.kernel.gate import check_declared
from symbolic.kernel.judgements import Context, Judgement, Sequent
from symbolic.kernel.rules import RULES
from symbolic.kernel.theorem import Rejected, Theorem


def check(theorem: Theorem) -> None:
    """Replay `theorem` and all its premises. Raises Rejected, with the step that fails."""
    done: set[int] = set()

    def visit(step: Theorem) -> None:
        if id(step) in done:
            return
        for premise in step.premises:
            visit(premise)
        if step.rule not in RULES:
            raise Rejected(f"there is no rule {step.rule!r}")
        if type(step) is not Theorem or type(step.claim) is not Sequent or type(step.claim.context) is not Context:
            raise Rejected("a theorem is data of the kernel's own types")
        if type(step.claim.judgement) not in get_args(Judgement):
            raise Rejected(f"{type(step.claim.judgement).__name__} is not a judgement")
        check_declared(step.claim)
        RULES[step.rule](step.claim, *(p.claim for p in step.premises), certificate=step.certificate)
        done.add(id(step))

    visit(theorem)
