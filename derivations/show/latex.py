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
    lines = [
        rf"\subsection*{{{escaped(question.id)}: {escaped(question.title)}}}",
        rf"From {escaped(question.sheet)}.",
        "",
    ]
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
            return rf"\text{{{escaped(says)}}}"


def _mathematics(statement: Any) -> str:
    written = getattr(statement, "_repr_latex_", None)
    return str(written()).strip("$") if written else rf"\texttt{{{escaped(statement)}}}"


def _result(result: Result, item: Asserted | Erratum | Prose) -> Iterator[str]:
    yield rf"\paragraph{{{escaped(item.id)}}} {kind(item)}, {outcome(result).word}."
    if item.says:
        yield rf"Printed: ``{escaped(item.says)}''."
    match item:
        case Asserted(statement=statement):
            yield from _examination(result.printed, "Claim", statement)
        case Erratum(printed=printed, correct=correct):
            yield from _examination(result.printed, "Printed line", printed)
            yield from _examination(result.correction, "Correction", correct)
        case Prose(reason=reason):
            yield f"Not checked: {escaped(reason)}."
    yield ""


def _examination(found: Examination | None, role: str, statement: Any) -> Iterator[str]:
    if found is None:
        return
    yield rf"{role}: \[ {_mathematics(statement)} \]"
    for link in found.links:
        reason = f" by {escaped(link.reason)}" if link.reason else ""
        why = f", {escaped(failure(link.examination))}" if failure(link.examination) else ""
        verdict = verdict_word(link.examination.verdict)
        yield rf"\noindent\texttt{{{escaped(equation(link))}}}{reason}: {verdict}{why}\\"
    if found.steps:
        yield from _steps(found.steps)
    scope = f", {escaped(found.scope)}" if found.scope else ""
    yield rf"\textbf{{{verdict_word(found.verdict)}}}{scope}."
    told = facts(found)
    if told:
        yield r"\begin{description}"
        for fact in told:
            detail = f" ({escaped(fact.detail)})" if fact.detail else ""
            yield rf"\item[{escaped(fact.label)}] {escaped(fact.text)}{detail}"
        yield r"\end{description}"


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    from symbolic.language.printing import to_latex

    yield r"\begin{align*}"
    for number, step in enumerate(steps):
        rule = rf" && \text{{{escaped(step.rule)}}}" if step.rule else ""
        end = r" \\" if number + 1 < len(steps) else ""
        yield rf"{'' if number == 0 else '={}'}& {to_latex(step.term)}{rule}{end}"
    yield r"\end{align*}"


def escaped(text: object) -> str:
    """Text as LaTeX prints it."""
    shown = plain(text).replace(">=", "≥").replace("<=", "≤").replace("!=", "≠")
    return shown.translate(_ESCAPES)
