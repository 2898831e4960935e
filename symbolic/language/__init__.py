"""How mathematics is written: one typed tree, its Python surface, and its lowering to kernel sequents.

    >>> K = size("K"); i, j, k = indices("i j k", K)
    >>> z, y = reals("z y", K)
    >>> L = -Sum(y[k] * log(softmax(z)[k]), k)
    >>> Equal(d(L, z[i]), softmax(z)[i] - y[i]).given(simplex=Equal(Sum(y[k], k), 1))
    d(-sum[k](y[k]*log(softmax(z)[k])), z[i]) == softmax(z)[i] - y[i], given simplex: sum[k](y[k]) == 1

Declare
    size("K"), sizes("N K"), size("N", at_least=2)  positive integers that stay symbols; also numbers: `s/K`, `sqrt(K)`
    index("i", K), indices("i j k", K)                  names that run over 1..K; never calculated with
    c = label("c", N, K); c[n]                          an index chosen by data: the class of sample n
    real("b"), real("z", K), real("X", N, d)  a scalar, a vector, a matrix; an axis may be a number: real("v", 3)
    z, y = reals("z y", K)                              several of one shape
    w1, w2, b = theta = reals("w1 w2 b")                scalars, and the vector of them
    real("p", between=(0, 1)), within=(0, 1), positive=True, nonnegative=True, nonzero=True, one_of=(-1, 1)
    g = function("g"); g(e), g.prime(e), g.prime.prime(e);  f = function("f", 2); f(u, v), f.partial(1, 0)(u, v)
    random("r", N, mean=1, variance=s**2), normal("e", N, mean=.., variance=..), bernoulli("m", N, p=..)

Write
    + - * / **, exact numbers only (Rational(1, 2), never 0.5); a scalar SymPy expression is read as SymPy returns it
    exp log sqrt abs_ max_ min_ sigmoid softplus tanh relu sign sin cos  entry by entry: equal shapes, or a scalar
    A @ B, A.T, outer(u, v), dot(u, v), diag(v), eye(K), ones(N, K), trace(A), norm(x), softmax(z) (last axis)
    Matrix([[0, 1], [1, 1]]), Vector([a, b])            written out
    x[i], X[n, j], X[n], X[:, j], e[i]  entries and slices of any array; on a numbered axis from 0: v[0], v[-1]
    Sum(e, k), Sum(e, i, j), Sum(A), Mean, Prod, Max, Min, mean_square(e)    body first; binds k in e, as in SymPy
    array(e, i, j)                                      the array whose entry at [i, j] is e
    bracket(Equal(i, j)), delta(i, j), bracket(z[i] > 0, s < 1), bracket(z > 0)         Iverson brackets
    cases((e1, c1), (e2, c2), otherwise)                lazy: only the branch that is taken has to be defined
    E(e)                                                of polynomials in random variables, as far as moments are known
    d(e, x), d(e, z[i], z[j]), d(e, W), grad(L, W), hess(L, z), jac(f, z)  by declared reals, arrays, vectors of reals

Claim
    Equal(a, b), Unequal(a, b), a < b, a <= b, a > b, a >= b
    PositiveSemidefinite(M), PositiveDefinite(M), Convex(f, z), Convex(f, w, b), StrictlyConvex, Concave
    Stationary(f, {w: 0, b: half}), Minimizer(f, {..}), UniqueMinimizer(f, {..}), LocalMinimizer
    Increasing(f, s), Decreasing, Nondecreasing, Nonincreasing, Limit(f, s, oo, 0), Subgradient(f, w, e)
    NotDifferentiable(f, w).where(Equal(margin, 1))     at no point of the conditions is there a derivative
    claim.given(simplex=Equal(Sum(y[k], k), 1))         hypotheses by name; an index there is bound: "for all"
    claim.where(Unequal(i, k), K >= 2, z[i] > 0)        conditions on the claim's own indices, sizes and reals

Errors are LanguageError and, for shapes, ShapeError, whose messages show both sides. `lower(claim)` gives the kernel
sequents, or raises NotYetDecidable for what the kernel has no form for. `repr` is plain mathematics, in which positions
count from 1.
Trees: `tree.py` (operators, arrays), `nodes.py` (binders, functions, derivatives), `relations.py`, `claims.py`.
"""

from symbolic.language.claim_lowering import Lowered, lower
from symbolic.language.claims import (
    Concave,
    Convex,
    Decreasing,
    Increasing,
    Limit,
    LocalMinimizer,
    Minimizer,
    Nondecreasing,
    Nonincreasing,
    NotDifferentiable,
    PositiveDefinite,
    PositiveSemidefinite,
    Stationary,
    StrictlyConvex,
    Subgradient,
    UniqueMinimizer,
    oo,
)
from symbolic.language.declare import (
    bernoulli,
    function,
    index,
    indices,
    label,
    normal,
    random,
    real,
    reals,
    size,
    sizes,
)
from symbolic.language.errors import LanguageError, NotYetDecidable, ShapeError
from symbolic.language.functions import (
    E,
    Matrix,
    Max,
    Mean,
    Min,
    Prod,
    Rational,
    Sum,
    Vector,
    abs_,
    array,
    bracket,
    cases,
    cos,
    d,
    delta,
    diag,
    dot,
    exp,
    eye,
    grad,
    hess,
    jac,
    log,
    max_,
    mean_square,
    min_,
    norm,
    ones,
    outer,
    pi,
    relu,
    sigmoid,
    sign,
    sin,
    softmax,
    softplus,
    sqrt,
    tanh,
    trace,
)
from symbolic.language.printing import text, to_latex
from symbolic.language.relations import Equal, Unequal
from symbolic.language.statements import Claim, as_claim

__all__ = [
    "Claim",
    "Concave",
    "Convex",
    "Decreasing",
    "E",
    "Equal",
    "Increasing",
    "LanguageError",
    "Limit",
    "LocalMinimizer",
    "Lowered",
    "Matrix",
    "Max",
    "Mean",
    "Min",
    "Minimizer",
    "Nondecreasing",
    "Nonincreasing",
    "NotDifferentiable",
    "NotYetDecidable",
    "PositiveDefinite",
    "PositiveSemidefinite",
    "Prod",
    "Rational",
    "ShapeError",
    "Stationary",
    "StrictlyConvex",
    "Subgradient",
    "Sum",
    "Unequal",
    "UniqueMinimizer",
    "Vector",
    "abs_",
    "array",
    "as_claim",
    "bernoulli",
    "bracket",
    "cases",
    "cos",
    "d",
    "delta",
    "diag",
    "dot",
    "exp",
    "eye",
    "function",
    "grad",
    "hess",
    "index",
    "indices",
    "jac",
    "label",
    "log",
    "lower",
    "max_",
    "mean_square",
    "min_",
    "norm",
    "normal",
    "ones",
    "oo",
    "outer",
    "pi",
    "random",
    "real",
    "reals",
    "relu",
    "sigmoid",
    "sign",
    "sin",
    "size",
    "sizes",
    "softmax",
    "softplus",
    "sqrt",
    "tanh",
    "text",
    "to_latex",
    "trace",
]
