"""A derivation as a terminal shows it: the statement, the steps with their rules, the verdict and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from derivations.catalog import Selection
from derivations.item import Prose, kind
from derivations.result import Result
from derivations.show.facts import Fact, facts, place, sides
from derivations.show.layout import broken, hanging
from derivations.show.mark import mark, outcome, verdict_word
from derivations.show.plain import plain
from symbolic.verdict import Examination, Link, Refuted, Step

INDENT = "  "
LABEL_WIDTH = 14


def show(console: Console, selection: Selection) -> None:
    """Print the selected items of one question."""
    question = selection.question
    console.print(Text(f"{plain(question.id)}  {plain(question.title)}", style="bold"))
    console.print(Text(f"from {plain(question.sheet)}", style="dim"))
    for item in selection.items:
        console.print()
        show_result(console, question.result(item.id))


def show_result(console: Console, result: Result) -> None:
    """Print one item: what is printed on the sheet, then each examination."""
    seen = outcome(result)
    heading = Text.assemble((plain(result.item.id), "bold"), f"  {kind(result.item)}  ", (str(seen), seen.style))
    console.print(heading)
    if result.item.says:
        _print_facts(console, [Fact("printed", plain(result.item.says))])
    if isinstance(result.item, Prose):
        _print_facts(console, [Fact("not checked", plain(result.item.reason))])
    for role, found in result.examinations():
        _show_examination(console, found, role)


def _show_examination(console: Console, found: Examination, role: str) -> None:
    start = found.links[0].source if found.links else found.read_as
    _print_facts(console, [Fact(role, plain(start))])
    for link in found.links:
        _show_link(console, link)
    if found.steps:
        console.print()
        for line in _step_lines(found.steps, console.width):
            console.print(line)
        console.print()
    seen = mark(verdict_word(found.verdict))
    scope = f", {plain(found.scope)}" if found.scope else ""
    console.print(Text.assemble(INDENT, (str(seen), f"bold {seen.style}"), scope))
    _print_facts(console, facts(found), INDENT * 2)


def _show_link(console: Console, link: Link) -> None:
    seen = mark(verdict_word(link.examination.verdict))
    reason = f"  by {plain(link.reason)}" if link.reason else ""
    text = f"{link.relation} {plain(link.target)}{reason}"
    _print_row(console, INDENT * 2, str(seen), text, seen.style)
    if isinstance(link.examination.verdict, Refuted):
        witness = link.examination.verdict.witness
        told = [Fact("fails at", place(witness), sides(witness))]
        if link.examination.difference:
            told.append(Fact("difference", plain(link.examination.difference)))
        _print_facts(console, told, INDENT * 4)


def _print_facts(console: Console, told: Iterable[Fact], indent: str = INDENT) -> None:
    for fact in told:
        _print_row(console, indent, fact.label, fact.text, "cyan")
        if fact.detail:
            _print_row(console, indent, "", fact.detail, "dim")


def _print_row(console: Console, indent: str, label: str, text: str, style: str) -> None:
    for line in hanging(indent + label, text, console.width, label_width=len(indent) + LABEL_WIDTH):
        shown = Text(line)
        shown.stylize(style, 0, len(indent) + len(label))
        console.print(shown)


def _step_lines(steps: tuple[Step, ...], width: int) -> Iterator[Text]:
    """Each step as `= term`, its rule at the right edge: on the same line if there is room, else on the next."""
    from symbolic.language.printing import text

    for number, step in enumerate(steps):
        lead = INDENT * 2 + ("= " if number else "  ")
        rest = " " * len(lead)
        lines = broken(plain(text(step.term)), width, first=lead, rest=rest)
        yield from map(Text, lines[:-1])
        yield from _with_rule(lines[-1], plain(step.rule), width)


def _with_rule(line: str, rule: str, width: int) -> Iterator[Text]:
    room = width - cell_len(line) - cell_len(rule)
    if not rule or room >= 2:
        yield Text.assemble(line, " " * room if rule else "", (rule, "dim"))
    else:
        yield Text(line)
        yield Text(" " * max(width - cell_len(rule), 0) + rule, style="dim")
