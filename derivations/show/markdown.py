"""A derivation as Markdown, with its formulas in code blocks so that every viewer shows the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.catalog import Selection
from derivations.item import Prose, kind
from derivations.result import Part, Result
from derivations.show.definitions import Vocabulary
from derivations.show.facts import facts, failure, mistake
from derivations.show.mark import mark, outcome, verdict_word
from derivations.show.plain import plain
from derivations.show.written import Written, written
from symbolic.verdict import Link


def markdown(selection: Selection) -> str:
    """The selected items of one question as a section."""
    question = selection.question
    vocabulary = Vocabulary.of(question.where)
    lines = [f"## {_escaped(question.id)}: {_escaped(question.title)}", "", f"From `{plain(question.sheet)}`.", ""]
    lines += _definitions(vocabulary)
    for item in selection.items:
        lines += _result(question.result(item.id), vocabulary)
    return "\n".join(lines).rstrip() + "\n"


def _definitions(vocabulary: Vocabulary) -> Iterator[str]:
    from symbolic.language.plain_text import written as text

    if vocabulary.definitions:
        yield "```text"
        for definition in vocabulary.definitions:
            shape = f"  # {definition.shape}" if definition.shape else ""
            yield plain(f"{definition.left} = {text(definition.body)}{shape}")
        yield from ("```", "")


def _result(result: Result, vocabulary: Vocabulary) -> Iterator[str]:
    yield f"### `{plain(result.item.id)}`: {kind(result.item)} {outcome(result)}"
    yield ""
    if result.item.says:
        yield f"Sheet: {_escaped(result.item.says)}"
        yield ""
    if mistake(result):
        yield f"Mistake: {_escaped(mistake(result))}"
        yield ""
    if isinstance(result.item, Prose):
        yield f"Not checked: {_escaped(result.item.reason)}"
        yield ""
    for part in result.parts():
        yield from _part(part, written(part, vocabulary))


def _part(part: Part, claim: Written) -> Iterator[str]:
    from symbolic.language.plain_text import written as text

    yield from (f"{part.role.capitalize()}:", "", "```text", plain(text(claim.body)))
    if claim.conditions:
        yield plain(f"where {' and '.join(map(text, claim.conditions))}")
    yield from (plain(f"given {given}") for given in claim.given())
    yield from ("```", "")
    if part.examination.links:
        for link, line in zip(part.examination.links, claim.lines, strict=True):
            yield _link(link, text(line))
        yield ""
    if claim.steps:
        yield from (f"{claim.of_cases.capitalize()}:", "") if claim.of_cases else ()
        yield from _steps(claim)
    yield f"**{mark(verdict_word(part.examination.verdict))}** {_escaped(claim.scope)}".rstrip()
    yield ""
    for fact in facts(part.examination, claim):
        detail = f" ({_escaped(fact.detail)})" if fact.detail else ""
        yield f"- {fact.label}: {_code(fact.text) if fact.label in _FORMULAS else _escaped(fact.text)}{detail}"
    yield ""


_FORMULAS = frozenset({"certificate", "derived", "fails at", "first false"})


def _link(link: Link, line: str) -> str:
    reason = f" by {_escaped(link.reason)}" if link.reason else ""
    why = f": {_escaped(failure(link.examination))}" if failure(link.examination) else ""
    return f"- {mark(verdict_word(link.examination.verdict))}: {_code(f'{link.relation} {line}')}{reason}{why}"


def _steps(claim: Written) -> Iterator[str]:
    from symbolic.language.plain_text import written as text

    yield from ("| step | rule |", "| --- | --- |")
    for number, (shown, rule) in enumerate(claim.steps):
        cell = _code(("= " if number else "") + text(shown)).replace("|", r"\|")
        yield f"| {cell} | {_escaped(rule)} |"
    yield ""


def _code(text: object) -> str:
    """`text` as code, fenced by more backticks than it holds in a row."""
    shown = plain(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _escaped(text: object) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", plain(text))
