"""People who are used to another notation: a line meets each habit of the table, and its help makes a sheet of it."""

from __future__ import annotations

import re

import pytest

from derivations.sheets.reader import read
from derivations.sheets.reading.habits import NEAR, table

HEAD = """\
size N, K, D
index i, j, k in K
index n in N
real x, b, z[K], y[K], w[D], X[N, D], W[D, K], A[K, K], s > 0
function g
let L = sum[k](y[k]*z[k])
claim first: x == x
"""

HABITS = [
    # derivatives
    ("claim a: diff(x^2, x) == 2*x", "a derivative is written d(x^2, x)", "claim a: d(x^2, x) == 2*x"),
    ("claim a: partial(L, z) == y", "a derivative is written d(L, z)", "claim a: d(L, z) == y"),
    ("claim a: d/dx(x^2) == 2*x", "a derivative is written d(x^2, x)", "claim a: d(x^2, x) == 2*x"),
    ("claim a: dL/dz == y", "a derivative is written d(L, z)", "claim a: d(L, z) == y"),
    ("claim a: d/dx g(x) == 0", "a derivative is written d(g(x), x)", "claim a: d(g(x), x) == 0"),
    ("claim a: d/dx == 0", "a derivative is written d(.., x)", "claim a: d(g(x), x) == 0"),
    (
        "claim a: d(x^2, x, 2) == 2",
        "the real is named once for each derivative: d(x^2, x, x)",
        "claim a: d(x^2, x, x) == 2",
    ),
    (
        "claim a: d(x^3, x, 3) == 6",
        "the real is named once for each derivative: d(.., x, x, x)",
        "claim a: d(x^3, x, x, x) == 6",
    ),
    # functions
    ("claim a: pow(x, 2) == x*x", "a power is written x^2", "claim a: x^2 == x*x"),
    ("claim a: A == I(K)", "the identity matrix is written eye(K)", "claim a: A == eye(K)"),
    ("claim a: A == identity(K)", "the identity matrix is written eye(K)", "claim a: A == eye(K)"),
    ("claim a: I(x > 0) <= 1", "write [x > 0], which is 1 or 0", "claim a: [x > 0] <= 1"),
    ("claim a: indicator(x > 0) <= 1", "write [x > 0], which is 1 or 0", "claim a: [x > 0] <= 1"),
    ("claim a: delta(i, j) <= 1", "write [i == j], which is 1 or 0", "claim a: [i == j] <= 1"),
    ("claim a: delta_ij <= 1", "write [i == j], which is 1 or 0", "claim a: [i == j] <= 1"),
    ("claim a: log2(s) == 1", "write log(s)/log(2)", "claim a: log(s)/log(2) == 1"),
    ("claim a: log_2(s) == 1", "write log(s)/log(2)", "claim a: log(s)/log(2) == 1"),
    ("claim a: log(s, 2) == 1", "write log(s)/log(2)", "claim a: log(s)/log(2) == 1"),
    ("claim a: 1[x > 0] <= 1", "[x > 0] is 1 or 0 itself: leave out the 1", "claim a: [x > 0] <= 1"),
    ("claim a: sum_i z_i == 0", "write sum[i](z[i])", "claim a: sum[i](z[i]) == 0"),
    ("claim a: max_i (z[i]) == 0", "write max[i](..)", "claim a: max[i](z[i]) == 0"),
    ("claim a: sum(z[i] for i in K) == 0", "write sum[i](z[i])", "claim a: sum[i](z[i]) == 0"),
    (
        "claim a: sum[i in K](z[i]) == 0",
        "an index has its range already: sum[i](..)",
        "claim a: sum[i](z[i]) == 0",
    ),
    (
        "claim a: sum[i=1..K](z[i]) == 0",
        "an index runs over all of its size: sum[i](..)",
        "claim a: sum[i](z[i]) == 0",
    ),
    (
        "claim a: sum(z[i], i=1..K) == 0",
        "an index runs over all of its size: sum[i](z[i])",
        "claim a: sum[i](z[i]) == 0",
    ),
    ("claim a: sum z == 0", "write sum[k](..)", "claim a: sum[k](z[k]) == 0"),
    ("claim a: exp x > 0", "write exp(x)", "claim a: exp(x) > 0"),
    ("claim a: softmax z == z", "write softmax(z)", "claim a: softmax(z) == z"),
    ("claim a: E x == x", "write E(x)", "claim a: E(x) == x"),
    (
        "claim a: convex x^2",
        "write what it is said of in parentheses: convex(L, z), psd(M)",
        "claim a: convex(x^2, x)",
    ),
    (
        "claim a: W z == w",
        "a product of arrays is written W @ z, of two vectors dot(W, z)",
        "claim a: W @ z == w",
    ),
    ("let f = lambda u: u^2", "a function is defined by a line of its own: let f(u) = ..", "let f(u) = u^2"),
    # conditions
    ("claim a: x == x where x in (0, 1)", "write x > 0 and x < 1", "claim a: x == x where x > 0 and x < 1"),
    ("assume h: x in (0, 1)", "write x > 0 and x < 1", "assume h: x > 0 and x < 1"),
    ("claim a: x == x where x in [0, 1]", "write x >= 0 and x <= 1", "claim a: x == x where x >= 0 and x <= 1"),
    ("assume h: q in {-1, 1}", "a set stands where the name is declared: real q in {-1, 1}", "real q in {-1, 1}"),
    (
        "claim a: x == x where i in K",
        "an index runs over its size and a real over the real numbers already: leave this out",
        "claim a: x == x",
    ),
    ("claim a: x == x for all x", "what is free holds for all already; conditions follow `where`", "claim a: x == x"),
    ("claim a: forall x: x == x", "what is free holds for all already; conditions follow `where`", "claim a: x == x"),
    ("claim a: ∀x x == x", "what is free holds for all already: leave it out", "claim a: x == x"),
    (
        "claim a: x > 0 → x^2 > 0",
        "a premise follows `where`: claim NAME: a == b where x > 0",
        "claim a: x^2 > 0 where x > 0",
    ),
    ("claim a: x == x for x > 0", "conditions follow `where`: a == b where x > 0", "claim a: x == x where x > 0"),
    ("claim a: x == x if x > 0", "conditions follow `where`: a == b where x > 0", "claim a: x == x where x > 0"),
    (
        "claim a: if x > 0 then x == x",
        "conditions follow `where`: a == b where x > 0",
        "claim a: x == x where x > 0",
    ),
    (
        "claim a: (x if x > 0 else 0) >= 0",
        "write cases(x if x > 0, 0)",
        "claim a: cases(x if x > 0, 0) >= 0",
    ),
    (
        "claim a: x == x where not x > 0",
        "say the opposite: x <= 0 for not x > 0, i != j for not i == j",
        "claim a: x == x where x <= 0",
    ),
    ("claim a: [x > 0 or b > 0] <= 1", "write max([x > 0], [b > 0])", "claim a: max([x > 0], [b > 0]) <= 1"),
    ("claim a: x == x where x > 0, b > 0", "join conditions with `and`", "claim a: x == x where x > 0 and b > 0"),
    ("claim a: x == x, where x > 0", "leave out the comma before `where`", "claim a: x == x where x > 0"),
    ("claim a: limit(x, x -> 0) == 0", "write limit(x, x, 0)", "claim a: limit(x, x, 0) == 0"),
    (
        "claim a: x != 0 -> x^2 > 0",
        "a premise follows `where`: x^2 > 0 where x != 0",
        "claim a: x^2 > 0 where x != 0",
    ),
    ("claim a: x is x", "write ==", "claim a: x == x"),
    ("claim a: x === x", "write ==", "claim a: x == x"),
    ("claim a: x ==== x", "write ==", "claim a: x == x"),
    ("let q := x", "a definition is written with =: let y = x^2; a comparison with ==", "let q = x"),
    # braces, backslashes, full stops, and other signs
    (r"claim a: \frac{x}{s} == 0", "write (x)/(s)", "claim a: (x)/(s) == 0"),
    (r"claim a: \sum_{i} z_i == 0", "write sum[i](..)", "claim a: sum[i](z[i]) == 0"),
    (r"claim a: x \cdot x >= 0", "write *", "claim a: x * x >= 0"),
    (r"claim a: x \leq x", "write <=", "claim a: x <= x"),
    (r"claim a: x \ge x", "write >=", "claim a: x >= x"),
    (r"claim a: x \neq b", "write !=", "claim a: x != b"),
    (r"claim a: limit(1/x, x, \infty) == 0", "infinity is written oo, in limits", "claim a: limit(1/x, x, oo) == 0"),
    (r"claim a: \nabla L == y", "a gradient is written grad(L, z)", "claim a: grad(L, z) == y"),
    (r"claim a: \partial L == y", "a derivative is written d(L, z)", "claim a: d(L, z) == y"),
    (r"claim a: \left(x\right) == x", "write ( and ) alone", "claim a: (x) == x"),
    (r"claim a: \exp(x) > 0", "write exp without a backslash", "claim a: exp(x) > 0"),
    ("claim a: sum_{i}(z[i]) == 0", "write sum[i](..)", "claim a: sum[i](z[i]) == 0"),
    ("claim a: x^{2} >= 0", "write ^(2)", "claim a: x^(2) >= 0"),
    ("claim a: 1{x > 0} <= 1", "write [x > 0], which is 1 or 0", "claim a: [x > 0] <= 1"),
    ("claim a: z_{i} == 0", "write z[i]", "claim a: z[i] == 0"),
    (
        "claim a: {x} == x",
        "braces hold sets, in declarations; elsewhere write (x)/(y), w[i], sum[i](..), [x > 0]",
        "claim a: (x) == x",
    ),
    ("index p = 1..K", "write index p in K", "index p in K"),
    ("index p = 1, 2", "write index p in K", "index p in K"),
    ("claim a: z[1..K] == z", "a range is that of an index: index i in K", "claim a: z[i] == z[i]"),
    ("claim a: x == x.", "delete the full stop", "claim a: x == x"),
    ("claim a: np.exp(x) > 0", "write exp without a prefix", "claim a: exp(x) > 0"),
    ("claim a: A.t == A", "the transpose is written A.T", "claim a: A.T == A"),
    ("claim a: w.sum() == 0", "write sum(w)", "claim a: sum(w) == 0"),
    ("claim a: z.dot(y) == L", "write z @ y, of two vectors dot(z, y)", "claim a: dot(z, y) == L"),
    ("claim a: w.shape == D", "a size is a number and has a name: write K itself", "claim a: D == D"),
    ("claim a: z . y == L", "write dot(z, y); of numbers, z * y", "claim a: dot(z, y) == L"),
    ("claim a: <z, y> == L", "write dot(z, y)", "claim a: dot(z, y) == L"),
    ("claim a: 1,5*x == x", "a decimal number is written 1.5", "claim a: 1.5*x == x"),
    (
        "claim a: norm(w)_2 >= 0",
        "norm(..) is the Euclidean norm already: leave out _2",
        "claim a: norm(w) >= 0",
    ),
    ("claim a: softmax(z)_i > 0", "write softmax(z)[i]", "claim a: softmax(z)[i] > 0"),
    ("claim a: ||w|| >= 0", "the norm is norm(x), the absolute value is abs(x)", "claim a: norm(w) >= 0"),
    ("claim a: x! == x", "there is no factorial; different is `!=`", None),
    ("claim a: w[:] == w", "the whole array is w", "claim a: w == w"),
    ("// a comment", "a comment begins with #", "# a comment"),
    ("% a comment", "a comment begins with #", "# a comment"),
    ("/* a comment */", "a comment begins with #", "# a comment"),
    ("-- a comment", "a comment begins with #", "# a comment"),
    ("claim a: x == x // so", "a comment begins with #; a quotient is written with one /", "claim a: x == x # so"),
    # names and statements
    ('claim "a": x == x', "a name begins with a letter, without quotes", "claim a: x == x"),
    ("claim 1: x == x", "a name begins with a letter, without quotes", "claim c1: x == x"),
    ("claim my claim: x == x", "a name is one word: my_claim", "claim my_claim: x == x"),
    ("claim my-claim: x == x", "a name is one word: my_claim", "claim my_claim: x == x"),
    ("let 2q = w", "a name begins with a letter", "let q2 = w"),
    ("function h(u) = u^2", "an expression is given by a definition: let h(u) = ..", "let h(u) = u^2"),
    ("let q[k]: z[k]", "a definition is written with =: let q[k] = ..", "let q[k] = z[k]"),
    ("q[k] = z[k]", "a definition begins with let: let q[k] = ..", "let q[k] = z[k]"),
    ("x + x == 2*x", "a claim has a name: claim NAME: a == b", "claim a: x + x == 2*x"),
    ("real q: scalar", "a name is followed by a domain or nothing: real q, real q > 0", "real q"),
    ("real q in R^D", "write real q[D]", "real q[D]"),
    ("real q in R", "every real is a real number: write real q", "real q"),
    ("real q in (0, inf)", "infinity is written oo: in (0, oo), or > 0", "real q in (0, oo)"),
    (
        "function h\n    x == x",
        "an indented line continues the one above: begin it in the first column",
        "function h\nclaim a: x == x",
    ),
    (
        "let q = x\n    claim a: x == x",
        "an indented line continues the one above: begin it in the first column",
        "let q = x\nclaim a: x == x",
    ),
    # and more of them
    ("claim a: dL/dz[k] == y[k]", "a derivative is written d(L, z[k])", "claim a: d(L, z[k]) == y[k]"),
    ("claim a: d^2L/dx^2 == 0", "a second derivative is written d(L, x, x)", "claim a: d(L, x, x) == 0"),
    (
        "claim a: L'(x) == 0",
        "a prime belongs to a declared function; a derivative of L is written d(L, x)",
        "claim a: d(L, x) == 0",
    ),
    ("claim a: grad L == y", "write grad(L, z)", "claim a: grad(L, z) == y"),
    ("claim a: ∫ x == 1", "there is no integral: claim its derivative, d(F, x) == f", "claim a: d(x^2/2, x) == x"),
    ("claim a: sin^2(x) <= 1", "write sin(x)^2", "claim a: sin(x)^2 <= 1"),
    (
        "claim a: argmin_x x^2 == 0",
        "there is none: say where the minimum is, minimizer(L, w == e)",
        "claim a: minimizer(x^2, x == 0)",
    ),
    ("claim a: P(x > 0) <= 1", "a probability is an expectation: E([x > 0])", "claim a: E([x > 0]) <= 1"),
    ("claim a: I_K == A", "the identity matrix is written eye(K)", "claim a: eye(K) == A"),
    ("claim a: 1_K == z", "write ones(K)", "claim a: ones(K) == z"),
    ("claim a: W^T w == z", "write W.T @ w, of two vectors dot(W, w)", "claim a: W.T @ w == z"),
    ("claim a: z' y == L", "write z.T @ y, of two vectors dot(z, y)", "claim a: dot(z, y) == L"),
    ("claim a: A(i, j) == 0", "an entry is written A[i, j]; a product, A * (i, j)", "claim a: A[i, j] == 0"),
    ("claim a: L is convex", "write convex(L, z)", "claim a: convex(L, z)"),
    ("claim a: L convex in z", "write convex(L, z)", "claim a: convex(L, z)"),
    (
        "assume h: y in simplex",
        "write sum[k](y[k]) == 1, and declare real y[K] >= 0",
        "assume h: sum[k](y[k]) == 1",
    ),
    ("let q = z[k] for k in K", "an array is defined with its index: let q[k] = ..", "let q[k] = z[k]"),
    ("let q(k) = z[k]", "an array is defined with its index in brackets: let q[k] = ..", "let q[k] = z[k]"),
    ("claim a: z[k] == z[k], k = 1..K", "what is free holds for all already: leave it out", "claim a: z[k] == z[k]"),
    ("claim a: for all x: x == x", "what is free holds for all already; conditions follow `where`", "claim a: x == x"),
    ("claim a: limit(x, x=0)", "write limit(x, x, 0) == a", "claim a: limit(x, x, 0) == 0"),
    ("claim a: lim_{x->0} x == 0", "write limit(f, x, 0) == a", "claim a: limit(x, x, 0) == 0"),
    (
        "claim a: s == 0 implies x == 0",
        "a premise follows `where`: claim NAME: a == b where x > 0",
        "claim a: x == 0 where s == 0",
    ),
    (
        "claim a: x <=> b",
        "an equivalence is two claims, each with its premise after `where`",
        "claim a: x == 0 where b == 0\nclaim c: b == 0 where x == 0",
    ),
    ("claim a: x =/= b", "different is `!=`", "claim a: x != b"),
    ("claim a: x /= b", "different is `!=`", "claim a: x != b"),
    ("claim a: W.T.dot(w) == z", "write W.T @ w, of two vectors dot(W.T, w)", "claim a: W.T @ w == z"),
    ("claim a: z.outer(y) == A", "write outer(z, y)", "claim a: outer(z, y) == A"),
    ("claim a: .5*x == x", "write 0.5", "claim a: 0.5*x == x"),
    ("claim a: 5.*x == x", "write 5", "claim a: 5*x == x"),
    (
        "real q where q > 0",
        "a bound follows the name, real u > 0; other conditions are hypotheses: assume NAME: ..",
        "real q > 0",
    ),
    ("real q > 0 and r > 0", "a comma stands between names: real u > 0, v > 0", "real q > 0, r > 0"),
    ("real q = 3", "a value is given by a definition: let q = ..", "let q = 3"),
    (
        "size M = 3",
        "a size stays a symbol, size M; a claim about 3 says so: where M == 3",
        "size M\nclaim a: x == x where M == 3",
    ),
    ("real q(N, K)", "axes stand in brackets: real q[N, K]", "real q[N, K]"),
    ("real q[N][K]", "axes stand together: q[N, K]", "real q[N, K]"),
    ("real q in R+", "write real q > 0", "real q > 0"),
    ("real q in {0, 1}^K", "write real q[K] in {0, 1}", "real q[K] in {0, 1}"),
    ("let q, r = 1, 2", "one definition a line", "let q = 1\nlet r = 2"),
    ("index p over K", "write index p in K", "index p in K"),
    ("index p: K", "write index p in K", "index p in K"),
    ("random e[N] ~ normal(0, 1)", "leave out the ~: random e[N] normal(m, s^2)", "random e[N] normal(0, 1)"),
    (
        "assume h: q ~ normal(0, 1)",
        "a law is declared, in the place of real: random q normal(m, s^2)",
        "random q normal(0, 1)",
    ),
    (
        "chain c: x\n    == x + 0 (by algebra)",
        'a reason stands without parentheses: by "text"',
        'chain c: x\n    == x + 0 by "algebra"',
    ),
]
NEAR_NAMES = [
    ("claim a: ex(x) > 0", "did you mean `exp`?"),
    ("claim a: Exp(x) > 0", "did you mean `exp`?"),
    ("claim a: sigmiod(x) > 0", "did you mean `sigmoid`?"),
    ("claim a: softmx(z) == z", "did you mean `softmax`?"),
    ("claim a: convx(x^2, x)", "did you mean `convex`?"),
    ("claim a: bate(x) == 0", "define it above: let bate(u) = ..; any smooth function is function bate"),
    ("claim a: K[i] == 1", "`K` is a size: leave out [i]"),
]  # fmt: skip
WORDS = table().words


