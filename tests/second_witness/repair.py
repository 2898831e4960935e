"""Points moved until equations hold: by a common factor, by one entry, by trial, or by all entries together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np

from symbolic.language.domain import Finite
from symbolic.language.indices import IndexSymbol
from symbolic.language.relations import Relation
from tests.second_witness import dual
from tests.second_witness.draw import TOLERANCE, Names, allowed, every, of_domain
from tests.second_witness.dual import Undefined
from tests.second_witness.evaluate import At, Evaluator, Point

Env = dict[IndexSymbol, int]


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


def settled(relations: list[tuple[Relation, Env | None]], point: Point, names: Names, random: Random) -> Point | None:
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
