"""Newton's method: near a simple root its error is squared; from elsewhere it may run in circles."""

from derivations.question import Question
from symbolic.language import *
from symbolic.language.tree import Expr

x, x_star, x0 = reals("x x_star x0")
f, g = function("f"), function("g")  # any smooth functions


def cubic(x: Expr) -> Expr:
    return x**3 - 2 * x + 2


def newton(x: Expr) -> Expr:
    """Newton's step for the cubic."""
    return x - cubic(x) / (3 * x**2 - 2)


x1 = newton(x0)
x2 = newton(x1)
N = x - f(x) / f.prime(x)  # Newton's step for any f
names = {"x1": x1, "x2": x2, "N": N}
question = Question("hw2.q6", "Newton's method", sheet="hw2_batchnorm_softmax_newton", where=names)

slope = f.prime(x_star)
question.claim(
    "linearised",
    Equal(x - slope * (x - x_star) / slope, x_star).given(slope=Unequal(slope, 0)),
    says="with f(x) = f'(x*)(x - x*), one step lands on x*",
)
question.erratum(
    "convergence",
    says="x_{n+1} converges to x*: for x^3 - 2x + 2, only a root could return to itself after two steps",
    mistake="one step lands on x* if f is a straight line; a curve is one only near x*, and from 0 it goes 0, 1, 0, 1",
    printed=Equal(cubic(x0), 0).given(returns=Equal(x2, x0)),
    correct=Equal(Vector([x1, x2]), Vector([1, 0])).given(start=Equal(x0, 0)),
)
question.claim("convergence.step", Equal(x1, x0 - cubic(x0) / d(cubic(x0), x0)))

root = {"root": Equal(f(x), 0), "slope": Unequal(f.prime(x), 0)}
question.claim(
    "quadratic",
    Equal(d(N, x, x), f.prime.prime(x) / f.prime(x)).given(**root),
    says="quadratic convergence: N(x*) = x*, N'(x*) = 0, N''(x*) = f''/f', so the next error is f''/(2 f') error^2",
)
question.claim("quadratic.first", Equal(d(N, x), 0).given(**root))
question.claim("quadratic.fixed", Equal(N, x).given(**root))

critical = Equal(g.prime(x_star), 0)
question.erratum(
    "optimum",
    says="a root x* of f = g' is the optimal point of g",
    printed=Minimizer(g(x), {x: x_star}).given(critical=critical),
    correct=Stationary(g(x), {x: x_star}).given(critical=critical),
    mistake="where g' is 0 there may also be a maximum or a saddle point; a minimum needs more, such as g'' > 0",
)
question.claim(
    "optimum.local",
    LocalMinimizer(g(x), {x: x_star}).given(critical=critical, curved=g.prime.prime(x_star) > 0),
    says="g'(x*) = 0 and g''(x*) > 0 make a strict local minimum",
)
question.erratum(
    "optimum.maximum",
    mistake="0 is the maximum of -x^2",
    printed=Minimizer(-(x**2), {x: 0}),
    correct=Stationary(-(x**2), {x: 0}),
)
question.erratum(
    "optimum.saddle",
    mistake="x^3 increases on both sides of 0",
    printed=Minimizer(x**3, {x: 0}),
    correct=Stationary(x**3, {x: 0}),
)
