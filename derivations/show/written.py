"""What is claimed and how it is derived, as the writers set it: notation in the names of the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivations.show.certificate import certificates
from derivations.show.definitions import Vocabulary
from symbolic.chain import Chain
from symbolic.verdict import Examination, Proved, Refuted, Step

if TYPE_CHECKING:
    from derivations.result import Part
    from symbolic.language.notation import Notation
    from symbolic.language.statements import Claim

RAMPS = {
    r"max\(0, |max\(.*, 0\)": "max(u, 0) = relu(u)",
    r"max\((?!0, )(?!.*, 0\))": "max(u, v) = v + relu(u - v)",
    r"min\(": "min(u, v) = u - relu(u - v)",
    r"abs\(": "abs(u) = relu(u) + relu(-u)",
}
"""What is written with relu before it is derived."""


@dataclass(frozen=True, slots=True)
class Written:
    """`body` is the statement, or the start of a chain whose further `lines` are right sides, after `relations`.

    `steps` are the lines of the derivation, each with the rule by which it follows from the line above; they are those
    of the first case where a claim is proved in several `cases`, such as the entries of a matrix. `derived` is the last
    of them as text, unless it is the first. `scope` is what a claim that is not refuted is quantified over,
    `domains` are the sets that its reals were declared to lie in, `certificates` what the proof of a sign rests on.
    """

    body: Notation
    lines: tuple[Notation, ...]
    relations: tuple[str, ...]
    conditions: tuple[Notation, ...]
    hypotheses: tuple[tuple[str, Notation], ...]
    domains: tuple[str, ...]
    steps: tuple[tuple[Notation, str], ...]
    cases: int
    derived: str
    scope: str
    certificates: tuple[str, ...]

    def given(self) -> Iterator[str]:
        """The hypotheses as plain text, each with its name, then the domains."""
        from symbolic.language.plain_text import plain_hypothesis

        yield from (plain_hypothesis(name, shown) for name, shown in self.hypotheses)
        yield from self.domains

    @property
    def of_cases(self) -> str:
        """What the steps are of, where they are not all there is."""
        return f"one of the {self.cases} entries, each of which is proved" if self.cases > 1 else ""

    def equation(self, link: int) -> str:
        """A link of a chain, counted from 0, by itself."""
        from symbolic.language.plain_text import written as text

        above = (self.body, *self.lines)[link]
        return f"{text(above)} {self.relations[link]} {text(self.lines[link])}"


def written(part: Part, vocabulary: Vocabulary) -> Written:
    """What is claimed and how it is derived, in the names of the question."""
    from symbolic.language.plain_text import written as text
    from symbolic.language.tree import coerce

    stated = part.statement
    if isinstance(stated, Chain):
        claim = stated.claims()[0]
        expressions = (stated.start, *(line.expression for line in stated.lines))
        body, *lines = (vocabulary.of_tree(coerce(e)) for e in expressions)
    else:
        claim, body, lines = stated, vocabulary.of_tree(stated.statement), []
    found = part.examination
    steps = tuple(_steps(found.steps, claim, vocabulary))
    return Written(
        body,
        tuple(lines),
        tuple(line.relation for line in stated.lines) if isinstance(stated, Chain) else (),
        tuple(map(vocabulary.of_tree, claim.conditions)),
        tuple((name, vocabulary.of_tree(h)) for name, h in claim.hypotheses),
        tuple(_domains(found, claim)),
        steps if len(steps) > 1 else (),
        cases=len(found.verdict.theorems) if isinstance(found.verdict, Proved) and not found.links else 1,
        derived=text(steps[-1][0]) if len(steps) > 1 else "",
        scope=_scope(found),
        certificates=certificates(found.verdict, vocabulary),
    )


def _domains(found: Examination, claim: Claim) -> Iterator[str]:
    """The hypotheses that come from declarations, e.g. `0 < yh < 1`."""
    stated = {name for name, _ in claim.hypotheses} | set(map(str, claim.conditions))
    yield from dict.fromkeys(h.name for h in found.hypotheses if h.name not in stated and h.name not in found.left_out)


def _scope(found: Examination) -> str:
    match found.verdict:
        case Refuted():
            return ""
        case Proved(theorems=(first, *_)) if not found.scope and first.claim.context.arrays:
            return "for all real values"
        case _:
            return found.scope.removeprefix("; ")


def _steps(steps: Iterable[Step], claim: Claim, vocabulary: Vocabulary) -> Iterator[tuple[Notation, str]]:
    """The lines of a derivation that look different from the line above."""
    from symbolic.language.claim_lowering import lower
    from symbolic.language.relations import Relation
    from symbolic.search.rewriting.wording import CLAIMED, SAME_RIGHT

    steps = tuple(steps)
    indices = lower(claim).names if steps else {}
    above: Notation | None = None
    if steps and isinstance(claim.statement, Relation):
        stated = vocabulary.of_tree(claim.statement.left)
        steps = (_opened(stated, steps[0], vocabulary.of_term(steps[0].term, indices)), *steps[1:])
        if steps[0].rule:  # an expectation, for example
            above = stated
            yield above, ""
    for step in steps:
        shown = vocabulary.of_term(step.term, indices)
        if step.rule in (CLAIMED, SAME_RIGHT) and isinstance(claim.statement, Relation) and not claim.statement.shape:
            shown = vocabulary.of_tree(claim.statement.right)
        if shown != above:
            yield shown, step.rule
        above = shown


def _opened(stated: Notation, first: Step, shown: Notation) -> Step:
    """The first step, with the words for how `max`, `min` and `abs` of the claim became relu."""
    from symbolic.language.plain_text import written as text

    if first.rule or "relu(" not in text(shown) or "relu(" in text(stated):
        return first
    return replace(first, rule=", ".join(words for sign, words in RAMPS.items() if re.search(sign, text(stated))))
