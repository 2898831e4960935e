"""Functions of the language applied to kernel terms."""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import ONE, Term
from symbolic.language.algebra import apply, divide, minus, negate, plus, power, times

HALF = Fraction(1, 2)


def ramp(chosen: Term, above: Term, below: Term) -> Term | None:
    """a*s where s > 0 and b*s elsewhere, as b*s + (a - b)*relu(s): the same at s = 0, and seen not to jump there."""
    match chosen:
        case kernel.Add(terms=(kernel.Rational(value=1), kernel.Mul(factors=(kernel.Rational(value=-1), switch)))):
            return ramp(switch, below, above)  # where s <= 0
        case kernel.Bracket(relation=">", argument=s):
            a, b = _cofactor(above, s), _cofactor(below, s)
            if a is not None and b is not None:
                return plus(times(b, s), times(minus(a, b), kernel.Apply("relu", (s,))))
    return None


def _numbers_last(terms: tuple[Term, ...]) -> list[Term]:
    """In this order max(0, u) is relu(u)."""
    return sorted(terms, key=lambda t: isinstance(t, kernel.Rational))


def _cofactor(term: Term, s: Term) -> Term | None:
    """c, where the term is written c*s, or c*t with s = -t."""
    if term is s:
        return ONE
    if term is negate(s) or negate(term) is s:
        return kernel.MINUS_ONE
    if term is kernel.ZERO:
        return kernel.ZERO
    if isinstance(term, kernel.Mul):
        for n, factor in enumerate(term.factors):
            sign = None if isinstance(factor, kernel.Mul) else _cofactor(factor, s)
            if sign in (ONE, kernel.MINUS_ONE) and sign is not None:
                return times(*term.factors[:n], sign, *term.factors[n + 1 :])
    return None


def mapped(head: str, terms: tuple[Term, ...]) -> Term:
    """A function of the language, by its name, applied to terms."""
    match head, terms:
        case "add", _:
            return plus(*terms)
        case "subtract", (a, b):
            return minus(a, b)
        case "multiply", _:
            return times(*terms)
        case "divide", (a, b):
            return divide(a, b)
        case "negate", (a,):
            return negate(a)
        case "power", (a, kernel.Rational(value=exponent)):
            return power(a, exponent)
        case "power", (a, b):
            return apply("exp", times(b, apply("log", a)))
        case "sqrt", (a,):
            return power(a, HALF)
        case "abs", (a,):
            return plus(apply("relu", a), apply("relu", negate(a)))
        case "sign", (a,):
            return minus(kernel.Bracket(">", a), kernel.Bracket(">", negate(a)))
        case "max", (_, _, *_):
            a, *rest = _numbers_last(terms)
            b = mapped("max", tuple(rest))
            return plus(b, apply("relu", minus(a, b)))
        case "min", (_, _, *_):
            a, *rest = _numbers_last(terms)
            b = mapped("min", tuple(rest))
            return minus(b, apply("relu", minus(b, a)))
        case "max" | "min", (a,):
            return a
        case _:
            return apply(head, *terms)
