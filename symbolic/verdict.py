"""What the engine answers: a verdict on a claim, and the examination that led to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

from symbolic.kernel.terms import Term
from symbolic.kernel.theorem import Theorem


@dataclass(frozen=True, slots=True)
class Witness:
    """Sizes and exact values that satisfy every hypothesis and separate the two sides of a claim.

    `values` maps what is chosen, as a reader writes it (`z[1]`, `lambda`, `i`), to an exact number as text; `left` and
    `right` are the two sides there (exact, or an interval such as `1.3132..1.3133`); `relation` is what the claim says
    of them, e.g. `==`. Of an inequality that was decided by its difference, `left` is this, and `right` is 0, unless
    `both`. `assignment` is what was chosen, for further calculation.
    """

    sizes: tuple[tuple[str, int], ...]
    values: tuple[tuple[str, str], ...]
    left: str
    right: str
    relation: str = "=="
    note: str = ""  # e.g. "the right side is undefined here: log(-1)"
    both: bool = False
    assignment: Any = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        chosen = ", ".join(f"{name} = {value}" for name, value in (*self.sizes, *self.values)) or "every point"
        sides = f": {self.left} {self.relation} {self.right} is false" if self.left or self.right else ""
        return f"{chosen}{sides}{f' ({self.note})' if self.note else ''}"


class _NotABoolean:
    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"a verdict is not true or false: match it on Proved, Refuted, Undecided, Vacuous; this is {self!r}"
        )


@dataclass(frozen=True, slots=True, repr=False)
class Proved(_NotABoolean):
    """The claim holds in its whole scope; the theorems, one a case of the claim, replay.

    `point` satisfies all hypotheses, where one was found.
    """

    theorems: tuple[Theorem, ...]
    method: str
    point: Witness | None = None
    scope: str = ""

    def __repr__(self) -> str:
        return f"Proved {self.scope}, by {self.method}" if self.scope else f"Proved by {self.method}"


@dataclass(frozen=True, slots=True, repr=False)
class Refuted(_NotABoolean):
    """The claim is false: at `witness` every hypothesis holds and the claim does not."""

    witness: Witness
    method: str = "counterexample"

    def __repr__(self) -> str:
        return f"Refuted at {self.witness}"


@dataclass(frozen=True, slots=True, repr=False)
class Undecided(_NotABoolean):
    """Neither proved nor refuted: why, and what would help."""

    reason: str
    help: str = ""

    def __repr__(self) -> str:
        return f"Undecided: {self.reason}{f' ({self.help})' if self.help else ''}"


@dataclass(frozen=True, slots=True, repr=False)
class Vacuous(_NotABoolean):
    """The hypotheses and the `where` can never hold together, so the claim speaks of nothing."""

    reason: str

    def __repr__(self) -> str:
        return f"Vacuous: {self.reason}"


Verdict: TypeAlias = Proved | Refuted | Undecided | Vacuous

NAMES: dict[type, str] = {Proved: "proved", Refuted: "refuted", Undecided: "undecided", Vacuous: "vacuous"}


@dataclass(frozen=True, slots=True)
class HypothesisUse:
    """Whether the proof used a hypothesis, and whether the claim fails without it (None: unknown)."""

    name: str
    statement: str
    used: bool
    needed: bool | None = None
    witness: Witness | None = None  # the claim fails here, where only this hypothesis is dropped


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: what stands now, and the rule by which it follows from the line above."""

    term: Term
    rule: str
    theorem: Theorem | None = None

    def __str__(self) -> str:
        return f"= {_text(self.term)}    {self.rule}" if self.rule else _text(self.term)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: `source relation target`, the writer's reason, and its own examination."""

    source: str
    relation: str
    target: str
    reason: str
    examination: Examination

    def __str__(self) -> str:
        said = f" by {self.reason}" if self.reason else ""
        return f"{self.source} {self.relation} {self.target}{said}: {NAMES[type(self.examination.verdict)]}"


def _text(term: Term) -> str:
    from symbolic.language.printing import text

    return text(term)


@dataclass(frozen=True, slots=True, repr=False)
class Examination:
    """Everything there is to say about one claim.

    `read_as` is the statement as understood, `scope` what it is quantified over ("for all K >= 1"), `derived` the
    textbook form of the left side, `difference` how a refuted right side differs from it, `left_out` the points at
    which the left side is undefined, `steps` the derivation, `links` the links of a chain.
    """

    read_as: str
    verdict: Verdict
    scope: str = ""
    hypotheses: tuple[HypothesisUse, ...] = ()
    left_out: tuple[str, ...] = ()
    derived: str | None = None
    difference: str | None = None
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def __repr__(self) -> str:
        return "\n".join((self.read_as, repr(self.verdict), *map(str, self.steps), *map(str, self.links)))

    @property
    def first_false_link(self) -> Link | None:
        return next((link for link in self.links if isinstance(link.examination.verdict, Refuted)), None)
