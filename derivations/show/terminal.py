"""A derivation as a terminal shows it: the statement, the steps with their rules, the verdict and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from derivations.catalog import Selection
from derivations.item import Prose, kind
from derivations.result import Part, Result
from derivations.show.definitions import Vocabulary
from derivations.show.facts import Fact, facts, mistake, place, sides
from derivations.show.layout import broken, hanging
from derivations.show.mark import mark, outcome, verdict_word
from derivations.show.plain import plain
from derivations.show.written import Written, written
from symbolic.verdict import Link, Refuted

if TYPE_CHECKING:
    from symbolic.language.notation import Notation

INDENT = "  "
LABEL_WIDTH = 12


def show(console: Console, selection: Selection) -> None:
    """Print the selected items of one question."""
    question = selection.question
    console.print(Text(f"{plain(question.id)}  {plain(question.title)}", style="bold"))
    console.print(Text(plain(question.sheet), style="dim"))
    vocabulary = Vocabulary.of(question.where)
    _print_definitions(console, vocabulary)
    for item in selection.items:
        console.print()
        show_result(console, question.result(item.id), vocabulary)


def _print_definitions(console: Console, vocabulary: Vocabulary) -> None:
    if vocabulary.definitions:
        console.print()
    from symbolic.language.plain_text import written as text

    for definition in vocabulary.definitions:
        lead = f"{INDENT}{plain(definition.left)} = "
        *lines, last = broken(plain(text(definition.body)), console.width, first=lead, rest=" " * len(lead))
        for line in lines:
            console.print(Text(line))
        for shown in with_rule(last, definition.shape, console.width):
            console.print(shown)


def show_result(console: Console, result: Result, vocabulary: Vocabulary) -> None:
    """Print one item: what is printed on the sheet, then each examination."""
    seen = outcome(result)
    heading = Text.assemble((plain(result.item.id), "bold"), f"  {kind(result.item)}  ", (str(seen), seen.style))
    console.print(heading)
    if result.item.says:
        print_facts(console, [Fact("sheet", plain(result.item.says))])
    if mistake(result):
        print_facts(console, [Fact("mistake", plain(mistake(result)))])
    if isinstance(result.item, Prose):
        print_facts(console, [Fact("not checked", plain(result.item.reason))])
    for part in result.parts():
        _show_part(console, part, vocabulary)


def _show_part(console: Console, part: Part, vocabulary: Vocabulary) -> None:
    found, claim = part.examination, written(part, vocabulary)
    _print_claim(console, part.role, claim)
    for link, line in zip(found.links, claim.lines, strict=False):
        _show_link(console, link, line)
    if claim.steps:
        console.print()
        if claim.of_cases:
            console.print(Text(f"{INDENT * 3}{claim.of_cases}", style="dim"))
        for shown in _step_lines(claim, console.width):
            console.print(shown)
        console.print()
    seen = mark(verdict_word(found.verdict))
    print_row(console, INDENT, str(seen), plain(claim.scope), f"bold {seen.style}")
    print_facts(console, facts(found, claim), INDENT * 2)


def _print_claim(console: Console, role: str, claim: Written) -> None:
    from symbolic.language.plain_text import written as text

    told = [Fact(role, plain(text(claim.body)))]
    if claim.conditions:
        told.append(Fact("where", plain(" and ".join(map(text, claim.conditions)))))
    told += [Fact("given", plain(given)) for given in claim.given()]
    print_facts(console, told)


def _show_link(console: Console, link: Link, line: Notation) -> None:
    """A line of a chain: its mark, the relation and the right side, the writer's reason at the right edge."""
    from symbolic.language.plain_text import written as text

    seen = mark(verdict_word(link.examination.verdict))
    lead = f"{INDENT * 2}{seen.sign} {link.relation} "
    lines = broken(plain(text(line)), console.width, first=lead, rest=" " * len(lead))
    for number, shown in enumerate((*map(Text, lines[:-1]), *with_rule(lines[-1], plain(link.reason), console.width))):
        if number == 0:
            shown.stylize(seen.style, len(INDENT) * 2, len(INDENT) * 2 + 1)
        console.print(shown)
    if isinstance(link.examination.verdict, Refuted):
        witness = link.examination.verdict.witness
        told = [Fact("fails at", place(witness), sides(witness))]
        if link.examination.difference:
            told.append(Fact("difference", plain(link.examination.difference)))
        print_facts(console, told, INDENT * 4)


def print_facts(console: Console, told: Iterable[Fact], indent: str = INDENT) -> None:
    """Each fact as its label and, right of it, its text."""
    for fact in told:
        print_row(console, indent, fact.label, fact.text, "cyan")
        if fact.detail:
            print_row(console, indent, "", fact.detail, "")


def print_row(console: Console, indent: str, label: str, text: str, style: str) -> None:
    """A label in a style and, right of it, a text that stays there when it wraps."""
    for line in hanging(indent + label, text, console.width, label_width=len(indent) + LABEL_WIDTH):
        shown = Text(line)
        shown.stylize(style, len(indent), len(indent) + len(label))
        console.print(shown)


def _step_lines(claim: Written, width: int) -> Iterator[Text]:
    """Each step as `= term`, its rule at the right edge."""
    from symbolic.language.plain_text import written as text

    for number, (shown, rule) in enumerate(claim.steps):
        lead = INDENT * 2 + ("= " if number else "  ")
        *first, last = broken(plain(text(shown)), width, first=lead, rest=" " * len(lead))
        yield from map(Text, first)
        yield from with_rule(last, plain(rule), width)


def with_rule(line: str, rule: str, width: int) -> Iterator[Text]:
    """The line, and at the right edge the rule: in the same line if there is room, else in the next."""
    room = width - cell_len(line) - cell_len(rule)
    if not rule or room >= 2:
        yield Text.assemble(line, " " * room if rule else "", (rule, "dim"))
        return
    yield Text(line)
    for part in broken(rule, width - 4 * len(INDENT)):
        yield Text(" " * (width - cell_len(part)) + part, style="dim")
