"""Products and quotients entry by entry. A bracket is a mask: where it is 0 the other factors are never looked at."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from numeric_bridge.value import ATOM, COMPARISON, POWER, PRODUCT, SIGN, Value, aligned, common_axes
from symbolic.kernel.terms import MINUS_ONE, ONE, Add, Apply, Bracket, Delta, Mul, Power, Rational, Term, multiply

if TYPE_CHECKING:
    from numeric_bridge.emitter import Emitter

HALF = Fraction(1, 2)


def factors_of(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Mul) else (term,)


def mask(emitter: Emitter, term: Term) -> Value | None:
    """A term that is 0 or 1 as an array of booleans: a bracket, a delta, or one minus such a term."""
    match term:
        case Delta() | Bracket() | Apply(function="step", orders=()):
            return emitter.value(term)
        case Add(terms=(a, b)):
            for one, other in ((a, b), (b, a)):
                if one is ONE and isinstance(other, Mul) and len(other.factors) == 2 and MINUS_ONE in other.factors:
                    (inner,) = (f for f in other.factors if f is not MINUS_ONE)
                    found = mask(emitter, inner)
                    return Value(f"np.logical_not({found.text})", found.axes, ATOM, True) if found else None
    return None


def sign_apart(term: Term) -> tuple[int, Term]:
    """A product with a negative number in front as -1 and the rest."""
    factors = factors_of(term)
    if isinstance(factors[0], Rational) and factors[0].value < 0:
        return -1, multiply(Rational(-factors[0].value), *factors[1:])
    return 1, term


def product(emitter: Emitter, term: Term, preferred: tuple[str, ...] = ()) -> Value:
    """`coefficient * tops / bottoms where masks`."""
    coefficient = Fraction(1)
    tops, bottoms, masks = list[Value](), list[Value](), list[Value]()
    for f in factors_of(term):
        if isinstance(f, Rational):
            coefficient *= f.value
        elif isinstance(f, Power) and f.exponent < 0:
            bottoms.append(raised(emitter, f.base, -f.exponent))
        elif isinstance(f, Power):
            tops.append(raised(emitter, f.base, f.exponent))
        elif (found := mask(emitter, f)) is not None:
            masks.append(found)
        else:
            tops.append(emitter.value(f, preferred).as_number())
    if masks and not tops and not bottoms and coefficient == 1:
        return both(masks)
    rest = quotient(coefficient, tops, bottoms, preferred)
    if not masks:
        return rest
    where = both(masks)
    if not tops and not bottoms:
        return Value(f"{rest.at(PRODUCT)} * {where.at(POWER)}", where.axes, PRODUCT)
    axes = common_axes((rest, where), preferred)
    return Value(f"np.where({aligned(where, axes).text}, {aligned(rest, axes).text}, 0.0)", axes)


def both(masks: list[Value]) -> Value:
    """All conditions at once."""
    if len(masks) == 1:
        return masks[0]
    axes = common_axes(masks)
    return Value(" & ".join(aligned(m, axes).at(ATOM) for m in masks), axes, COMPARISON, True)


def quotient(coefficient: Fraction, tops: list[Value], bottoms: list[Value], preferred: tuple[str, ...] = ()) -> Value:
    """A fraction; numbers come first, so that they are multiplied while the arrays are small."""
    axes = common_axes((*tops, *bottoms), preferred)
    above, below = ([aligned(v, axes) for v in sorted(vs, key=lambda v: len(v.axes))] for vs in (tops, bottoms))
    if abs(coefficient.numerator) != 1 or not above:
        above.insert(0, Value(integer(abs(coefficient.numerator))))
    if coefficient.denominator != 1:
        below.insert(0, Value(integer(coefficient.denominator)))
    sign = "-" if coefficient < 0 else ""
    if len(above) == 1 and not below:
        return Value(f"-{above[0].at(POWER)}", axes, SIGN) if sign else Value(above[0].text, axes, above[0].strength)
    text = sign + times(above)
    if below:
        text += f" / {below[0].at(POWER)}" if len(below) == 1 else f" / ({times(below)})"
    return Value(text, axes, PRODUCT)


def times(values: list[Value]) -> str:
    first, *others = values
    return " * ".join((first.at(PRODUCT) if others else first.at(POWER), *(v.at(POWER) for v in others)))


def integer(number: int) -> str:
    """A number without its sign; beyond what a float holds exactly, as the nearest float."""
    return str(number) if number <= 2**53 else repr(float(number))


def raised(emitter: Emitter, base: Term, exponent: Fraction) -> Value:
    """A positive power."""
    inner = emitter.value(base).as_number()
    if exponent == 1:
        return inner
    if exponent == HALF:
        return Value(f"np.sqrt({inner.text})", inner.axes)
    if exponent.denominator == 1:
        return Value(f"{inner.at(ATOM)} ** {exponent.numerator}", inner.axes, POWER)
    return Value(f"{inner.at(ATOM)} ** ({exponent.numerator} / {exponent.denominator})", inner.axes, POWER)
