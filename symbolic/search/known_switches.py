"""Brackets and absolute values that are decided everywhere, by a sign that has to be proved: |1 - p_c| = 1 - p_c.

The sign is proved first, for all values of the indices of sums around it, and used like a hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge
from symbolic.kernel.judgements import Hypothesis, Sequent
from symbolic.kernel.rules import cut
from symbolic.kernel.terms import Term, negate
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.language.printing import text
from symbolic.search.certificates.readable.readback import Scope, term_of
from symbolic.search.fresh_names import fresh_name
from symbolic.search.refutation.samples import Samples
from symbolic.search.steps import by

MOST_SWITCHES = 4

Prover = Callable[[Sequent], Theorem]


def with_known_switches(goal: Sequent, prove: Prover, rest: Prover) -> Theorem:
    """A proof by `rest` of the goal with the sign, by `prove`, of one more term that stands in a bracket in it.

    Raises Rejected.
    """
    taken = {h.name for h in goal.context.hypotheses}
    for lemma in _signs(goal, taken):
        with suppress(Rejected):
            told, remaining = cut.premises_for(goal, lemma)
            known = prove(told)
            return by("cut", goal, (known, rest(remaining)), lemma)
    raise Rejected("the sign of nothing that stands in a bracket could be proved")


def _signs(goal: Sequent, taken: set[str]) -> Iterator[Hypothesis]:
    """The signs that what stands in brackets seems to have everywhere."""
    with suppress(Undefined, TooLarge, TypeError):
        for term, scope in list(_switches(goal))[:MOST_SWITCHES]:
            name = f"the sign of {text(term)}"
            samples = Samples(goal.context.declaring(indices=scope), (term,))
            seen = {samples.sign(term, look) for look in samples.looks} - {None}
            for t, signs in ((term, (1, 0)), (negate(term), (-1, 0))) if seen and name not in taken else ():
                if seen <= {*signs}:
                    yield from (Hypothesis(name, r, t, scope) for r in ((">",) if 0 not in seen else ()) + (">=",))


def _switches(goal: Sequent) -> Iterator[tuple[Term, Scope]]:
    """What stands in brackets in the goal as a polynomial, with the indices of the sums around it."""
    algebra, name = Algebra(goal.context), fresh_name(goal, "k", "n", "m", "index")

    def visit(p: Polynomial, scope: Scope) -> Iterator[tuple[Term, Scope]]:
        for g in sorted(p.generators()):
            head, indices = algebra.table[g]
            names = [f"{name}_{len(scope) + n}" for n, _ in enumerate(head.data)] if head.kind == "sum" else []
            inside = (*scope, *zip(names, map(str, head.data), strict=False))
            for body in algebra.opened(head, indices, names) if head.bodies else ():
                if head.kind in (">", "=="):
                    term = term_of(algebra, body)
                    yield term, tuple(pair for pair in inside if pair[0] in term.free)
                yield from visit(body, inside)

    for side in goal.judgement.children():
        yield from visit(algebra.normal(side), ())
