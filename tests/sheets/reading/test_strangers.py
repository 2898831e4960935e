"""What people write who have not read the guide: each line gets one error, of the right kind."""

from __future__ import annotations

import pytest

from derivations.sheets.reader import read

HEAD = """\
size N, K, D
index i, j, k in K
index n in N
real x, b, z[K], y[K], w[D], X[N, D], W[D, K], s > 0
function g
let L = sum[k](y[k]*z[k])
claim first: x == x
"""
LINES = [
    ("title: mine", "syntax", 'the form is: title "text"'),
    ("claim a: e^x == exp(x)", "unknown-name", "the exponential function is exp(..)"),
    ("claim a: W^T @ w == w", "unknown-name", "the transpose is written A.T"),
    ("claim a: dL/dz == y", "unknown-name", "a derivative is written d(L, z)"),
    ("claim a: sum(z[k], k) == 0", "argument-count", "write sum[k](e), with the index in brackets"),
    ("claim a: sum[k] z[k] == 0", "implicit-product", "write sum[k](..), with what it is taken of in parentheses"),
    ("claim a: z' == z", "not-a-function", "a transpose is written z.T"),
    ("claim a: g'(x)' == z", "not-a-function", "a prime stands after the name of a function: g'(x)"),
    ("claim a: x == b or x == 1", "syntax", "conditions are joined by `and` only; make two claims"),
    ("claim a: x == b where not x > 0", "syntax", "say the opposite: x <= 0 for not x > 0, i != j for not i == j"),
    ("claim a: np.exp(x) == 1", "syntax", None),
    ("claim a: E[x] == x", "unknown-name", "an expectation is written E(..)"),
    ("claim a: X[n, :] == w", "syntax", "a row is X[n]; a column is X.T[k]"),
    ("claim a: |x| == x", "syntax", "the absolute value is abs(x), the norm is norm(x)"),
    ("claim a: [1, 2; 3, 4] == x", "syntax", "one statement a line; a matrix is written [[1, 2], [3, 4]]"),
    ("claim a: limit(1/x, x, inf) == 0", "unknown-name", "infinity is written oo, in limits"),
    ("claim a: x*z*X == 0", "shapes-differ", None),
    ("claim a: x/z*X == 0", "shapes-differ", None),
    ("claim a: z*x @ X == 0", "shapes-differ", None),
    ("claim a: W @ z @ x == 0", "shapes-differ", "a number is multiplied with *"),
    ("claim a: softmax(x) == 1", "shapes-differ", None),
    ("claim a: dot(z, w) == 0", "shapes-differ", None),
    ("claim a: d(L, k) == 0", "derivative-by-other", None),
    ("claim a: d(L, 2) == 0", "derivative-by-other", None),
    ("claim a: d(2*x, L) == 0", "derivative-by-let", "use the chain rule, or declare it instead: real L"),
    ("claim a: grad(z, z) == eye(K)", "scalar-needed", None),
    ("claim a: convex(L)", "argument-count", "write convex(L, z)"),
    ("claim a: convex(L, z[i])", "real-needed", None),
    ("claim a: increasing(x^2, z)", "scalar-needed", None),
    ("claim a: x => b", "syntax", "write `>=`"),
    ("claim a: x =< b", "syntax", "write `<=`"),
    ("claim a: x <> b", "syntax", "write `!=`"),
    ("claim a: i == x", "index-compared-with-number", None),
    ("claim a: i", "index-as-number", None),
    ("claim a: z[x] == 0", "not-an-index", "write an index over K: i, j, k"),
    ("claim a: z[-i] == 0", "index-shifted", None),
    ("claim a: L[i] == 0", "subscripts-too-many", "define it with its index: let L[i] = .."),
    ("claim a: x[i] == 0", "subscripts-too-many", "declare it with an axis: x[K]"),
    ("claim a: 3[i] == 0", "subscripts-too-many", "only an array takes a subscript"),
    ("claim a: y_k == y[k]", "unknown-name", "did you mean `y[k]`?"),
    ("claim a: yk == y[k]", "unknown-name", "did you mean `y[k]`?"),
    ("claim a: W_dk == 0", "unknown-name", None),
    ("claim a: Xn == 0", "unknown-name", "did you mean `X[n]`?"),
    ("claim a: limit(z, x, 0) == 0", "scalar-needed", "did you mean `z[i]`?"),
    ("claim a: max(z) == 0", "index-missing", "write max[k](x[k]) or max(a, b)"),
    ("claim a: z.T == z", "shapes-differ", None),
    ("claim a: L(x) == 0", "not-a-function", "a product is written with *: L * (x)"),
    ('claim a: "x" == x', "syntax", None),
    ("claim my claim: x == x", "syntax", "a name is one word: my_claim"),
    ("assume x > 0", "syntax", "a colon follows the name: assume NAME: a == b"),
    ("let q[m] = 0", "unknown-name", "declare it above: index m in K"),
    ("let q", "bad-declaration", "the form is: let p[k] = e"),
    ("let d(u) = u", "reserved-name", None),
    ("real q[M]", "unknown-name", "declare it above: size M"),
    ("real q[k]", "size-needed", "an axis is a size: write K"),
    ("real q in R", "bad-domain", "every real is a real number: write real q"),
    ("real q in Z", "bad-domain", "write in (0, 1), in [0, 1] or in {-1, 1}"),
    ("size M <= 3", "bad-declaration", None),
    ("index l over K", "syntax", "write index l in K"),
    ("random r mean 0", "bad-law", None),
    ("random r uniform(0, 1)", "bad-law", None),
    ("chain c: x == b by it is", "syntax", 'a reason is one name, or text: by "text"'),
    ("chain c: x == x where x > 0", "syntax", None),
    (")", "unknown-statement", "indent a line that continues the one above"),
    ("CLAIM a: x == x", "unknown-statement", "did you mean `claim`?"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "help"), LINES, ids=[line for line, _, _ in LINES])
def test_one_error_of_the_right_kind(line: str, code: str, help: str | None) -> None:
    sheet = read(HEAD + line + "\n", file="s.claims")
    (error,) = sheet.errors
    assert (error.code, error.line) == (code, 8)
    assert help is None or error.help == help
    assert sheet.claims[0].claim is not None


@pytest.mark.parametrize(
    "line",
    [
        "claim a: x == x where x > 0 andb > 1",
        "claim a: x == x wherex > 0",
        "claim a: cases(x ifx > 0, b) == x",
        "index l inK",
        "chain c: x == x bytext",
    ],
)
def test_words_end_where_they_end(line: str) -> None:
    assert [e.line for e in read(HEAD + line + "\n", file="s.claims").errors] == [8]
