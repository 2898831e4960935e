r"""Expectations of what is at most quadratic in random variables.

For uncorrelated entries $r_k$ of mean $m$ and variance $v$, and q of degree at most 2 in all of them together,
$E\,q(r) = q(m) + \tfrac12 \sum_k v\, \partial^2 q / \partial r_k^2$, where the second derivatives do not depend on r.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import Term
from symbolic.language import nodes
from symbolic.language.algebra import minus, plus, times
from symbolic.language.errors import NotYetDecidable
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from symbolic.language.lowering import At, Environment, Lowering

HIGHEST = 2


def expectation(e: nodes.Expectation, at: At, values: Environment, lowering: Lowering) -> Term:
    """The kernel term of `E(body)`.

    Raises NotYetDecidable when the body is not a polynomial of degree <= 2 in the random variables, or these are not
    independent.
    """
    from symbolic.language.lowering import over_all

    body = lowering.entry(e.body, at, values)
    random = {real.name: real for real in random_reals(e.body)}
    highest = degree(body, random)
    if highest is None or highest > HIGHEST:
        raise NotYetDecidable(f"`{e}` is not a polynomial of degree {HIGHEST} or less in {', '.join(random)}")
    moments = {name: _moments(real, lowering) for name, real in random.items()}
    _check_parameters(e, body, moments)
    result = replaced(body, {name: mean for name, (mean, _) in moments.items()})
    if highest < HIGHEST:
        return result
    used = (*at, *(values[i] for i in e.free))
    for name, (_, variance) in moments.items():

        def curvature(ks: At, name: str = name) -> Term:
            return kernel.Derivative(kernel.Derivative(body, name, ks), name, ks)

        spread = over_all("sum", random[name].axes, used, curvature)
        result = plus(result, times(kernel.number(Fraction(1, 2)), variance, spread))
    return result


def random_reals(e: Expr) -> Iterator[nodes.Real]:
    """The random variables that an expression mentions, in its order."""
    seen: set[Expr] = set()

    def visit(part: Expr) -> Iterator[nodes.Real]:
        if part not in seen:
            seen.add(part)
            if isinstance(part, nodes.Real) and part.law is not None:
                yield part
            for child in part.children():
                yield from visit(child)

    return visit(e)


def _moments(real: nodes.Real, lowering: Lowering) -> tuple[Term, Term]:
    law = real.law
    if law is None or not law.independent:
        raise NotYetDecidable(f"the entries of `{real}` are not independent")
    if any(p.free or p.shape for p in law.parameters):
        raise NotYetDecidable(f"the law of `{real}` differs from entry to entry")
    parameters = [lowering.scalar(p, {}) for p in law.parameters]
    if law.kind == "bernoulli":
        (p,) = parameters
        return p, times(p, minus(kernel.ONE, p))
    mean, variance = parameters
    return mean, variance


def _check_parameters(e: Expr, body: Term, moments: Mapping[str, tuple[Term, Term]]) -> None:
    """A mean is put under a derivative only if it does not depend on what the derivative is by."""
    by = {t.array for t in kernel.walk(body) if isinstance(t, kernel.Derivative)}
    for name, pair in moments.items():
        mentioned = {t.array for moment in pair for t in kernel.walk(moment) if isinstance(t, kernel.Entry)}
        if name in by or mentioned & (by | set(moments)):
            raise NotYetDecidable(
                f"`{e}`: the law of {name} depends on what is differentiated by, or on a random variable"
            )


def degree(term: Term, random: Collection[str]) -> int | None:
    """A bound on the total degree in the entries of the arrays named, or None if it is not visibly a polynomial."""
    done: dict[Term, int | None] = {}
    for t in kernel.walk(term):
        parts = [done[c] for c in t.children()]
        known = [p for p in parts if p is not None]
        if len(known) < len(parts):
            done[t] = None
            continue
        match t:
            case kernel.Entry(array=array):
                done[t] = int(array in random)
            case kernel.Mul():
                done[t] = sum(known)
            case kernel.Power(exponent=exponent) if exponent.denominator == 1 and exponent >= 0:
                done[t] = known[0] * int(exponent)
            case kernel.Add() | kernel.Sum() | kernel.Derivative():
                done[t] = max(known, default=0)
            case _:
                done[t] = None if any(known) else 0
    return done[term]


def replaced(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with every entry of an array replaced by one number."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            match t:
                case kernel.Entry(array=array) if array in values:
                    done[t] = values[array]
                case kernel.Add(terms=terms):
                    done[t] = plus(*map(visit, terms))
                case kernel.Mul(factors=factors):
                    done[t] = times(*map(visit, factors))
                case _:
                    done[t] = kernel.rebuild(t, visit)
        return done[t]

    return visit(term)
