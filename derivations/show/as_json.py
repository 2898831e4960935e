"""The document that `--format json` prints, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from derivations.item import kind
from derivations.result import Result
from derivations.show.facts import equation, failure
from derivations.show.mark import verdict_word
from symbolic.verdict import Examination, Proved, Refuted, Undecided, Vacuous, Witness

SCHEMA = 1


def document(results: Iterable[Result]) -> dict[str, Any]:
    return {"schema": SCHEMA, "claims": [_claim(result) for result in results], "sheets": []}


def _claim(result: Result) -> dict[str, Any]:
    return {
        "id": result.item.id,
        "kind": kind(result.item),
        "status": result.status,
        "printed": _verdict(result.printed) if result.printed else None,
        "correction": _verdict(result.correction) if result.correction else None,
    }


def _verdict(examination: Examination) -> dict[str, Any]:
    verdict = examination.verdict
    return {
        "verdict": verdict_word(verdict),
        "read_as": examination.read_as,
        "scope": examination.scope,
        "method": verdict.method if isinstance(verdict, Proved | Refuted) else None,
        "hypotheses": [{"name": h.name, "used": h.used, "needed": h.needed} for h in examination.hypotheses],
        "witness": _witness(verdict.witness) if isinstance(verdict, Refuted) else None,
        "derived": examination.derived,
        "difference": examination.difference,
        "seconds": round(examination.seconds, 6),
        "message": _message(examination),
    }


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "sizes": dict(witness.sizes),
        "values": dict(witness.values),
        "left": witness.left,
        "right": witness.right,
    }


def _message(examination: Examination) -> str:
    """What the other keys have no place for: the reason, the first false link, the points left out."""
    said: list[str] = []
    match examination.verdict:
        case Undecided(reason=reason, help=help):
            said += [reason, help]
        case Vacuous(reason=reason):
            said.append(reason)
        case Refuted(witness=witness):
            said.append(witness.note)
        case Proved():
            pass
    if link := examination.first_false_link:
        said.append(f"first false link: {equation(link)}: {failure(link.examination)}")
    said += [f"left out: {points}" for points in examination.left_out]
    return "; ".join(filter(None, said))
