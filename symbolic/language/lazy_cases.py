"""Cases of which a branch is not defined everywhere: the claim is split by their conditions.

The kernel has no lazy choice, only brackets, which want every branch defined. But at a point where the first condition
that holds is c_n, `cases(..)` is its n-th branch; so a claim that mentions it is the conjunction of the claims with the
n-th branch in its place, each under the hypotheses that say that the n-th condition is the first to hold. That needs
conditions which speak of the claim's own indices, not of one that is bound, and are defined everywhere.

A derivative looks at points nearby, too. Under hypotheses `t > 0`, `t < 0`, `t != 0` with t continuous the same branch
is taken nearby, so the derivative is that of the branch. Under `t == 0` or `t >= 0` it need not be; the arrays that t
mentions are then `closed`, and a derivative by one of them is that of all branches, each `guarded` by its condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from symbolic.kernel import terms as kernel
from symbolic.kernel.judgements import Hypothesis
from symbolic.kernel.terms import ONE, Term
from symbolic.language import nodes
from symbolic.language.algebra import complement, is_defined, minus, plus, times
from symbolic.language.errors import NotYetDecidable, brief
from symbolic.language.indices import IndexSymbol
from symbolic.language.printing import text
from symbolic.language.relations import Relation, relations_of
from symbolic.language.tree import Expr

if TYPE_CHECKING:
    from symbolic.language.lowering import Lowering

Key: TypeAlias = tuple[Expr, tuple[kernel.Index, ...], tuple[tuple[IndexSymbol, kernel.Index], ...]]
CASE = "case: "
"""How the hypotheses of a case are called, before what they say. No condition of a reader begins so."""
Fact: TypeAlias = tuple[str, Term]
"""`term relation 0`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The branch that is taken, the hypotheses under which it is, and the arrays that could leave it nearby."""

    expression: Expr
    hypotheses: tuple[Hypothesis, ...]
    closed: frozenset[str]


class LazyCases(NotYetDecidable):
    """A branch of `node` is not visibly defined everywhere."""

    def __init__(self, node: nodes.Cases, key: Key, values: Mapping[IndexSymbol, kernel.Index]) -> None:
        super().__init__(f"a case of `{brief(node)}` is not visibly defined everywhere, and stands under a binder")
        self.node, self.key, self.values = node, key, values


def choices(lazy: LazyCases, lowering: Lowering, *, finely: bool) -> Iterator[Choice]:
    """The ways in which the cases can come out; with `finely`, boundaries of conditions are ways of their own."""
    branches = [(e, list(_ways(c, lazy, lowering, finely))) for e, c in lazy.node.branches]

    def from_branch(n: int, before: tuple[Fact, ...]) -> Iterator[Choice]:
        if n == len(branches):
            yield _choice(lazy.node.otherwise, before, lowering)
            return
        expression, ways = branches[n]
        for holds, facts in ways:
            if holds:
                yield _choice(expression, (*before, *facts), lowering)
            else:
                yield from from_branch(n + 1, (*before, *facts))

    return from_branch(0, ())


def _choice(expression: Expr, facts: tuple[Fact, ...], lowering: Lowering) -> Choice:
    closed: set[str] = set()
    for relation, term in facts:
        extremes = lowering.named.mentioned(term) if lowering.named is not None else []
        parts = [t for whole in (term, *(e.total for e in extremes)) for t in kernel.walk(whole)]
        if relation in ("==", ">=") or any(map(_jumps, parts)):
            closed |= {t.array for t in parts if isinstance(t, kernel.Entry | kernel.Derivative)}
    shown = ((relation, term, Hypothesis("", relation, term)) for relation, term in facts)
    return Choice(expression, tuple(Hypothesis(f"{CASE}{text(h)}", r, t) for r, t, h in shown), frozenset(closed))


def _jumps(t: Term) -> bool:
    return isinstance(t, kernel.Bracket) or (isinstance(t, kernel.Apply) and t.function == "step")


def _ways(
    condition: object, lazy: LazyCases, lowering: Lowering, finely: bool
) -> Iterator[tuple[bool, tuple[Fact, ...]]]:
    """Each way in which a conjunction comes out: whether it holds, and what is then so."""
    relations = relations_of(condition)

    def from_relation(n: int, before: tuple[Fact, ...]) -> Iterator[tuple[bool, tuple[Fact, ...]]]:
        if n == len(relations):
            yield True, before
            return
        for holds, fact in _of_relation(relations[n], lazy, lowering, finely):
            if holds:
                yield from from_relation(n + 1, (*before, fact))
            else:
                yield False, (*before, fact)

    return from_relation(0, ())


def _of_relation(r: Relation, lazy: LazyCases, lowering: Lowering, finely: bool) -> Iterator[tuple[bool, Fact]]:
    if r.is_between_indices:
        equal = lowering.indicator(Relation("==", r.left, r.right), (), lazy.values)
        yield r.relation == "==", ("==", minus(equal, ONE))
        yield r.relation == "!=", ("==", equal)
        return
    at = lazy.key[1] if r.shape else ()
    left, right = (lowering.entry(s, at if s.shape else (), lazy.values) for s in r.expressions())
    if not (is_defined(left, lowering.positive) and is_defined(right, lowering.positive)):
        raise NotYetDecidable(f"the condition `{r}` is not visibly defined everywhere")
    above, below = minus(left, right), minus(right, left)
    match r.relation:
        case "==" | "!=" as op:
            yield op == "==", ("==", above)
            yield op == "!=", ("!=", above)
            return
        case "<" | "<=":
            above, below = below, above
    strict = r.relation in ("<", ">")
    yield from _ordered(above, below, strict, finely)


def _ordered(above: Term, below: Term, strict: bool, finely: bool) -> Iterator[tuple[bool, Fact]]:
    """How `above > 0` (`>= 0` if not strict) comes out; `below` is its negative."""
    if finely:
        yield True, (">", above)
        yield not strict, ("==", above)
        yield False, (">", below)
    elif strict:
        yield True, (">", above)
        yield False, (">=", below)
    else:
        yield True, (">=", above)
        yield False, (">", below)


def guarded(branch: Term, chosen: Term) -> Term:
    """The branch where `chosen` is 1, and defined where it is 0: log(u) as log([c] u + 1 - [c]), so roots and 1/u."""

    def guard(t: Term) -> Term:
        return plus(times(chosen, t), complement(chosen))

    def visit(t: Term) -> Term:
        match kernel.rebuild(t, visit):
            case kernel.Apply(function="log", arguments=(u,)):
                return kernel.Apply("log", (guard(u),))
            case kernel.Power(base=base, exponent=exponent) if exponent < 0 or exponent.denominator > 1:
                return kernel.Power(guard(base), exponent)
            case other:
                return other

    return branch if is_defined(branch) else visit(branch)


def is_differentiated(node: Expr, expressions: tuple[Expr, ...]) -> bool:
    """Whether `node` stands inside a derivative."""
    return any(isinstance(p, nodes.Partial) and node in parts_of(p.body) for e in expressions for p in parts_of(e))


def parts_of(e: Expr) -> set[Expr]:
    """The expression and everything it is made of."""
    found: set[Expr] = set()
    stack = [e]
    while stack:
        part = stack.pop()
        if part not in found:
            found.add(part)
            stack += part.children()
    return found


def names_in(terms: Iterable[Term]) -> set[str]:
    """The arrays and sizes that terms mention."""
    inner = [t for term in terms for t in kernel.walk(term)]
    arrays = {t.array for t in inner if isinstance(t, kernel.Entry | kernel.Derivative)}
    return arrays | {
        t.size if isinstance(t, kernel.Sum) else t.name for t in inner if isinstance(t, kernel.Sum | kernel.Size)
    }
