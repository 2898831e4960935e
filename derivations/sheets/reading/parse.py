"""Text of one statement to its syntax tree, by the grammar in `claims.lark`; what is ungrammatical, in plain words."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from derivations.sheets.reading import limits
from derivations.sheets.reading.trouble import Span, Trouble

if TYPE_CHECKING:
    from lark import Lark, Token
    from lark.exceptions import UnexpectedToken

RULES = {
    "title": "title",
    "size": "size",
    "index": "index",
    "real": "real",
    "function": "function",
    "random": "random",
    "let": "let",
    "assume": "named",
    "claim": "named",
    "refute": "named",
    "chain": "chain",
}
"""For each word that begins a statement, the rule for what follows it."""

FORMS = {
    "title": 'title "text"',
    "size": "size N, K",
    "index": "index i, j in K",
    "real": "real x, w[d], p[K] in (0, 1)",
    "function": "function f(u, v)",
    "random": "random r[n] mean 1 variance s^2 independent",
    "let": "let p[k] = e",
    "assume": "assume NAME: a == b",
    "claim": "claim NAME: a == b",
    "refute": "refute NAME: a == b",
    "chain": "chain NAME: a, and then lines that begin with ==",
}

STRANGE = {
    "&": "join conditions with `and`",
    "|": "the absolute value is abs(x), the norm is norm(x)",
    "!": "different is `!=`",
    ";": "one statement a line; a matrix is written [[1, 2], [3, 4]]",
    "%": "write a fraction: 5 % is 1/20",
    "~": "write `!=`, or name the law: random e normal(m, s^2)",
    "{": "sets stand in declarations: real y in {-1, 1}; elsewhere use ( )",
    "}": "sets stand in declarations: real y in {-1, 1}; elsewhere use ( )",
    ".": "a decimal number begins with a digit, 0.5; the transpose is `.T`; functions have no prefix",
    '"': "text stands in titles and after `by`",
    "_": "a name begins with a letter",
    "\\": "write exp, sum, ... without a backslash",
    "$": "write the formula without dollar signs",
    "?": "write a full expression",
}


@cache
def parser() -> Lark:
    """The parser, made once in a process."""
    from lark import Lark

    from derivations.sheets.reading.build import Build

    grammar = resources.files(__package__).joinpath("claims.lark").read_text(encoding="utf-8")
    starts = sorted(set(RULES.values()))
    return Lark(grammar, parser="lalr", lexer="contextual", start=starts, transformer=Build(), maybe_placeholders=False)


def parse(word: str, text: str, *, explained: bool = True) -> Any:
    """The syntax tree of what follows `word` in a statement.

    Raises Trouble with the place and the reason; what could stand there instead is found out only if `explained`.
    """
    from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

    try:
        return parser().parse(text, start=RULES[word])
    except UnexpectedToken as error:
        raise _unexpected(word, text, error.token, _accepted(error) if explained else set()) from None
    except UnexpectedCharacters as error:
        at = sum(len(line) + 1 for line in text.split("\n")[: error.line - 1]) + error.column - 1
        sign = text[at]
        raise Trouble(
            "syntax", (at, at + 1), f"`{sign}` is not expected here", STRANGE.get(sign, f"the form is: {FORMS[word]}")
        ) from None
    except VisitError as error:
        raise error.orig_exc from None
    except UnexpectedInput as error:
        raise Trouble("syntax", (0, 1), "this cannot be read", f"the form is: {FORMS[word]}") from error


SWAPPED = {"=>": ">=", "=<": "<=", "<>": "!="}
_REASON = re.compile(r"\bby\s+[A-Za-z]\w*$")
_BINDER = re.compile(r"\b(sum|mean|prod|max|min)\s*\[[^\[\]]*\]$")


def _accepted(error: UnexpectedToken) -> set[str]:
    """What could stand at the place of an error."""
    return set(error.accepts)


def _unexpected(word: str, text: str, token: Token, expected: set[str]) -> Trouble:
    from derivations.sheets.reading.build import place

    if token.type == "$END":
        end = len(text.rstrip())
        return Trouble("syntax", (end, end + 1), "the statement ends too early", _wanted(word, expected))
    span = place(token)
    before = text[: span[0]].rstrip()
    operand = bool(before) and (before[-1].isalnum() or before[-1] in "_)]'")
    if token == ":" and before.count("[") > before.count("]"):
        return Trouble("syntax", span, "`:` is not expected here", "a row is X[n]; a column is X.T[k]")
    if before.endswith(" not"):
        return _no_word("not", (len(before) - 3, len(before)))
    if token in ("or", "not", "else"):
        return _no_word(token, span)
    if (swapped := before[-1:] + token) in SWAPPED:
        found = f"`{swapped}` is not a relation"
        return Trouble("syntax", (span[0] - 1, span[1]), found, f"write `{SWAPPED[swapped]}`")
    if word == "chain" and _REASON.search(before):
        return Trouble("syntax", span, f"`{token}` is not expected here", 'a reason is one name, or text: by "text"')
    if operand and token.type in ("NAME", "NUMBER", "LPAR") and expected & {"_AND", "TIMES", "SIGN"}:
        return _no_product(before, token, span)
    return Trouble("syntax", span, f"`{token}` is not expected here", _wanted(word, expected))


def _no_word(word: str, span: Span) -> Trouble:
    help = "write cases(a if c, b)" if word == "else" else "conditions are joined by `and` only; make two claims"
    return Trouble("syntax", span, f"`{word}` is not a word of the language", help)


def _no_product(before: str, token: Token, span: Span) -> Trouble:
    if found := _BINDER.search(before):
        help = f"write {found.group()}(..), with what it is taken of in parentheses"
        return Trouble("implicit-product", span, f"nothing stands between `{found.group()}` and `{token}`", help)
    left = ".." + before[-1] if before[-1] in ")]'" else before.replace("(", " ").replace("[", " ").split()[-1]
    return Trouble(
        "implicit-product",
        span,
        f"nothing stands between `{left[-20:]}` and `{token}`",
        f"a product is written with *: `{left[-20:]} * {token}`",
    )


def _wanted(word: str, expected: set[str]) -> str:
    if "COLON" in expected and "NAME" not in expected:
        return f"a colon follows the name: {FORMS[word]}"
    if expected <= {"NAME"}:
        return f"a name is expected; the form is: {FORMS[word]}"
    if {"NAME", "NUMBER"} <= expected:
        return "an expression is expected: a name, a number, a function, or something in parentheses"
    return f"the form is: {FORMS[word]}"


def too_deep(span: Span) -> Trouble:
    """What is said of an expression that is nested too deeply."""
    return Trouble(
        "nested-too-deeply",
        span,
        f"more than {limits.NESTING} brackets stand within one another, or {limits.DEPTH} operators",
        "give inner parts a name with `let`",
    )
