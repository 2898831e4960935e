"""Random kernel terms that are defined everywhere, over two sizes, labels, an axis of known length and a function."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import (
    Add,
    Apply,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Index,
    Label,
    Mul,
    Power,
    Size,
    Term,
    negate,
    number,
    sum_over,
)

CONTEXT = Context(
    sizes=(("N", 1, None), ("K", 1, None)),
    arrays=(("a", ()), ("u", ("N",)), ("v", ("K",)), ("X", ("N", "K")), ("A", ("K", "K")), ("B", ("N", 3))),
    indices=(("n", "N"), ("i", "K"), ("j", "K")),
    labels=(("c", ("N",), "K"), ("e", ("K",), "K")),
)
SHAPES = dict(CONTEXT.arrays)
FUNCTIONS = {"g": 1, "f": 2}


class Maker:
    """Terms of at most a given depth. `scope` holds the indices that may occur, with their sizes."""

    def __init__(self, seed: int) -> None:
        self.stream = Random(seed)
        self.bound = 0

    def index(self, size: str | int, scope: dict[str, str]) -> Index | None:
        if isinstance(size, int):
            return self.stream.randint(1, size)
        names: list[Index] = [name for name, s in scope.items() if s == size]
        if size == "K":
            names += [Label("c", (n,)) for n, s in scope.items() if s == "N"]
            names += [Label("e", (n,)) for n, s in scope.items() if s == "K"]
            names += [Label("e", (Label("c", (n,)),)) for n, s in scope.items() if s == "N"]
            plain = [n for n in names if isinstance(n, str)]
            if plain and self.stream.random() < 0.7:
                names = list(plain)
        return self.stream.choice(names) if names else None

    def leaf(self, scope: dict[str, str]) -> Term:
        kind = self.stream.randrange(8)
        if kind == 0:
            return number(Fraction(self.stream.randint(-4, 4), self.stream.randint(1, 3)))
        if kind == 1:
            return Size(self.stream.choice("NK"))
        if kind == 2:
            left, right = self.index("K", scope), self.index("K", scope)
            return Delta(left, right) if left is not None and right is not None else number(1)
        for array in self.stream.sample(sorted(SHAPES), len(SHAPES)):
            at = [self.index(axis, scope) for axis in SHAPES[array]]
            if None not in at:
                return Entry(array, tuple(i for i in at if i is not None))
        return Entry("a")

    def term(self, depth: int, scope: dict[str, str]) -> Term:
        if depth == 0:
            return self.leaf(scope)
        smaller = [self.term(depth - 1, scope) for _ in range(2)]
        match self.stream.randrange(13):
            case 0 | 1:
                return Add((*smaller, self.leaf(scope)))
            case 2 | 3:
                return Mul((*smaller, self.leaf(scope)))
            case 4 | 5:
                self.bound += 1
                size = self.stream.choice("NK")
                name = f"b{self.bound}"
                return sum_over(name, size, self.term(depth - 1, {**scope, name: size}))
            case 6:
                return Apply(self.stream.choice(("tanh", "sigmoid", "softplus", "sin", "cos", "relu")), (smaller[0],))
            case 7:
                return Mul((Bracket(">", smaller[0]), smaller[1]))
            case 8:
                return self.quotient(depth, scope)
            case 9:
                positive = Add((number(1), Power(smaller[0], Fraction(2))))
                return self.stream.choice(
                    (Power(positive, Fraction(-1)), Power(positive, Fraction(1, 2)), Apply("log", (positive,)))
                )
            case 10:
                return self.stream.choice((Apply("g", (smaller[0],)), Apply("f", tuple(smaller), (1, 0))))
            case 11:
                return self.slope(smaller[0], scope)
            case _:
                return Add((smaller[0], negate(smaller[1])))

    def quotient(self, depth: int, scope: dict[str, str]) -> Term:
        """Exponentials over their sum, or the logarithm of such a quotient."""
        self.bound += 1
        name = f"b{self.bound}"
        z = Apply("tanh", (self.term(depth - 1, {**scope, name: "K"}),))
        weight = Apply("exp", (z,))
        total = Power(sum_over(name, "K", weight), Fraction(-1))
        top = Apply("exp", (self.leaf(scope),)) if "i" not in scope else _at(weight, name, "i")
        whole = Mul((top, total))
        return self.stream.choice(
            (whole, Apply("log", (whole,)), Power(whole, Fraction(-1)), Power(whole, Fraction(2)))
        )

    def slope(self, body: Term, scope: dict[str, str]) -> Term:
        for array in self.stream.sample(("a", "v", "X", "A"), 4):
            at = [self.index(axis, scope) for axis in SHAPES[array]]
            if None not in at:
                return Derivative(body, array, tuple(i for i in at if i is not None))
        return body


def _at(term: Term, name: str, index: str) -> Term:
    from symbolic.kernel.terms import substitute

    return substitute(term, {name: index})


def random_term(seed: int, depth: int = 3) -> Term:
    maker = Maker(seed)
    return maker.term(depth, {"n": "N", "i": "K", "j": "K"})
