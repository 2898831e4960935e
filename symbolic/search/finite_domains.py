"""Proofs for each value that an entry may have: y in {-1, 1}.

Between two values there is none: there (y + 1) (y - 1) is negative, and it is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from symbolic.kernel.judgements import Hypothesis, Sequent
from symbolic.kernel.rules import cases, cut
from symbolic.kernel.terms import Add, Entry, Mul, Rational, Term, add, number, substitute, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language.printing import text
from symbolic.search.steps import by

MOST_VALUES = 4

Prover = Callable[[Sequent], Theorem]
Values = tuple[tuple[Term, Fraction], ...]
"""What an entry less a value is, and the value."""


def by_values(goal: Sequent, prove: Prover) -> Theorem:
    """A proof for each value of the first entry with a finite domain that is not told apart yet. Raises Rejected."""
    taken = {h.name for h in goal.context.hypotheses}
    domain, values = next(((h, v) for h, v in _domains(goal) if h.name not in taken), (None, ()))
    if domain is None:
        raise Rejected("no entry has a finite domain")
    known, rest = cut.premises_for(goal, domain)
    return by("cut", goal, (by("identity", known), _in_turn(rest, domain.name, values, prove)), domain)


def _in_turn(goal: Sequent, name: str, values: Values, prove: Prover) -> Theorem:
    """Below the first value there is none; at it, `prove`; above it, the next one."""
    (distance, value), *others = values
    case = f"{name}: {value}"
    above, at, below = cases.split(goal, distance, case)
    last = _in_turn(above, name, tuple(others), prove) if others else _nowhere(above, name)
    return by("cases", goal, (last, prove(at), _nowhere(below, name)), (distance, case))


def _nowhere(goal: Sequent, name: str) -> Theorem:
    """A proof from the signs of all distances, which give the product one."""
    told = (h for h in goal.context.hypotheses if h.name.startswith(name))
    lean = Sequent(goal.context.with_hypotheses(told), goal.judgement)
    return by("weakening", goal, (by("absurd", lean, (), name),))


def _domains(goal: Sequent) -> Iterator[tuple[Hypothesis, Values]]:
    """For the entries in the goal: that a product is 0, and its factors by the value where each is 0."""
    sizes = dict(goal.context.indices)
    entries = [t for s in goal.judgement.children() for t in walk(s) if isinstance(t, Entry) and not t.loose]
    for h in (h for h in goal.context.hypotheses if h.relation == "==" and isinstance(h.term, Mul)):
        own = tuple(i for i, _ in h.indices)
        for entry in dict.fromkeys(entries):
            by_name = dict(zip(own, entry.indices, strict=False))
            if [sizes.get(str(i)) for i in by_name.values()] != [size for _, size in h.indices]:
                continue
            told = substitute(h.term, by_name)
            factors = told.factors if isinstance(told, Mul) else (told,)
            values = dict(v for f in factors if (v := _value(f, entry)) is not None)
            if len(values) == len(factors) <= MOST_VALUES:
                name = f"{text(entry)} has a value"
                yield Hypothesis(name, "==", told), tuple((values[v], v) for v in sorted(values))


def _value(factor: Term, entry: Entry) -> tuple[Fraction, Term] | None:
    """The value of the entry where the factor is 0, and the factor, if it is the entry less a number."""
    rest = [t for t in (factor.terms if isinstance(factor, Add) else (factor,)) if t is not entry]
    value = add(*rest)
    if factor is add(entry, *rest) and isinstance(value, Rational):
        return -value.value, add(entry, number(value.value))
    return None
