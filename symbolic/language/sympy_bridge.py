"""To and from SymPy. Nothing imports this module at start-up, so that SymPy loads only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import Term
from symbolic.language.declare import function, real
from symbolic.language.domain import Domain, Interval, NonZero
from symbolic.language.errors import LanguageError
from symbolic.language.index_names import choose
from symbolic.language.nodes import Constant
from symbolic.language.tree import Expr, Map, Number

FUNCTIONS: Mapping[str, str] = {
    "exp": "exp", "log": "log", "sin": "sin", "cos": "cos", "tanh": "tanh", "Abs": "abs", "Max": "max", "Min": "min",
    "sign": "sign",
}  # fmt: skip
DOMAINS: Mapping[str, Domain] = {
    "positive": Interval(Fraction(0)),
    "nonnegative": Interval(Fraction(0), low_closed=True),
    "nonzero": NonZero(),
}
UNSUPPORTED = ("integer", "rational", "irrational", "negative", "nonpositive", "zero", "imaginary", "infinite")


def from_sympy(expression: Any) -> Expr:
    """A scalar SymPy expression as SymPy returns it: symbols become scalar reals, undefined functions opaque ones.

    A symbol's assumption (positive, nonnegative, nonzero) becomes its domain. Raises LanguageError for floats,
    relations, matrices, sums, derivatives and all that has no exact scalar meaning here.
    """
    match expression:
        case sympy.Float():
            raise LanguageError(f"{expression} is a floating-point number: write sympy.Rational(1, 2), not 0.5")
        case sympy.Rational():
            return Number(Fraction(int(expression.p), int(expression.q)))
        case sympy.Symbol():
            return _real(expression)
        case sympy.Add() | sympy.Mul():
            head = "add" if isinstance(expression, sympy.Add) else "multiply"
            return reduce(lambda a, b: Map(head, (a, b)), map(from_sympy, expression.args))
        case sympy.Pow(base=base, exp=exponent):
            return Map("power", (from_sympy(base), from_sympy(exponent)))
        case sympy.core.numbers.Pi():
            return Constant("pi")
        case sympy.core.numbers.Exp1():
            return Map("exp", (Number(Fraction(1)),))
        case sympy.core.function.AppliedUndef():
            return function(expression.func.__name__, len(expression.args))(*map(from_sympy, expression.args))
        case sympy.Function() if type(expression).__name__ in FUNCTIONS:
            return Map(FUNCTIONS[type(expression).__name__], tuple(map(from_sympy, expression.args)))
    kind = type(expression).__name__
    if kind == "Equality":
        raise LanguageError(f"{expression} is a sympy.Eq, which evaluates itself away: write Equal(a, b)")
    raise LanguageError(f"the SymPy object {expression} ({kind}) is not a scalar expression that can be read here")


def _real(symbol: sympy.Symbol) -> Expr:
    facts = symbol.assumptions0
    if strange := [fact for fact in UNSUPPORTED if facts.get(fact)]:
        raise LanguageError(
            f"the SymPy symbol {symbol} is declared {strange[0]}, which SymPy has used and which cannot be "
            f'carried over: declare it with real("{symbol}", ..)'
        )
    domain = next((domain for fact, domain in DOMAINS.items() if facts.get(fact)), None)
    return real(symbol.name, domain=domain)


def to_sympy(term: Term, names: Mapping[str, Sequence[str]] | None = None) -> Any:
    """A kernel term as a SymPy expression over Indexed, Sum, KroneckerDelta and Piecewise. SymPy may simplify it."""
    taken = set(term.free) | {t.array for t in kernel.walk(term) if isinstance(t, kernel.Entry)}
    return _Writer(names or {}, taken).of(term, ())


class _Writer:
    def __init__(self, names: Mapping[str, Sequence[str]], taken: set[str]) -> None:
        self.names, self.taken = names, taken

    def index(self, index: kernel.Index, bound: tuple[Any, ...]) -> Any:
        match index:
            case kernel.Bound(level=level):
                return bound[level]
            case kernel.Label(name=name, arguments=arguments):
                return sympy.Indexed(name, *(self.index(a, bound) for a in arguments))
            case int():
                return sympy.Integer(index)
            case _:
                return sympy.Symbol(index, integer=True)

    def variable(self, array: str, indices: tuple[kernel.Index, ...], bound: tuple[Any, ...]) -> Any:
        if not indices:
            return sympy.Symbol(array, real=True)
        return sympy.IndexedBase(array, real=True)[tuple(self.index(i, bound) for i in indices)]

    def of(self, term: Term, bound: tuple[Any, ...]) -> Any:
        match term:
            case kernel.Rational(value=value):
                return sympy.Rational(value.numerator, value.denominator)
            case kernel.Size(name=name):
                return sympy.Symbol(name, integer=True, positive=True)
            case kernel.Entry(array=array, indices=indices):
                return self.variable(array, indices, bound)
            case kernel.Delta(left=left, right=right):
                return sympy.KroneckerDelta(self.index(left, bound), self.index(right, bound))
            case kernel.Bracket(relation=relation, argument=argument):
                holds = sympy.Gt if relation == ">" else sympy.Eq
                return sympy.Piecewise((1, holds(self.of(argument, bound), 0)), (0, True))
            case kernel.Add(terms=terms):
                return sympy.Add(*(self.of(t, bound) for t in terms))
            case kernel.Mul(factors=factors):
                return sympy.Mul(*(self.of(f, bound) for f in factors))
            case kernel.Power(base=base, exponent=exponent):
                return self.of(base, bound) ** sympy.Rational(exponent.numerator, exponent.denominator)
            case kernel.Sum(size=size, body=body):
                used = self.taken | {b.name for b in bound}
                k = sympy.Symbol(choose(size, used, self.names.get(size, ())), integer=True)
                return sympy.Sum(self.of(body, (k, *bound)), (k, 1, sympy.Symbol(size, integer=True, positive=True)))
            case kernel.Derivative(body=body, array=array, indices=indices):
                return sympy.Derivative(self.of(body, bound), self.variable(array, indices, bound))
            case kernel.Apply(function=name, arguments=arguments, orders=orders):
                return _applied(name, [self.of(a, bound) for a in arguments], orders)
        raise TypeError(type(term).__name__)


def _applied(name: str, arguments: list[Any], orders: tuple[int, ...]) -> Any:
    match name:
        case "relu":
            return sympy.Max(0, *arguments)
        case "step":
            return sympy.Heaviside(arguments[0])
        case "sigmoid":
            return 1 / (1 + sympy.exp(-arguments[0]))
        case "softplus":
            return sympy.log(1 + sympy.exp(arguments[0]))
        case "exp" | "log" | "sin" | "cos" | "tanh":
            return getattr(sympy, name)(*arguments)
    if not any(orders):
        return sympy.Function(name)(*arguments)
    at = [sympy.Dummy(f"u{n}", real=True) for n in range(len(arguments))]
    slope = sympy.Derivative(sympy.Function(name)(*at), *((v, n) for v, n in zip(at, orders, strict=True) if n))
    return sympy.Subs(slope, at, arguments)
