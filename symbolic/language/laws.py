"""The laws of declared random variables, as kernel terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from symbolic.kernel.judgements import Hypothesis
from symbolic.kernel.terms import Term
from symbolic.language import nodes
from symbolic.language.algebra import is_nonnegative
from symbolic.language.errors import NotYetDecidable
from symbolic.language.lazy_cases import parts_of
from symbolic.language.moments import Law
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from symbolic.language.context import Scope
    from symbolic.language.lowering import At, Lowering


def random_reals(e: Expr) -> Iterator[nodes.Real]:
    """The random variables that an expression mentions, in its order."""
    seen: set[Expr] = set()

    def visit(part: Expr) -> Iterator[nodes.Real]:
        if part not in seen:
            seen.add(part)
            if isinstance(part, nodes.Real) and part.law is not None:
                yield part
            for child in part.children():
                yield from visit(child)

    return visit(e)


def law_of(real: nodes.Real, lowering: Lowering) -> Law:
    """The law of a random variable; a parameter of its shape is that of each entry."""
    law = real.law
    if law is None:
        raise NotYetDecidable(f"`{real}` is not random")
    if not _is_sampled_once(real):
        raise NotYetDecidable(f"the law of `{real}` depends on an index or on a random variable")

    def parameters(at: At) -> tuple[Term, ...]:
        return tuple(lowering.entry(p, at if p.shape else (), {}) for p in law.parameters)

    inner = {part for p in law.parameters for part in parts_of(p)}
    mentions = frozenset(part.name for part in inner if isinstance(part, nodes.Real))
    return Law(law.kind, parameters, law.independent, mentions)


def _is_sampled_once(real: nodes.Real) -> bool:
    parameters = real.law.parameters if real.law is not None else ()
    return not any(p.free or p.shape not in ((), real.axes) or any(random_reals(p)) for p in parameters)


def domain_of_law(real: nodes.Real, scope: Scope) -> Iterator[Hypothesis]:
    """That the variance is >= 0, and a probability in [0, 1], where that is not plain to see."""
    if real.law is None or not _is_sampled_once(real):
        return
    law, what = law_of(real, scope.lowering), "probability" if real.law.kind == "bernoulli" else "variance"
    shape = real.axes if any(p.shape for p in real.law.parameters) else ()
    for at, axes in scope.entries(shape):
        for term in law.domain(at):
            if not is_nonnegative(term, scope.lowering.positive):
                yield Hypothesis(f"{what} of {real.name}", ">=", term, axes)
