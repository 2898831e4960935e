"""Definite: a quadratic form is positive off 0 if it is a sum of positive multiples of independent squares, or more."""

from __future__ import annotations

from itertools import product

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.signs import NULL
from symbolic.kernel.judgements import Axis, Context, Equal, PositiveForm, Sequent, Sign
from symbolic.kernel.rules.differentiation import has_derivative
from symbolic.kernel.rules.semidefinite import fresh
from symbolic.kernel.terms import Bound, Entry, Index, Sum, Term, add, instantiate, multiply, power
from symbolic.kernel.theorem import Rejected

Square = tuple[Term, Entry, Term]
"""(weight, component, linear form): weight * form^2, where the form is the component plus later components."""


def components(array: str, axes: tuple[Axis, ...]) -> tuple[Entry, ...]:
    """The entries of a direction: one a literal index; a symbolic axis is summed over, as `Bound`."""
    symbolic = [a for a in axes if isinstance(a, str)]
    level = iter(range(len(symbolic) - 1, -1, -1))
    places: list[list[Index]] = [[Bound(next(level))] if isinstance(a, str) else [*range(1, a + 1)] for a in axes]
    return tuple(Entry(array, choice) for choice in product(*places))


def square(context_axes: tuple[Axis, ...], part: Square) -> Term:
    """weight * form^2, summed over the symbolic axes of the component (of which the weight may depend, by `Bound`)."""
    weight, _, form = part
    term = multiply(weight, power(form, 2))
    for axis in reversed([a for a in context_axes if isinstance(a, str)]):
        term = Sum(axis, term)
    return term


def premises_for(claim: Sequent, certificate: tuple[tuple[Square, ...], Term]) -> tuple[Sequent, ...]:
    """form = sum of squares + rest, weights > 0, rest >= 0."""
    squares, rest = certificate
    if not isinstance(claim.judgement, PositiveForm) or has_derivative(claim.judgement.form):
        raise Rejected("this rule proves that a form without derivatives is definite")
    axes = dict(claim.context.arrays)
    total = add(*(square(axes[part[1].array], part) for part in squares), rest)
    equal = Sequent(claim.context, Equal(claim.judgement.form, total))
    weights = (positive(claim.context, weight, axes[c.array]) for weight, c, _ in squares)
    return (equal, *weights, Sequent(claim.context, Sign(">=", rest)))


def positive(context: Context, weight: Term, axes: tuple[Axis, ...]) -> Sequent:
    """weight > 0, at every value of the bound indices on which it depends."""
    symbolic = [a for a in axes if isinstance(a, str)]
    names = tuple(f"c_{n}" for n in range(len(symbolic)))
    if weight.loose and not fresh(context, names):
        raise Rejected(f"the names {', '.join(names)} are taken")
    for name in reversed(names if weight.loose else ()):
        weight = instantiate(weight, name)
    declared = context.declaring(indices=zip(names, symbolic, strict=True)) if weight.free & {*names} else context
    return Sequent(declared, Sign(">", weight))


def rule(claim: Sequent, *premises: Sequent, certificate: tuple[tuple[Square, ...], Term]) -> None:
    r"""q(v) = \sum_c w_c\,(v_c + \textstyle\sum_{c' > c} l_{cc'} v_{c'})^2 + r, \; w_c > 0, \; r \ge 0 \vdash q(v) > 0
    \text{ for } v \ne 0.

    Rejects when a component has no square, or a form is not its component times a non-zero number plus later ones.
    """
    if premises != premises_for(claim, certificate):
        raise Rejected("the premises are not the identity and the signs of the certificate")
    axes, squares = dict(claim.context.arrays), certificate[0]
    directions = claim.judgement.directions  # type: ignore[union-attr]
    if {c for _, c, _ in squares} != {c for a in directions for c in components(a, axes[a])}:
        raise Rejected("there must be one square for each component")
    for n, (_, component, form) in enumerate(squares):
        later = {c for _, c, _ in squares[n + 1 :]}
        if form is component:
            continue
        if component.loose or form.loose:
            raise Rejected("over a symbolic axis the form must be the component itself")
        _check_linear(claim, form, component, later, directions)


def _check_linear(claim: Sequent, form: Term, component: Entry, later: set[Entry], directions: tuple[str, ...]) -> None:
    try:
        algebra = Algebra(claim.context)
        p = algebra.normal(form)
        own = {c: algebra.normal(c) for c in (component, *later)}
    except (Undefined, TypeError) as stopped:
        raise Rejected(f"{{}} is out of reach: {stopped}", form) from stopped
    slopes = {c: p.coefficient_of(max(q.terms)) for c, q in own.items()}
    rest = p
    for c, q in own.items():
        rest = rest - slopes[c] * q
    moving = [*rest.generators(), *(g for s in slopes.values() for g in s.generators())]
    if rest or any(set(directions) & algebra.table[g][0].arrays for g in moving):
        raise Rejected("{} is not linear in {} and later components", form, component)
    if algebra.sign(slopes[component]) & NULL:
        raise Rejected("{} may not depend on {}", form, component)
