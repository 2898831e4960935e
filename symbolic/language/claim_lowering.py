"""Claims to kernel sequents: declarations, hypotheses, and the cases that a claim falls into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symbolic.kernel import terms as kernel
from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.algebra.signs import OF_RELATION
from symbolic.kernel.gate import sign
from symbolic.kernel.judgements import Context, Hypothesis, Sequent
from symbolic.language import claims
from symbolic.language.context import NothingToShow, Scope, assignments, axes_of, ordered, positive_arrays
from symbolic.language.declarations import Declarations
from symbolic.language.domain import Finite
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.expectation import steps_taken
from symbolic.language.extreme_bounds import Bounds
from symbolic.language.indices import IndexSymbol
from symbolic.language.instances import at_fixed_sizes, declarations
from symbolic.language.laws import domain_of_law
from symbolic.language.lazy_cases import Choice, Key, LazyCases, choices, is_differentiated, names_in
from symbolic.language.lowering import Lowering
from symbolic.language.named import Named, terms_of
from symbolic.language.printing import text
from symbolic.language.relations import Relation
from symbolic.language.statement_lowering import sequents_of, variables_of
from symbolic.language.statements import Claim, Statement, as_claim

BIT = Finite((Fraction(0), Fraction(1)))
"""What a Bernoulli variable is, outside of E."""

MOST_CHOICES = 6
"""How many cases a claim may be split by."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A claim in kernel form: it holds when all sequents hold. No sequents: the claim speaks of no case at all.

    `read_as` is the claim in plain mathematics; `names` gives for each size the names that people gave to its indices,
    for printing terms. If not `exact`, the sequents say more than the claim: a refuted sequent does not refute it.
    `opening` is how the left side became a term, in the words of the field, where that took a step. The hypotheses of
    the names `excluding` are why some case that the claim mentions is not among the sequents.
    """

    claim: Claim
    sequents: tuple[Sequent, ...]
    read_as: str
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exact: bool = True
    opening: str = ""
    excluding: frozenset[str] = frozenset()


def lower(claim: Claim | Statement) -> Lowered:
    """The kernel sequents of a claim.

    Raises LanguageError for what is not a claim or has contradictory declarations, NotYetDecidable for a claim that has
    no kernel form.
    """
    claim = as_claim(claim)
    stated = at_fixed_sizes(claim)
    declared = declarations(stated)
    bounds = Bounds(positive_arrays(declared), declared.names())
    stronger = bounds.stronger(stated)
    excluding = set[str]()
    found = [sequent for part in bounds.claims(stronger) for sequent in _sequents(part, declared, excluding)]
    hints = {size: declared.index_names(size, summed=True) for size in {**declared.indices, **declared.offered}}
    opening = "".join(map(steps_taken, claim.statement.expressions()[:1]))
    return Lowered(
        claim, tuple(dict.fromkeys(found)), text(claim), hints, stronger is stated, opening, frozenset(excluding)
    )


def _sequents(claim: Claim, declared: Declarations, excluding: set[str]) -> Iterator[Sequent]:
    free = ordered(claim.statement.free.union(*(c.free for c in claim.conditions)))
    names = _names(free)
    for fixed, symbolic in assignments(free):
        values = {**fixed, **{s: names[s] for s in symbolic}}
        sizes = {names[s]: str(s.size) for s in symbolic}
        yield from Case(claim, declared, values, sizes, excluding=excluding).sequents()


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a claim: values of its indices over known lengths, and branches of cases that are chosen."""

    claim: Claim
    declared: Declarations
    values: dict[IndexSymbol, kernel.Index]
    index_sizes: dict[str, str]
    decided: dict[Key, Choice] = field(default_factory=dict)
    given: Named | None = None  # the names that stand in the hypotheses of the branches
    excluding: set[str] = field(default_factory=set)  # hypotheses without which a branch would be there

    def sequents(self) -> list[Sequent]:
        """The sequents of this case; where it has to be split, those of the cases it is split into."""
        scope = self._scope()
        try:
            _assume(scope, self.claim)
            found = list(sequents_of(self.claim.statement, scope))
        except NothingToShow:
            return []
        except LazyCases as lazy:
            return [s for case in self._split(lazy, scope) for s in case.sequents()]
        return self._completed(found, scope)

    def _scope(self) -> Scope:
        declared, distinct = self.declared, set[frozenset[str]]()
        named = self.given or Named(
            {r.name: axes_of(r.axes) for r in declared.arrays.values()},
            {c.name: tuple(s.name for s in c.over) for c in declared.labels.values()},
            declared.names() | self.index_sizes.keys(),
            positive_arrays(declared),
        )
        return Scope(
            declared,
            Lowering(positive_arrays(declared), distinct, named, self.decided),
            self.values,
            {n: (s.at_least, s.at_most) for n, s in declared.sizes.items()},
            distinct,
            [h for choice in self.decided.values() for h in choice.hypotheses],
            index_sizes=self.index_sizes,
        )

    def _split(self, lazy: LazyCases, scope: Scope) -> Iterator[Case]:
        statement = self.claim.statement
        own, given = set(self.index_sizes), scope.lowering.named
        if isinstance(statement, Relation):
            own |= {name for _, axes in scope.entries(statement.shape) for name, _ in axes}
        finely = is_differentiated(lazy.node, statement.expressions())
        for choice in choices(lazy, scope.lowering, finely=finely):
            terms = [h.term for h in choice.hypotheses]
            if any(not t.free <= own for t in terms) or len(self.decided) == MOST_CHOICES:
                raise lazy
            if moving := names_in(terms) & variables_of(statement):
                raise NotYetDecidable(
                    f"a case of `{lazy.node}` is not defined everywhere, and moves with {', '.join(moving)}"
                )
            context = scope.context()
            if _exclude(context, choice.hypotheses):
                names = dict.fromkeys(h.name for h in context.hypotheses)
                self.excluding.update(n for n in names if not _exclude(context.without(n), choice.hypotheses))
            else:
                yield replace(self, decided={**self.decided, lazy.key: choice}, given=given.branch() if given else None)

    def _completed(self, found: list[Sequent], scope: Scope) -> list[Sequent]:
        named, statement = scope.lowering.named, self.claim.statement
        if named is None:
            return found
        if isinstance(statement, claims.SubgradientClaim) and named.products:
            raise NotYetDecidable("a product over an index, at a second point of which the hypotheses say nothing")
        terms = {t: None for s in found for t in terms_of(s)}
        named.check_fixed(f"`{statement}`", variables_of(statement), *terms)
        reals = self.declared.arrays.values()
        laws = [h for real in reals for h in domain_of_law(real, scope)]
        met = {t.array for term in terms for t in kernel.walk(term) if isinstance(t, kernel.Entry)}
        bits = [real for real in reals if real.name in met and real.law is not None and real.law.kind == "bernoulli"]
        laws += [h for real in bits for h in scope.within(real, BIT, real.name)]
        return [named.completed(replace(s, context=s.context.assuming(laws))) for s in found]


def _exclude(context: Context, hypotheses: tuple[Hypothesis, ...]) -> bool:
    """Whether the hypotheses of the context visibly exclude one of these."""
    try:
        algebra = Algebra(context)
        return any(not sign(algebra, h.term) & OF_RELATION[h.relation] for h in hypotheses)
    except (Undefined, TooLarge, TypeError):
        return False


def _names(free: list[IndexSymbol]) -> dict[IndexSymbol, str]:
    names: dict[IndexSymbol, str] = {}
    for symbol in free:
        other = next((s for s in names if s.name == symbol.name and s.mark == symbol.mark), None)
        if other is not None:
            raise LanguageError(f"the index `{symbol}` runs over {other.size} and over {symbol.size}: use two names")
        used, name, n = set(names.values()), symbol.name, 1
        while name in used:
            name, n = f"{symbol.name}{n}", n + 1
        names[symbol] = name
    return names


def _assume(scope: Scope, claim: Claim) -> None:
    equalities = [c for c in claim.conditions if c.is_between_indices and c.relation == "=="]
    for condition in (*equalities, *(c for c in claim.conditions if c not in equalities)):
        scope.condition(condition)
    scope.domains()
    for name, relation in claim.hypotheses:
        scope.hypothesis(name, relation)
