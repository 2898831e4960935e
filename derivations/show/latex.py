"""A derivation as LaTeX: a fragment for a document that loads amsmath and amssymb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from derivations.catalog import Selection
from derivations.item import Asserted, Erratum, Prose, kind
from derivations.result import Result
from derivations.show.facts import equation, facts, failure
from derivations.show.mark import outcome, verdict_word
from derivations.show.plain import plain

if TYPE_CHECKING:
    from symbolic.verdict import Examination, Step

_ESCAPES = str.maketrans(
    {c: rf"\{c}" for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}"}
    | {"≥": r"$\ge$", "≤": r"$\le$", "≠": r"$\ne$", "∞": r"$\infty$", "σ": r"$\sigma$", "·": r"$\cdot$"}
    | {"λ": r"$\lambda$", "≈": r"$\approx$", "∑": r"$\sum$", "→": r"$\to$", "∅": r"$\emptyset$"}
)


def latex(selection: Selection) -> str:
    """The selected items of one question as a subsection."""
    question = selection.question
    lines = [rf"\subsection*{{{_text(question.id)}: {_text(question.title)}}}", rf"From {_text(question.sheet)}.", ""]
    for item in selection.items:
        lines += _result(question.result(item.id), item)
    return "\n".join(lines).rstrip() + "\n"


def statement_of(item: Asserted | Erratum | Prose) -> str:
    """What an item claims, in mathematics; for an erratum, the printed line and its correction."""
    match item:
        case Asserted(statement=statement):
            return _mathematics(statement)
        case Erratum(printed=printed, correct=correct):
            return rf"{_mathematics(printed)} \quad\text{{(correct: }}{_mathematics(correct)}\text{{)}}"
        case Prose(says=says):
            return rf"\text{{{_text(says)}}}"


def _mathematics(statement: Any) -> str:
    written = getattr(statement, "_repr_latex_", None)
    return str(written()).strip("$") if written else rf"\texttt{{{_text(statement)}}}"


def _result(result: Result, item: Asserted | Erratum | Prose) -> Iterator[str]:
    yield rf"\paragraph{{{_text(item.id)}}} {kind(item)}, {outcome(result).word}."
    if item.says:
        yield rf"Printed: ``{_text(item.says)}''."
    match item:
        case Asserted(statement=statement):
            yield from _examination(result.printed, "Claim", statement)
        case Erratum(printed=printed, correct=correct):
            yield from _examination(result.printed, "Printed line", printed)
            yield from _examination(result.correction, "Correction", correct)
        case Prose(reason=reason):
            yield f"Not checked: {_text(reason)}."
    yield ""


def _examination(found: Examination | None, role: str, statement: Any) -> Iterator[str]:
    if found is None:
        return
    yield rf"{role}: \[ {_mathematics(statement)} \]"
    for link in found.links:
        reason = f" by {_text(link.reason)}" if link.reason else ""
        why = f", {_text(failure(link.examination))}" if failure(link.examination) else ""
        verdict = verdict_word(link.examination.verdict)
        yield rf"\noindent\texttt{{{_text(equation(link))}}}{reason}: {verdict}{why}\\"
    if found.steps:
        yield from _steps(found.steps)
    scope = f", {_text(found.scope)}" if found.scope else ""
    yield rf"\textbf{{{verdict_word(found.verdict)}}}{scope}."
    told = facts(found)
    if told:
        yield r"\begin{description}"
        for fact in told:
            detail = f" ({_text(fact.detail)})" if fact.detail else ""
            yield rf"\item[{_text(fact.label)}] {_text(fact.text)}{detail}"
        yield r"\end{description}"


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    from symbolic.language.printing import to_latex

    yield r"\begin{align*}"
    for number, step in enumerate(steps):
        rule = rf" && \text{{{_text(step.rule)}}}" if step.rule else ""
        end = r" \\" if number + 1 < len(steps) else ""
        yield rf"{'' if number == 0 else '={}'}& {to_latex(step.term)}{rule}{end}"
    yield r"\end{align*}"


def _text(text: object) -> str:
    shown = plain(text).replace(">=", "≥").replace("<=", "≤").replace("!=", "≠")
    return shown.translate(_ESCAPES)
