"""Does a claim survive random instances? A second opinion on what was proved, as the claim was written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import mpmath

from symbolic.language import claims, oo
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim, as_claim
from symbolic.language.tree import Expr, SizeSymbol
from tests.second_witness import dual
from tests.second_witness.draw import Names, allowed, every, of_domain
from tests.second_witness.dual import Kink, Undefined
from tests.second_witness.evaluate import At, Evaluator, Point
from tests.second_witness.exact import Exact
from tests.second_witness.repair import Env, instances, satisfied, settled
from tests.second_witness.sample import satisfying

CLOSE = 1e-6


class NoPoint(Exception):
    """No instance could be looked at."""


def survives(claim: object, *, points: int = 12, seed: int = 0, largest: int = 6) -> str | None:
    """None if no instance contradicts the claim, else what was found. Raises NoPoint if no instance was met."""
    whole = as_claim(claim)
    names, random, met = Names(whole), Random(seed), 0
    for _ in range(3 * points):
        found = satisfying(whole, names, random, largest)
        if found is None:
            continue
        try:
            wrong = _instance(whole, *found, names, random)
        except (Undefined, Kink, OverflowError):
            continue
        met += 1
        if wrong is not None:
            return f"{wrong} at sizes {found[0].sizes}, { ({str(i): v for i, v in found[1].items()}) }"
        if met == points:
            break
    if not met:
        raise NoPoint(str(whole))
    return None


def _instance(claim: Claim, point: Point, env: Env, names: Names, random: Random) -> str | None:
    """What contradicts the claim here. Raises Undefined where the claim says nothing."""
    match claim.statement:
        case Relation() as r if r.is_between_indices:
            return None if Evaluator(point).related(r, (), env) else f"{r} is false"
        case Relation() as r:
            places = list(every(point, r.shape))
            for at in random.sample(places, min(3, len(places))):
                if (wrong := _related(r, at, env, point)) is not None:
                    return wrong
        case claims.Semidefinite(matrix=matrix, strict=strict):
            return _definite(matrix, strict, point, env, random)
        case claims.Convexity() as c:
            return _convex(c, claim, point, env, names, random)
        case claims.Extremum() as e:
            return _extremum(e, claim, point, env, names, random)
        case claims.NoDerivative() as smooth:
            return _corner(smooth, point, env, names, random)
        case claims.Monotone() as m:
            return _monotone(m, claim, point, env, names, random)
        case claims.SubgradientClaim() as s:
            return _subgradient(s, point, env, names, random)
        case claims.LimitClaim() as limit:
            return _limit(limit, claim, point, env, names, random)
        case other:
            raise NotImplementedError(type(other).__name__)
    return None


def _number(e: Expr, at: At, env: Env, point: Point) -> float:
    return float(dual.plain(Evaluator(point).part(e, at, env)))


def _related(r: Relation, at: At, env: Env, point: Point) -> str | None:
    left = _number(r.expressions()[0], at, env, point)
    try:
        right = _number(r.expressions()[1], at, env, point)
    except Undefined:
        return f"the right side is undefined, the left is {left}"
    slack = CLOSE * (1 + abs(left) + abs(right))
    good = {
        "==": abs(left - right) <= slack,
        "!=": left != right,
        "<": left < right + slack,
        "<=": left <= right + slack,
        ">": left > right - slack,
        ">=": left >= right - slack,
    }
    return None if good[r.relation] else f"{left} {r.relation} {right} is false"


def _definite(matrix: Expr, strict: bool, point: Point, env: Env, random: Random) -> str | None:
    n = point.length(matrix.shape[0])
    m = [[_number(matrix, (i + 1, j + 1), env, point) for j in range(n)] for i in range(n)]
    scale = 1 + max(abs(x) for row in m for x in row)
    if any(abs(m[i][j] - m[j][i]) > CLOSE * scale for i in range(n) for j in range(n)):
        return "not symmetric"
    directions = [[random.uniform(-1, 1) for _ in range(n)] for _ in range(8)] + [[1.0] * n]
    for v in directions:
        form = sum(v[i] * m[i][j] * v[j] for i, j in product(range(n), repeat=2))
        if form < -CLOSE * scale or (strict and form < 1e-12 * scale):
            return f"the form is {form}"
    return None


def _moved(point: Point, names: Names, variables: list[str], random: Random, near: float | None = None) -> Point:
    new = {}
    for key, value in point.entries.items():
        if key[0] in variables:
            new[key] = of_domain(names.reals[key[0]].domain, random)
            if near is not None:
                new[key] = value + near * (new[key] - value)
    return point.with_entries(new)


def _inside(claim: Claim, point: Point, env: Env) -> bool:
    relations = [(c, env) for c in claim.conditions] + [(r, None) for _, r in claim.hypotheses]
    return all(satisfied(r, at, own, point) for r, at, own in instances(relations, point))  # type: ignore[arg-type]


def _convex(c: claims.Convexity, claim: Claim, point: Point, env: Env, names: Names, random: Random) -> str | None:
    variables = [v.name for v in c.variables]
    flip = -1 if "concave" in c.kind else 1
    for near in (None, None, 0.3, 0.05):
        other = _moved(point, names, variables, random, near)
        if not _inside(claim, other, env):
            continue
        t = random.uniform(0.2, 0.8)
        mid = {k: t * v + (1 - t) * other.entries[k] for k, v in point.entries.items() if k[0] in variables}
        if not _inside(claim, point.with_entries(mid), env):
            return f"the set is not convex: {mid}"
        try:
            a, b, m = (flip * _number(c.body, (), env, p) for p in (point, other, point.with_entries(mid)))
        except Undefined:
            continue
        chord = t * a + (1 - t) * b
        if m > chord + CLOSE * (1 + abs(a) + abs(b)):
            return f"{m} at {t}, the chord is at {chord}"
        if "strictly" in c.kind and near is None and m > chord - 1e-12 * (1 + abs(chord)):
            return f"flat: {m}, the chord is at {chord}"
    return None


def _extremum(e: claims.Extremum, claim: Claim, point: Point, env: Env, names: Names, random: Random) -> str | None:
    _number(e.body, (), env, point)  # the claim speaks of where the function is defined
    values = {}
    for real, value in e.point:
        for at in every(point, real.axes):
            values[real.name, at] = _number(value, at, env, point)
    there = point.with_entries(values)
    if e.kind == "stationary":
        for key in random.sample(sorted(values), min(4, len(values))):
            try:
                slope = Evaluator(there).slope(e.body, (), key, env)
            except Undefined:
                return f"no slope along {key}"
            if abs(dual.plain(slope)) > CLOSE:
                return f"the slope along {key} is {slope}"
        return None
    best = _number(e.body, (), env, there)
    for near in (1e-3, 1e-4) if e.kind == "local_minimizer" else (None, None, 0.3, 0.05, -0.05):
        other = _moved(there, names, [real.name for real, _ in e.point], random, near)
        if not _inside(claim, other, env):
            continue
        try:
            value = _number(e.body, (), env, other)
        except Undefined:
            continue
        if value < best - CLOSE * (1 + abs(best)) or (e.kind == "unique_minimizer" and value <= best):
            return f"{value} elsewhere, {best} at the point"
    return None


def _corner(c: claims.NoDerivative, point: Point, env: Env, names: Names, random: Random) -> str | None:
    """In some direction the difference quotients forth and back do not tend to opposite numbers."""
    here = _number(c.body, (), env, point)
    variables = {v.name for v in c.variables}
    bends = []
    for _ in range(6):
        velocity = {key: random.uniform(-1, 1) for key in point.entries if key[0] in variables}
        for step in (1e-3, 1e-5):
            sides = (
                point.with_entries({key: point.entries[key] + sign * step * v for key, v in velocity.items()})
                for sign in (1, -1)
            )
            bends.append(abs(sum(_number(c.body, (), env, side) - here for side in sides)) / step)
    return None if max(bends[1::2]) > CLOSE else "smooth in every direction"


def _monotone(m: claims.Monotone, claim: Claim, point: Point, env: Env, names: Names, random: Random) -> str | None:
    name = m.variable.name
    for _ in range(4):
        other = _moved(point, names, [name], random)
        if not _inside(claim, other, env):
            continue
        low, high = sorted((point, other), key=lambda p: p.entries[name, ()])
        rise = _number(m.body, (), env, high) - _number(m.body, (), env, low)
        rise *= -1 if m.kind in ("decreasing", "nonincreasing") else 1
        if rise < -CLOSE or (m.kind in ("increasing", "decreasing") and rise <= 0):
            return f"a rise of {rise}"
    return None


def _limit(c: claims.LimitClaim, claim: Claim, point: Point, env: Env, names: Names, random: Random) -> str | None:
    """Far along the way the values have to be near the limit, or nearer than before."""
    with mpmath.workdps(60):
        for way in _ways(c, claim, point, env, names, random):
            gaps = []
            for there in way:
                try:
                    here = Exact(there).part(c.body, (), env)
                except (Undefined, OverflowError):
                    break
                if str(c.value) in (str(oo), str(-oo)):
                    gaps.append(1 / max(here if str(c.value) == str(oo) else -here, mpmath.mpf(10) ** -50))
                else:
                    gaps.append(abs(here - Exact(there).part(c.value, (), env)))
            if len(gaps) == 3 and gaps[2] > 1e-3 and gaps[2] > 0.9 * gaps[1]:
                return f"far from the limit: {[mpmath.nstr(gap, 5) for gap in gaps]}"
    return None


def _ways(
    c: claims.LimitClaim, claim: Claim, point: Point, env: Env, names: Names, random: Random
) -> Iterator[list[Point]]:
    """Three points on each way to the end."""
    exact, far = point.exactly(), {str(oo): 1, str(-oo): -1}.get(str(c.to), 0)
    if isinstance(c.variable, SizeSymbol):
        hypotheses = [(r, None) for _, r in claim.hypotheses]
        grown = []
        for n in (8, 16, 32):
            there = Point({**point.sizes, c.variable.name: n}, dict(point.entries), point.labels, point.waves)
            for name, real in names.reals.items():
                for at in every(there, real.axes):
                    there.entries.setdefault((name, at), of_domain(real.domain, random))
            settled_ = settled(hypotheses, there, names, random)  # type: ignore[arg-type]
            if settled_ is None:
                return
            grown.append(settled_.exactly())
        yield grown
        return
    name = c.variable.name  # type: ignore[attr-defined]
    base = 0 if far else Exact(exact).part(c.to, (), env)
    for side in [far] if far else [1, -1]:
        steps = [base + side * mpmath.mpf(10) ** (digits if far else -digits) for digits in (3, 6, 12)]
        if all(allowed(names.reals[name].domain, step, 0) for step in steps):
            yield [exact.with_entries({(name, ()): step}) for step in steps]


def _subgradient(s: claims.SubgradientClaim, point: Point, env: Env, names: Names, random: Random) -> str | None:
    name = s.variable.name
    here = _number(s.body, (), env, point)
    for near in (None, 0.3, -0.1):
        other = _moved(point, names, [name], random, near)
        linear = sum(
            _number(s.value, at, env, point) * (other.entries[name, at] - point.entries[name, at])
            for at in every(point, s.variable.axes)
        )
        gap = _number(s.body, (), env, other) - here - linear
        if gap < -CLOSE * (1 + abs(here)):
            return f"a gap of {gap}"
    return None
