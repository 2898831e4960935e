"""Kernel terms written as mathematics, for the tests: `E` wraps a term so that + - * / ** build kernel nodes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.judgements import Context, Equal, Hypothesis, Sequent
from symbolic.kernel.terms import (
    Add,
    Apply,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Index,
    Mul,
    Power,
    Rational,
    Size,
    Term,
    sum_over,
)


@dataclass(frozen=True)
class E:
    term: Term

    def __add__(self, other: Operand) -> E:
        return E(Add((self.term, of(other).term)))

    def __radd__(self, other: Operand) -> E:
        return of(other) + self

    def __sub__(self, other: Operand) -> E:
        return self + -of(other)

    def __rsub__(self, other: Operand) -> E:
        return of(other) - self

    def __neg__(self) -> E:
        return E(Mul((Rational(Fraction(-1)), self.term)))

    def __mul__(self, other: Operand) -> E:
        return E(Mul((self.term, of(other).term)))

    def __rmul__(self, other: Operand) -> E:
        return of(other) * self

    def __truediv__(self, other: Operand) -> E:
        return self * of(other) ** -1

    def __rtruediv__(self, other: Operand) -> E:
        return of(other) / self

    def __pow__(self, exponent: int | Fraction) -> E:
        return E(Power(self.term, Fraction(exponent)))


Operand = E | int | Fraction


def of(value: Operand) -> E:
    return value if isinstance(value, E) else E(Rational(Fraction(value)))


def at(array: str, *indices: Index) -> E:
    return E(Entry(array, indices))


def size(name: str) -> E:
    return E(Size(name))


def total(names: str, body: Operand) -> E:
    """`total("k:K j:K", body)`: the sum over those indices, the first outermost."""
    term = of(body).term
    for pair in reversed(names.split()):
        name, over = pair.split(":")
        term = sum_over(name, over, term)
    return E(term)


def mean(pair: str, body: Operand) -> E:
    return total(pair, body) / size(pair.split(":")[1])


def call(name: str, *arguments: Operand, orders: tuple[int, ...] = ()) -> E:
    return E(Apply(name, tuple(of(a).term for a in arguments), orders))


def exp(u: Operand) -> E:
    return call("exp", u)


def log(u: Operand) -> E:
    return call("log", u)


def relu(u: Operand) -> E:
    return call("relu", u)


def magnitude(u: E) -> E:
    return relu(u) + relu(-u)


def sqrt(u: Operand) -> E:
    return of(u) ** Fraction(1, 2)


def positive(u: Operand) -> E:
    return E(Bracket(">", of(u).term))


def zero(u: Operand) -> E:
    return E(Bracket("==", of(u).term))


def same(i: Index, j: Index) -> E:
    return E(Delta(i, j))


def d(body: Operand, array: str, *indices: Index) -> E:
    return E(Derivative(of(body).term, array, indices))


def where(name: str, relation: str, term: Operand, *indices: tuple[str, str]) -> Hypothesis:
    return Hypothesis(name, relation, of(term).term, indices)


def equal(context: Context, left: Operand, right: Operand) -> Sequent:
    return Sequent(context, Equal(of(left).term, of(right).term))
