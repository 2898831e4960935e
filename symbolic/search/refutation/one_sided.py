"""Whether a derivative exists at a kink, and its value, by one-sided expansions.

Near the point, along one real variable at distance t > 0 to the right and to the left, a term is

    value + right + slope * t + o(t)                (right of the point)
    value + left - (slope - bend) * t + o(t)        (left of the point)

with `value` the value at the point. `right` and `left` are jumps, `slope` the right derivative, `bend` what the right
one exceeds the left one by. The derivative exists if and only if both jumps and the bend are 0. They are kept as
differences because they then are exactly 0 where they should be, even if the value is only known by an enclosure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from symbolic.kernel.derivative import TABLE
from symbolic.kernel.terms import Add, Apply, Bracket, Derivative, Entry, Mul, Power, Sum, Term
from symbolic.search.refutation.assignment import Environment, Slot
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.intervals import Arithmetic, IsUndefined, NotDecided, Number, sign


@dataclass(frozen=True, slots=True)
class Germ:
    """A term near the point.

    `moves` is False where it is constant on either side of the point, `curved` is False where o(t) is 0 there.
    """

    value: Number
    right: Number = 0
    left: Number = 0
    slope: Number = 0
    bend: Number = 0
    moves: bool = False
    curved: bool = False

    def jumps(self) -> bool:
        return not (self.right == 0 and self.left == 0)


def derivative_at_kink(evaluator: Evaluator, term: Derivative, environment: Environment) -> Number:
    """The derivative, or `IsUndefined` where it provably does not exist."""
    germ = Germs(evaluator, evaluator.slot(term, environment)).germ(term.body, environment)
    if sign(germ.right) != 0 or sign(germ.left) != 0:
        raise IsUndefined("a derivative at a jump")
    if sign(germ.bend) != 0:
        raise IsUndefined("a derivative at a kink")
    return germ.slope


class Germs:
    """Expansions of terms in one variable at one point."""

    __slots__ = ("evaluator", "variable")

    def __init__(self, evaluator: Evaluator, variable: Slot) -> None:
        self.evaluator, self.variable = evaluator, variable

    @property
    def arithmetic(self) -> Arithmetic:
        return self.evaluator.arithmetic

    def germ(self, term: Term, environment: Environment) -> Germ:
        self.evaluator.work.step()
        match term:
            case Entry() if self.evaluator.slot(term, environment) == self.variable:
                return Germ(self.evaluator.value(term, environment), slope=1, moves=True)
            case Add(terms=terms):
                return self.total([self.germ(t, environment) for t in terms])
            case Sum(size=size, body=body):
                positions = range(1, self.evaluator.size(size) + 1)
                return self.total([self.germ(body, (n, *environment)) for n in positions])
            case Mul(factors=factors):
                product = Germ(1)
                for factor in factors:
                    product = self.product(product, self.germ(factor, environment))
                return product
            case Power(base=base, exponent=exponent):
                return self.power(self.germ(base, environment), exponent)
            case Bracket(relation=relation, argument=argument):
                return self.bracket(relation, self.germ(argument, environment))
            case Apply(arguments=arguments):
                return self.apply(term, [self.germ(a, environment) for a in arguments])
            case Derivative():
                raise NotDecided("a derivative of a derivative at a kink")
            case _:
                return Germ(self.evaluator.value(term, environment))

    def total(self, germs: Sequence[Germ]) -> Germ:
        add = self.arithmetic.total
        return Germ(
            add(g.value for g in germs),
            add(g.right for g in germs),
            add(g.left for g in germs),
            add(g.slope for g in germs),
            add(g.bend for g in germs),
            any(g.moves for g in germs),
            any(g.curved for g in germs),
        )

    def product(self, a: Germ, b: Germ) -> Germ:
        """Right: (a + a.right + a.slope t)(b + b.right + b.slope t), and so on the left; then the differences."""
        add, times, minus = self.arithmetic.total, self.arithmetic.multiply, self.arithmetic.subtract
        value, curved = times(a.value, b.value), a.curved or b.curved or (a.moves and b.moves)
        if not a.jumps() and not b.jumps():
            slope = add((times(a.slope, b.value), times(a.value, b.slope)))
            bend = add((times(a.bend, b.value), times(a.value, b.bend)))
            return Germ(value, 0, 0, slope, bend, a.moves or b.moves, curved)
        a_right, b_right = add((a.value, a.right)), add((b.value, b.right))
        a_left, b_left = add((a.value, a.left)), add((b.value, b.left))
        bend = add(
            (
                times(a.slope, minus(b.right, b.left)),
                times(a.bend, b_left),
                times(minus(a.right, a.left), b.slope),
                times(a_left, b.bend),
            )
        )
        return Germ(
            value,
            add((times(a.value, b.right), times(a.right, b_right))),
            add((times(a.value, b.left), times(a.left, b_left))),
            add((times(a.slope, b_right), times(a_right, b.slope))),
            bend,
            a.moves or b.moves,
            curved,
        )

    def composed(
        self,
        f: Callable[[Sequence[Number]], Number],
        partial: Callable[[int, Sequence[Number]], Number],
        at: list[Germ],
    ) -> Germ:
        """f(at), for f smooth near every value that its arguments take at the point and beside it."""
        add, times, minus = self.arithmetic.total, self.arithmetic.multiply, self.arithmetic.subtract

        def along(values: Sequence[Number], slopes: Sequence[Number]) -> Number:
            return add(times(partial(n, values), slope) for n, slope in enumerate(slopes) if slope != 0)

        values = [g.value for g in at]
        value, moves = f(values), any(g.moves for g in at)
        if not any(g.jumps() for g in at):
            slope, bend = along(values, [g.slope for g in at]), along(values, [g.bend for g in at])
            return Germ(value, 0, 0, slope, bend, moves, moves)
        rights, lefts = [add((g.value, g.right)) for g in at], [add((g.value, g.left)) for g in at]
        try:
            right, left = f(rights), f(lefts)
        except IsUndefined as undefined:
            raise NotDecided(f"{undefined} beside the point") from undefined
        slope = along(rights, [g.slope for g in at])
        left_slope = along(lefts, [minus(g.slope, g.bend) for g in at])
        return Germ(value, minus(right, value), minus(left, value), slope, minus(slope, left_slope), moves, moves)

    def power(self, base: Germ, exponent: Fraction) -> Germ:
        power = self.arithmetic.power
        if exponent.denominator != 1:
            value = power(base.value, exponent)
            if not base.moves and not base.jumps():
                return Germ(value)
            self.positive(base)

        def slope(n: int, values: Sequence[Number]) -> Number:
            return self.arithmetic.multiply(exponent, power(values[0], exponent - 1)) if exponent else 0

        return self.composed(lambda values: power(values[0], exponent), slope, [base])

    def positive(self, germ: Germ) -> None:
        """Where a function ends at 0, its argument has to be positive at and beside the point."""
        add = self.arithmetic.add
        if min(sign(germ.value), sign(add(germ.value, germ.right)), sign(add(germ.value, germ.left))) <= 0:
            raise NotDecided("the edge of a domain")

    def sides(self, germ: Germ) -> tuple[int, int]:
        """The signs of a germ close to the point, right and left of it."""

        def beside(jump: Number, away: Number) -> int:
            where = sign(self.arithmetic.add(germ.value, jump))
            if where != 0 or not germ.moves:
                return where
            if sign(away) == 0 and germ.curved:
                raise NotDecided("the sign beside a point of order two")
            return sign(away)

        minus = self.arithmetic.subtract
        return beside(germ.right, germ.slope), beside(germ.left, minus(germ.bend, germ.slope))

    def bracket(self, relation: str, argument: Germ) -> Germ:
        def chosen(where: int) -> int:
            return int(where > 0 if relation == ">" else where == 0)

        value = chosen(sign(argument.value))
        right, left = (chosen(where) - value for where in self.sides(argument))
        return Germ(value, right, left)

    def relu(self, u: Germ) -> Germ:
        """The right derivative of relu at 0 along a slope s is relu(s), the left one is -relu(-s)."""
        add, minus, apply = self.arithmetic.add, self.arithmetic.subtract, self.arithmetic.apply
        value = apply("relu", u.value)
        left_slope = minus(u.slope, u.bend)
        at_right, at_left = add(u.value, u.right), add(u.value, u.left)
        signs = sign(u.value), sign(at_right), sign(at_left)
        if set(signs) in ({1}, {-1}):
            return u if signs[0] > 0 else Germ(0)
        right = {1: u.slope, 0: apply("relu", u.slope), -1: 0}[signs[1]]
        left = {1: left_slope, 0: self.arithmetic.negate(apply("relu", minus(0, left_slope))), -1: 0}[signs[2]]
        jumps = minus(apply("relu", at_right), value), minus(apply("relu", at_left), value)
        return Germ(value, *jumps, right, minus(right, left), u.moves, u.curved)

    def apply(self, term: Apply, arguments: list[Germ]) -> Germ:
        arithmetic, name = self.arithmetic, term.function
        if name == "relu":
            return self.relu(arguments[0])
        if name == "step":
            sign(arithmetic.apply(name, arguments[0].value))
            return self.bracket(">", arguments[0])
        if name == "log":
            arithmetic.apply(name, arguments[0].value)
            self.positive(arguments[0])
        if name in TABLE:
            return self.composed(
                lambda values: arithmetic.apply(name, values[0]),
                lambda n, values: slope_of(name, values[0], arithmetic),
                arguments,
            )
        if not arguments:
            return Germ(self.evaluator.value(term))
        function = self.evaluator.opaque(term)
        partials = [function.derivative([int(n == m) for m in range(function.arity)]) for n in range(function.arity)]
        return self.composed(
            lambda values: function.at(values, arithmetic),
            lambda n, values: partials[n].at(values, arithmetic),
            arguments,
        )


def slope_of(name: str, u: Number, arithmetic: Arithmetic) -> Number:
    """The derivative of a smooth function of the table."""
    value, times = arithmetic.apply(name, u), arithmetic.multiply
    match name:
        case "exp":
            return value
        case "log":
            return arithmetic.invert(u)
        case "sin":
            return arithmetic.apply("cos", u)
        case "cos":
            return arithmetic.negate(arithmetic.apply("sin", u))
        case "sigmoid":
            return times(value, arithmetic.subtract(1, value))
        case "tanh":
            return arithmetic.subtract(1, times(value, value))
        case "softplus":
            return arithmetic.apply("sigmoid", u)
        case _:
            raise NotDecided(f"the derivative of {name}")
