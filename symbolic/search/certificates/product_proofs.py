"""Proofs from equations between sums of products, such as P P = P: of equations, and of signs of quadratic forms.

A symmetric matrix M with M M = c M, c > 0, is semidefinite: v.Mv = |Mv|^2 / c. Mv is half the gradient of v.Mv.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, factors
from symbolic.kernel.algebra.signs import NEGATIVE
from symbolic.kernel.derivative import derivative, unfold
from symbolic.kernel.judgements import Context, Equal, Sequent, Sign
from symbolic.kernel.rules import cases, linear_combination
from symbolic.kernel.rules.linear_combination import Multiple
from symbolic.kernel.terms import Delta, Entry, Term, add, multiply, number, power, subtract, sum_over
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.bounds.multiples import Division, division
from symbolic.search.certificates.bounds.roots import as_written, radicands, without_roots
from symbolic.search.certificates.readable.arrays import candidates
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.steps import by, contradiction

Prover = Callable[[Sequent], Theorem]
ROW, ROOTS = "row", "roots"


def equal_by_products(goal: Sequent, prove: Prover) -> Theorem:
    """A proof that the sides differ by multiples of equations between sums of products. Raises Rejected."""
    known = division(goal.context)
    if known is None:
        raise Rejected("no equation between sums of products is known")
    difference = subtract(*goal.judgement.children())
    multiples, _ = known.of(difference)
    if multiples:
        with suppress(Rejected):
            return _combined(goal, known, multiples, prove)
    return _equal_roots(goal, known, known.algebra.normal(difference), prove)


def _combined(goal: Sequent, known: Division, multiples: tuple[Multiple, ...], prove: Prover) -> Theorem:
    if not multiples:
        raise Rejected("the two sides could not be shown to be equal")
    bases = radicands(known.algebra, add(*goal.judgement.children()))
    multiples = tuple((n, chosen, scope, as_written(w, bases)) for n, chosen, scope, w in multiples)
    premise = linear_combination.premise_for(goal, multiples)
    taken = {d.position for d in known.divisors}
    lean = goal.context.with_hypotheses(h for n, h in enumerate(goal.context.hypotheses) if n not in taken)
    plain = prove(Sequent(lean, premise.judgement))
    return by("linear_combination", goal, (by("weakening", premise, (plain,)),), multiples)


def _equal_roots(goal: Sequent, known: Division, p: Polynomial, prove: Prover) -> Theorem:
    """A proof that u = v, both >= 0, from u^2 = v^2: u - v = (u^2 - v^2) / (u + v) where u + v > 0, else both are 0."""
    algebra, parts = known.algebra, [Polynomial({m: c}, p.reach) for m, c in p.terms.items()]
    if len(parts) != 2 or not any(algebra.table[g][0].kind == "root" for g in p.generators()):
        raise Rejected("the two sides could not be shown to be equal")
    total = sum((q if not algebra.sign(q) & NEGATIVE else q.scaled(-1) for q in parts), start=ZERO)
    above = as_written(term_of(algebra, total), radicands(algebra, add(*goal.judgement.children())))
    multiples, _ = known.of_polynomial(without_roots(algebra, p * total))
    over = tuple((n, chosen, scope, multiply(power(above, -1), w)) for n, chosen, scope, w in multiples)
    positive, null, negative = cases.split(goal, above, ROOTS)
    premises = (_combined(positive, known, over, prove), prove(null), contradiction(negative))
    return by("cases", goal, premises, (above, ROOTS))


def signed_by_products(goal: Sequent, prove: Prover) -> Theorem:
    """A proof of a sign through the term that is left, or through the square of the gradient. Raises Rejected."""
    (term,) = goal.judgement.children()
    known = division(goal.context)
    if known is None:
        raise Rejected("no equation between sums of products is known")
    multiples, rest = known.of(term)
    if multiples:
        with suppress(Rejected):
            return _through(goal, prove, term_of(known.algebra, rest), prove)
    for square in squares_by_products(goal.context, term) if goal.judgement == Sign(">=", term) else ():
        with suppress(Rejected):
            return _through(goal, prove, square, lambda read: by("sign", read))
    raise Rejected("no square was found that is equal")


def _through(goal: Sequent, prove: Prover, equal: Term, signed: Prover) -> Theorem:
    (term,) = goal.judgement.children()
    read = Sequent(goal.context, Sign(goal.judgement.relation, equal))  # type: ignore[union-attr]
    return by("rewriting", goal, (prove(Sequent(goal.context, Equal(term, equal))), signed(read)))


def squares_by_products(context: Context, term: Term) -> Iterator[Term]:
    """Multiples of the squared gradient that are equal to the form, in any of its arrays."""
    known = division(context)
    if known is None:
        return
    _, form = known.of(term)
    for square in (*_of_gradients(context, known.algebra, form), *_of_rows(context, known.algebra, form)):
        ratio = _ratio(form, known.of(square)[1])
        if ratio is not None and ratio > 0:
            yield multiply(number(ratio), square)


def _of_gradients(context: Context, algebra: Algebra, form: Polynomial) -> Iterator[Term]:
    axes, term = dict(context.arrays), term_of(algebra, form)
    for arrays in candidates(algebra, form):
        for array in arrays:
            match axes.get(array):
                case (str(size),):
                    slope = unfold(derivative(term, array, (ROW,)))
                    yield sum_over(ROW, size, power(slope, 2))


def _of_rows(context: Context, algebra: Algebra, p: Polynomial) -> Iterator[Term]:
    """The squared row i of a M + b, of which a M[i, i] + b is an entry."""
    sizes = dict(context.indices)
    for code in p.terms:
        match [(algebra.table[g], e) for g, e in factors(code)]:
            case [((head, (str(i), j)), 1)] if head.kind == "entry" and i == j and i in sizes:
                parts = [
                    multiply(number(c), Entry(str(head.data[0]), (i, ROW)) if m == code else Delta(i, ROW))
                    for m, c in p.terms.items()
                    if m in (0, code)
                ]
                if len(parts) == len(p.terms):
                    yield sum_over(ROW, sizes[i], power(add(*parts), 2))


def _ratio(p: Polynomial, q: Polynomial) -> Fraction | None:
    """c with p = c q."""
    if not q or p.terms.keys() != q.terms.keys():
        return None
    code = next(iter(p.terms))
    ratio = Fraction(p.terms[code]) / q.terms[code]
    return ratio if not p - q.scaled(ratio) else None
