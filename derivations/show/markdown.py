"""A derivation as Markdown, with its formulas in code blocks so that every viewer shows the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.catalog import Selection
from derivations.item import Prose, kind
from derivations.result import Result
from derivations.show.facts import equation, facts, failure
from derivations.show.mark import mark, outcome, verdict_word
from derivations.show.plain import plain
from symbolic.verdict import Examination


def markdown(selection: Selection) -> str:
    """The selected items of one question as a section."""
    question = selection.question
    lines = [f"## {_escaped(question.id)}: {_escaped(question.title)}", "", f"From `{plain(question.sheet)}`.", ""]
    for item in selection.items:
        lines += _result(question.result(item.id))
    return "\n".join(lines).rstrip() + "\n"


def _result(result: Result) -> Iterator[str]:
    yield f"### `{plain(result.item.id)}`: {kind(result.item)} {outcome(result)}"
    yield ""
    if result.item.says:
        yield f"Printed: {_escaped(result.item.says)}"
        yield ""
    if isinstance(result.item, Prose):
        yield f"Not checked: {_escaped(result.item.reason)}"
        yield ""
    for role, found in result.examinations():
        yield from _examination(found, role.capitalize())


def _examination(found: Examination, role: str) -> Iterator[str]:
    yield from (f"{role}:", "", "```text", plain(found.read_as), "```", "")
    if found.links:
        for link in found.links:
            reason = f" ({_escaped(link.reason)})" if link.reason else ""
            why = f": {_escaped(failure(link.examination))}" if failure(link.examination) else ""
            yield f"- {mark(verdict_word(link.examination.verdict))}: {_code(equation(link))}{reason}{why}"
        yield ""
    if found.steps:
        yield from _steps(found)
    scope = f", {_escaped(found.scope)}" if found.scope else ""
    yield f"**{mark(verdict_word(found.verdict))}**{scope}"
    yield ""
    for fact in facts(found):
        detail = f" ({_escaped(fact.detail)})" if fact.detail else ""
        yield f"- {fact.label}: {_code(fact.text) if fact.label in _FORMULAS else _escaped(fact.text)}{detail}"
    yield ""


_FORMULAS = frozenset({"derived", "fails at", "first false", "for example", "needs", "uses", "not used", "left out"})


def _steps(found: Examination) -> Iterator[str]:
    from symbolic.language.printing import text

    yield from ("| step | rule |", "| --- | --- |")
    for number, step in enumerate(found.steps):
        cell = _code(("= " if number else "") + text(step.term)).replace("|", r"\|")
        yield f"| {cell} | {_escaped(step.rule)} |"
    yield ""


def _code(text: object) -> str:
    """`text` as code, fenced by more backticks than it holds in a row."""
    shown = plain(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _escaped(text: object) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", plain(text))
