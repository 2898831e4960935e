"""Where errors are, that they do not spread, and the layout of sheets and Markdown files."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read
from derivations.sheets.sheet import Diagnostic, Sheet
from symbolic.chain import Chain


def errors(text: str | bytes, file: str = "s.claims") -> list[tuple[str, int, int, int]]:
    return [(e.code, e.line, e.column, e.width) for e in read(text, file=file).errors]


def only(text: str) -> Diagnostic:
    (error,) = read(text, file="s.claims").errors
    return error


HEAD = "size K, H\nindex i, j in K\nindex h in H\nreal z[K], X[K, H], y[K], b\n"


@pytest.mark.parametrize(
    ("line", "code", "marked", "help"),
    [
        ("claim a: zz[i] == 0", "unknown-name", "zz", "did you mean `z`?"),
        ("claim a: Z[i] == 0", "unknown-name", "Z", "did you mean `z`?"),
        ("claim a: X[i, j] == 0", "index-on-other-axis", "j", "an index over H: h"),
        ("claim a: z[h] == 0", "index-on-other-axis", "h", "an index over K: i, j"),
        ("claim a: z[k] == 0", "unknown-name", "k", "over K run: i, j"),
        ("claim a: sum[k](z[i]) == 0", "unknown-name", "k", "declare it above: index k in K"),
        ("claim a: z[i] = 0", "equals-sign", "=", "to compare, write `==`"),
        ("let q == 0", "double-equals", "==", "write `=`"),
        ("claim a: 2 b == 0", "implicit-product", "b", "a product is written with *: `2 * b`"),
        ("claim a: b(z[i]) == 0", "not-a-function", "b", "a product is written with *: b * (z[i])"),
        ("claim a: sigma(b) == 0", "unknown-function", "sigma", "did you mean `sigmoid`?"),
        ("claim a: ln(b) == 0", "unknown-function", "ln", "did you mean `log`?"),
        ("claim a: convx(b, b)", "unknown-function", "convx(b, b)", "did you mean `convex`?"),
        ("clam a: b == 0", "unknown-statement", "clam", "did you mean `claim`?"),
        ("claim a b == 0", "syntax", "b", "a colon follows the name: claim NAME: a == b"),
        ("claim a: z[i+1] == 0", "index-shifted", "i+1", "declare two indices and relate them: `where i != j`"),
        ("claim a: (b + 1 == 0", "unclosed", "(", "add `)`; indent lines that continue this one"),
        ("claim a: b + 1) == 0", "unclosed", ")", "delete it, or add `(` before it"),
        ("claim a: b · b == 0", "strange-character", "·", "write *"),
        (
            "claim a: λ == 0",
            "strange-character",
            "λ",
            "write lambda: names are made of the letters a to z, digits and _",
        ),
        ("claim a: b == 0 & b == 1", "syntax", "&", "join conditions with `and`"),
        ("claim a: X @ y == y", "shapes-differ", "X @ y", "in a matrix product these two agree; is a `.T` missing?"),
        ("real q[i]", "size-needed", "i", "an axis is a size: write K"),
        ("real q[M]", "unknown-name", "M", "declare it above: size M"),
    ],
)
def test_place_and_help(line: str, code: str, marked: str, help: str) -> None:
    error = only(HEAD + line + "\nclaim last: b == b\n")
    assert (error.code, error.line, error.source) == (code, 5, line)
    assert error.source[error.column - 1 :][: error.width] == marked
    assert error.help == help


def test_shapes_are_both_printed() -> None:
    message = only(HEAD + "claim a: X + z == z\n").message
    assert message == "`X` has shape (K, H), `z` has shape (K)"


def test_place_on_a_continued_line() -> None:
    text = HEAD + "claim a: b ==\n    b +  # a comment (\n  zz\n"
    assert errors(text) == [("unknown-name", 7, 3, 2)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("claim a: (b] == b", "`]` closes the `(` of column 10"),
        ("claim a: b +\n    (b] == b", "`]` closes the `(` of column 5"),
        ("claim a: (b +\n    b] == b", "`]` closes the `(` of line 5, column 10"),
    ],
)
def test_a_closing_bracket_names_the_place_of_the_other(line: str, said: str) -> None:
    assert only(HEAD + line + "\n").message == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("claim a: zz[i] + qq == tt", ["zz", "qq", "tt"]),
        ("claim a: zz*b + b^qq == 0 where uu > 0 and vv > 0", ["zz", "qq", "uu", "vv"]),
        ("claim a: zz + zz == zz", ["zz"]),
        ("claim a: sin(b, b) == max(qq, cases(b if tt > 0, vv))", ["sin(b, b)", "qq", "tt", "vv"]),
        ("claim a: X[zz, qq] == b", ["zz", "qq"]),
        ("claim a: X + z == zz", ["X + z", "zz"]),
        ("chain a where qq > 0:\n    b\n    == zz\n    == tt", ["qq", "zz", "tt"]),
        ("assume a: zz > 0 and qq > 0", ["zz", "qq"]),
        ("real p[M], q > zz, r[3]", ["M", "zz", "3"]),
        ("claim a: q1 + q2 + q3 + q4 + q5 + q6 == 0", ["q1", "q2", "q3", "q4", "q5"]),
        ("claim a: d/dx(b) == 0", ["d"]),
    ],
)
def test_all_that_is_wrong_in_a_statement(text: str, found: list[str]) -> None:
    errors = read(HEAD + text + "\nclaim last: b == b\n", file="s.claims").errors
    assert [e.source[e.column - 1 :][: e.width] for e in errors if e.code != "needs-unreadable"] == found


@pytest.mark.parametrize(
    ("line", "said", "marked"),
    [
        ("claim a: (z + y)*X == 0", "`(z + y)*X`", ""),
        ("claim a: convex((b + 1)*z, b)", "`(b + 1)*z` has shape (K)", "(b + 1)*z"),
        ("claim a: (z + y) + X == 0", "`z + y` has shape (K), `X` has shape (K, H)", "(z + y) + X"),
        ("claim a: ((b) > 0)*b == 0", "`(b) > 0` is a relation", "((b) > 0)"),
        ("claim a: (b + 1)(b) == 0", "a product is written with *: (b + 1) * (..)", "(b + 1)"),
        ("claim a: (b, b)*b == 0", "`(b, b)` is several expressions", "(b, b)"),
    ],
)
def test_parentheses_are_quoted_whole(line: str, said: str, marked: str) -> None:
    error = only(HEAD + line + "\n")
    shown = error.source[error.column - 1 :][: error.width]
    assert said in f"{error.message} | {error.help} | `{shown}`"
    assert shown == marked or not marked


def test_an_index_in_parentheses_is_the_index() -> None:
    text = HEAD + "let q[(i)] = z[(i)]\nclaim a: sum[(i)](q[i]) == sum(z)\n"
    assert read(text, file="s.claims").errors == ()


def test_names_beside_an_unreadable_one_are_declared() -> None:
    text = "size K\nreal A[2, 2], b, c[K]\nclaim a: b + sum(c) == b\nclaim d: A == A\n"
    sheet = read(text, file="s.claims")
    assert [(e.code, e.line) for e in sheet.errors] == [("size-needed", 2), ("needs-unreadable", 4)]
    assert [c.claim is not None for c in sheet.claims] == [True, False]
    assert sheet.errors[0].help.startswith("sizes stay symbols: size K; or declare its entries, real a, b")


def test_one_bad_line_leaves_its_neighbours_alone() -> None:
    sheet = read(HEAD + "claim a: b ==\nclaim c: b == b\nrael q\nclaim e: z == z\n", file="s.claims")
    assert [(c.name, c.claim is not None) for c in sheet.claims] == [("a", False), ("c", True), ("e", True)]
    assert [e.code for e in sheet.errors] == ["syntax", "unknown-statement"]


def test_use_of_an_unreadable_name_is_no_error_of_its_own() -> None:
    text = HEAD + "let q[i] = z[h]\nlet r = sum(q)\nclaim a: r == 0\nclaim c: b == b\n"
    sheet = read(text, file="s.claims")
    assert [(e.code, e.line) for e in sheet.errors] == [("index-on-other-axis", 5), ("needs-unreadable", 7)]
    assert sheet.errors[1].message == "`r` could not be read, in line 6"
    assert [c.claim is not None for c in sheet.claims] == [False, True]


def test_a_misspelt_declaration_is_one_error() -> None:
    sheet = read("size K\nindx i in K\nrael x[K]\nclaim a: x[i] == 0\n", file="s.claims")
    assert [e.code for e in sheet.errors] == ["unknown-statement", "unknown-statement", "needs-unreadable"]


def test_at_most_twenty_errors_and_every_claim_is_listed() -> None:
    sheet = read("real x\n" + "".join(f"claim c{n}: y{n} == 0\n" for n in range(50)), file="s.claims")
    assert (len(sheet.errors), len(sheet.claims)) == (20, 50)
    assert all(c.claim is None for c in sheet.claims)


@pytest.mark.parametrize(
    ("text", "line"),
    [("let a = b\nlet b = a\nclaim c: a == b\n", 1), ("let a = a + 1\nclaim c: a == 0\n", 1)],
)
def test_circular_definitions(text: str, line: int) -> None:
    sheet = read(text, file="s.claims")
    assert (sheet.errors[0].code, sheet.errors[0].line) == ("used-before-declared", line)
    assert sheet.claims[0].claim is None


def test_line_ends_and_byte_order_mark() -> None:
    for text in ("real x\r\nclaim a: x == x\r\n", "real x\rclaim a: x == x", b"\xef\xbb\xbfreal x\nclaim a: x == x"):
        sheet = read(text, file="s.claims")
        assert (sheet.errors, [c.line for c in sheet.claims]) == ((), [2])


def test_comments_and_titles() -> None:
    sheet = read('title "a # b, é"  # c "d"\nreal x # ("\n# all\nclaim a: x == x # = y\n', file="s.claims")
    assert (sheet.title, sheet.errors, sheet.claims[0].statement) == ("a # b, é", (), "x == x")


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u202e", "\u2028", "\u0085"])
def test_control_characters_are_refused_even_in_comments(sign: str) -> None:
    sheet = read(f"real x\nclaim a: x == x # {sign}\n", file="s.claims")
    assert (sheet.claims, [(e.code, e.line, e.column) for e in sheet.errors]) == ((), [("control-character", 2, 19)])


MARKDOWN = """\
# Homework

