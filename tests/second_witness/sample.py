"""Random points that satisfy a claim's conditions and hypotheses, at sizes beyond those that a proof looks at."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np

from symbolic.language import nodes, tree
from symbolic.language.domain import Domain, Finite, Interval, NonZero
from symbolic.language.indices import IndexSymbol, Label, LabelAt
from symbolic.language.relations import Condition, Relation, relations_of
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, SizeSymbol
from tests.second_witness import dual
from tests.second_witness.dual import Kink, Undefined
from tests.second_witness.evaluate import At, Evaluator, Point

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
            case nodes.Real(name=name, axes=axes):
                self.reals[name] = e
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


def allowed(domain: Domain | None, v: float) -> bool:
    match domain:
        case Finite(values=values):
            return any(abs(v - float(w)) < TOLERANCE for w in values)
        case Interval(low=low, high=high):
            return (low is None or v > float(low) + MARGIN) and (high is None or v < float(high) - MARGIN)
        case NonZero():
            return abs(v) > MARGIN
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


def instances(relations: list[tuple[Relation, Env | None]], point: Point) -> Iterator[tuple[Relation, At, Env]]:
    """Each entry of each relation; without an environment, for all values of its indices."""
    for r, given in relations:
        free = sorted(r.free, key=lambda i: (i.name, i.mark)) if given is None else []
        for values in product(*(range(1, point.length(i.size) + 1) for i in free)):
            env = dict(zip(free, values, strict=True)) if given is None else given
            for at in every(point, r.shape) if not r.is_between_indices else [()]:
                yield r, at, env


def satisfied(r: Relation, at: At, env: Env, point: Point) -> bool:
    if r.is_between_indices:
        return Evaluator(point).related(r, at, env)
    gap = residual(r, at, env, point)[0]
    match r.relation:
        case "==":
            return abs(gap) < TOLERANCE
        case "!=":
            return abs(gap) > 1e-3
        case "<" | "<=":
            return gap < -1e-3 or (r.relation == "<=" and abs(gap) < TOLERANCE)
    return gap > 1e-3 or (r.relation == ">=" and abs(gap) < TOLERANCE)


def residual(r: Relation, at: At, env: Env, point: Point) -> tuple[float, set[tuple[str, At]]]:
    e = Evaluator(point)
    a, b = (e.part(s, at, env) for s in r.expressions())
    return float(dual.plain(dual.sub(a, b))), e.read


def repaired(r: Relation, at: At, env: Env, point: Point, names: Names, random: Random) -> Point | None:
    """The point with one equation solved: by a common factor of what it reads, by one entry, or by trial."""
    _, read = residual(r, at, env, point)
    keys = sorted(read)
    finite = [k for k in keys if isinstance(names.reals[k[0]].domain, Finite)]
    if finite and len(finite) == len(keys):
        for _ in range(60 * len(finite)):
            hot = random.choice(finite) if random.random() < 0.9 else None
            values = {k: min(map(float, names.reals[k[0]].domain.values)) for k in finite}  # type: ignore[union-attr]
            values |= {hot: of_domain(names.reals[hot[0]].domain, random)} if hot else {}
            if hot is None:
                values = {k: of_domain(names.reals[k[0]].domain, random) for k in finite}
            tried = point.with_entries(values)
            if satisfied(r, at, env, tried):
                return tried
        return None

    def along(move: dict[tuple[str, At], tuple[float, float]]) -> Point | None:
        """Newton's method for t at entries a + b t."""

        def at_t(t: float) -> Point:
            return point.with_entries({k: a + b * t for k, (a, b) in move.items()})

        t = random.uniform(0.5, 1)
        for _ in range(60):
            try:
                f, g = (residual(r, at, env, at_t(t + h))[0] for h in (0, 1e-6))
            except (Undefined, OverflowError):
                return None
            if abs(f) < TOLERANCE / 10:
                found = at_t(t)
                good = all(allowed(names.reals[k[0]].domain, found.entries[k]) for k in move)
                return found if good and not any(abs(found.entries[k]) < 1e-6 for k in move if len(move) > 1) else None
            if abs(g - f) < 1e-14:
                return None
            t -= f * 1e-6 / (g - f)
        return None

    if len(keys) > 1 and all(point.entries[k] for k in keys):
        whole = along({k: (0.0, point.entries[k]) for k in keys})
        if whole is not None:
            return whole
    random.shuffle(keys)
    for k in keys:
        if (one := along({k: (0.0, 1.0)})) is not None:
            return one
    return None


def satisfying(
    claim: Claim, names: Names, random: Random, largest: int = 6, tries: int = 40
) -> tuple[Point, Env] | None:
    """A point of the claim and values of its free indices, or None if none was met."""
    for attempt in range(tries):
        point = draw(names, random, largest if attempt < tries // 2 else random.randint(2, largest))
        env = {i: random.randint(1, point.length(i.size)) for i in names.free}
        for c in claim.conditions:  # indices that are to be equal are made equal
            match c.left, c.right, c.relation:
                case (IndexSymbol() as a, (IndexSymbol() | LabelAt() as b), "=="):
                    env[a] = Evaluator(point).position(b, env)
                case (LabelAt() as b, IndexSymbol() as a, "=="):
                    env[a] = Evaluator(point).position(b, env)
        relations: list[tuple[Relation, Env | None]] = [(c, env) for c in claim.conditions]
        relations += [(r, None) for _, r in claim.hypotheses]
        try:
            if (found := _settled(relations, point, names, random)) is not None:
                return found, env
        except (Undefined, Kink, OverflowError, ZeroDivisionError):
            continue
    return None


def _settled(relations: list[tuple[Relation, Env | None]], point: Point, names: Names, random: Random) -> Point | None:
    for _ in range(3):
        good = True
        for r, at, env in list(instances(relations, point)):
            if satisfied(r, at, env, point):
                continue
            good = False
            if r.relation != "==" or r.is_between_indices:
                return None
            better = repaired(r, at, env, point, names, random)
            if better is None:
                return None
            point = better
        if good:
            return point if all(math.isfinite(v) for v in point.entries.values()) else None
    return _solved_together(list(instances(relations, point)), point, names)


def _solved_together(every_one: list[tuple[Relation, At, Env]], point: Point, names: Names) -> Point | None:
    """Newton's method on all equations and all entries at once, each step the shortest."""
    equations = [one for one in every_one if one[0].relation == "==" and not one[0].is_between_indices]
    keys = sorted({k for one in equations for k in residual(*one, point)[1]})
    keys = [k for k in keys if not isinstance(names.reals[k[0]].domain, Finite)]
    if not keys or len(keys) > 60:
        return None
    for _ in range(20):
        gaps = np.array([residual(*one, point)[0] for one in equations])
        if np.abs(gaps).max() < TOLERANCE / 10:
            good = all(allowed(names.reals[k[0]].domain, point.entries[k]) for k in keys)
            return point if good and all(satisfied(*one, point) for one in every_one) else None
        moved = [point.with_entries({k: point.entries[k] + 1e-6}) for k in keys]
        slopes = [
            [(residual(*one, p)[0] - gap) / 1e-6 for p in moved] for one, gap in zip(equations, gaps, strict=True)
        ]
        step = np.linalg.lstsq(np.array(slopes), gaps, rcond=1e-6)[0]
        point = point.with_entries({k: point.entries[k] - float(t) for k, t in zip(keys, step, strict=True)})
    return None
