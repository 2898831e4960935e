"""Where a product stands in another: found at once, and not sought among all orders of equal factors."""

from __future__ import annotations

from itertools import pairwise

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Entry, Term, multiply, power, sum_over
from symbolic.search.rewriting.flat_products import Flat, flat, occurrences

CONTEXT = Context(
    sizes=(("N", 1, None),), arrays=(("P", ("N", "N")), ("v", ("N",)), ("u", ())), indices=(("i", "N"), ("j", "N"))
)
ALGEBRA = Algebra(CONTEXT)


def opened(term: Term) -> Flat:
    p = ALGEBRA.normal(term)
    [code] = p.terms
    found = flat(ALGEBRA, code, p.reach)
    assert found is not None
    return found


def chain(*names: str) -> Term:
    """The sum over all indices but the first of products of entries of P, and of v at last."""
    term: Term = Entry("v", (names[-1],))
    for here, there in reversed(list(pairwise(names))):
        term = sum_over(there, "N", multiply(Entry("P", (here, there)), term))
    return term


def test_a_product_of_two_stands_in_a_longer_one() -> None:
    pattern = opened(sum_over("k", "N", multiply(Entry("P", ("!i", "k")), Entry("P", ("k", "!j")))))
    found = list(occurrences(ALGEBRA, pattern, frozenset({"!i", "!j"}), opened(chain("i", "k1", "k2"))))
    assert [len(o.left) for o in found] == [1]


def test_equal_factors_are_tried_once() -> None:
    pattern = opened(multiply(power(Entry("u"), 8), Entry("v", ("!i",))))
    whole = opened(multiply(power(Entry("u"), 12), Entry("v", ("i",))))
    assert [len(o.left) for o in occurrences(ALGEBRA, pattern, frozenset({"!i"}), whole)] == [4]


def test_what_is_not_there_is_seen_at_once() -> None:
    scopes = [f"k{n}" for n in range(1, 13)]
    squares = opened(multiply(*(sum_over(k, "N", power(Entry("v", (k,)), 1)) for k in scopes)))
    pattern = opened(multiply(*(sum_over(k, "N", Entry("v", (k,))) for k in scopes[:10]), Entry("P", ("!i", "!j"))))
    assert not list(occurrences(ALGEBRA, pattern, frozenset({"!i", "!j"}), squares))
