"""The set that a declared real, or each entry of a declared array, lies in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symbolic.language.errors import LanguageError


@dataclass(frozen=True, slots=True)
class Interval:
    """low < x < high; `<=` where an end is closed; an end that is None is infinite."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False

    def text(self, name: str) -> str:
        """The interval as a relation on `name`: `0 < x <= 1`."""
        below, above = ("<=" if c else "<" for c in (self.low_closed, self.high_closed))
        match self.low, self.high:
            case None, high:
                return f"{name} {above} {high}"
            case low, None:
                return f"{name} >{'=' if self.low_closed else ''} {low}"
            case low, high:
                return f"{low} {below} {name} {above} {high}"


@dataclass(frozen=True, slots=True)
class Finite:
    """x is one of finitely many numbers."""

    values: tuple[Fraction, ...]

    def text(self, name: str) -> str:
        return f"{name} in {{{', '.join(map(str, self.values))}}}"


@dataclass(frozen=True, slots=True)
class NonZero:
    """x is not 0."""

    def text(self, name: str) -> str:
        return f"{name} != 0"


Domain = Interval | Finite | NonZero


def exact(value: Any) -> Fraction:
    """An end of an interval as an exact number; refuses floats."""
    if isinstance(value, bool) or not (isinstance(value, int | Fraction) or getattr(value, "is_Rational", False)):
        raise LanguageError(f"{value!r} is not an exact number: write an integer or Fraction(1, 2)")
    return Fraction(str(value)) if not isinstance(value, int | Fraction) else Fraction(value)


def read_domain(
    *,
    between: tuple[Any, Any] | None = None,
    within: tuple[Any, Any] | None = None,
    positive: bool = False,
    nonnegative: bool = False,
    nonzero: bool = False,
    one_of: tuple[Any, ...] | None = None,
) -> Domain | None:
    """The domain that keyword arguments of `real` describe.

    Raises LanguageError when there is more than one, or when it is empty.
    """
    options = {
        "between": between,
        "within": within,
        "positive": positive,
        "nonnegative": nonnegative,
        "nonzero": nonzero,
        "one_of": one_of,
    }
    given = [name for name, value in options.items() if value is not None and value is not False]
    match given:
        case []:
            return None
        case ["positive"]:
            return Interval(Fraction(0))
        case ["nonnegative"]:
            return Interval(Fraction(0), low_closed=True)
        case ["nonzero"]:
            return NonZero()
        case ["one_of"] if one_of:
            return Finite(tuple(map(exact, one_of)))
        case ["between" | "within" as kind]:
            low, high = map(exact, between or within or ())
            closed = kind == "within"
            if low > high or (low == high and not closed):
                raise LanguageError(f"{kind}=({low}, {high}) is empty")
            return Interval(low, high, closed, closed)
    raise LanguageError(f"a domain is one of between, within, positive, nonnegative, nonzero, one_of; got {given}")
