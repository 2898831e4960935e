"""A frame made ready for drawing points: its entries, what each may be on its own, and what ties them together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product

from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import Term
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.hypotheses import instances
from symbolic.search.refutation.intervals import Exact
from symbolic.search.refutation.mentions import functions, sizes_and_labels
from symbolic.search.refutation.occurrences import slots
from symbolic.search.refutation.pools import Pool, holds, shared, treats_alike
from symbolic.search.refutation.settings import Frame


@dataclass(frozen=True, slots=True)
class Constraint:
    """`term relation 0` at concrete indices. `alike` is the hypothesis, if it treats all entries alike everywhere."""

    relation: str
    term: Term
    slots: tuple[Slot, ...]
    alike: Hypothesis | None
    has_function: bool


@dataclass(slots=True)
class Setting:
    """What can be drawn in one frame. `pools` maps an entry to what its own constraints allow.

    `rows` holds the entries row by row, `tied` the arrays of which `equations` speak.
    """

    blank: Assignment
    slots: tuple[Slot, ...]
    single: dict[Slot, list[Constraint]]
    joint: list[Constraint]
    label_sizes: dict[str, str]
    label_slots: tuple[tuple[str, tuple[int, ...], int], ...]
    functions: dict[str, tuple[int, int]]
    pools: dict[Slot, Pool] = field(default_factory=dict)
    seen: dict[Term, tuple[Slot, ...]] = field(default_factory=dict)
    rows: dict[tuple[str, tuple[int, ...]], list[tuple[Slot, Pool]]] = field(default_factory=dict)
    equations: list[Term] = field(default_factory=list)
    tied: frozenset[str] = frozenset()

    def admits(self, slot: Slot, value: Exact) -> bool:
        """The constraints on this entry alone allow the value."""
        return slot not in self.pools or self.pools[slot].admits(value)

    def values(self, slot: Slot) -> tuple[Exact, ...]:
        """From which values the entry is drawn."""
        return self.pools[slot].values if slot in self.pools else ()

    def untied(self) -> Setting:
        """The setting without what ties its entries together."""
        return replace(self, joint=[], equations=[], tied=frozenset())

    def slots_in(self, term: Term) -> tuple[Slot, ...]:
        """The entries that may matter to the term."""
        if term not in self.seen:
            self.seen[term] = slots(term, self.blank, self.label_sizes)
        return self.seen[term]


def prepare(context: Context, terms: tuple[Term, ...], frame: Frame, work: Work) -> Setting | None:
    """The setting of a frame; None if an entry lies outside its array or can have no value."""
    sizes = dict(frame.sizes)
    everything = (*terms, *(h.term for h in context.hypotheses))
    label_sizes = {name: target for name, _, target in context.labels}
    used_labels = sizes_and_labels(everything)[1]
    label_slots = tuple(
        (name, at, sizes[target])
        for name, arguments, target in context.labels
        if name in used_labels
        for at in product(*(range(1, sizes[a] + 1) for a in arguments))
    )
    blank = Assignment(sizes, {}, dict(frame.indices))
    setting = Setting(blank, (), {}, [], label_sizes, label_slots, functions(everything))
    found: dict[Slot, None] = {}
    for term in terms:
        found.update(dict.fromkeys(setting.slots_in(term)))
    for hypothesis in context.hypotheses:
        _constrain(setting, hypothesis, found)
    setting.slots = tuple(sorted(found))
    if not (_inside(setting, context) and _fixed_hold(setting, work) and _fill_pools(setting, work)):
        return None
    equalities = [c for c in setting.joint if c.relation == "=="]
    setting.equations = [c.term for c in equalities]
    setting.tied = frozenset(array for c in equalities for array, _ in c.slots)
    for slot, pool in setting.pools.items():
        setting.rows.setdefault((slot[0], slot[1][:-1]), []).append((slot, pool))
    return setting


def _fixed_hold(setting: Setting, work: Work) -> bool:
    """Constraints on sizes and free indices alone hold in this frame; they need not be looked at again."""
    fixed = [c for c in setting.joint if not (c.slots or c.has_function or sizes_and_labels((c.term,))[1])]
    setting.joint = [c for c in setting.joint if c not in fixed]
    return all(holds(c.relation, c.term, setting.blank, work) for c in fixed)


def _constrain(setting: Setting, hypothesis: Hypothesis, found: dict[Slot, None]) -> None:
    alike, has_function = hypothesis if treats_alike(hypothesis) else None, bool(functions((hypothesis.term,)))
    for term in instances(hypothesis, setting.blank.sizes):
        looks_at = setting.slots_in(term)
        found.update(dict.fromkeys(looks_at))
        constraint = Constraint(hypothesis.relation, term, looks_at, alike, has_function)
        if len(looks_at) == 1 and not constraint.has_function:
            setting.single.setdefault(looks_at[0], []).append(constraint)
        else:
            setting.joint.append(constraint)


def _inside(setting: Setting, context: Context) -> bool:
    shapes = dict(context.arrays)
    for array, position in setting.slots:
        for at, axis in zip(position, shapes.get(array, ()), strict=False):
            if not 1 <= at <= (setting.blank.sizes[axis] if isinstance(axis, str) else axis):
                return False
    return True


def _fill_pools(setting: Setting, work: Work) -> bool:
    """Find values for each entry; entries that constraints treat alike share them."""
    for slot in setting.slots:
        constraints = setting.single.get(slot, ())
        alike = frozenset(c.alike for c in constraints if c.alike is not None)
        if not constraints:
            pool = Pool(slot)
        elif len(alike) == len(constraints):
            pool = shared(alike)
        else:
            pool = Pool(slot, tuple((c.relation, c.term) for c in constraints), setting.blank, work)
        setting.pools[slot] = pool
        if not pool.values:
            return False
    return True
