"""`check` replays a proof. Nothing else makes a theorem believable."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.sizes import Window
from symbolic.kernel.gate import check_declared
from symbolic.kernel.judgements import Context, Hypothesis, Judgement, Matrix, Sequent
from symbolic.kernel.rules import RULES
from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Rejected, Theorem

RECORDS = (Window, Sequent, Context, Hypothesis, Matrix, *get_args(Judgement))
MALFORMED = (TypeError, ValueError, AttributeError, LookupError, Undefined, TooLarge)
"""What a rule raises when premises or certificate are not of the form it reads."""


def check_plain(data: Any) -> None:
    """Reject what is not exactly data of the kernel's types: a subclass could answer twice, or differently."""
    if type(data) in RECORDS:
        for field in fields(data):
            check_plain(getattr(data, field.name))
    elif type(data) in (tuple, frozenset):
        for item in data:
            check_plain(item)
    elif not isinstance(data, Term) and type(data) not in (str, int, bool, type(None)):
        raise Rejected(f"{type(data).__name__} is not data of a sequent")


def check(theorem: Theorem) -> None:
    """Replay `theorem` and all its premises. Raises Rejected, with the step that fails."""
    done: set[int] = set()

    def visit(step: Theorem) -> None:
        if id(step) in done:
            return
        if type(step) is not Theorem or type(step.premises) is not tuple or type(step.claim) is not Sequent:
            raise Rejected("a theorem is a sequent, a rule, premises and a certificate")
        for premise in step.premises:
            visit(premise)
        if step.rule not in RULES:
            raise Rejected(f"there is no rule {step.rule!r}")
        check_plain(step.claim)
        check_plain(step.certificate)
        check_declared(step.claim)
        try:
            RULES[step.rule](step.claim, *(p.claim for p in step.premises), certificate=step.certificate)
        except MALFORMED as error:
            raise Rejected(f"a malformed step of {step.rule}: {error}") from error
        done.add(id(step))

    visit(theorem)
