"""Hand-ins: what a problem asks for, found in another sheet.

Names, definitions and hypotheses are the problem's own. A hand-in adds definitions under new names, claims and chains;
a line that repeats a line of the problem word for word is the problem's line. A claim is answered by the same claim or
by a chain from its left side, and counts only if it states what the problem states.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from derivations.sheets.reading.layout import Statement
from derivations.sheets.reading.sameness import same
from derivations.sheets.reading.session import Session
from derivations.sheets.reading.trouble import Trouble
from derivations.sheets.sheet import SheetClaim
from symbolic.chain import Chain, Line
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim

WORDS = ("title", "let", "claim", "refute", "chain")
STEPS = {
    "==": ("==",),
    "<=": ("==", "<=", "<"),
    "<": ("==", "<=", "<"),
    ">=": ("==", ">=", ">"),
    ">": ("==", ">=", ">"),
}
"""The relations that the lines of a chain to each relation may have."""
OF_PROBLEM = "the problem's statement"


@dataclass(slots=True)
class HandIn(Session):
    """A session in which the names are the problem's."""

    repeated: frozenset[tuple[str, ...]] = field(default_factory=frozenset)

    def _check(self, s: Statement) -> None:
        Session._check(self, s)
        if s.word not in WORDS:
            code, what = ("hand-in-assumes", "assumes") if s.word == "assume" else ("hand-in-declares", "declares")
            raise Trouble(
                code,
                (-len(s.word), 0),
                f"a hand-in {what} nothing: what is given stands in the problem",
                "leave the line out; a hand-in adds definitions (let), claims and chains",
            )

    def _lose(self, s: Statement) -> None:
        """A hypothesis of the hand-in's own is refused, and nothing hangs on it."""

    def _read(self, s: Statement) -> None:
        if s.word not in ("claim", "refute", "chain") and _words(s) in self.repeated:
            return
        Session._read(self, s)


def _words(s: Statement) -> tuple[str, ...]:
    """A statement, however it is spaced."""
    return (s.word, *s.text.split())


def begin(problem: Session, file: str) -> HandIn:
    """A session for a hand-in to a problem that has been read."""
    known = problem.entries
    labels = dict.fromkeys((name for name, _ in known.hypotheses), 0)
    entries = replace(
        known,
        entries=dict(known.entries),
        lines=dict.fromkeys(known.lines, 0),
        labels=labels,
        hypotheses=list(known.hypotheses),
        later={},
        broken={},
        given=frozenset(known.entries),
        sizes_of_names=dict(known.sizes_of_names),
        entries_of_definitions={},
        loose=dict(known.loose),
        spent=0,
    )
    repeated = frozenset(map(_words, problem.statements))
    return HandIn(file, entries, problem.weights, repeated=repeated)


def answers(problem: Session, hand_in: Session) -> tuple[SheetClaim, ...]:
    """What the hand-in says to each claim of the problem, in its order; then whatever else it claims."""
    by_name = {c.name: c for c in reversed(hand_in.claims)}
    required = [_answer(asked, by_name.get(asked.name)) for asked in problem.claims]
    names = {asked.name for asked in problem.claims}
    return (*required, *(c for c in hand_in.claims if c.name not in names))


def _answer(asked: SheetClaim, given: SheetClaim | None) -> SheetClaim:
    if given is None:
        return replace(asked, line=0, claim=None, missing=True)
    if given.claim is None:
        return given
    found = _as_asked(asked, given)
    return replace(given, claim=found, missing=found is None)


def _as_asked(asked: SheetClaim, given: SheetClaim) -> Claim | Chain | None:
    """The answer under the hypotheses of the problem's claim, or None if it states something else."""
    match asked.claim, given.claim:
        case Claim() as wanted, Claim() as found if asked.kind == given.kind:
            equal = same((wanted.statement,), wanted.conditions, (found.statement,), found.conditions)
            return wanted if equal else None
        case Claim(statement=Relation(relation=relation) as r) as wanted, Chain() as chain if asked.kind == "claim":
            chain = replace(chain, named=wanted.hypotheses)
            return _leads(chain, relation, (r.left, r.right), wanted.conditions)
        case Chain() as wanted, Chain() as chain:
            target = _of_all(wanted)
            chain = replace(chain, named=wanted.named)
            ends = wanted.start, wanted.lines[-1].expression
            return _leads(chain, target, ends, wanted.conditions) if target else None
    return None


def _leads(chain: Chain, relation: str, ends: tuple[object, object], conditions: tuple[Relation, ...]) -> Chain | None:
    """The chain, if it begins as the problem does and goes where the problem goes.

    A chain that ends elsewhere gets one more line, the problem's right side: so it is proved only if that is reached.
    """
    start, end = ends
    if any(line.relation not in STEPS.get(relation, ()) for line in chain.lines):
        return None
    here = chain.conditions
    strict = relation not in ("<", ">") or any(line.relation == relation for line in chain.lines)
    if strict and same((start, end), conditions, (chain.start, chain.lines[-1].expression), here):
        return chain
    if not same((start,), conditions, (chain.start,), here, renaming=False):
        return None
    already = any(line.relation == relation for line in chain.lines)
    last = {"<": "<=", ">": ">="}.get(relation, relation) if already else relation
    return replace(chain, lines=(*chain.lines, Line(last, end, OF_PROBLEM)))


def _of_all(chain: Chain) -> str | None:
    """The relation between the ends of a chain that its lines make, if they make one."""
    found = {line.relation for line in chain.lines}
    for relations in (("==",), ("==", "<="), ("==", "<=", "<"), ("==", ">="), ("==", ">=", ">")):
        if found <= set(relations):
            return relations[-1]
    return None
