"""What an examination tells its reader beyond the verdict, as labelled lines: the same in every human format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from derivations.item import Erratum
from derivations.result import Result
from derivations.show.plain import plain
from derivations.show.written import Written
from symbolic.language.errors import brief
from symbolic.verdict import Examination, HypothesisUse, Link, Proved, Refuted, Undecided, Vacuous, Witness

LONGEST_REASON = 300  # characters: a reason or a certificate can hold a term of any size
SIGNS = (">", ">=", "!=")  # an inequality is decided by the sign of the larger side minus the other
_DIRECTION = re.compile("^direction_")  # of a second derivative at a point, in kernel terms
_ENTRY = re.compile(r"((?:another )?\w+)\[(\d+(?:, \d+)*)\]")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str
    detail: str = ""  # a second line


def mistake(result: Result) -> str:
    """What went wrong in an erratum, in the writer's words: not checked, so nothing unless the erratum holds."""
    match result:
        case Result(item=Erratum(mistake=told), status="holds"):
            return told
    return ""


def facts(examination: Examination, claim: Written | None = None) -> tuple[Fact, ...]:
    """Method, hypotheses, points left out, witness, derived right side and difference; as `claim` writes them."""
    return tuple(_facts(examination, claim))


def _facts(examination: Examination, claim: Written | None) -> Iterator[Fact]:
    match examination.verdict:
        case Proved(method=method, point=point):
            yield Fact("by", plain(method))
            certificates = claim.certificates if claim else ()
            yield from (Fact("certificate", brief(plain(line), LONGEST_REASON)) for line in certificates)
            several = sum(use.needed is False for use in examination.hypotheses) > 1
            yield from (_hypothesis(use, several) for use in examination.hypotheses)
            if point and examination.hypotheses:
                yield Fact("for example", f"all hypotheses hold at {place(point)}")
        case Refuted() if link := examination.first_false_link:
            yield Fact("first false", plain(claim.equation(examination.links.index(link))) if claim else equation(link))
        case Refuted(witness=witness):
            yield Fact("fails at", place(witness), sides(witness))
        case Undecided(reason=reason, help=help):
            yield Fact("because", brief(plain(reason), LONGEST_REASON), plain(help))
        case Vacuous(reason=reason):
            yield Fact("because", plain(reason))
    for points in examination.left_out:
        label, _, condition = points.rpartition("defined: ")
        yield Fact("left out" if label or condition == points else "only where", plain(condition))
    derived = claim.derived if claim else examination.derived
    if derived and isinstance(examination.verdict, Refuted):
        yield Fact("derived", plain(derived))
    if examination.difference:
        yield Fact("difference", plain(examination.difference))


def _hypothesis(use: HypothesisUse, several: bool) -> Fact:
    """What a hypothesis was good for; the claim itself gives its text.

    Where `several` can be spared, each can be for itself: another proof without one of them may use the others.
    """
    match use:
        case HypothesisUse(needed=True, witness=Witness() as witness):
            label, why = "needs", f"without it false at {place(witness)}: {sides(witness)}"
        case HypothesisUse(needed=True):
            label, why = "needs", "without it the claim is false"
        case HypothesisUse(used=False):
            label, why = "not used", "the claim holds without it"
        case HypothesisUse(needed=False):
            others = ", as long as it has the other hypotheses" if several else ""
            label, why = "uses", f"a convenience of the proof: the claim holds without it{others}"
        case _:
            label, why = "uses", "whether the claim holds without it is not known"
    return Fact(label, plain(f"{use.name}: {why}"))


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
    """Where a witness stands, e.g. `K = 2, z = [0, 1]`: an array whose entries are all given is written whole."""
    shown = (
        f"{_DIRECTION.sub('direction in ', name)} = {value}"
        for name, value in (*witness.sizes, *_whole_arrays(witness.values))
    )
    return plain(", ".join(shown)) or "every point"


def _whole_arrays(values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The values, with the entries of an array as one value if all of them are there.

    >>> list(_whole_arrays((("X[1, 1]", "0"), ("X[1, 2]", "1/2"), ("z[2]", "3"), ("b", "4"))))
    [('X', '[[0, 1/2]]'), ('z[2]', '3'), ('b', '4')]
    """
    given = tuple(values)
    arrays: dict[str, dict[tuple[int, ...], str]] = {}
    for name, value in given:
        if entry := _ENTRY.fullmatch(name):
            arrays.setdefault(entry[1], {})[tuple(map(int, entry[2].split(", ")))] = value
    told: set[str] = set()
    for name, value in given:
        array = name.partition("[")[0]
        entries = arrays.get(array, {}) if _ENTRY.fullmatch(name) else {}
        box = [max(axis) for axis in zip(*entries, strict=True)] if entries else []
        if not entries or len(entries) < _volume(box):
            yield name, value
        elif array not in told:
            told.add(array)
            yield array, _nested(entries, box, ())


def _volume(box: list[int]) -> int:
    volume = 1
    for side in box:
        volume *= side
    return volume


def _nested(entries: Mapping[tuple[int, ...], str], box: list[int], at: tuple[int, ...]) -> str:
    if len(at) == len(box):
        return entries[at]
    return f"[{', '.join(_nested(entries, box, (*at, n)) for n in range(1, box[len(at)] + 1))}]"


def sides(witness: Witness) -> str:
    """What a witness shows, e.g. `left side 1/2, right side -1/2`."""
    if not witness.left and not witness.right:
        return plain(witness.note)
    if witness.relation in SIGNS and witness.right == "0" and not witness.both and not witness.note:
        if witness.relation == "!=":
            return "the sides are equal"
        return plain(f"the difference of the sides is {witness.left}, which is not {witness.relation} 0")
    shown = f"left side {witness.left}, right side {witness.right}"
    if witness.relation != "==":
        shown += f", but left {witness.relation} right is claimed"
    return plain(f"{shown} ({witness.note})" if witness.note else shown)
