"""Sheets as a terminal shows them: a row a claim as soon as it is decided, and below it how it was read and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from derivations.sheets.report import Finding, Reading, Report
from derivations.sheets.run import Event
from derivations.sheets.sheet import Diagnostic
from derivations.show.diagnostic import print_diagnostic
from derivations.show.facts import Fact, facts, place, sides
from derivations.show.layout import broken
from derivations.show.mark import Mark, mark, verdict_word
from derivations.show.plain import plain
from derivations.show.terminal import INDENT, print_facts, with_rule
from symbolic.language.errors import brief
from symbolic.verdict import Examination, Proved, Refuted, Undecided, Vacuous

LONGEST_READING, LONGEST_FACT = 400, 600  # characters
MOST_NAMED = 10
WORDS = ("proved", "refuted", "undecided", "vacuous", "rejected", "missing", "crashed")


def show_sheets(console: Console, events: Iterable[Event], *, total: int | None = None) -> tuple[Report, ...]:
    """Print what is found about sheets as it comes; `total` sheets, where that is known. The reports are returned."""
    reports: list[Report] = []
    width = 0
    with progress(console, total) as bar:
        task = bar.add_task("", total=total)
        for event in events:
            match event:
                case Reading():
                    width = max((len(plain(entry.name)) for entry in event.entries), default=0)
                    _print_heading(bar.console, event)
                    bar.update(task, description=plain(event.file))
                case Finding():
                    print_finding(bar.console, event, width)
                case Report():
                    print_errors(bar.console, event.errors)
                    reports.append(event)
                    bar.advance(task)
    return tuple(reports)


def progress(console: Console, total: int | None) -> Progress:
    """A bar that counts sheets, on a terminal and where there is more than one."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    few = total is not None and total < 2
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal or few)


def _print_heading(console: Console, reading: Reading) -> None:
    title = f"  {plain(reading.title)}" if reading.title else ""
    for number, line in enumerate(broken(plain(reading.file) + title, console.width, rest=INDENT)):
        shown = Text(line)
        shown.stylize("bold", 0, len(plain(reading.file)) if number == 0 else 0)
        console.print(shown)
    console.print()


def print_finding(console: Console, finding: Finding, name_width: int = 0) -> None:
    """One claim: its row, how it was read, and what there is to say about the verdict."""
    entry, found, seen = finding.entry, finding.examination, appearance(finding)
    row = Text.assemble(
        (f"{plain(entry.name):<{name_width}}", "bold"),
        f"  line {entry.line:<4}  {entry.kind:<6}  " if entry.line else f"  {'':9}  {entry.kind:<6}  ",
        (f"{seen!s:<11}", seen.style),
        f"  {found.seconds:.2f} s" if found else "",
    )
    row.rstrip()
    console.print(row)
    if found is None:
        if entry.statement:
            print_facts(console, [Fact("claim", plain(brief(entry.statement, LONGEST_READING)))], INDENT * 2)
        if finding.verdict == "missing":
            print_facts(console, [Fact("because", finding.why_missing)], INDENT * 2)
    elif found.links:
        _print_chain(console, found)
    else:
        print_facts(
            console, [Fact("read as", plain(brief(found.read_as, LONGEST_READING))), *_scope(found)], INDENT * 2
        )
    if found and not found.first_false_link:
        print_facts(console, map(_short, facts(found)), INDENT * 2)
    print_facts(console, [Fact("note", plain(hint)) for hint in finding.hints], INDENT * 2)
    console.print()


def appearance(finding: Finding) -> Mark:
    """`✓ proved`, or `✓ refuted` where that was expected; what nobody expected is never green."""
    match finding.verdict:
        case _ if finding.crash:
            return mark("crashed")
        case word if finding.as_expected:
            return replace(mark("holds"), word=word)
        case "rejected" | "missing" | "proved" as word:
            return replace(mark("fails"), word=word)
        case word:
            return mark(word)


def _short(fact: Fact) -> Fact:
    """What a stranger's sheet makes long is cut in the middle."""
    return replace(fact, text=brief(fact.text, LONGEST_FACT), detail=brief(fact.detail, LONGEST_FACT))


