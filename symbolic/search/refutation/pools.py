"""The values of one entry: what the constraints on it alone allow, and from which of these it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from symbolic.kernel.judgements import Hypothesis
from symbolic.kernel.terms import Delta, Entry, Rational, Size, Sum, Term, substitute, walk
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.intervals import Arithmetic, Exact, IsUndefined, NotDecided, exact, sign
from symbolic.search.refutation.lines import QUICK, roots_in

FAVOURITES: tuple[Exact, ...] = (
    *(0, 1, -1, 2, Fraction(1, 2), -2, 3, Fraction(-1, 2), Fraction(1, 3), -3),
    *(Fraction(3, 2), Fraction(1, 4), 4, Fraction(2, 3), 5, Fraction(3, 4), Fraction(-3, 2), 10, Fraction(1, 10), -10),
    *(100, -100, Fraction(1, 100)),
)
"""Values to try first, roughly in this order."""


SMALL = 6
"""How many values of a pool are small."""

MOST_POOLS, MOST_VALUES = 256, 4096
"""Of so many sets of hypotheses, and so many values, it is remembered what they allow."""


@dataclass(slots=True)
class Pool:
    """What an entry may be by `constraints`, each a relation and the term that stands in it to 0.

    `values` are those to draw from, `small` some of them that are not 0.

    Without `work`, it costs no steps to find that out: a pool that is shared must not cost only the first its steps.
    """

    slot: Slot
    constraints: tuple[tuple[str, Term], ...] = ()
    blank: Assignment = field(default_factory=Assignment)
    work: Work | None = None
    known: dict[Exact, bool] = field(default_factory=dict)
    values: tuple[Exact, ...] = FAVOURITES
    small: tuple[Exact, ...] = FAVOURITES[1 : 1 + SMALL]

    def __post_init__(self) -> None:
        if self.constraints:
            wanted = dict.fromkeys((*FAVOURITES, *_landmarks(self)))
            self.values = tuple(v for v in wanted if self.admits(v))
            self.small = tuple(v for v in self.values if v)[:SMALL] or self.values

    def admits(self, value: Exact) -> bool:
        """The constraints allow the value."""
        if not self.constraints:
            return True
        if len(self.known) > MOST_VALUES:
            self.known.clear()
        if value not in self.known:
            point = Assignment(self.blank.sizes, {self.slot: value}, self.blank.indices)
            self.known[value] = all(holds(relation, term, point, self.budget) for relation, term in self.constraints)
        return self.known[value]

    @property
    def budget(self) -> Work:
        return Work() if self.work is None else self.work


@lru_cache(maxsize=MOST_POOLS)
def shared(hypotheses: frozenset[Hypothesis]) -> Pool:
    """The pool of any entry of an array, where each hypothesis `treats_alike` all of them."""
    entry = next(t for h in hypotheses for t in walk(h.term) if isinstance(t, Entry))
    first = tuple((h.relation, substitute(h.term, {name: 1 for name, _ in h.indices})) for h in hypotheses)
    return Pool((entry.array, (1,) * len(entry.indices)), first)


def treats_alike(hypothesis: Hypothesis) -> bool:
    """The hypothesis speaks of one entry at its own indices and of nothing else, so all entries are treated alike."""
    parts = list(walk(hypothesis.term))
    entries = [p for p in parts if isinstance(p, Entry)]
    bound = [name for name, _ in hypothesis.indices]
    return (
        len(entries) == 1
        and sorted(bound) == sorted(map(str, entries[0].indices))
        and not any(isinstance(p, Delta | Sum | Size) for p in parts)
    )


def holds(relation: str, term: Term, point: Assignment, work: Work, *, arithmetic: Arithmetic = QUICK) -> bool:
    """`term relation 0` is certain at the point."""
    try:
        where = sign(Evaluator(point, arithmetic, work).value(term))
    except (IsUndefined, NotDecided):
        return False
    return {"==": where == 0, "!=": where != 0, ">": where > 0, ">=": where >= 0}[relation]


def _landmarks(pool: Pool) -> list[Exact]:
    """The roots of the constraints on one entry, and values between and beyond them."""
    roots: set[Exact] = set()
    for _, term in pool.constraints:
        roots.update(roots_in(pool.blank, term, pool.slot, pool.budget) or ())
        numbers = (exact(t.value) for t in walk(term) if isinstance(t, Rational))
        roots.update(v for n in numbers for v in (n, -n))
    ordered = sorted(roots)
    between = [a + (b - a) * part for a, b in pairwise(ordered) for part in _PARTS]
    beyond = [r + step for r in ordered[:1] + ordered[-1:] for step in (1, -1, Fraction(1, 2), Fraction(-1, 2), 2, -2)]
    return [exact(Fraction(v)) for v in (*ordered, *between, *beyond)]


_PARTS = (Fraction(1, 2), Fraction(1, 3), Fraction(3, 4), Fraction(1, 5))
