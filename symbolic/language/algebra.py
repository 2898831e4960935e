"""Kernel terms put together as they were written, except for constants.

The kernel's own `multiply` drops a product with a factor 0. Here it is dropped only where the other factors are defined
everywhere: `0*log(x)` says nothing at x = -1, and must not become 0.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import MINUS_ONE, ONE, ZERO, Term

LARGEST_FOLDED_EXPONENT = 64


def plus(*terms: Term) -> Term:
    """The sum; constants alone are added up."""
    values = [t.value for t in terms if isinstance(t, kernel.Rational)]
    return kernel.number(sum(values)) if len(values) == len(terms) else kernel.add(*terms)


def times(*factors: Term) -> Term:
    """The product, its constants multiplied to one coefficient in front."""
    flat = [f for factor in factors for f in (factor.factors if isinstance(factor, kernel.Mul) else (factor,))]
    coefficient, rest = Fraction(1), []
    for f in flat:
        if isinstance(f, kernel.Rational):
            coefficient *= f.value
        else:
            rest.append(f)
    if coefficient == 0 and all(is_defined(f) for f in rest):
        return ZERO
    if coefficient != 1 or not rest:
        rest.insert(0, kernel.number(coefficient))
    return rest[0] if len(rest) == 1 else kernel.Mul(tuple(rest))


def negate(term: Term) -> Term:
    return times(MINUS_ONE, term)


def minus(left: Term, right: Term) -> Term:
    return plus(left, negate(right))


def power(base: Term, exponent: Fraction) -> Term:
    """`base^exponent`; an integer power of a constant is calculated, and `sqrt(s)^2` is s where s is visibly >= 0.

    The latter are the same function, defined at the same points, also where s is 0 and the root has no derivative.
    """
    match base:
        case kernel.Rational(value=value) if exponent.denominator == 1 and (value or exponent > 0):
            if abs(exponent) <= LARGEST_FOLDED_EXPONENT:
                return kernel.number(value ** int(exponent))
        case kernel.Power(base=square, exponent=root) if (
            root > 0 and root.denominator > 1 and exponent and (root * exponent).denominator == 1
        ):
            if is_nonnegative(square):
                return power(square, root * exponent)
    if exponent == 0 and is_defined(base):
        return ONE
    return kernel.power(base, exponent)


def divide(top: Term, bottom: Term) -> Term:
    return times(top, power(bottom, Fraction(-1)))


def apply(function: str, *arguments: Term, orders: tuple[int, ...] = ()) -> Term:
    """A function of terms; the order 0 of an opaque function is written `()`."""
    return kernel.Apply(function, arguments, orders if any(orders) else ())


def delta(left: kernel.Index, right: kernel.Index) -> Term:
    """`[left = right]`, decided where both are the same or both are numbers."""
    if left == right:
        return ONE
    if isinstance(left, int) and isinstance(right, int):
        return ZERO
    return kernel.Delta(left, right)


def complement(indicator: Term) -> Term:
    """`1 - [c]`, which is `[not c]`."""
    return minus(ONE, indicator)


def is_positive(term: Term, positive: Collection[str] = ()) -> bool:
    """Whether the term is visibly > 0 wherever it is defined; the entries of the arrays named `positive` are."""
    match term:
        case kernel.Rational(value=value):
            return value > 0
        case kernel.Size():
            return True
        case kernel.Entry(array=array):
            return array in positive
        case kernel.Apply(function="exp" | "sigmoid" | "softplus", orders=()):
            return True
        case kernel.Add(terms=terms):
            return all(is_nonnegative(t, positive) for t in terms) and any(is_positive(t, positive) for t in terms)
        case kernel.Mul(factors=factors):
            return all(is_positive(f, positive) for f in factors)
        case kernel.Power(base=base):
            return is_positive(base, positive)
        case kernel.Sum(body=body):
            return is_positive(body, positive)
        case _:
            return False


def is_nonnegative(term: Term, positive: Collection[str] = ()) -> bool:
    """Whether the term is visibly >= 0 wherever it is defined."""
    match term:
        case kernel.Rational(value=value):
            return value >= 0
        case kernel.Delta() | kernel.Bracket() | kernel.Apply(function="relu"):
            return True
        case kernel.Power(exponent=exponent) if exponent.denominator % 2 == 0 or exponent.numerator % 2 == 0:
            return True
        case kernel.Add(terms=parts) | kernel.Mul(factors=parts):
            return all(is_nonnegative(p, positive) for p in parts) or is_positive(term, positive)
        case kernel.Sum(body=body):
            return is_nonnegative(body, positive)
        case _:
            return is_positive(term, positive)


def is_defined(term: Term, positive: Collection[str] = ()) -> bool:
    """Whether the term is visibly defined at every point where the entries of the arrays named `positive` are > 0."""
    for t in kernel.walk(term):
        match t:
            case kernel.Derivative():
                return False
            case kernel.Apply(function="log", arguments=(argument,)) if not is_positive(argument, positive):
                return False
            case kernel.Power(base=base, exponent=exponent) if exponent < 0 and not is_positive(base, positive):
                return False
            case kernel.Power(base=base, exponent=exponent) if exponent.denominator > 1:
                if not is_nonnegative(base, positive):
                    return False
    return True


def contracted(term: Term) -> Term:
    """The term with `sum[k]([k == i]*f(k))` as f(i): equal where f is defined for every k."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            inner = kernel.rebuild(t, visit)
            match inner:
                case kernel.Sum(size=size, body=body):
                    inner = _contracted_sum(size, body)
                case kernel.Mul(factors=factors):
                    inner = times(*factors)
            done[t] = inner
        return done[t]

    return visit(term)


def _contracted_sum(size: str, body: Term) -> Term:
    if isinstance(body, kernel.Add) and any(_chosen(t) is not None for t in body.terms):
        return plus(*(_contracted_sum(size, t) for t in body.terms))
    chosen = _chosen(body)
    return kernel.Sum(size, body) if chosen is None else chosen


def _chosen(body: Term) -> Term | None:
    """f(i), where the body of a sum over k is `[k == i]*f(k)`."""
    factors = body.factors if isinstance(body, kernel.Mul) else (body,)
    for n, f in enumerate(factors):
        if isinstance(f, kernel.Delta):
            for own, other in ((f.left, f.right), (f.right, f.left)):
                if own == kernel.Bound(0) and kernel.Bound(0) not in kernel.index_atoms(other):
                    rest = times(*factors[:n], *factors[n + 1 :])
                    return kernel.instantiate(rest, kernel.shift_index(other, -1))
    return None
