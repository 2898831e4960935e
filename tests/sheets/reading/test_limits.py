"""Each limit is a clear refusal, given quickly."""

from __future__ import annotations

from time import process_time

import pytest

from derivations.sheets.reader import read
from symbolic.language.statements import Claim

SECONDS = 5.0
"""Of processor time: many times what reading takes."""


def codes(text: str | bytes) -> set[str]:
    start = process_time()
    sheet = read(text, file="s.claims")
    assert process_time() - start < SECONDS
    return {e.code for e in sheet.errors}


def doubled(step: str, times: int, last: str) -> str:
    return step.format(0, 0) + "".join(last.format(n + 1, n) for n in range(times))


HOSTILE = {
    "1,300 misspelt names, each like 1,000 others": (
        "".join(f"real variable_{n:04}x\n" for n in range(1000))
        + "".join(f"claim c{n}: varaible_{n:04}x == 0\n" for n in range(1300)),
        "unknown-name",
    ),
    "1,400 misspelt sizes": (
        "".join(f"size variable_{n:04}x\n" for n in range(1000))
        + "".join(f"real r{n}[varaible_{n:04}x]\n" for n in range(1400)),
        "unknown-name",
    ),
    "a sum of 7,000 names": ("claim a: " + " + ".join(f"v{n}" for n in range(7000)) + " == 0", "unknown-name"),
    "4,000 unreadable items of a line": ("real " + ", ".join(f"x{n}[M{n}]" for n in range(4000)), "unknown-name"),
    "5,000 parentheses": ("claim a: " + "(" * 5000 + "1" + ")" * 5000 + " == 1", "nested-too-deeply"),
    "a tower of powers": ("claim a: ((9^64)^64)^64 == 0", "exponent-too-large"),
    "a tower to the right": ("claim a: 9^9^9^9^9 == 0", "exponent-too-large"),
    "a tower by definitions": (
        doubled("let x{} = 9^64\n", 3, "let x{} = x{}^64\n") + "claim c: 1 == 1",
        "exponent-too-large",
    ),
    "a product of definitions": ("real x0\n" + doubled("", 60, "let x{0} = x{1}*x{1}\n"), "exponent-too-large"),
    "a sum of definitions": ("real x0\n" + doubled("", 60, "let x{0} = x{1} + x{1}\n"), "definitions-too-large"),
    "a sum under binders": (
        "size K\nindex i, j in K\nreal z[K]\nlet p0[i] = z[i]\n"
        + doubled("", 60, "let p{0}[i] = sum[j](p{1}[j] + p{1}[i])\n"),
        "definitions-too-large",
    ),
    "functions of functions": (
        "let f0(u) = u + 1\n" + doubled("", 60, "let f{0}(u) = f{1}(f{1}(u) + f{1}(2*u))\n"),
        "definitions-too-large",
    ),
    "a high tower of definitions": ("real x0\n" + doubled("", 400, "let x{0} = exp(x{1})\n"), "definitions-too-large"),
    "a sum of 100,000 terms": ("claim a: 1" + "+1" * 100_000 + " == 0", "sheet-too-long"),
    "a sum of 30,000 terms": ("claim a: 1" + "+1" * 30_000 + " == 0", "too-many-tokens"),
    "many signs": ("claim a: " + "-" * 15_000 + "1 == 0", "nested-too-deeply"),
    "many powers": ("claim a: 2" + "^2" * 9000 + " == 0", "nested-too-deeply"),
    "many quotients": ("real x\nclaim a: x" + "/x" * 9000 + " == 0", "nested-too-deeply"),
    "many primes": ("function g\nreal x\nclaim a: g" + "'" * 9000 + "(x) == 0", "nested-too-deeply"),
    "a long number": ("claim a: " + "9" * 51 + " == 0", "number-too-long"),
    "a huge exponent": ("claim a: 1e999999999 == 0", "number-too-long"),
    "a long name": ("real " + "a" * 60_000, "bad-name"),
    "binary": (bytes(range(256)) * 100, "not-utf8"),
    "zeros": (b"\0" * 65_536, "control-character"),
    "too many bytes": (b"#" * 65_537, "sheet-too-long"),
    "brackets": ("(" * 65_000, "too-many-tokens"),
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_sheets_are_refused_quickly(text: str | bytes, code: str) -> None:
    assert code in codes(text)


def test_a_long_sum_is_flat() -> None:
    (written,) = read("real x\nclaim a: x" + " + x" * 9000 + " == 0", file="s.claims").claims
    assert isinstance(written.claim, Claim)
    left = written.claim.statement.expressions()[0]
    assert len(left.children()) == 9001


def test_what_is_allowed_is_read() -> None:
    nested = "exp(" * 95 + "x" + ")" * 95
    text = f"real x\nclaim a: {nested} > 0\nclaim b: x^64 == x^64\nclaim c: {'9' * 50} > 0\nclaim e: (x^64)^64 >= 0\n"
    sheet = read(text, file="s.claims")
    assert sheet.errors == ()
    assert len(sheet.claims) == 4


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "claim a: __class__ == 0",
        "real x\nclaim a: x.__class__ == 0",
        "real x\nclaim a: lambda x: x",
        'title "[bold red]x[/]"',
        "real x\nclaim a: eval(x) == 0",
        "real x\nclaim a: x if x else x",
    ],
)
def test_injected_code_is_refused(text: str) -> None:
    assert codes(text)
