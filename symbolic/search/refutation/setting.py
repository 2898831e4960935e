"""A frame made ready for drawing points: its entries, what each may be on its own, and what ties them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise, product

from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import Delta, Entry, Rational, Size, Sum, Term, walk
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.hypotheses import instances
from symbolic.search.refutation.intervals import Arithmetic, Exact, IsUndefined, NotDecided, exact, sign
from symbolic.search.refutation.lines import QUICK, roots_in
from symbolic.search.refutation.occurrences import functions, sizes_and_labels, slots
from symbolic.search.refutation.settings import Frame

FAVOURITES: tuple[Exact, ...] = (
    *(0, 1, -1, 2, Fraction(1, 2), -2, 3, Fraction(-1, 2), Fraction(1, 3), -3),
    *(Fraction(3, 2), Fraction(1, 4), 4, Fraction(2, 3), 5, Fraction(3, 4), Fraction(-3, 2), 10, Fraction(1, 10), -10),
    *(100, -100, Fraction(1, 100)),
)
"""Values to try first, roughly in this order."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """`term relation 0` at concrete indices. `kind` is shared by entries that it treats alike."""

    relation: str
    term: Term
    slots: tuple[Slot, ...]
    kind: str
    has_function: bool


@dataclass(slots=True)
class Setting:
    """What can be drawn in one frame. `pools` maps an entry to values that its own constraints allow."""

    blank: Assignment
    slots: tuple[Slot, ...]
    single: dict[Slot, list[Constraint]]
    joint: list[Constraint]
    label_sizes: dict[str, str]
    label_slots: tuple[tuple[str, tuple[int, ...], int], ...]
    functions: dict[str, tuple[int, int]]
    pools: dict[Slot, tuple[Exact, ...]] = field(default_factory=dict)
    admitted: dict[tuple[Slot, Exact], bool] = field(default_factory=dict)
    seen: dict[Term, tuple[Slot, ...]] = field(default_factory=dict)

    def admits(self, slot: Slot, value: Exact, work: Work) -> bool:
        """The constraints on this entry alone allow the value."""
        key = slot, value
        if key not in self.admitted:
            point = Assignment(self.blank.sizes, {slot: value}, self.blank.indices)
            self.admitted[key] = all(holds(c.relation, c.term, point, work) for c in self.single.get(slot, ()))
        return self.admitted[key]

    def slots_in(self, term: Term) -> tuple[Slot, ...]:
        """The entries that may matter to the term."""
        if term not in self.seen:
            self.seen[term] = slots(term, self.blank, self.label_sizes)
        return self.seen[term]


def holds(relation: str, term: Term, point: Assignment, work: Work, *, arithmetic: Arithmetic = QUICK) -> bool:
    """`term relation 0` is certain at the point."""
    try:
        where = sign(Evaluator(point, arithmetic, work).value(term))
    except (IsUndefined, NotDecided):
        return False
    return {"==": where == 0, "!=": where != 0, ">": where > 0, ">=": where >= 0}[relation]


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
    return setting if _inside(setting, context) and _fixed_hold(setting, work) and _fill_pools(setting, work) else None


def _fixed_hold(setting: Setting, work: Work) -> bool:
    """Constraints on sizes and free indices alone hold in this frame; they need not be looked at again."""
    fixed = [c for c in setting.joint if not (c.slots or c.has_function or sizes_and_labels((c.term,))[1])]
    setting.joint = [c for c in setting.joint if c not in fixed]
    return all(holds(c.relation, c.term, setting.blank, work) for c in fixed)


def _constrain(setting: Setting, hypothesis: Hypothesis, found: dict[Slot, None]) -> None:
    for number, term in enumerate(instances(hypothesis, setting.blank.sizes)):
        looks_at = setting.slots_in(term)
        found.update(dict.fromkeys(looks_at))
        kind = hypothesis.name if _treats_alike(hypothesis) else f"{hypothesis.name} {number}"
        constraint = Constraint(hypothesis.relation, term, looks_at, kind, bool(functions((term,))))
        if len(looks_at) == 1 and not constraint.has_function:
            setting.single.setdefault(looks_at[0], []).append(constraint)
        else:
            setting.joint.append(constraint)


def _treats_alike(hypothesis: Hypothesis) -> bool:
    """The hypothesis speaks of one entry at its own indices and of nothing else, so all entries are treated alike."""
    parts = list(walk(hypothesis.term))
    entries = [p for p in parts if isinstance(p, Entry)]
    bound = [name for name, _ in hypothesis.indices]
    return (
        len(entries) == 1
        and sorted(bound) == sorted(map(str, entries[0].indices))
        and not any(isinstance(p, Delta | Sum | Size) for p in parts)
    )


def _inside(setting: Setting, context: Context) -> bool:
    shapes = dict(context.arrays)
    for array, position in setting.slots:
        for at, axis in zip(position, shapes.get(array, ()), strict=False):
            if not 1 <= at <= (setting.blank.sizes[axis] if isinstance(axis, str) else axis):
                return False
    return True


def _fill_pools(setting: Setting, work: Work) -> bool:
    """Find values for each entry; entries under constraints of the same kinds share them."""
    shared: dict[tuple[str, frozenset[str]], tuple[Exact, ...]] = {}
    for slot in setting.slots:
        constraints = setting.single.get(slot, [])
        key = slot[0], frozenset(c.kind for c in constraints)
        if key not in shared:
            wanted = dict.fromkeys([*FAVOURITES, *_landmarks(setting, slot, work)] if constraints else FAVOURITES)
            shared[key] = tuple(v for v in wanted if setting.admits(slot, v, work))
        setting.pools[slot] = shared[key]
        if not shared[key]:
            return False
    return True


def _landmarks(setting: Setting, slot: Slot, work: Work) -> list[Exact]:
    """The roots of the constraints on one entry, and values between and beyond them."""
    roots: set[Exact] = set()
    for constraint in setting.single[slot]:
        roots.update(roots_in(setting.blank, constraint.term, slot, work) or ())
        numbers = (exact(t.value) for t in walk(constraint.term) if isinstance(t, Rational))
        roots.update(v for n in numbers for v in (n, -n))
    ordered = sorted(roots)
    between = [a + (b - a) * part for a, b in pairwise(ordered) for part in _PARTS]
    beyond = [r + step for r in ordered[:1] + ordered[-1:] for step in (1, -1, Fraction(1, 2), Fraction(-1, 2), 2, -2)]
    return [exact(Fraction(v)) for v in (*ordered, *between, *beyond)]


_PARTS = (Fraction(1, 2), Fraction(1, 3), Fraction(3, 4), Fraction(1, 5))
