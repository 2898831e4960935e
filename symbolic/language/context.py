"""The context of a claim: bounds of sizes, values of free indices, and hypotheses as kernel terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from symbolic.kernel import terms as kernel
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.terms import ONE, Term, map_index
from symbolic.language import nodes
from symbolic.language.algebra import minus, times
from symbolic.language.declarations import Declarations
from symbolic.language.domain import Domain, Finite, Interval, NonZero
from symbolic.language.index_names import FREE, choose
from symbolic.language.indices import IndexSymbol
from symbolic.language.lowering import At, Environment, Lowering, resolve
from symbolic.language.relations import Relation
from symbolic.language.tree import Axis, Expr, Number, SizeSymbol


class NothingToShow(Exception):
    """The conditions exclude every case, e.g. `where i != i`."""


@dataclass(slots=True)
class Scope:
    """One case of a claim, with its free indices over known lengths fixed: what its context is made of."""

    declared: Declarations
    lowering: Lowering
    values: dict[IndexSymbol, kernel.Index]
    bounds: dict[str, tuple[int, int | None]]
    distinct: set[frozenset[str]] = field(default_factory=set)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    index_sizes: dict[str, str] = field(default_factory=dict)  # the claim's free indices: name, size

    def condition(self, relation: Relation) -> None:
        """Take in one condition of a `where`. Equal indices become one.

        Raises NothingToShow when it cannot hold.
        """
        if relation.is_between_indices:
            self._relate(relation)
        elif not self.bound(relation):
            for axes, (sign, term) in self.cases(relation, ()):
                self.hypotheses.append(Hypothesis(str(relation), sign, term, axes))

    def _relate(self, relation: Relation) -> None:
        left, right = (resolve(s, self.values) for s in (relation.left, relation.right) if not isinstance(s, Expr))
        equal = relation.relation == "=="
        if left == right or (isinstance(left, int) and isinstance(right, int)):
            if (left == right) is not equal:
                raise NothingToShow(str(relation))
        elif equal and isinstance(right, str) and right not in kernel.Delta(left, left).free:
            self._replace(right, left)
        elif equal and isinstance(left, str) and left not in kernel.Delta(right, right).free:
            self._replace(left, right)
        elif isinstance(left, str) and isinstance(right, str):
            self.distinct.add(frozenset((left, right)))
        else:
            apart = kernel.Delta(left, right)
            self.hypotheses.append(Hypothesis(str(relation), "==", minus(apart, ONE) if equal else apart))

    def _replace(self, name: str, index: kernel.Index) -> None:
        def swap(atom: str | int | kernel.Bound) -> kernel.Index:
            return index if atom == name else atom

        self.values = {symbol: map_index(value, swap) for symbol, value in self.values.items()}

    def bound(self, relation: Relation) -> bool:
        """Tighten the bounds of a size by `K == 1`, `K >= 2`, ...; False if the relation is of another form."""
        match relation.left, relation.relation, relation.right:
            case SizeSymbol(name=name), op, Number(value=value) if op != "!=":
                pass
            case Number(value=value), op, SizeSymbol(name=name) if op != "!=":
                op = op.translate(str.maketrans("<>", "><"))
            case _:
                return False
        at_least, at_most = self.bounds[name]
        floor, ceiling = value.numerator // value.denominator, -(-value.numerator // value.denominator)
        low = {"==": ceiling, ">=": ceiling, ">": floor + 1}.get(op, at_least)
        high = {"==": floor, "<=": floor, "<": ceiling - 1}.get(op, at_most)
        at_least = max(at_least, low)
        at_most = high if at_most is None else min(at_most, at_most if high is None else high)
        if at_most is not None and at_most < at_least:
            raise NothingToShow(str(relation))
        self.bounds[name] = (at_least, at_most)
        return True

    def hypothesis(self, name: str, relation: Relation) -> None:
        """Take in a hypothesis: its indices are bound, it holds for all their values."""
        if self.bound(relation):
            return
        own = ordered(relation.free)
        for fixed, symbolic in assignments(own):
            names = self.unused([s.size for s in symbolic], [s.name for s in symbolic])
            inner = {**self.values, **fixed, **dict(zip(symbolic, names, strict=True))}
            over = tuple((n, str(s.size)) for n, s in zip(names, symbolic, strict=True))
            for axes, (sign, term) in self.cases(relation, tuple(names), inner):
                self.hypotheses.append(Hypothesis(name, sign, term, over + axes))

    def cases(
        self, relation: Relation, taken: tuple[str, ...], values: Environment | None = None
    ) -> Iterator[tuple[tuple[tuple[str, str], ...], tuple[str, Term]]]:
        """Each entry of a relation of arrays: (indices of its symbolic axes, (kernel relation, term))."""
        inner = self.values if values is None else values
        for at, axes in self.entries(relation.shape, taken):
            yield axes, signed(relation, at, self.lowering, inner)

    def entries(
        self, shape: tuple[Axis, ...], taken: tuple[str, ...] = ()
    ) -> Iterator[tuple[At, tuple[tuple[str, str], ...]]]:
        """The positions of an array: axes of known length one by one, fresh index names for the others."""
        symbolic = [a for a in shape if isinstance(a, SizeSymbol)]
        names = self.unused(symbolic, (), taken)
        for numbers in product(*(range(1, a + 1) for a in shape if isinstance(a, int))):
            left, fixed = iter(names), iter(numbers)
            at = tuple(next(fixed) if isinstance(a, int) else next(left) for a in shape)
            yield at, tuple(zip(names, (s.name for s in symbolic), strict=True))

    def unused(self, axes: Iterable[Axis], preferred: Iterable[str] = (), taken: Iterable[str] = ()) -> list[str]:
        """Readable names for indices over the axes, apart from those in use and from each other."""
        used = {*self.index_sizes, *taken, *self.declared.arrays}
        found: list[str] = []
        wishes = iter(preferred)
        for axis in axes:
            wish = [w] if (w := next(wishes, None)) else []
            found.append(choose(str(axis), used, [*wish, *self.declared.index_names(str(axis), summed=False)], FREE))
            used.add(found[-1])
        return found

    def domains(self) -> None:
        """Take in the domains of the declared reals as hypotheses, one readable name each."""
        for real in self.declared.arrays.values():
            if real.domain is not None:
                self.domain_of(real, real.domain)

    def domain_of(self, real: nodes.Real, domain: Domain, name: str | None = None) -> None:
        """The domain of one declared real, for the real or for another array `name` of its shape."""
        self.hypotheses += self.within(real, domain, name or real.name)

    def within(self, real: nodes.Real, domain: Domain, array: str) -> Iterator[Hypothesis]:
        """That the entries of an array of the shape of `real` lie in a domain."""
        for at, axes in self.entries(real.axes):
            named = at and all(isinstance(i, str) for i in at)
            shown = f"{array}[{', '.join(map(str, at))}]" if named else array
            for sign, term in constraints(domain, kernel.Entry(array, at)):
                yield Hypothesis(domain.text(shown), sign, term, axes)

    def context(self) -> Context:
        """The kernel context of this case."""
        atoms = (a for value in self.values.values() for a in kernel.index_atoms(value))
        present = {a for a in atoms if isinstance(a, str)}
        return Context(
            sizes=tuple((name, *self.bounds[name]) for name in self.declared.sizes),
            arrays=tuple((r.name, axes_of(r.axes)) for r in self.declared.arrays.values()),
            indices=tuple((n, s) for n, s in self.index_sizes.items() if n in present),
            labels=tuple((c.name, tuple(s.name for s in c.over), c.into.name) for c in self.declared.labels.values()),
            distinct=frozenset(self.distinct),
            hypotheses=tuple(self.hypotheses),
        )


def axes_of(shape: tuple[Axis, ...]) -> tuple[str | int, ...]:
    """A shape as the kernel writes it."""
    return tuple(a if isinstance(a, int) else a.name for a in shape)


def ordered(symbols: Iterable[IndexSymbol]) -> list[IndexSymbol]:
    """Index symbols in an order that does not depend on hashing."""
    return sorted(symbols, key=lambda s: (s.name, str(s.size), s.mark))


def assignments(symbols: Iterable[IndexSymbol]) -> Iterator[tuple[dict[IndexSymbol, kernel.Index], list[IndexSymbol]]]:
    """Every choice of positions for the indices over known lengths, and the indices over symbolic sizes."""
    numbered = [(s, s.size) for s in symbols if isinstance(s.size, int)]
    symbolic = [s for s in symbols if not isinstance(s.size, int)]
    for positions in product(*(range(1, size + 1) for _, size in numbered)):
        yield {s: p for (s, _), p in zip(numbered, positions, strict=True)}, symbolic


def signed(relation: Relation, at: At, lowering: Lowering, values: Environment) -> tuple[str, Term]:
    """One entry of a relation of expressions as (kernel relation, term): `a < b` is `b - a > 0`."""
    left, right = (lowering.entry(s, at if s.shape else (), values) for s in relation.expressions())
    match relation.relation:
        case "<" | "<=" as op:
            return op.replace("<", ">"), minus(right, left)
        case op:
            return op, minus(left, right)


def constraints(domain: Domain, entry: Term) -> Iterator[tuple[str, Term]]:
    """A domain as kernel relations of an entry."""
    match domain:
        case Interval(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            if low is not None:
                yield ">=" if low_closed else ">", minus(entry, kernel.number(low))
            if high is not None:
                yield ">=" if high_closed else ">", minus(kernel.number(high), entry)
        case Finite(values=values):
            yield "==", times(*(minus(entry, kernel.number(v)) for v in values))
            if len(values) > 1:
                yield ">=", minus(entry, kernel.number(min(values)))
                yield ">=", minus(kernel.number(max(values)), entry)
        case NonZero():
            yield "!=", entry


def positive_arrays(declared: Declarations) -> frozenset[str]:
    """The arrays whose domain makes every entry > 0."""
    return frozenset(
        r.name
        for r in declared.arrays.values()
        if isinstance(r.domain, Interval)
        and r.domain.low is not None
        and (r.domain.low > 0 or (r.domain.low == 0 and not r.domain.low_closed))
    )