@pytest.mark.parametrize(("line", "help", "repaired"), HABITS, ids=[line for line, _, _ in HABITS])
def test_help_and_what_comes_of_it(line: str, help: str, repaired: str | None) -> None:
    (error,) = read(HEAD + line + "\n", file="s.claims").errors
    assert error.help == help
    assert error.line >= 8
    assert repaired is None or read(HEAD + repaired + "\n", file="s.claims").errors == ()


def test_each_habit_is_met_by_a_line() -> None:
    met = {error.help for line, _, _ in HABITS for error in read(HEAD + line + "\n", file="s.claims").errors}
    for habit in table().patterns:
        said = "(.+)".join(re.escape(part) for part in re.split(r"\{\d\}", habit.help))
        assert any(re.fullmatch(said, help) for help in met), habit.typed.pattern
        assert habit.names != "undeclared" or habit.typed.groups


@pytest.mark.parametrize("word", WORDS)
def test_each_word(word: str) -> None:
    (error,) = read(HEAD + f"claim a: {word} == 0\n", file="s.claims").errors
    assert (error.code, error.help) == ("unknown-name", WORDS[word])


@pytest.mark.parametrize("word", table().statements)
def test_each_first_word(word: str) -> None:
    (error,) = read(HEAD + f"{word} q\n", file="s.claims").errors
    assert (error.code, error.help) == ("unknown-statement", table().statements[word])


@pytest.mark.parametrize(("line", "help"), NEAR_NAMES)
def test_near_names(line: str, help: str) -> None:
    (error,) = read(HEAD + line + "\n", file="s.claims").errors
    assert error.help == help


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("claim a: z[e] == 0", "over K run: i, j, k"),
        ("claim a: sum[T](x) == 0", "declare it above: index T in K"),
        ("real q[E]", "declare it above: size E"),
    ],
)
def test_an_index_is_no_habit(line: str, help: str) -> None:
    assert [e.help for e in read(HEAD + line + "\n", file="s.claims").errors] == [help]


def test_a_declared_name_is_no_habit() -> None:
    sheet = read("real E, x, lambda\nclaim a: E x == x\nclaim b: lambda x == x\n", file="s.claims")
    assert [e.help for e in sheet.errors] == [f"a product is written with *: `{name} * x`" for name in ("E", "lambda")]


def test_far_away_is_not_looked_at() -> None:
    far = " + x" * NEAR
    (error,) = read(HEAD + f"claim a: x == x where x > 0{far}, b > 0\n", file="s.claims").errors
    assert error.help == "the form is: claim NAME: a == b"
