"""A claim at given sizes: what it says where `K` is 2 is a claim over axes of length 2.

A claim over all sizes implies each of its instances, so an instance that is refuted refutes it, and a claim that fixes
a size is its instance there. Over axes of known length there are no binders left, so that products, extremes and cases
that have no kernel term at every size have one there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from symbolic.language import claims, nodes
from symbolic.language.declarations import Declarations
from symbolic.language.indices import Label
from symbolic.language.lazy_cases import parts_of
from symbolic.language.relations import Condition, Relation
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, Number, SizeSymbol

LARGEST = 3
"""The largest size of an instance: a max of three is a term of some length."""

OF_AXES = ("axes", "size")
"""The fields that hold lengths of axes; anywhere else, a size is a number."""


def instances(claim: Claim) -> Iterator[tuple[dict[str, int], Claim]]:
    """The claim with every size 1, then 2, then 3 (or the number next to it that its bounds allow)."""
    declared = declarations(claim)
    if not declared.sizes or declared.labels or isinstance(claim.statement, claims.LimitClaim):
        return
    met: list[dict[str, int]] = []
    for n in range(1, LARGEST + 1):
        sizes = {name: max(n, s.at_least) for name, s in declared.sizes.items()}
        sizes = {name: min(n, declared.sizes[name].at_most or n) for name, n in sizes.items()}
        if sizes not in met and max(sizes.values()) <= LARGEST + 1:
            met.append(sizes)
            yield sizes, Instance(sizes).claim(claim)


def at_fixed_sizes(claim: Claim) -> Claim:
    """The claim with the sizes that its conditions fix as numbers, if it has terms that this makes plain."""
    fixed: dict[str, int] = {}
    left: list[Relation] = []
    for r in claim.conditions:
        match r.left, r.relation, r.right:
            case (SizeSymbol() as size, "==", Number(value=n)) | (Number(value=n), "==", SizeSymbol() as size) if (
                size.name not in fixed and n in range(size.at_least, min(LARGEST + 1, size.at_most or LARGEST + 1) + 1)
            ):
                fixed[size.name] = int(n)
            case _:
                left.append(r)
    if not fixed or not needs_names(claim) or isinstance(claim.statement, claims.LimitClaim):
        return claim
    return claim if declarations(claim).labels else Instance(fixed).claim(replace(claim, conditions=tuple(left)))


def declarations(claim: Claim) -> Declarations:
    """What the claim mentions."""
    declared = Declarations(offered=dict(claim.index_names))
    relations: tuple[Condition, ...] = (*(r for _, r in claim.hypotheses), *claim.conditions)
    if isinstance(claim.statement, Relation):
        declared.condition(claim.statement)
    for e in claim.statement.expressions():
        declared.add(e)
    for relation in relations:
        declared.condition(relation)
    declared.check_indices()
    return declared


@dataclass(slots=True)
class Instance:
    """Puts numbers in the place of sizes."""

    sizes: Mapping[str, int]
    done: dict[Expr, Expr] = field(default_factory=dict)

    def claim(self, claim: Claim) -> Claim:
        return Claim(
            self.of(claim.statement),
            tuple((name, self.of(r)) for name, r in claim.hypotheses),
            tuple(map(self.of, claim.conditions)),
        )

    def of(self, value: Any, of_axis: bool = False) -> Any:
        """A part of a claim with the sizes in it as numbers."""
        match value:
            case SizeSymbol(name=name) if name in self.sizes:
                return self.sizes[name] if of_axis else Number(Fraction(self.sizes[name]))
            case tuple():
                return tuple(self.of(v, of_axis) for v in value)
            case Expr():
                if value not in self.done:
                    self.done[value] = self.rebuilt(value)
                return self.done[value]
        return self.rebuilt(value) if is_dataclass(value) and not isinstance(value, Label) else value

    def rebuilt(self, value: Any) -> Any:
        parts = {f.name: self.of(getattr(value, f.name), f.name in OF_AXES) for f in fields(value) if f.init}
        return replace(value, **parts)


def needs_names(claim: Claim) -> bool:
    """Whether the claim has a product, an extreme or cases, which are plain terms where the sizes are known."""
    relations = (*(r for _, r in claim.hypotheses), *claim.conditions)
    expressions = (*claim.statement.expressions(), *(e for r in relations for e in r.expressions()))
    parts = (part for e in expressions for part in parts_of(e))
    return any(
        isinstance(p, nodes.Cases) or (isinstance(p, nodes.Binder | nodes.Total) and p.kind in ("prod", "max", "min"))
        for p in parts
    )