def _scope(found: Examination) -> Iterator[Fact]:
    if isinstance(found.verdict, Proved) and found.scope:
        yield Fact("holds", plain(found.scope.removeprefix("; ")))


def _print_chain(console: Console, found: Examination) -> None:
    """The lines of a chain, each with its own mark, the writer's reason at the right edge, and where it fails."""
    print_facts(console, [Fact("read as", plain(brief(found.links[0].source, LONGEST_READING)))], INDENT * 2)
    for link in found.links:
        seen = mark(verdict_word(link.examination.verdict))
        lead = f"{INDENT * 4}{seen.sign} {link.relation} "
        *first, last = broken(
            plain(brief(link.target, LONGEST_READING)), console.width, first=lead, rest=" " * len(lead)
        )
        reason = f"by {plain(link.reason)}" if link.reason else ""
        for number, shown in enumerate((*map(Text, first), *with_rule(last, reason, console.width))):
            if number == 0:
                shown.stylize(seen.style, len(INDENT) * 4, len(INDENT) * 4 + 1)
            console.print(shown)
        print_facts(console, map(_short, _why(link.examination)), INDENT * 6)
    false = [number for number, link in enumerate(found.links, 1) if isinstance(link.examination.verdict, Refuted)]
    if false:
        reason = found.links[false[0] - 1].reason
        others = f"; also false: {', '.join(map(str, false[1:]))}" if false[1:] else ""
        told = f"link {false[0]} of {len(found.links)}{f', by {plain(reason)}' if reason else ''}{others}"
        print_facts(console, [Fact("first false", told)], INDENT * 2)
    print_facts(console, _scope(found), INDENT * 2)


def _why(found: Examination) -> Iterator[Fact]:
    """Where and how a link fails, or why it is not decided."""
    match found.verdict:
        case Refuted(witness=witness):
            yield Fact("fails at", place(witness), sides(witness))
            if found.derived:
                yield Fact("derived", plain(found.derived))
            if found.difference:
                yield Fact("difference", plain(found.difference))
        case Undecided(reason=reason, help=help):
            yield Fact("because", plain(brief(reason, LONGEST_READING)), plain(help))
        case Vacuous(reason=reason):
            yield Fact("because", plain(reason))


def print_errors(console: Console, errors: Iterable[Diagnostic]) -> None:
    """Why places of a sheet cannot be read."""
    for error in errors:
        print_diagnostic(console, error)
        console.print()


def print_summary(console: Console, reports: Sequence[Report], seconds: float, *, lost: int = 0) -> None:
    """The counts, and what did not come out as expected; `lost` verdicts are not those of the lock any more."""
    findings = [(report, finding) for report in reports for finding in report.findings]
    counts = Counter(appearance(finding).word for _, finding in findings)
    told = [f"{counts[word]} {word}" for word in WORDS if counts[word]] or ["no claim"]
    sheets = f" in {len(reports)} sheets" if len(reports) > 1 else ""
    errors = sum(len(report.errors) for report in reports)
    unread = f"; {errors} error{'s' if errors > 1 else ''} of reading" if errors else ""
    for line in broken(f"{', '.join(told)}{sheets}{unread}, {seconds:.2f} s", console.width):
        console.print(Text(line))
    several = len(reports) > 1
    names = [f"{r.file}:{f.entry.name}" if several else f.entry.name for r, f in findings if not f.as_expected]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    seen = mark("fails" if names or errors or lost or not findings else "holds")
    end = f"not as expected: {', '.join(map(plain, names[:MOST_NAMED]))}{more}" if names else "all as expected"
    if lost:
        end = f"{lost} verdict{'s' if lost > 1 else ''} of the lock lost" + (f"; {end}" if names else "")
    end = "nothing was checked" if not findings else "errors of reading" if errors and not names else end
    for line in broken(f"{seen.sign} {end}", console.width, rest="  "):
        console.print(Text(line, style=f"bold {seen.style}"))
