"""`check` replays a proof. Nothing else makes a theorem believable."""

from __future__ import annotations

from symbolic.kernel.gate import check_declared
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
        check_declared(step.claim)
        RULES[step.rule](step.claim, *(p.claim for p in step.premises), certificate=step.certificate)
        done.add(id(step))

    visit(theorem)
