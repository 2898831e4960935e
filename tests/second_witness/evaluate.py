"""The value of what is written, by nested loops over the language tree. Nothing here is shared with the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import mpmath

from symbolic.language import nodes, tree
from symbolic.language.indices import IndexLike, IndexSymbol, LabelAt
from symbolic.language.relations import Condition, Relation, relations_of
from symbolic.language.tree import Expr, SizeSymbol
from tests.second_witness import dual
from tests.second_witness.dual import Dual, Kink, Number, Undefined, add, mul, sub
from tests.second_witness.entrywise import mapped, reduced, total

At = tuple[int, ...]
STEP = mpmath.mpf(10) ** -18


@dataclass
class Point:
    """Sizes, entries by (array, position from 1), labels by (name, positions), and random opaque functions."""

    sizes: dict[str, int]
    entries: dict[tuple[str, At], Number]
    labels: dict[tuple[str, At], int] = field(default_factory=dict)
    waves: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def length(self, axis: SizeSymbol | int) -> int:
        return axis if isinstance(axis, int) else self.sizes[axis.name]

    def with_entries(self, entries: dict[tuple[str, At], Number]) -> Point:
        return Point(self.sizes, {**self.entries, **entries}, self.labels, self.waves)

    def exactly(self) -> Point:
        return Point(self.sizes, {k: mpmath.mpf(v) for k, v in self.entries.items()}, self.labels, self.waves)


class Evaluator:
    """Values at one point. `tags` counts the derivatives around; `read` collects the entries that were looked at."""

    def __init__(self, point: Point, tags: int = 0) -> None:
        self.point, self.tags = point, tags
        self.done: dict[Any, Number] = {}
        self.read: set[tuple[str, At]] = set()

    def entry(self, e: Expr, at: At, env: dict[IndexSymbol, int]) -> Number:
        key = (id(e), at, tuple(sorted((i.name, i.mark, env[i]) for i in e.free)))
        if key not in self.done:
            self.done[key] = self.value(e, at, env)
        return self.done[key]

    def position(self, i: IndexLike, env: dict[IndexSymbol, int]) -> int:
        match i:
            case IndexSymbol():
                return env[i]
            case LabelAt(label=label, arguments=arguments):
                return self.point.labels[label.name, tuple(self.position(a, env) for a in arguments)]
        return int(i) + 1

    def filled(self, indices: tuple[Any, ...], at: At, env: dict[IndexSymbol, int]) -> At:
        rest = iter(at)
        return tuple(next(rest) if i is None else self.position(i, env) for i in indices)

    def part(self, e: Expr, at: At, env: dict[IndexSymbol, int]) -> Number:
        """A scalar stands for each of its copies."""
        return self.entry(e, at if e.shape else (), env)

    def positions(self, shape: tuple[Any, ...]) -> Iterator[At]:
        return product(*(range(1, self.point.length(a) + 1) for a in shape))

    def value(self, e: Expr, at: At, env: dict[IndexSymbol, int]) -> Number:
        match e:
            case tree.Number(value=value):
                return value.numerator if value.denominator == 1 else value.numerator / value.denominator
            case tree.SizeSymbol(name=name):
                return self.point.sizes[name]
            case nodes.Constant(name="pi"):
                return float(mpmath.pi)
            case nodes.Real(name=name):
                self.read.add((name, at))
                return self.point.entries[name, at]
            case tree.Take(array=array, indices=indices):
                return self.entry(array, self.filled(indices, at, env), env)
            case tree.Stack(items=items):
                return self.entry(items[at[0] - 1], at[1:], env)
            case nodes.Table(body=body, indices=indices):
                own = dict(zip(indices, at, strict=False))
                return self.entry(body, at[len(indices) :], {**env, **own})
            case tree.Map(head=head, arguments=arguments, orders=None):
                if head == "power":
                    return self.power(arguments, at, env)
                return mapped(head, [self.part(a, at, env) for a in arguments])
            case tree.Map(head=head, arguments=arguments, orders=orders):
                return self.wave(head, [self.part(a, at, env) for a in arguments], orders)
            case tree.Transpose(matrix=matrix):
                return self.entry(matrix, at[::-1], env)
            case tree.MatMul(left=left, right=right):
                n = len(left.shape) - 1
                terms = (
                    mul(self.entry(left, (*at[:n], k), env), self.entry(right, (k, *at[n:]), env))
                    for k in range(1, self.point.length(right.shape[0]) + 1)
                )
                return total(terms)
            case nodes.Binder(kind=kind, body=body, index=index):
                over = range(1, self.point.length(index.size) + 1)
                return reduced(kind, [self.entry(body, at, {**env, index: k}) for k in over])
            case nodes.Total(kind=kind, array=array):
                return reduced(kind, [self.entry(array, p, env) for p in self.positions(array.shape)])
            case nodes.ArrayFunction(head=head, arguments=arguments):
                return self.array_function(head, arguments, at, env)
            case nodes.Ones():
                return 1
            case nodes.Eye():
                return int(at[0] == at[1])
            case nodes.Iverson(condition=condition):
                return int(self.holds(condition, at, env))
            case nodes.Cases(branches=branches, otherwise=otherwise):
                for branch, condition in branches:
                    if self.holds(condition, at if condition.shape else (), env):
                        return self.part(branch, at, env)
                return self.part(otherwise, at, env)
            case nodes.Partial(body=body, variable=variable):
                n = len(body.shape)
                return self.slope(body, at[:n], self.place(variable, at[n:], env), env)
            case nodes.Expectation(body=body):
                return self.expectation(body, at, env)
        raise NotImplementedError(type(e).__name__)

    def power(self, arguments: tuple[Expr, ...], at: At, env: dict[IndexSymbol, int]) -> Number:
        base, exponent = (self.part(a, at, env) for a in arguments)
        match arguments[1]:
            case tree.Number(value=value) if value.denominator > 1:
                return dual.real_power(base, value.numerator, value.denominator)
            case tree.Number(value=value):
                return dual.whole_power(base, int(value))
        return dual.exp(mul(exponent, dual.log(base)))

    def wave(self, name: str, arguments: list[Number], orders: tuple[int, ...]) -> Number:
        """c sin(a.x + b) + d e^(a.x/4): smooth, with derivatives of every order that are not 0."""
        b, c, d, *slopes = self.point.waves[name]
        inner = total(mul(a, x) for a, x in zip(slopes, arguments, strict=False))
        scale, n = 1.0, sum(orders)
        for a, order in zip(slopes, orders, strict=False):
            scale *= a**order
        s, t = add(inner, b), mul(0.25, inner)
        turned = [dual.sin(s), dual.cos(s), dual.neg(dual.sin(s)), dual.neg(dual.cos(s))][n % 4]
        return mul(scale, add(mul(c, turned), mul(d * 0.25**n, dual.exp(t))))

    def array_function(self, head: str, arguments: tuple[Expr, ...], at: At, env: dict[IndexSymbol, int]) -> Number:
        a = arguments[0]
        match head:
            case "softmax":
                over = range(1, self.point.length(a.shape[-1]) + 1)
                top = dual.exp(self.entry(a, at, env))
                return dual.div(top, total(dual.exp(self.entry(a, (*at[:-1], k), env)) for k in over))
            case "diag":
                return self.entry(a, at[:1], env) if at[0] == at[1] else 0
            case "outer":
                return mul(self.entry(a, at[:1], env), self.entry(arguments[1], at[1:], env))
            case "dot":
                both = (mul(self.entry(a, p, env), self.entry(arguments[1], p, env)) for p in self.positions(a.shape))
                return total(both)
            case "trace":
                return total(self.entry(a, (k, k), env) for (k,) in self.positions(a.shape[:1]))
        squares = total(dual.whole_power(self.entry(a, p, env), 2) for p in self.positions(a.shape))
        return dual.real_power(squares, 1, 2)

    def place(self, variable: Expr, at: At, env: dict[IndexSymbol, int]) -> tuple[str, At]:
        match variable:
            case nodes.Real(name=name):
                return name, at
            case tree.Take(array=nodes.Real(name=name), indices=indices):
                return name, self.filled(indices, at, env)
            case tree.Stack(items=items):
                return self.place(items[at[0] - 1], at[1:], env)
        raise NotImplementedError(type(variable).__name__)

    def slope(self, body: Expr, at: At, key: tuple[str, At], env: dict[IndexSymbol, int]) -> Number:
        """d body / d key, by dual numbers; at a kink by quotients from both sides, if it is one derivative only."""
        tag, x = self.tags + 1, self.point.entries[key]
        try:
            inner = Evaluator(self.point.with_entries({key: Dual(tag, x, 1)}), tag)
            found = inner.entry(body, at, env)
        except Kink:
            if self.tags:
                raise
            return self.one_sided(body, at, key, env)
        self.read |= inner.read
        return dual.parts(found, tag)[1]

    def one_sided(self, body: Expr, at: At, key: tuple[str, At], env: dict[IndexSymbol, int]) -> Number:
        from tests.second_witness.exact import Exact

        with mpmath.workdps(60):
            exact = self.point.exactly()
            values = []
            for step in (-STEP, 0, STEP):
                moved = exact.with_entries({key: exact.entries[key] + step})
                values.append(Exact(moved).entry(body, at, env))
            left, right = (values[1] - values[0]) / STEP, (values[2] - values[1]) / STEP
            if abs(left - right) > 1e-7 * (1 + abs(left)):
                raise Undefined("no derivative")
            return float((left + right) / 2)

    def expectation(self, body: Expr, at: At, env: dict[IndexSymbol, int]) -> Number:
        """The mean over all outcomes of m - s, m + s, with the mean m and the variance s^2 of each random entry.

        Of what is at most quadratic, no more is known than these two.
        """
        spread = {}
        for real in random_reals(body):
            for position in self.positions(real.axes):
                mean, variance = self.moments(real)
                spread[real.name, position] = (mean, dual.real_power(variance, 1, 2))
        if len(spread) > 10:
            raise Kink("too many random entries to try all outcomes")
        outcomes = list(product((-1, 1), repeat=len(spread)))
        found = []
        for signs in outcomes:
            drawn = {key: add(m, mul(sign, s)) for sign, (key, (m, s)) in zip(signs, spread.items(), strict=True)}
            inner = type(self)(self.point.with_entries(drawn), self.tags)
            found.append(inner.entry(body, at, env))
        return dual.div(total(found), len(outcomes))

    def moments(self, real: nodes.Real) -> tuple[Number, Number]:
        parameters = [self.entry(e, (), {}) for e in real.law.parameters] if real.law else []
        if real.law and real.law.kind == "bernoulli":
            return parameters[0], mul(parameters[0], sub(1, parameters[0]))
        return parameters[0], parameters[1]

    def holds(self, condition: Condition, at: At, env: dict[IndexSymbol, int]) -> bool:
        return all(self.related(r, at, env) for r in relations_of(condition))

    def related(self, r: Relation, at: At, env: dict[IndexSymbol, int]) -> bool:
        if r.is_between_indices:
            left, right = (self.position(s, env) for s in (r.left, r.right))  # type: ignore[arg-type]
            return (left == right) is (r.relation == "==")
        a, b = (self.part(s, at, env) for s in r.expressions())
        difference = sub(a, b)
        if r.relation in ("==", "!="):
            v = dual.plain(difference)
            if 0 < abs(v) < 1e-10 or (v == 0 and not dual.flat(difference)):
                raise Kink("equality")
            return (v == 0) is (r.relation == "==")
        strict = {">": difference, "<": dual.neg(difference), ">=": dual.neg(difference), "<=": difference}
        return dual.positive(strict[r.relation]) is (r.relation in "<>")


def random_reals(e: Expr) -> list[nodes.Real]:
    """The random variables in an expression."""
    found: dict[str, nodes.Real] = {}
    seen: set[int] = set()

    def visit(part: Expr) -> None:
        if id(part) not in seen:
            seen.add(id(part))
            if isinstance(part, nodes.Real) and part.law is not None:
                found[part.name] = part
            for child in part.children():
                visit(child)

    visit(e)
    return list(found.values())
