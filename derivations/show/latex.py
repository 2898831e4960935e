"""A derivation as LaTeX: a fragment for a document that loads amsmath and amssymb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from derivations.catalog import Selection
from derivations.item import Asserted, Erratum, Prose, kind
from derivations.result import Part, Result
from derivations.show.definitions import Vocabulary
from derivations.show.facts import equation, facts, failure, mistake
from derivations.show.mark import outcome, verdict_word
from derivations.show.plain import plain
from derivations.show.written import Written, written
from symbolic.chain import Chain
from symbolic.verdict import Link

if TYPE_CHECKING:
    from derivations.question import Question
    from symbolic.language.statements import Claim

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
    vocabulary = Vocabulary.of(question.where)
    lines = [
        rf"\subsection*{{{escaped(question.id)}: {escaped(question.title)}}}",
        rf"From {escaped(question.sheet)}.",
        *_definitions(vocabulary),
        "",
    ]
    for item in selection.items:
        lines += _result(question.result(item.id), vocabulary)
    return "\n".join(lines).rstrip() + "\n"


def statements(question: Question) -> str:
    """What a question claims, in its names, a line an item; of an erratum, the printed line and its correction."""
    vocabulary = Vocabulary.of(question.where)
    lines = []
    for item in question:
        match item:
            case Asserted(statement=statement):
                said = _mathematics(statement, vocabulary)
            case Erratum(printed=printed, correct=correct):
                false, true = (_mathematics(stated, vocabulary) for stated in (printed, correct))
                said = rf"{false} \quad\text{{(correct: }}{true}\text{{)}}"
            case _:
                continue
        lines.append(rf"\text{{{escaped(item.id)}}}\colon\ & {said}")
    return "$$\\begin{aligned}" + r" \\ ".join(lines) + "\\end{aligned}$$"


def _mathematics(stated: Claim | Chain, vocabulary: Vocabulary) -> str:
    from symbolic.language.latex import RELATIONS
    from symbolic.language.latex import latex as written_out
    from symbolic.language.tree import coerce

    if not isinstance(stated, Chain):
        return written_out(vocabulary.of_tree(stated.statement))
    start = written_out(vocabulary.of_tree(coerce(stated.start)))
    lines = (f"{RELATIONS[x.relation]} {written_out(vocabulary.of_tree(coerce(x.expression)))}" for x in stated.lines)
    return " ".join([start, *lines])


def _definitions(vocabulary: Vocabulary) -> Iterator[str]:
    from symbolic.language.latex import latex as written_out
    from symbolic.language.latex import latex_name

    lines = []
    for definition in vocabulary.definitions:
        at = f"_{{{', '.join(definition.indices)}}}" if definition.indices else ""
        shape = rf" && \text{{shape {escaped(definition.shape)}}}" if definition.shape else ""
        lines.append(rf"{latex_name(definition.name)}{at} &= {written_out(definition.body)}{shape}")
    yield from _aligned(lines)


def _aligned(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield r"\begin{align*}"
        yield " \\\\\n".join(lines)
        yield r"\end{align*}"


def _result(result: Result, vocabulary: Vocabulary) -> Iterator[str]:
    item = result.item
    yield rf"\paragraph{{{escaped(item.id)}}} {kind(item)}: {outcome(result).word}."
    if item.says:
        yield rf"Sheet: ``{escaped(item.says)}''."
    if mistake(result):
        yield rf"Mistake: {escaped(mistake(result))}."
    if isinstance(item, Prose):
        yield f"Not checked: {escaped(item.reason)}."
    for part in result.parts():
        yield from _part(part, written(part, vocabulary))
    yield ""


def _part(part: Part, claim: Written) -> Iterator[str]:
    found = part.examination
    yield rf"{part.role.capitalize()}:"
    yield from _aligned([*_lines(found.links, claim), *_assumptions(claim)])
    for link in found.links:
        if failure(link.examination):
            yield rf"The line \texttt{{{escaped(equation(link))}}} {escaped(failure(link.examination))}.\\"
    if claim.steps and claim.of_cases:
        yield f"{claim.of_cases.capitalize()}:"
    yield from _aligned(list(_steps(claim)))
    yield rf"\textbf{{{verdict_word(found.verdict)}}} {escaped(claim.scope)}".rstrip() + "."
    told = facts(found, claim)
    if told:
        yield r"\begin{description}"
        for fact in told:
            detail = f" ({escaped(fact.detail)})" if fact.detail else ""
            yield rf"\item[{escaped(fact.label)}] {escaped(fact.text)}{detail}"
        yield r"\end{description}"


def _lines(links: tuple[Link, ...], claim: Written) -> Iterator[str]:
    """The statement, and the lines of a chain with the writer's reason and the verdict."""
    from symbolic.language.latex import RELATIONS
    from symbolic.language.latex import latex as written_out

    yield f"& {written_out(claim.body)}"
    for link, line in zip(links, claim.lines, strict=False):
        reason = f"{escaped(link.reason)}: " if link.reason else ""
        remark = f"{reason}{verdict_word(link.examination.verdict)}"
        yield rf"&\quad {RELATIONS[link.relation]} {written_out(line)} && \text{{{remark}}}"


def _assumptions(claim: Written) -> Iterator[str]:
    from symbolic.language.latex import latex as written_out

    for condition in claim.conditions:
        yield rf"& \text{{where }} {written_out(condition)}"
    for name, shown in claim.hypotheses:
        yield rf"& \text{{given {escaped(name)}: }} {written_out(shown)}"
    for domain in claim.domains:
        yield rf"& \text{{given {escaped(domain)}}}"


def _steps(claim: Written) -> Iterator[str]:
    from symbolic.language.latex import latex as written_out

    for number, (shown, rule) in enumerate(claim.steps):
        reason = rf" && \text{{{escaped(rule)}}}" if rule else ""
        yield rf"{'' if number == 0 else '={}'}& {written_out(shown)}{reason}"


def escaped(text: object) -> str:
    """Text as LaTeX prints it."""
    shown = plain(text).replace(">=", "≥").replace("<=", "≤").replace("!=", "≠")
    return shown.translate(_ESCAPES)
