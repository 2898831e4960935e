"""Sums of polynomials over indices, in one canonical form.

Linear parts are split, deltas contracted, nested sums flattened, and a monomial falls into the parts that its bound
indices connect: sum_ij p_i p_j v_i = (sum_i p_i v_i)(sum_j p_j). What remains connected is a generator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations, product
from math import factorial, prod

from symbolic.kernel.algebra.generators import Head, Renaming, index_key, renamed
from symbolic.kernel.algebra.polynomial import ZERO, Polynomial, constant, factors, monomial, total
from symbolic.kernel.algebra.signs import Signs
from symbolic.kernel.terms import Index, index_atoms

MOST_RELABELLINGS = 24
COST_OF_VALUE = 1000
"""What a value of an index costs, where a sum over a size that is a number is written out."""


class Sums(Signs):
    """`fixed` are the sizes that are numbers, `rules` what hypotheses replace.

    A rule is head -> (indices, which of them are universal, value, name of the hypothesis).
    """

    def __init__(self, fixed: Mapping[str, int]) -> None:
        super().__init__()
        self.fixed = dict(fixed)
        self.rules: dict[Head, tuple[tuple[Index, ...], frozenset[str], Polynomial, str]] = {}

    def make(self, kind: str, data: tuple[object, ...], bodies: tuple[Polynomial, ...]) -> Polynomial:
        """The generator of this kind over these bodies, closed over their indices."""
        closed, indices = self.closed(bodies, {})
        head = self.head(kind, data, closed, len(indices))
        if head in self.rules and self.matches(self.rules[head][0], self.rules[head][1], indices):
            return self.remake(head, indices)
        return self.atom(head, indices)

    def size(self, name: str) -> Polynomial:
        return constant(self.fixed[name]) if name in self.fixed else self.remake(self.head("size", (name,), (), 0), ())

    def sum(self, p: Polynomial, variables: dict[str, str]) -> Polynomial:
        """The sum of `p` over `variables` (index -> size)."""
        if len(p.terms) > 1 and self.has_inverse(p):
            numerator, denominators = self.together(p)
            if sum(denominators.values()) == 0 or len(numerator.terms) < len(p.terms):
                p = numerator
                for g, e in denominators.items():
                    p = p.shifted(monomial(g, e), e)
        for name, size in variables.items():
            if size in self.fixed:
                self.spend(self.fixed[size] * COST_OF_VALUE)
                rest = {n: s for n, s in variables.items() if n != name}
                whole = total(self.moved(p, {name: v}) for v in range(1, self.fixed[size] + 1))
                return self.sum(whole, rest) if rest else whole
        return total(self._sum_of_monomial(code, p.reach, variables).scaled(c) for code, c in p.terms.items())

    def _sum_of_monomial(self, code: int, reach: int, variables: dict[str, str]) -> Polynomial:
        pairs = self._brackets_once(factors(code))
        if pairs is None:
            return ZERO
        code = sum(monomial(g, e) for g, e in pairs)
        touching = {g: self._touched(g, variables) for g, _ in pairs}
        for g, e in pairs:
            if touching[g] and self.table[g][0].kind == "delta" and e > 0:
                left, right = self.table[g][1]
                for v, t in ((left, right), (right, left)):
                    if isinstance(v, str) and v in variables and v not in set(index_atoms(t)):
                        rest = self.moved(Polynomial({code - monomial(g, e): 1}, reach), {v: t})
                        return self.sum(rest, {n: s for n, s in variables.items() if n != v})
        for g, e in pairs:
            if touching[g] and self.table[g][0].kind == "sum" and 0 < e <= 4:
                return self._flattened(code, reach, g, e, variables)
        inside = {g: e for g, e in pairs if touching[g]}
        outside = Polynomial({sum(monomial(g, e) for g, e in pairs if g not in inside): 1}, reach)
        result = outside
        groups: list[tuple[set[str], dict[int, int]]] = [({v}, {}) for v in variables]
        for g, e in inside.items():
            touched = [group for group in groups if group[0] & touching[g]]
            merged = (set().union(*(v for v, _ in touched)), {g: e})
            for group in touched:
                merged[1].update(group[1])
                groups.remove(group)
            groups.append(merged)
        for names, members in groups:
            if not members:
                [name] = names
                result = result * self.size(variables[name])
            else:
                result = result * self._connected(members, {v: variables[v] for v in sorted(names)})
        return result

    def _brackets_once(self, pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]] | None:
        """The factors of a monomial with b^2 = b for brackets; None if two of them exclude each other."""
        kinds = {g: self.table[g][0].kind for g, _ in pairs}
        if not any(kind in (">", "==", "delta") for kind in kinds.values()):
            return pairs
        said = [(self.table[g][0].bodies, self.table[g][1]) for g, kind in kinds.items() if kind in (">", "==")]
        if len({(bodies[0].key(), indices) for bodies, indices in said}) < len(said):
            return None
        return [(g, 1 if kinds[g] in (">", "==", "delta") and e > 0 else e) for g, e in pairs]

    def _touched(self, g: int, variables: dict[str, str]) -> set[str]:
        return {a for i in self.table[g][1] for a in index_atoms(i) if isinstance(a, str) and a in variables}

    def _flattened(self, code: int, reach: int, g: int, e: int, variables: dict[str, str]) -> Polynomial:
        """A sum inside a sum becomes one sum over more indices."""
        head, indices = self.table[g]
        everything, variables = Polynomial({code - monomial(g, e): 1}, reach), dict(variables)
        for _ in range(e):
            names = [self.new_index() for _ in head.data]
            variables |= dict(zip(names, head.data, strict=True))
            everything = everything * self.opened(head, indices, names)[0]
        return self.sum(everything, variables)

    def _connected(self, members: dict[int, int], variables: dict[str, str]) -> Polynomial:
        """A sum whose factors are linked by its indices: a generator, its indices named in a canonical order."""
        body = Polynomial({sum(monomial(g, e) for g, e in members.items()): 1}, max(map(abs, members.values())))
        orders = self._orders(members, variables) if len(variables) > 1 else [tuple(variables)]
        order = min(orders, key=lambda order: self._named(members, order)) if len(orders) > 1 else orders[0]
        names: Renaming = {v: f"@{n}" for n, v in enumerate(order)}
        closed, indices = self.closed((body,), names)
        head = self.head("sum", tuple(variables[v] for v in order), closed, len(indices))
        if head in self.rules and self.matches(self.rules[head][0], self.rules[head][1], indices):
            return self.remake(head, indices)
        return self.atom(head, indices)

    def _named(self, members: dict[int, int], order: tuple[str, ...]) -> list[tuple[object, ...]]:
        """The factors as they read when the bound indices are called in this order."""
        by: Renaming = {v: f"@{n}" for n, v in enumerate(order)}
        return sorted(
            (self.table[g][0].number, e, tuple(index_key(renamed(i, by)) for i in self.table[g][1]))
            for g, e in members.items()
        )

    def _orders(self, members: dict[int, int], variables: dict[str, str]) -> list[tuple[str, ...]]:
        """The orders of the bound indices to compare: refined by where each occurs, ties tried up to a limit."""
        kinds = sorted(set(variables.values()))
        rank = {v: kinds.index(size) for v, size in variables.items()}
        for _ in range(3):
            if len(set(rank.values())) == len(variables):
                break
            described: dict[str, list[tuple[object, ...]]] = {v: [] for v in variables}
            for g, e in members.items():
                head, indices = self.table[g]
                by: Renaming = {v: f"~{r}" for v, r in rank.items()}
                place = tuple(index_key(renamed(i, by)) for i in indices)
                for position, index in enumerate(indices):
                    for atom in index_atoms(index):
                        if atom in described:
                            described[str(atom)].append((head.number, e, position, place))
            keys = {v: (rank[v], variables[v], sorted(described[v])) for v in variables}
            distinct = sorted({repr(k) for k in keys.values()})
            rank = {v: distinct.index(repr(keys[v])) for v in variables}
        groups = [[v for v in variables if rank[v] == r] for r in sorted(set(rank.values()))]
        if prod(factorial(len(group)) for group in groups) > MOST_RELABELLINGS:
            return [tuple(v for group in groups for v in group)]
        return [tuple(v for part in choice for v in part) for choice in product(*map(permutations, groups))]