```python
claim not_this: x == y
```

```claims
size K
index i in K
real z[K]
let s = sum(z)
```
Then some text: claim nothing.

~~~ claims
claim a: d(s, z[i]) == 1
claim b: d(s, z[i]) == q
~~~

``` claims
chain c:
    s
    == sum[i](z[i])
```
"""


def markdown() -> Sheet:
    return read(MARKDOWN, file="homework.md")


def test_blocks_of_markdown_are_one_sheet() -> None:
    sheet = markdown()
    assert [(c.name, c.line, c.claim is not None) for c in sheet.claims] == [
        ("a", 16, True),
        ("b", 17, False),
        ("c", 21, True),
    ]
    assert [(e.code, e.line, e.column, e.source) for e in sheet.errors] == [
        ("unknown-name", 17, 24, "claim b: d(s, z[i]) == q")
    ]
    assert isinstance(sheet.claims[2].claim, Chain)


def test_an_indented_line_does_not_continue_another_block() -> None:
    text = "```claims\nreal x\n```\n```claims\n  == x\nclaim a: x == x\n```\n"
    assert errors(text, "a.md") == [("stray-indent", 5, 3, 1)]


def test_the_same_text_gives_the_same_sheet() -> None:
    first, second = markdown(), markdown()
    assert (first.errors, [str(c.claim) for c in first.claims]) == (
        second.errors,
        [str(c.claim) for c in second.claims],
    )


def test_an_indented_block_of_markdown() -> None:
    text = "1. Show it:\n\n   ```claims\n   real x\n   claim a: x ==\n       x + y\n   claim b: x == x − 0\n   ```\n"
    sheet = read(text, file="a.md")
    assert [c.name for c in sheet.claims] == ["a", "b"]
    assert [(e.code, e.line, e.source[e.column - 1]) for e in sheet.errors] == [
        ("unknown-name", 6, "y"),
        ("strange-character", 7, "−"),
    ]


def test_a_hypothesis_with_a_strange_name_may_be_about_anything() -> None:
    sheet = read("real u, v\nassume w: uu == 0\nclaim a: u == 0\nclaim b: v == v\n", file="s.claims")
    assert [c.claim for c in sheet.claims] == [None, None]
    assert [e.code for e in sheet.errors] == ["unknown-name", "needs-unreadable", "needs-unreadable"]


def test_inline_code_does_not_open_a_block() -> None:
    text = "```code``` begins a line.\n\n```claims\nreal u\nclaim bad: u == 0\n```\n"
    assert [c.name for c in read(text, file="a.md").claims] == ["bad"]


@pytest.mark.parametrize(
    "line",
    [
        "assume h: sum[i](z[i]) = 1",
        "asume h: sum(z) == 1",
        "assume h: total == 1 +",
    ],
)
def test_a_claim_is_set_aside_where_its_hypothesis_cannot_be_read(line: str) -> None:
    text = HEAD + "let total = sum(z)\nassume other: y == z\nclaim before: sum(z) == 1\n" + line + "\n"
    text += "claim needs: sum[j](z[j]) == 1\nclaim linked: sum(y) == 1\nclaim free: b == b\n"
    text += "chain c:\n    b + sum(z)\n    == b + 1\n"
    sheet = read(text, file="s.claims")
    assert [(c.name, c.claim is not None) for c in sheet.claims] == [
        ("before", True),
        ("needs", False),
        ("linked", False),
        ("free", True),
        ("c", False),
    ]
    assert [(e.code, e.line) for e in sheet.errors][1:] == [("needs-unreadable", n) for n in (9, 10, 12)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--", "-->"),
        ("  <!-- not yet:", "so far -->\n\ntext"),
        ("<script>", "</script>"),
        ("<style type='text/css'>", "</STYLE>"),
        ("<?php", "?>"),
        ("1. Item\n\n    <!--", "    -->"),
    ],
)
def test_what_a_page_does_not_show_claims_nothing(before: str, after: str) -> None:
    text = f"{before}\n```claims\nclaim hidden: 1 == 2\n```\n{after}\n```claims\nclaim shown: 1 == 1\n```\n"
    assert [c.name for c in read(text, file="a.md").claims] == ["shown"]


@pytest.mark.parametrize(
    "line", ["<!-- a comment -->", "text <!-- that hides nothing", "`<!--`", "<details>", "<div>\n"]
)
def test_what_a_page_shows_counts(line: str) -> None:
    text = f"{line}\n```claims\nreal x\nclaim a: x == x\n```\n<!--\n"
    assert [c.name for c in read(text, file="a.md").claims] == ["a"]


def test_a_comment_in_a_block_is_no_comment_of_the_page() -> None:
    text = "```claims\nclaim a: 1 == 1\n<!--\n```\n```claims\nclaim b: 1 == 1\n```\n"
    assert [c.name for c in read(text, file="a.md").claims] == ["a", "b"]


def test_a_block_in_an_item_of_a_list() -> None:
    text = "10. Show it:\n\n    ```claims\n    real x\n    claim a: x ==\n        x\n    ```\n"
    (claim,) = read(text, file="a.md").claims
    assert (claim.name, claim.line, claim.claim is not None) == ("a", 5, True)


def test_the_length_of_a_page_is_not_that_of_its_sheet() -> None:
    page = "words\n" * 20_000 + "```claims\nclaim a: 1 == 1\n```\n"
    assert [c.name for c in read(page, file="a.md").claims] == ["a"]
    assert errors(f"```claims\n{page}```\n", "a.md") == [("sheet-too-long", 1, 1, 1)]
    assert "more than 1048576 bytes" in read("x" * (1 << 20) + "x", file="a.md").errors[0].message
