"""Random points that satisfy a claim's conditions and hypotheses."""

from __future__ import annotations

from random import Random

from symbolic.language.indices import IndexSymbol, LabelAt
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim
from tests.second_witness.draw import Names, draw
from tests.second_witness.dual import Kink, Undefined
from tests.second_witness.evaluate import Evaluator, Point
from tests.second_witness.repair import Env, settled


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
            if (found := settled(relations, point, names, random)) is not None:
                return found, env
        except (Undefined, Kink, OverflowError, ZeroDivisionError):
            continue
    return None
