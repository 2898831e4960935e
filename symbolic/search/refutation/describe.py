"""Write a counterexample down as a reader wants it: sizes, the values that matter, both sides."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

from symbolic.kernel.judgements import Context, Sequent, Stationary
from symbolic.kernel.terms import Term
from symbolic.language.lazy_cases import CASE
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.failures import Counterexample, Violation, at_point
from symbolic.search.refutation.intervals import Interval, NotDecided, Number
from symbolic.search.refutation.lines import QUICK
from symbolic.search.refutation.mentions import functions, mentions, sizes_and_labels
from symbolic.search.refutation.occurrences import terms_of, variables_of
from symbolic.search.refutation.relevance import sizes_that_matter
from symbolic.verdict import Witness

UNDEFINED = "undefined"
DIGITS = (4, 8, 16, 32, 64, 128)


def text_of_slot(slot: Slot) -> str:
    array, position = slot
    return f"{array}[{', '.join(map(str, position))}]" if position else array


def _decimal(value: Fraction, digits: int, up: bool) -> str:
    """`value` rounded down or up to `digits` places."""
    scaled = value * 10**digits
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    body = str(abs(whole)).rjust(digits + 1, "0")
    return ("-" if whole < 0 else "") + body[:-digits] + "." + body[-digits:]


def text(value: Number | None, digits: int = DIGITS[0]) -> str:
    """Exact, or two decimals between which the value lies."""
    match value:
        case None:
            return UNDEFINED
        case Interval(low=low, high=high, bits=bits):
            ends = Fraction(low, 1 << bits), Fraction(high, 1 << bits)
            return f"{_decimal(ends[0], digits, False)}..{_decimal(ends[1], digits, True)}"
        case _:
            return str(value)


def _ends(value: Number, digits: int) -> tuple[Fraction, Fraction]:
    if isinstance(value, Interval):
        low, high = text(value, digits).split("..")
        return Fraction(low), Fraction(high)
    return Fraction(value), Fraction(value)


def both_sides(left: Number | None, right: Number | None) -> tuple[str, str]:
    """Both sides with enough digits to tell them apart."""
    for digits in DIGITS:
        if left is None or right is None:
            break
        a, b = _ends(left, digits), _ends(right, digits)
        if a[1] < b[0] or b[1] < a[0] or a == b:
            break
    return text(left, digits), text(right, digits)


def describe_point(context: Context, point: Assignment) -> Witness:
    """A point at which the hypotheses hold, with nothing to compare."""
    values = [(name, str(n)) for name, n in point.indices.items()]
    values += [(text_of_slot((name, at)), str(n)) for (name, at), n in sorted(point.labels.items())]
    values += [(f"{n}({', '.join(p.names())})", p.text()) for n, p in sorted(point.functions.items())]
    values += [(text_of_slot(slot), text(value)) for slot, value in sorted(point.entries.items())]
    return Witness(tuple((name, point.sizes[name]) for name, _, _ in context.sizes), tuple(values), "", "", "", "")


def describe(sequent: Sequent, case: Counterexample, violation: Violation) -> Witness:
    """The witness of a certified counterexample."""
    context, point = sequent.context, case.assignment
    if isinstance(sequent.judgement, Stationary):  # what was drawn for the variables does not matter
        with suppress(NotDecided):
            moved = at_point(context, sequent.judgement.point, Evaluator(point, QUICK, Work()))
            point = point if moved is None else moved.assignment
    terms = terms_of(sequent)
    arrays = _arrays_that_matter(sequent, terms)
    everything = (*terms, *(h.term for h in context.hypotheses))
    used, names = sizes_that_matter(sequent), frozenset().union(*(t.free for t in everything))
    names |= frozenset(name for pair in context.distinct for name in pair)
    values: list[tuple[str, str]] = []
    values += [(name, str(value)) for name, value in point.indices.items() if name in names]
    labels = sizes_and_labels(everything)[1]
    values += [(text_of_slot((name, at)), str(n)) for (name, at), n in sorted(point.labels.items()) if name in labels]
    occurring = functions(everything)
    for name, polynomial in sorted(point.functions.items()):
        if name in occurring:
            values.append((f"{name}({', '.join(polynomial.names())})", polynomial.text()))
    for slot in sorted(point.entries):
        if slot[0] in arrays:
            values += _values(slot, point, case.other)
    values += [(f"v[{n + 1}]", str(value)) for n, value in enumerate(case.direction)]
    sizes = tuple((name, point.sizes[name]) for name, _, _ in context.sizes if name in used)
    left, right = both_sides(violation.left, violation.right)
    return Witness(sizes, tuple(values), left, right, violation.relation, violation.note, assignment=case.assignment)


def _values(slot: Slot, point: Assignment, other: Assignment | None) -> list[tuple[str, str]]:
    name, value = text_of_slot(slot), point.entries[slot]
    if other is None or other.entries[slot] == value:
        return [(name, text(value))]
    return [(f"{name} at a", text(value)), (f"{name} at b", text(other.entries[slot]))]


def _arrays_that_matter(sequent: Sequent, terms: tuple[Term, ...]) -> set[str]:
    """Arrays of the judgement and of the case it stands for, and arrays that a hypothesis ties to one of them."""
    matter = set(variables_of(sequent.judgement)).union(*(mentions(t).arrays for t in terms))
    matter = matter.union(*(mentions(h.term).arrays for h in sequent.context.hypotheses if h.name.startswith(CASE)))
    groups = [mentions(h.term).arrays for h in sequent.context.hypotheses]
    while joined := [g for g in groups if g & matter and not g <= matter]:
        matter.update(*joined)
    return matter
