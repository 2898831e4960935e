"""Random points of a claim's declarations, at sizes beyond those that a proof looks at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

from symbolic.language import nodes, tree
from symbolic.language.domain import Domain, Finite, Interval, NonZero
from symbolic.language.indices import IndexSymbol, Label, LabelAt
from symbolic.language.relations import Condition, Relation, relations_of
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, SizeSymbol
from tests.second_witness.evaluate import At, Point

TOLERANCE = 1e-9
MARGIN = 1e-3  # how far from the edge of a domain a point stays
Env = dict[IndexSymbol, int]


class Names:
    """What a claim speaks of."""

    def __init__(self, claim: Claim) -> None:
        self.sizes: dict[str, SizeSymbol] = {}
        self.reals: dict[str, nodes.Real] = {}
        self.labels: dict[str, Label] = {}
        self.functions: set[str] = set()
        self.seen: set[int] = set()
        for e in claim.statement.expressions():
            self.add(e)
        relations = [*(r for _, r in claim.hypotheses), *claim.conditions]
        for r in relations + ([claim.statement] if isinstance(claim.statement, Relation) else []):
            self.condition(r)
        self.free = sorted(
            claim.statement.free.union(*(c.free for c in claim.conditions)), key=lambda i: (i.name, i.mark)
        )
        for i in self.free:
            self.axis(i.size)

    def condition(self, condition: Condition) -> None:
        for r in relations_of(condition):
            for side in (r.left, r.right):
                self.add(side) if isinstance(side, Expr) else self.index(side)

    def axis(self, axis: object) -> None:
        if isinstance(axis, SizeSymbol):
            self.sizes[axis.name] = axis

    def index(self, i: object) -> None:
        match i:
            case IndexSymbol(size=size):
                self.axis(size)
            case LabelAt(label=label, arguments=arguments):
                self.labels[label.name] = label
                for axis in (*label.over, label.into):
                    self.axis(axis)
                for a in arguments:
                    self.index(a)

    def add(self, e: Expr) -> None:
        if id(e) in self.seen:
            return
        self.seen.add(id(e))
        for axis in e.shape:
            self.axis(axis)
        match e:
            case SizeSymbol():
                self.axis(e)
            case nodes.Real(name=name, axes=axes, law=law):
                self.reals[name] = e
                for parameter in law.parameters if law else ():
                    self.add(parameter)
                for axis in axes:
                    self.axis(axis)
            case tree.Map(head=head, orders=orders) if orders is not None:
                self.functions.add(head)
            case tree.Take(indices=indices):
                for i in indices:
                    self.index(i)
            case nodes.Binder(index=index):
                self.index(index)
            case nodes.Table(indices=indices):
                for i in indices:
                    self.index(i)
            case nodes.Iverson(condition=condition):
                self.condition(condition)
            case nodes.Cases(branches=branches):
                for _, condition in branches:
                    self.condition(condition)
        for child in e.children():
            self.add(child)


def of_domain(domain: Domain | None, random: Random) -> float:
    match domain:
        case Finite(values=values):
            return float(random.choice(values))
        case Interval(low=low, high=high) if low is not None and high is not None:
            return float(low) + float(high - low) * random.uniform(0.05, 0.95)
        case Interval(low=low) if low is not None:
            return float(low) + random.uniform(0.1, 2)
        case Interval(high=high) if high is not None:
            return float(high) - random.uniform(0.1, 2)
        case NonZero():
            return random.choice((-1, 1)) * random.uniform(0.1, 2)
    return random.choice((random.uniform(-2, 2), random.uniform(0.1, 1.5)))


SPECIAL = (-2.0, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 2.0)


def allowed(domain: Domain | None, v: float, margin: float = MARGIN) -> bool:
    match domain:
        case Finite(values=values):
            return any(abs(v - float(w)) < TOLERANCE for w in values)
        case Interval(low=low, high=high):
            return (low is None or v > float(low) + margin) and (high is None or v < float(high) - margin)
        case NonZero():
            return abs(v) > margin
    return True


def every(point: Point, shape: tuple[SizeSymbol | int, ...]) -> Iterator[At]:
    return product(*(range(1, point.length(a) + 1) for a in shape))


def draw(names: Names, random: Random, largest: int = 6) -> Point:
    """A point of the declarations, without hypotheses; sizes are all different where they can be."""
    sizes: dict[str, int] = {}
    usual = list(range(max(1, largest - 2), largest + 1))
    random.shuffle(usual)
    if random.random() < 0.25:
        usual = random.sample(range(1, 4), 3)
    for n, (name, size) in enumerate(sorted(names.sizes.items())):
        high = size.at_most or 99
        sizes[name] = min(max(usual[n % 3], size.at_least), high)
    point = Point(sizes, {})
    special = random.random() < 0.3  # kinks, edges and coincidences
    for name, real in names.reals.items():
        for at in every(point, real.axes):
            value = random.choice(SPECIAL)
            inside = special and allowed(real.domain, value)
            point.entries[name, at] = value if inside else of_domain(real.domain, random)
    for name, label in names.labels.items():
        point.labels |= {(name, at): random.randint(1, sizes[label.into.name]) for at in every(point, label.over)}
    point.waves = {f: tuple(random.uniform(0.3, 1.5) for _ in range(6)) for f in sorted(names.functions)}
    return point
