"""The size theorem: an identity of order m in a size that holds at m + 1 consecutive sizes holds at every size.

docs/size_theorem.md states and proves it. Here: the order of a polynomial in a size, its value at a concrete size, and
the recursion over index patterns, sizes and windows. A generator of function kind whose argument contains the size is
never looked into: it is an entry of a fresh array, and so are the sums inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from symbolic.kernel.algebra.generators import Undefined, index_key, renamed
from symbolic.kernel.algebra.normal import Algebra
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, TooLarge, constant, factors, generator
from symbolic.kernel.algebra.zero import vanishes
from symbolic.kernel.judgements import Context
from symbolic.kernel.terms import Index, Label, index_atoms

MOST_INSTANCES = 3000


@dataclass(frozen=True, slots=True)
class Window:
    """One use of the theorem: `order` in `size`, checked at the sizes `first`..`first + order`, `base` indices free."""

    size: str
    order: int
    first: int
    base: int


class NotCountable(Exception):
    """A sum over another size has a denominator that contains this size: that size has to go first."""


def order(algebra: Algebra, p: Polynomial, size: str) -> int:
    """An m such that p, its denominators cleared, relates at most m values of an index over `size` at a time."""
    return _Order(algebra, size).of(p)[0]


class _Order:
    def __init__(self, algebra: Algebra, size: str) -> None:
        self.algebra, self.size = algebra, size
        self.known: dict[int, tuple[int, dict[int, int]]] = {}

    def of(self, p: Polynomial) -> tuple[int, dict[int, int]]:
        """The order of the numerator of `p` over the least common denominator, and that denominator."""
        counts = [self.of_monomial(code) for code in p.terms]
        common: dict[int, int] = {}
        for _, below in counts:
            for g, e in below.items():
                common[g] = max(common.get(g, 0), e)
        return max([0, *(n + self.of_product(common, below) for n, below in counts)]), common

    def of_product(self, common: dict[int, int], below: dict[int, int]) -> int:
        """The order of what a term with denominator `below` is multiplied with to reach the common one."""
        return sum((e - below.get(g, 0)) * self.of_denominator(g) for g, e in common.items())

    def of_monomial(self, code: int) -> tuple[int, dict[int, int]]:
        total, below = 0, {}
        for g, e in factors(code):
            kind = self.algebra.table[g][0].kind
            if self.size not in self.algebra.table[g][0].sizes or kind not in ("size", "sum", "inverse"):
                continue
            if kind == "inverse":
                if e < 0:
                    raise NotCountable(self.size)
                total += e * self.of_generator(g)[0]
            if kind == "inverse" or e < 0:
                below[g] = abs(e)
            else:
                total += e * self.of_generator(g)[0]
        return total, below

    def of_denominator(self, g: int) -> int:
        head, indices = self.algebra.table[g]
        if head.kind != "inverse":
            return self.of_generator(g)[0]
        return self.of(self.algebra.opened(head, indices)[0])[0]

    def of_generator(self, g: int) -> tuple[int, dict[int, int]]:
        if g not in self.known:
            self.known[g] = self._of_generator(g)
        return self.known[g]

    def _of_generator(self, g: int) -> tuple[int, dict[int, int]]:
        head, indices = self.algebra.table[g]
        if head.kind == "size":
            return 1, {}
        if head.kind == "inverse":
            _, below = self.of(self.algebra.opened(head, indices)[0])
            return self.of_product(below, {}), {}
        bound = sum(size == self.size for size in head.data)
        [(code, _)] = head.bodies[0].terms.items()
        if any(self._points_here(i) for g, _ in factors(code) for i in self.algebra.table[g][1]):
            raise NotCountable(self.size)
        total, below = self.of_monomial(code)
        for inner in below:
            if not bound or not self._mentions(inner, [n for n, size in enumerate(head.data) if size == self.size]):
                raise NotCountable(self.size)
        return total + bound, {}

    def _points_here(self, index: Index) -> bool:
        """Is this a label of a bound index into this size? There are as many base values as there are labels, then."""
        if not isinstance(index, Label):
            return False
        inside = any(isinstance(a, str) and a.startswith("@") for a in index_atoms(index))
        return inside and self.algebra.label_sizes[index.name] == self.size

    def _mentions(self, g: int, positions: list[int]) -> bool:
        atoms = {a for i in self.algebra.table[g][1] for a in index_atoms(i)}
        return any(f"@{n}" in atoms for n in positions)


def instance(algebra: Algebra, p: Polynomial, size: str, values: tuple[Index, ...]) -> Polynomial:
    """`p` at the concrete size len(values), whose index values are named `values`."""
    done: dict[int, Polynomial] = {}

    def image(g: int) -> Polynomial:
        if g not in done:
            head, indices = algebra.table[g]
            if size not in head.sizes:
                done[g] = generator(g)
            elif head.kind == "size":
                done[g] = constant(len(values))
            elif head.kind == "inverse":
                done[g] = algebra.inverse(algebra.mapped(algebra.opened(head, indices)[0], image))
            elif head.kind == "sum" and size in head.data:
                done[g] = expanded(g)
            else:
                done[g] = generator(g)
        return done[g]

    def expanded(g: int) -> Polynomial:
        head, indices = algebra.table[g]
        rest = {algebra.new_index(): s for s in head.data if s != size}
        names = iter(rest)
        places = [values if s == size else (next(names),) for s in head.data]
        total = sum((algebra.opened(head, indices, choice)[0] for choice in product(*places)), start=ZERO)
        return algebra.sum(total, rest) if rest else total

    return algebra.mapped(p, image)


def holds_at_every_size(algebra: Algebra, context: Context, p: Polynomial) -> tuple[Window, ...] | None:
    """None if `p` could not be shown to vanish; else the windows of the first instance, () if none was needed."""
    return _Prover(algebra, context).vanishes_everywhere(p, frozenset(algebra.fixed))


class _Prover:
    def __init__(self, algebra: Algebra, context: Context) -> None:
        self.algebra = algebra
        self.size_of_index = dict(context.indices)
        self.instances = 0

    def vanishes_everywhere(self, p: Polynomial, done: frozenset[str]) -> tuple[Window, ...] | None:
        if vanishes(self.algebra, p):
            return ()
        before = self.algebra.apart
        for size, group in self.free(p).items():
            if size in self.algebra.fixed:
                for value in range(1, self.algebra.fixed[size] + 1):
                    if frozenset((group[0], value)) not in before:
                        found = self.vanishes_everywhere(self.identified(p, group[0], value), done)
                        self.algebra.apart = before
                        if found is None:
                            return None
                return ()
        record: tuple[Window, ...] | None = None
        for q in self.patterns(p):
            found = () if vanishes(self.algebra, q) else self.over_a_window(q, done)
            self.algebra.apart = before
            if found is None:
                return None
            record = record if record and len(record) >= len(found) else found
        return () if record is None else record

    def free(self, p: Polynomial) -> dict[str, list[Index]]:
        """The index values that `p` speaks of, by size."""
        result: dict[str, list[Index]] = {}
        indices = {i for g in p.generators() for i in self.algebra.table[g][1]}
        for index in sorted({part for i in indices for part in _parts(i)}, key=index_key):
            size = self.size_of_index.get(str(index))
            if isinstance(index, Label):
                size = self.algebra.label_sizes[index.name]
            if size is not None:
                result.setdefault(size, []).append(index)
        return result

    def patterns(self, p: Polynomial) -> Iterator[Polynomial]:
        """`p` for every way in which its free indices may be equal; `apart` says which ones are not, meanwhile."""
        undecided = [
            (a, b)
            for group in self.free(p).values()
            for n, a in enumerate(group)
            for b in group[n + 1 :]
            if frozenset((a, b)) not in self.algebra.apart
        ]
        if not undecided:
            yield p
            return
        a, b = undecided[0]
        before = self.algebra.apart
        self.algebra.apart = before | {frozenset((a, b))}
        yield from self.patterns(self.algebra.moved(p, {}))
        self.algebra.apart = before
        yield from self.patterns(self.identified(p, b, a))
        self.algebra.apart = before

    def identified(self, p: Polynomial, index: Index, value: Index) -> Polynomial:
        """`p` with one index value called by another name, here and in what is known to be apart."""
        by = {index: value}
        self.algebra.apart = frozenset(frozenset(renamed(i, by) for i in pair) for pair in self.algebra.apart)
        return self.algebra.moved(p, by)

    def over_a_window(self, p: Polynomial, done: frozenset[str]) -> tuple[Window, ...] | None:
        free = self.free(p)
        counts: list[tuple[int, str]] = []
        for size in sorted(set().union(*(self.algebra.table[g][0].sizes for g in p.generators())) - done):
            try:
                counts.append((order(self.algebra, p, size), size))
            except NotCountable:
                continue
        for m, size in sorted(counts)[:1]:
            base = tuple(free.get(size, []))
            first = len(base)
            while first <= len(base) + 2:
                try:
                    return self.window(p, size, m, first, base, done)
                except Undefined:
                    first += 1
        return None

    def window(
        self, p: Polynomial, size: str, m: int, first: int, base: tuple[Index, ...], done: frozenset[str]
    ) -> tuple[Window, ...] | None:
        record: tuple[Window, ...] = ()
        before = self.algebra.apart
        for k in range(first, first + m + 1):
            self.instances += 1
            if self.instances > MOST_INSTANCES:
                raise TooLarge(f"more than {MOST_INSTANCES} instances")
            values = (*base, *range(1, k - len(base) + 1))
            self.algebra.apart = before | {frozenset((a, b)) for a in base for b in values if a != b}
            found = self.vanishes_everywhere(instance(self.algebra, p, size, values), done | {size})
            self.algebra.apart = before
            if found is None:
                return None
            record = record if len(record) > len(found) else found
        return (Window(size, m, first, len(base)), *record)


def _parts(index: Index) -> Iterator[Index]:
    yield index
    if isinstance(index, Label):
        for argument in index.arguments:
            yield from _parts(argument)
