"""Many sheets at a glance: a row a claim, with the first false line of a derivation and what is right after it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from derivations.sheets.report import Finding, Report
from derivations.show.facts import place
from derivations.show.layout import broken
from derivations.show.mark import Mark, verdict_word
from derivations.show.plain import plain
from derivations.show.sheet_terminal import appearance
from derivations.show.terminal import INDENT
from symbolic.language.errors import brief
from symbolic.verdict import Examination, Link, Refuted, Undecided, Vacuous

LONGEST = 120  # characters
VERDICT_WIDTH = 11  # `? undecided`
UNREAD = Mark("✗", "rejected", "red")


def print_table(console: Console, reports: Sequence[Report]) -> None:
    """The claims by sheet; an error of reading that belongs to no claim has a row of its own."""
    names = [plain(finding.entry.name) for report in reports for finding in report.findings]
    width = min(max(map(len, names), default=0), console.width // 3)
    for report in reports:
        console.print(Text(plain(report.file), style="bold"))
        for finding in report.findings:
            _print_row(console, f"{plain(finding.entry.name):<{width}}", appearance(finding), _remark(finding, report))
        for error in report.loose_errors:
            _print_row(console, " " * width, UNREAD, f"line {error.line}: {error.message}")
    console.print()


def _print_row(console: Console, name: str, seen: Mark, remark: str) -> None:
    lead = f"{INDENT}{name}  {seen!s:<{VERDICT_WIDTH}}  "
    told = brief(plain(remark), LONGEST)
    for number, line in enumerate(broken(told, console.width, first=lead, rest=" " * len(lead))):
        shown = Text(line)
        if number == 0:
            shown.stylize(seen.style, len(INDENT) + len(name) + 2, len(lead))
        console.print(shown)


def _remark(finding: Finding, report: Report) -> str:
    """Why a claim did not come out as written, in a line."""
    match finding.examination:
        case _ if finding.as_expected:
            return ""
        case None:
            return report.why_unread(finding)
        case Examination(first_false_link=Link() as link) as found:
            return _first_false(found, link)
        case Examination(verdict=Refuted(witness=witness), difference=difference):
            return difference or f"fails at {place(witness)}"
        case Examination(verdict=Undecided(reason=reason) | Vacuous(reason=reason)):
            return reason
        case _:
            return "it was expected to be refuted"


def _first_false(found: Examination, first: Link) -> str:
    """The first false link, and how many of those after it are right."""
    number = found.links.index(first) + 1
    after = [verdict_word(link.examination.verdict) for link in found.links[number:]]
    told = f"; after it {after.count('proved')} of {len(after)} right" if after else ""
    return f"link {number} of {len(found.links)}: {first.relation} {brief(first.target, LONGEST // 2)}{told}"
