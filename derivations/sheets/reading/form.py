"""The form of a statement, before and after its grammar is followed."""

from __future__ import annotations

from typing import Any

from derivations.sheets.reading import limits, syntax
from derivations.sheets.reading.brackets import check_brackets
from derivations.sheets.reading.characters import foreign
from derivations.sheets.reading.layout import Statement
from derivations.sheets.reading.parse import FORMS, RULES, too_deep
from derivations.sheets.reading.suggestions import close
from derivations.sheets.reading.trouble import Trouble


def check_form(s: Statement) -> None:
    """Refuse what can be seen without a grammar: signs, indentation, the first word, brackets, a missing name."""
    for offset, message, help in foreign(s.raw):
        at = offset - s.indent - len(s.word)
        raise Trouble("strange-character", (at, at + 1), message, help)
    whole = (-len(s.word), 0) if s.word else (0, 1)
    if s.indent:
        raise Trouble(
            "stray-indent",
            whole,
            "an indented line continues the one above, and there is none",
            "begin it in the first column",
        )
    if s.word not in RULES:
        raise _unknown_statement(s, whole)
    check_brackets(s, mixed=s.word == "real")
    if s.word in ("claim", "refute", "chain", "assume") and not s.label:
        raise Trouble("name-missing", (0, 1), f"the {s.word} has no name", f"write {FORMS[s.word]}")


def _unknown_statement(s: Statement, whole: tuple[int, int]) -> Trouble:
    first = s.word or s.text.strip()[:1]
    if first in (")", "]", "}") or not s.word:
        return Trouble(
            "unknown-statement",
            whole,
            f"no statement begins with `{first}`",
            "indent a line that continues the one above",
        )
    near = close(first, RULES)
    listed = ", ".join(RULES)
    return Trouble(
        "unknown-statement",
        whole,
        f"no statement begins with `{first}`",
        f"did you mean `{near}`?" if near else f"a statement begins with one of {listed}",
    )


def check_depth(tree: Any) -> None:
    """Refuse what is nested too deeply, in anything that the parser makes."""
    match tree:
        case syntax.Node(depth=depth, span=span):
            if depth > limits.DEPTH:
                raise too_deep(span)
        case syntax.Named(body=body, conditions=conditions):
            check_depth((body, conditions))
        case syntax.Links(start=start, links=links, conditions=conditions):
            check_depth((start, conditions, *(link.expression for link in links)))
        case syntax.Item(within=within, bound=bound):
            check_depth((bound, *(within.items if within else ())))
        case syntax.Clause(arguments=arguments):
            check_depth(arguments)
        case tuple():
            for part in tree:
                check_depth(part)
