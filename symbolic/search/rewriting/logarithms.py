"""The laws of the logarithm, used before a logarithm is differentiated."""

from __future__ import annotations

from symbolic.kernel.terms import MINUS_ONE, Apply, Mul, Power, Rational, Term, add, multiply, number, rebuild
from symbolic.search.rewriting.tidy import tidy


def split_logarithms(term: Term) -> tuple[Term, str]:
    """`term` with log(a b) = log a + log b, log(a^n) = n log a and log(exp a) = a used, and the words for it."""
    words: dict[str, None] = {}

    def visit(t: Term) -> Term:
        t = rebuild(t, visit)
        return log(t.arguments[0]) if isinstance(t, Apply) and t.function == "log" else t

    def log(u: Term) -> Term:
        match u:
            case Mul(factors=factors):
                below = any(isinstance(f, Power) and f.exponent < 0 for f in factors)
                words["logarithm of a quotient" if below else "logarithm of a product"] = None
                return add(*map(log, factors))
            case Power(base=base, exponent=exponent):
                words.setdefault("logarithm of a power", None) if exponent != -1 else None
                return multiply(number(exponent) if exponent != -1 else MINUS_ONE, log(base))
            case Apply(function="exp", arguments=(inner,)):
                words.setdefault("log(exp(u)) = u", None)
                return inner
            case Rational(value=value) if value == 1:
                return number(0)
        return Apply("log", (u,), ())

    split = visit(term)
    return (tidy(split), ", ".join(words)) if words else (term, "")
