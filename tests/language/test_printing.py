"""Plain text, LaTeX and SymPy."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy

from symbolic.kernel import terms as kernel
from symbolic.kernel.derivative import unfold
from symbolic.language import (
    Convex,
    Equal,
    Mean,
    Sum,
    Unequal,
    array,
    bracket,
    cases,
    cos,
    d,
    delta,
    dot,
    exp,
    function,
    indices,
    label,
    log,
    lower,
    norm,
    real,
    reals,
    relu,
    sigmoid,
    sizes,
    softmax,
    softplus,
    sqrt,
    text,
    to_latex,
)
from symbolic.language.sympy_bridge import from_sympy, to_sympy
from symbolic.language.tree import Expr

N, K = sizes("N K")
i, j, k = indices("i j k", K)
n, m = indices("n m", N)
x, y, z = reals("x y z", K)
A, B = reals("A B", K, K)
a, b, c = reals("a b c")
g, f = function("g"), function("f", 2)
labels = label("t", N, K)
Z = real("Z", N, K)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (a + b - c, "a + b - c"),
        (a - (b - c), "a - (b - c)"),
        (a - (b + c), "a - (b + c)"),
        (a + (b - c), "a + b - c"),
        (a * (b + c), "a*(b + c)"),
        (a / b / c, "a/b/c"),
        (a / (b * c), "a/(b*c)"),
        (a * (b / c), "a*(b/c)"),
        (-(a**2), "-a^2"),
        ((-a) ** 2, "(-a)^2"),
        (-(a + b), "-(a + b)"),
        (-a * b, "-a*b"),
        (a - (-b), "a - (-b)"),
        (a * -b, "a*(-b)"),
        (2 ** (a + b), "2^(a + b)"),
        (a ** Fraction(1, 3), "a^(1/3)"),
        (a ** -1, "a^(-1)"),
        ((a**b) ** c, "(a^b)^c"),
        (A @ B @ x, "A @ B @ x"),
        (A @ (B @ x), "A @ (B @ x)"),
        ((A @ B).T, "(A @ B).T"),
        (A.T[i, j], "A.T[i, j]"),
        (A[i], "A[i]"),
        (A[:, j], "A[:, j]"),
        (Sum(x[k] * log(y[k]), k), "sum[k](x[k]*log(y[k]))"),
        (Sum(A[i, j], i, j), "sum[i, j](A[i, j])"),
        (Mean(Z[n, labels[n]], n), "mean[n](Z[n, t[n]])"),
        (array(x[i] * y[j], i, j), "array[i, j](x[i]*y[j])"),
        (delta(i, j), "[i == j]"),
        (bracket(x[i] > 0, Unequal(i, j)), "[x[i] > 0 and i != j]"),
        (cases((a, a > 0), (b, Equal(i, j)), 0), "cases(a if a > 0, b if i == j, 0)"),
        (d(a * b, a, b), "d(a*b, a, b)"),
        (g.prime.prime(a), "g''(a)"),
        (f.partial(1, 1)(a, b), "d(f(a, b), a, b)"),
        (f.partial(1, 0)(a, a), "f'[1, 0](a, a)"),
        (real("v", 2)[0], "v[1]"),
    ],
    ids=str,
)  # fmt: skip
def test_what_was_written_is_shown(expression: Expr, shown: str) -> None:
    assert str(expression) == shown


def term(e: Expr) -> kernel.Term:
    return lower(Equal(e, 0)).sequents[0].judgement.left  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (a / b, "a/b"),
        (a / 2, "a/2"),
        (-a / 2, "-a/2"),
        (2 * a / 3 / b, "2*a/(3*b)"),
        (1 / sqrt(a), "1/sqrt(a)"),
        (a - b, "a - b"),
        (a - 2 * b, "a - 2*b"),
        (a**-2, "1/a^2"),
        (-Sum(x[k] * log(softmax(z)[k]), k), "-sum[k](x[k]*log(softmax(z)[k]))"),
        (Sum(A), "sum[k, j](A[k, j])"),
        (norm(x), "norm(x)"),
        (bracket(a > b), "[a > b]"),
        (bracket(a < 0), "[a < 0]"),
        (bracket(Equal(a, b + 1)), "[a == b + 1]"),
        (d(dot(x, y), x[i]), "d(sum[k](x[k]*y[k]), x[i])"),
        (d(a * b, a, b), "d(a*b, a, b)"),
        (Sum(x[k], k) / K, "sum[k](x[k])/K"),
        (g.prime(a), "g'(a)"),
    ],
    ids=str,
)
def test_kernel_terms_are_shown_as_on_paper(expression: Expr, shown: str) -> None:
    assert text(term(expression)) == shown


def test_bound_indices_are_named_apart_from_free_ones_and_as_people_do() -> None:
    e = term(x[k] * Sum(A[k, j] * Sum(A[j, i], i), j))
    assert text(e) == "x[k]*sum[j](A[k, j]*sum[i](A[j, i]))"
    assert text(term(Sum(x[k], k)), {"K": ("q",)}) == "sum[q](x[q])"


def test_claims_are_read_back() -> None:
    claim = Equal(d(a * b, a), b).given(pos=a > 0).given(b > 0).where(Unequal(i, j))
    assert str(claim) == "d(a*b, a) == b where i != j, given pos: a > 0, given b > 0"
    assert lower(claim).read_as == str(claim)
    assert str(Convex(a**2, (a, b))) == "convex(a^2, a, b)"


def test_large_expressions_are_cut_short() -> None:
    e = z
    for _ in range(15):
        e = softmax(A @ e) * e
    assert "..." in str(e)
    assert "..." in text(term(e[i]))


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (a / b, r"\frac{a}{b}"),
        ((a / b) ** 2, r"\left(\frac{a}{b}\right)^{2}"),
        (exp(a) ** 2, r"\left(e^{a}\right)^{2}"),
        (Sum(x[k], k) * a, r"\left(\sum_{k=1}^{K} x_{k}\right) \, a"),
        (a * Sum(x[k] + 1, k), r"a \, \sum_{k=1}^{K} \left(x_{k} + 1\right)"),
        (real("lambda") * real("w1"), r"\lambda \, w_{1}"),
        (x[i] ** 2, "x_{i}^{2}"),
        (A * B, r"A \odot B"),
        (A.T @ x, r"A^{\top} \, x"),
        (d(a * b, a, b), r"\frac{\partial^{2}}{\partial a \, \partial b} \left(a \, b\right)"),
        (sigmoid(a), r"\sigma\left(a\right)"),
        (delta(i, j), r"\left[i = j\right]"),
        (sqrt(a), r"\sqrt{a}"),
    ],
    ids=str,
)
def test_latex(expression: Expr, shown: str) -> None:
    assert to_latex(expression) == shown
    assert expression._repr_latex_() == f"${shown}$"


class TestSymPy:
    def test_scalars_come_over(self) -> None:
        u, v = sympy.symbols("u v", positive=True)
        e = from_sympy(sympy.log(u) * v**2 / 3 + sympy.Function("g")(u))
        context = lower(Equal(e, 0)).sequents[0].context
        assert {name for name, _ in context.arrays} == {"u", "v"}
        assert {h.name for h in context.hypotheses} == {"u > 0", "v > 0"}
        assert term(from_sympy(sympy.cos(u))) is term(cos(real("u")))

    def test_operators_accept_them_on_both_sides(self) -> None:
        u = sympy.Symbol("u")
        assert str(a + u) == "a + u"
        assert str(u * a) == "u*a"
        assert str(u**2 - a) == "u^2 - a"

    @pytest.mark.parametrize(
        "expression",
        [a * b / c, sqrt(a) + 2, log(a) * exp(-b), sigmoid(a), softplus(a), d(a**3 * b, a), g.prime(a * b), relu(a)],
        ids=str,
    )
    def test_terms_keep_their_value(self, expression: Expr) -> None:
        t = term(expression)
        values = dict(zip(sympy.symbols("a b c", real=True), (sympy.Rational(2, 3), 5, 7), strict=True))
        sine = {sympy.Function("g"): sympy.sin}
        there = to_sympy(t).doit().subs(values)
        unfolded = to_sympy(unfold(t)).subs(values)
        for old, new in sine.items():
            there, unfolded = there.replace(old, new).doit(), unfolded.replace(old, new).doit()
        assert sympy.N(there - unfolded) == 0

    def test_sums_and_deltas(self) -> None:
        t = to_sympy(term(Sum(delta(i, k) * x[k], k)))
        assert isinstance(t, sympy.Sum)
        assert t.has(sympy.KroneckerDelta)


def test_importing_the_language_imports_nothing_heavy() -> None:
    code = "import symbolic.language, sys; print([m for m in ('sympy', 'numpy', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
