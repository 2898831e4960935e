"""What an examination tells its reader beyond the verdict, as labelled lines: the same in every human format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivations.show.plain import plain
from symbolic.verdict import Examination, HypothesisUse, Link, Proved, Refuted, Undecided, Vacuous, Witness


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str
    detail: str = ""  # a second line


def facts(examination: Examination) -> tuple[Fact, ...]:
    """Method, hypotheses, points left out, witness, derived right side and difference."""
    return tuple(_facts(examination))


def _facts(examination: Examination) -> Iterator[Fact]:
    match examination.verdict:
        case Proved(method=method, point=point):
            yield Fact("method", plain(method))
            if point and examination.hypotheses:
                yield Fact("for example", place(point), "a point at which every hypothesis holds")
        case Refuted() if link := examination.first_false_link:
            yield Fact("first false", equation(link))
        case Refuted(witness=witness):
            yield Fact("fails at", place(witness), sides(witness))
        case Undecided(reason=reason, help=help):
            yield Fact("because", plain(reason), plain(help))
        case Vacuous(reason=reason):
            yield Fact("because", plain(reason))
    for use in examination.hypotheses:
        yield _hypothesis(use)
    for points in examination.left_out:
        yield Fact("left out", plain(points))
    if examination.derived:
        yield Fact("derived", plain(examination.derived))
    if examination.difference:
        yield Fact("difference", plain(examination.difference))


def _hypothesis(use: HypothesisUse) -> Fact:
    statement = plain(f"{use.name}: {use.statement}")
    if use.needed and use.witness:
        return Fact("needs", statement, f"without it the claim fails at {place(use.witness)}: {sides(use.witness)}")
    match use.used, use.needed:
        case _, True:
            return Fact("needs", statement, "without it the claim fails")
        case True, False:
            return Fact("uses", statement, "a convenience of the proof: the claim holds without it")
        case True, None:
            return Fact("uses", statement, "whether the claim fails without it is not known")
        case _:
            return Fact("not used", statement)


def equation(link: Link) -> str:
    """A link of a chain by itself."""
    return plain(f"{link.source} {link.relation} {link.target}")


def failure(examination: Examination) -> str:
    """Where and how a refuted claim fails, in one line; nothing for any other."""
    match examination.verdict:
        case Refuted(witness=witness):
            return f"fails at {place(witness)}: {sides(witness)}"
        case _:
            return ""


def place(witness: Witness) -> str:
    """Where a witness stands, e.g. `K = 2, z[1] = 0, z[2] = 1`."""
    return plain(", ".join(f"{name} = {value}" for name, value in (*witness.sizes, *witness.values))) or "any point"


def sides(witness: Witness) -> str:
    """What a witness shows, e.g. `left side 1/2, right side -1/2`."""
    shown = f"left side {witness.left}, right side {witness.right}"
    if witness.relation != "==":
        shown += f", but left {witness.relation} right is claimed"
    return plain(f"{shown} ({witness.note})" if witness.note else shown)
