"""The document that `--format json` prints, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from derivations.item import kind
from derivations.result import Result
from derivations.sheets.report import Finding, Report
from derivations.show.facts import equation, failure
from derivations.show.mark import verdict_word
from symbolic.verdict import Examination, Link, Proved, Refuted, Undecided, Vacuous, Witness

SCHEMA = 1
_UNREAD: dict[str, Any] = {
    "read_as": "",
    "scope": "",
    "method": None,
    "hypotheses": [],
    "witness": None,
    "derived": None,
    "difference": None,
    "seconds": 0.0,
}


def document(results: Iterable[Result], reports: Iterable[Report] = ()) -> dict[str, Any]:
    """What was found about claims of the catalogue, and about sheets."""
    return {"schema": SCHEMA, "claims": [_claim(r) for r in results], "sheets": [_sheet(r) for r in reports]}


def _claim(result: Result) -> dict[str, Any]:
    return {
        "id": result.item.id,
        "kind": kind(result.item),
        "status": result.status,
        "printed": _verdict(result.printed) if result.printed else None,
        "correction": _verdict(result.correction) if result.correction else None,
    }


def _sheet(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "title": report.reading.title,
        "claims": [claim(finding, report) for finding in report.findings],
        "errors": [
            {"code": e.code, "line": e.line, "column": e.column, "message": e.message, "help": e.help}
            for e in report.errors
        ],
    }


def claim(finding: Finding, report: Report) -> dict[str, Any]:
    """What was found about one claim of a sheet."""
    entry, found = finding.entry, finding.examination
    told = _verdict(found) if found else _UNREAD | {"message": report.why_unread(finding)}
    told["message"] = "; ".join(filter(None, (told["message"], *finding.hints)))
    return {
        "name": entry.name,
        "line": entry.line,
        "statement": entry.statement,
        **told,
        "verdict": finding.verdict,
        "links": [_link(link) for link in found.links] if found and entry.kind == "chain" else None,
    }


def _link(link: Link) -> dict[str, Any]:
    verdict = link.examination.verdict
    return {
        "from": link.source,
        "to": link.target,
        "reason": link.reason,
        "verdict": verdict_word(verdict),
        "witness": _witness(verdict.witness) if isinstance(verdict, Refuted) else None,
        "difference": link.examination.difference,
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
