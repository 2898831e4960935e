"""Newton's method: near a simple root its error is squared; from elsewhere it may run in circles."""

from derivations.question import Question
from symbolic.language import *
from symbolic.language.tree import Expr

x, x_star = reals("x x_star")
f, g = function("f"), function("g")  # any smooth functions
question = Question("hw2.q6", "Newton's method", sheet="hw2_batchnorm_softmax_newton")

slope = f.prime(x_star)
question.claim(
    "linearised",
    Equal(x - slope * (x - x_star) / slope, x_star).given(slope=Unequal(slope, 0)),
    says="with f(x) = f'(x*)(x - x*), one step lands on x*",
)


def newton(x: Expr) -> Expr:
    return x - (x**3 - 2 * x + 2) / (3 * x**2 - 2)


question.erratum(
    "convergence",
    says="x_{n+1} converges to x*: for x^3 - 2x + 2, only a root could return to itself after two steps",
    mistake="one step lands on x* if f is a straight line; a curve is one only near x*, and from 0 it goes 0, 1, 0, 1",
    printed=Equal(x**3 - 2 * x + 2, 0).given(returns=Equal(newton(newton(x)), x)),
    correct=Equal(Vector([newton(x), newton(newton(x))]), Vector([1, 0])).given(start=Equal(x, 0)),
)
question.claim("convergence.slope", Equal(d(x**3 - 2 * x + 2, x), 3 * x**2 - 2))  # so `newton` is Newton's step

step = x - f(x) / f.prime(x)
root = {"root": Equal(f(x), 0), "slope": Unequal(f.prime(x), 0)}
question.claim("quadratic", Equal(d(step, x, x), f.prime.prime(x) / f.prime(x)).given(**root), says="N''(x*) = f''/f'")
question.claim("quadratic.first", Equal(d(step, x), 0).given(**root), says="N'(x*) = 0")
question.claim("quadratic.fixed", Equal(step, x).given(**root), says="N(x*) = x*")

critical = Equal(g.prime(x_star), 0)
question.erratum(
    "optimum",
    says="a root x* of f = g' is the optimal point of g",
    printed=Minimizer(g(x), {x: x_star}).given(critical=critical),
    correct=Stationary(g(x), {x: x_star}).given(critical=critical),
    mistake="where g' is 0 there may also be a maximum or a saddle point; a minimum needs more, such as g'' > 0",
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
