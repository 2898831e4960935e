"""The algebra of terms: every term as a polynomial in generators, equal ones as the same polynomial where that is cheap.

What happens here are ring laws, laws of exp, log and powers on their domains, linearity of sums, contraction of deltas
and substitution of equality hypotheses: each an identity at every size. That two polynomials differ says nothing.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product
from math import factorial, lcm, prod

from symbolic.kernel.generators import Head, Renaming, Undefined, index_key, renamed
from symbolic.kernel.judgements import Context, Hypothesis
from symbolic.kernel.polynomial import ONE, ZERO, Polynomial, constant, factors, generator, monomial
from symbolic.kernel.signs import NEGATIVE, NULL, OF_RELATION, POSITIVE, Signs
from symbolic.kernel.terms import (
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Entry,
    Index,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    index_atoms,
    map_index,
    substitute,
)

UNIT = 12
"""exp(c m) is kept as a power of exp(m/12), so that exp(m/2)^2 = exp(m)."""
MOST_RELABELLINGS = 24


class Algebra(Signs):
    """Polynomials for the terms of one context."""

    def __init__(self, context: Context, keep_steps: bool = False) -> None:
        super().__init__()
        self.keep_steps = keep_steps
        self.fixed = {name: low for name, low, high in context.sizes if low == high}
        self.label_sizes = {name: size for name, _, size in context.labels}
        self.apart: frozenset[frozenset[Index]] = frozenset(frozenset[Index](pair) for pair in context.distinct)
        self.rules: dict[Head, tuple[tuple[Index, ...], frozenset[str], Polynomial, str]] = {}
        self.symmetric: dict[Head, tuple[tuple[int, ...], str]] = {}
        self.minimal: dict[Head, tuple[int, Polynomial, str]] = {}
        self.done: dict[tuple[Term, tuple[str, ...]], Polynomial] = {}
        self.unused: list[str] = []
        self.exact_rules = False  # a rule for given indices only, not for all
        for h in context.hypotheses:
            if h.relation == "==":
                self._equate(h)
        for h in context.hypotheses:
            if h.relation != "==":
                universal, p = self._universal(h)
                self.learn(p, OF_RELATION[h.relation], universal, h.name)
        self.used.clear()

    # Hypotheses

    def _universal(self, h: Hypothesis) -> tuple[frozenset[str], Polynomial]:
        names: dict[str, Index] = {index: f"!{index}" for index, _ in h.indices}
        p = self.normal(substitute(h.term, names))
        self.done.clear()
        return frozenset(map(str, names.values())), p

    def _equate(self, h: Hypothesis) -> None:
        """Turn `p = 0` into a rewriting rule for one of its generators, or leave it unused."""
        universal, p = self._universal(h)
        if len(universal) <= 1 and self._finite_domain(p, h.name):
            return
        candidates = [(self._preference(code), code) for code in p.terms if len(factors(code)) >= 1]
        for _, code in sorted(candidates):
            for g, e in factors(code):
                head, indices = self.table[g]
                rest = Polynomial({m: c for m, c in p.terms.items() if m != code}, p.reach)
                if e != 1 or len(set(indices)) != len(indices) or not universal <= {*indices}:
                    continue
                factor = Polynomial({code - monomial(g): p.terms[code]}, p.reach)
                if self.sign(factor) & NULL:
                    continue
                if self._swap(head, indices, rest, factor, h.name):
                    return
                if any(self._contains(self.table[o][0], head) for o in rest.generators() | factor.generators()):
                    continue
                self.exact_rules |= not universal >= {*indices}
                self.rules[head] = (indices, universal, rest.scaled(-1) * self.inverse(factor), h.name)
                return
        self.unused.append(h.name)

    def _preference(self, code: int) -> tuple[int, int]:
        kinds = {self.table[g][0].kind for g, _ in factors(code)}
        rank = 0 if "sum" in kinds else 1 if kinds & {"apply", "root"} else 2 if kinds == {"entry"} else 3
        return rank, len(factors(code))

    @staticmethod
    def _contains(outer: Head, inner: Head) -> bool:
        return outer is inner or (inner.depth < outer.depth and bool(inner.arrays & outer.arrays))

    def _swap(
        self, head: Head, indices: tuple[Index, ...], rest: Polynomial, factor: Polynomial, name: str
    ) -> bool:
        """Note a symmetry `A[i,j] = A[j,i]`."""
        if len(rest.terms) != 1 or head.arity != 2:
            return False
        [(code, c)] = rest.terms.items()
        [*pairs] = factors(code)
        if len(pairs) != 1 or pairs[0][1] != 1 or factor.constant() != -c:
            return False
        other, swapped = self.table[pairs[0][0]]
        if other is not head or swapped != indices[::-1]:
            return False
        self.symmetric[head] = ((1, 0), name)
        return True

    def _finite_domain(self, p: Polynomial, name: str) -> bool:
        """Note that an entry is a root of a polynomial over Q, such as y^2 = 1."""
        generators = p.generators()
        if len(generators) != 1:
            return False
        [g] = generators
        head, indices = self.table[g]
        degree = max((e for code in p.terms for _, e in factors(code)), default=0)
        if head.kind != "entry" or degree < 2 or not all(str(i).startswith("!") for i in indices):
            return False
        lead = p.terms[monomial(g, degree)]
        rest = Polynomial({m: c for m, c in p.terms.items() if m != monomial(g, degree)}, p.reach)
        self.minimal[head] = (degree, self.closed((rest.scaled(Fraction(-1) / Fraction(lead)),), {})[0][0], name)
        return True

    # Terms

    def normal(self, term: Term, stack: tuple[str, ...] = ()) -> Polynomial:
        """The polynomial of `term`; `stack` names the open bound indices, innermost last. No `Derivative` inside."""
        key = (term, stack[len(stack) - term.loose :] if term.loose else ())
        if key not in self.done:
            self.done[key] = self._normal(term, stack)
        return self.done[key]

    def _normal(self, term: Term, stack: tuple[str, ...]) -> Polynomial:
        match term:
            case Rational(value=value):
                return constant(value)
            case Size(name=name):
                return self.size(name)
            case Entry(array=array, indices=indices):
                head = self.head("entry", (array,), (), len(indices))
                return self.remake(head, tuple(self._index(i, stack) for i in indices))
            case Delta(left=left, right=right):
                return self.delta(self._index(left, stack), self._index(right, stack))
            case Bracket(relation=relation, argument=argument):
                return self.bracket(relation, self.normal(argument, stack))
            case Add(terms=terms):
                result = ZERO
                for t in terms:
                    result = result + self.normal(t, stack)
                return result
            case Mul(factors=parts):
                result = ONE
                for part in sorted((self.normal(f, stack) for f in parts), key=lambda p: len(p.terms)):
                    result = result * part
                return result
            case Power(base=base, exponent=exponent):
                return self.power(self.normal(base, stack), exponent)
            case Sum(size=size, body=body):
                index = self.new_index()
                return self.sum(self.normal(body, (*stack, index)), {index: size})
            case Apply(function=function, arguments=arguments, orders=orders):
                return self.apply(function, tuple(self.normal(a, stack) for a in arguments), orders)
            case _:
                raise TypeError(f"not a plain term: {type(term).__name__}")

    @staticmethod
    def _index(index: Index, stack: tuple[str, ...]) -> Index:
        return map_index(index, lambda i: stack[-1 - i.level] if isinstance(i, Bound) else i)

    def remake(self, head: Head, indices: tuple[Index, ...]) -> Polynomial:
        if head.kind == "delta":
            return self.delta(*indices)
        if head in self.symmetric:
            indices = tuple(sorted(indices, key=index_key))
            self.used.add(self.symmetric[head][1])
        if head in self.rules:
            pattern, universal, value, name = self.rules[head]
            if self._matches(pattern, universal, indices):
                self.used.add(name)
                return self.moved(value, dict(zip(pattern, indices, strict=True)))
        if (head.arity < 2 and not self.exact_rules) or head.kind in ("entry", "size", "slack"):
            return self.atom(head, indices)
        bodies = self.opened(head, indices)
        match head.kind:
            case "sum":
                names = {f"@{n}": self.new_index() for n in range(len(head.data))}
                sizes = {names[f"@{n}"]: str(size) for n, size in enumerate(head.data)}
                return self.sum(self.moved(bodies[0], dict(names)), sizes)
            case "exp":
                return self.exp(bodies[0])
            case "root":
                return self.root(bodies[0], Fraction(1, int(str(head.data[0]))))
            case "inverse":
                return self.inverse(bodies[0])
            case "apply":
                return self.apply(str(head.data[0]), bodies, tuple(int(str(o)) for o in head.data[1:]))
            case _:
                return self.bracket(head.kind, bodies[0])

    def make(self, kind: str, data: tuple[object, ...], bodies: tuple[Polynomial, ...]) -> Polynomial:
        """The generator of this kind over these bodies, closed over their indices."""
        closed, indices = self.closed(bodies, {})
        head = self.head(kind, data, closed, len(indices))
        if head in self.rules and self._matches(self.rules[head][0], self.rules[head][1], indices):
            return self.remake(head, indices)
        return self.atom(head, indices)

    def sign(self, p: Polynomial) -> int:
        if any(self.table[g][0].kind == "inverse" for g in p.generators()) and len(p.terms) > 1:
            p, denominators = self.together(p)
            p = p.shifted(sum(monomial(g, e) for g, e in denominators.items()), max([0, *denominators.values()]))
        return super().sign(p)

    # Functions

    def size(self, name: str) -> Polynomial:
        return constant(self.fixed[name]) if name in self.fixed else self.remake(self.head("size", (name,), (), 0), ())

    def delta(self, left: Index, right: Index) -> Polynomial:
        if left == right:
            return ONE
        if (isinstance(left, int) and isinstance(right, int)) or frozenset((left, right)) in self.apart:
            return ZERO
        return self.atom(self.head("delta", (), (), 2), tuple(sorted((left, right), key=index_key)))

    def apply(self, function: str, arguments: tuple[Polynomial, ...], orders: tuple[int, ...]) -> Polynomial:
        match function:
            case "exp":
                return self.exp(arguments[0])
            case "log":
                return self.log(arguments[0])
            case "sigmoid":
                e = self.exp(arguments[0])
                return e * self.inverse(ONE + e)
            case "softplus":
                return self.log(ONE + self.exp(arguments[0]))
            case "tanh":
                e = self.exp(arguments[0].scaled(2))
                return (e - ONE) * self.inverse(e + ONE)
            case "step":
                return self.bracket(">", arguments[0]) if not self.keep_steps else self._step(arguments[0])
            case "relu":
                return arguments[0] * self.bracket(">", arguments[0])
            case "sin" | "cos":
                return self._circular(function, arguments[0])
        return self.make("apply", (function, *(orders if any(orders) else ())), arguments)

    def _step(self, argument: Polynomial) -> Polynomial:
        """The slope of relu as a generator of its own, which at 0 is that of one side: step(-u) = 1 - step(u)."""
        sign = self.sign(argument)
        if not sign & NULL and sign in (POSITIVE, NEGATIVE):
            return ONE if sign == POSITIVE else ZERO
        if not argument:
            return ZERO
        scale, _ = argument.content()
        if self._first_sign(argument) > 0:
            return self.make("apply", ("step",), (argument.scaled(1 / scale),))
        return ONE - self.make("apply", ("step",), (argument.scaled(-1 / scale),))

    def _circular(self, function: str, argument: Polynomial) -> Polynomial:
        if not argument:
            return ZERO if function == "sin" else ONE
        first = next(c for _, c in self.ordered(argument))
        flip = -1 if first < 0 and function == "sin" else 1
        return self.make("apply", (function,), (argument.scaled(-1 if first < 0 else 1),)).scaled(flip)

    def exp(self, argument: Polynomial) -> Polynomial:
        """exp of a sum as a product; exp(n log a) = a^n."""
        result = ONE
        for code, c in argument.terms.items():
            pairs, c = factors(code), Fraction(c)
            if len(pairs) == 1 and pairs[0][1] == 1 and self._is_log(self.table[pairs[0][0]][0]):
                head, indices = self.table[pairs[0][0]]
                result = result * self.power(self.opened(head, indices)[0], c)
                continue
            unit = lcm(UNIT, c.denominator)
            if abs(c * unit) > 1000:
                unit = c.denominator
            body = Polynomial({code: Fraction(1, unit)}, argument.reach)
            base = self.make("exp", (), (body,))
            steps = int(c * unit)
            [(m, _)] = base.terms.items()
            if abs(steps) > 2**12:
                base, steps = self.make("exp", (), (Polynomial({code: c}, argument.reach),)), 1
                [(m, _)] = base.terms.items()
            result = result.shifted(m * steps, abs(steps))
        return result

    @staticmethod
    def _is_log(head: Head) -> bool:
        return head.kind == "apply" and head.data == ("log",)

    def log(self, argument: Polynomial) -> Polynomial:
        """log of a product as a sum, over the factors that are known to be positive."""
        if (self.sign(argument) & POSITIVE) == 0:
            raise Undefined("the logarithm of a number that is not positive")
        numerator, denominators = self.together(argument)
        scale, common = numerator.content()
        result = self._log_of_number(scale)
        rest = numerator.scaled(1 / scale).shifted(-common, numerator.reach)
        left_over = ONE
        for g, e in [*factors(common), *((g, e) for g, e in denominators.items())]:
            if self.of_generator(g) == POSITIVE:
                result = result + self._log_of(g).scaled(e)
            else:
                left_over = left_over.shifted(monomial(g, e), abs(e))
        if left_over is not ONE and self.sign(rest) == POSITIVE and rest.constant() != 1:
            result, rest = result + self.make("apply", ("log",), (rest,)), ONE
        rest = rest * left_over
        return result if rest.constant() == 1 else result + self.make("apply", ("log",), (rest,))

    def _log_of(self, g: int) -> Polynomial:
        head, indices = self.table[g]
        match head.kind:
            case "exp":
                return self.opened(head, indices)[0]
            case "inverse":
                return self.log(self.opened(head, indices)[0]).scaled(-1)
            case "root":
                return self.log(self.opened(head, indices)[0]).scaled(Fraction(1, int(str(head.data[0]))))
        return self.make("apply", ("log",), (generator(g),))

    def _log_of_number(self, value: Fraction) -> Polynomial:
        result = ZERO
        for n, sign in ((value.numerator, 1), (value.denominator, -1)):
            for prime, count in _factorised(n).items():
                result = result + self.make("apply", ("log",), (constant(prime),)).scaled(sign * count)
        return result

    def power(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        if exponent.denominator != 1:
            return self.root(base, exponent)
        n = int(exponent)
        if len(base.terms) == 1 and abs(n) > 1:
            [(code, c)] = base.terms.items()
            if n > 0 or not any(self.table[g][0].kind == "inverse" for g, _ in factors(code)):
                return constant(Fraction(c) ** n).shifted(code * n, base.reach * abs(n))
        return base.to_the(n) if n >= 0 else self.inverse(base).to_the(-n)

    def inverse(self, p: Polynomial) -> Polynomial:
        """1/p: a monomial's exponents change sign, any other primitive factor becomes a generator."""
        numerator, denominators = self.together(p)
        if not numerator:
            raise Undefined("division by 0")
        scale, common = numerator.content()
        rest = numerator.scaled(1 / scale).shifted(-common, numerator.reach)
        result = constant(1 / scale).shifted(-common, numerator.reach)
        for g, e in denominators.items():
            result = result * self.opened(*self.table[g])[0].to_the(e)
        if (value := rest.constant()) is not None:
            return result.scaled(value)
        if self._first_sign(rest) < 0:
            result, rest = result.scaled(-1), rest.scaled(-1)
        return result * self.make("inverse", (), (rest,))

    def _first_sign(self, p: Polynomial) -> int:
        return 1 if self.ordered(p)[0][1] > 0 else -1

    def root(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        """base^exponent for base >= 0, with squares taken out: sqrt(x^2 y) = abs(x) sqrt(y) where y >= 0."""
        q = exponent.denominator
        numerator, denominators = self.together(base)
        if not numerator:
            if exponent < 0:
                raise Undefined("division by 0")
            return ZERO
        scale, common = numerator.content()
        rest = numerator.scaled(1 / scale).shifted(-common, numerator.reach)
        result, left_over = ONE, ONE
        for g, e in [*factors(common), *denominators.items()]:
            exact = Fraction(e) * exponent
            if not self.of_generator(g) & NEGATIVE:
                whole, part = (int(exact), Fraction(0)) if exact.denominator == 1 else (0, exact)
                result = result.shifted(monomial(g, whole), abs(whole))
                if part:
                    result = result * self._root_of(generator(g), part)
            elif q == 2 and e % 2 == 0 and exact.denominator == 1:
                size = generator(g) * (self.bracket(">", generator(g)).scaled(2) - ONE)
                result = result * self.power(size, exact)
            else:
                left_over = left_over.shifted(monomial(g, e), abs(e))
        rest = rest * left_over
        for prime, count in [*_factorised(scale.numerator).items()]:
            result = result * self._root_of_number(prime, count * exponent)
        for prime, count in [*_factorised(scale.denominator).items()]:
            result = result * self._root_of_number(prime, -count * exponent)
        return result if rest.constant() == 1 else result * self._root_of(rest, exponent)

    def _root_of_number(self, prime: int, exponent: Fraction) -> Polynomial:
        whole = exponent.numerator // exponent.denominator
        part = exponent - whole
        result = constant(Fraction(prime) ** whole)
        return result * self._root_of(constant(prime), part) if part else result

    def _root_of(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        q = exponent.denominator
        whole = max(0, exponent.numerator // q)
        if q == 1:
            return self.power(base, exponent)
        root = self.make("root", (q,), (base,))
        [(m, _)] = root.terms.items()
        part = int((exponent - whole) * q)
        return base.to_the(whole).shifted(m * part, abs(part))

    def bracket(self, relation: str, argument: Polynomial) -> Polynomial:
        """[p > 0] or [p = 0] with positive factors removed and one orientation: [-p > 0] = 1 - [p > 0] - [p = 0]."""
        sign = self.sign(argument)
        wanted = POSITIVE if relation == ">" else NULL
        if not sign & wanted or sign == wanted:
            return ONE if sign == wanted else ZERO
        numerator, denominators = self.together(argument)
        for g, e in denominators.items():
            if e % 2 and self.of_generator(g) != POSITIVE:
                numerator = numerator * self.opened(*self.table[g])[0]
        scale, common = numerator.content()
        p = numerator.scaled(1 / scale)
        for g, e in factors(common):
            own = self.of_generator(g)
            if own == POSITIVE or (relation == "==" and not own & NULL):
                p = p.shifted(monomial(g, -e), abs(e))
        if self._first_sign(p) > 0:
            return self.make(relation, (), (p,))
        p = p.scaled(-1)
        zero = self.make("==", (), (p,)) if self.sign(p) & NULL else ZERO
        return zero if relation == "==" else ONE - self.make(">", (), (p,)) - zero

    def together(self, p: Polynomial) -> tuple[Polynomial, dict[int, int]]:
        """`p` as a numerator over powers of denominators (`inverse` generators), common factors tried by division."""
        denominators: dict[int, int] = {}
        while True:
            inverses = {g for g in p.generators() if self.table[g][0].kind == "inverse"}
            if not inverses:
                break
            g = max(inverses, key=lambda g: (self.table[g][0].depth, g))
            body = self.opened(*self.table[g])[0]
            p, top = self.cleared(p, g, body)
            while top and (quotient := p.divided_by(body)) is not None:
                p, top = quotient, top - 1
            if top:
                denominators[g] = denominators.get(g, 0) + top
        return p, denominators

    def cleared(self, p: Polynomial, g: int, body: Polynomial) -> tuple[Polynomial, int]:
        """p * body^top, where the generator g is 1/body and top its highest exponent in p."""
        parts: dict[int, dict[int, int | Fraction]] = {}
        for code, c in p.terms.items():
            e = dict(factors(code)).get(g, 0)
            parts.setdefault(e, {})[code - monomial(g, e)] = c
        top = max([0, *parts])
        result = ZERO
        for e, terms in parts.items():
            result = result + Polynomial(terms, p.reach) * body.to_the(top - e)
        return result, top

    # Sums

    def sum(self, p: Polynomial, variables: dict[str, str]) -> Polynomial:
        """The sum of `p` over `variables` (index -> size)."""
        if len(p.terms) > 1 and any(self.table[g][0].kind == "inverse" for g in p.generators()):
            numerator, denominators = self.together(p)
            if sum(denominators.values()) == 0 or len(numerator.terms) < len(p.terms):
                p = numerator
                for g, e in denominators.items():
                    p = p.shifted(monomial(g, e), e)
        for name, size in variables.items():
            if size in self.fixed:
                rest = {n: s for n, s in variables.items() if n != name}
                values = [self.moved(p, {name: v}) for v in range(1, self.fixed[size] + 1)]
                return self.sum(sum(values, start=ZERO), rest) if rest else sum(values, start=ZERO)
        result = ZERO
        for code, c in p.terms.items():
            result = result + self._sum_of_monomial(code, p.reach, variables).scaled(c)
        return result

    def _sum_of_monomial(self, code: int, reach: int, variables: dict[str, str]) -> Polynomial:
        pairs = factors(code)
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

    def _touched(self, g: int, variables: dict[str, str]) -> set[str]:
        return {a for i in self.table[g][1] for a in index_atoms(i) if isinstance(a, str) and a in variables}

    def _flattened(self, code: int, reach: int, g: int, e: int, variables: dict[str, str]) -> Polynomial:
        """A sum inside a sum becomes one sum over more indices."""
        head, indices = self.table[g]
        everything, variables = Polynomial({code - monomial(g, e): 1}, reach), dict(variables)
        for _ in range(e):
            names = {f"@{n}": self.new_index() for n in range(len(head.data))}
            variables |= {names[f"@{n}"]: str(size) for n, size in enumerate(head.data)}
            everything = everything * self.moved(self.opened(head, indices)[0], dict(names))
        return self.sum(everything, variables)

    def _connected(self, members: dict[int, int], variables: dict[str, str]) -> Polynomial:
        """A sum whose factors are linked by its indices: a generator, its indices named in a canonical order."""
        body = Polynomial({sum(monomial(g, e) for g, e in members.items()): 1}, max(map(abs, members.values())))
        choices = [self._named(body, members, order) for order in self._orders(members, variables)]
        _, order = min(choices, key=lambda choice: choice[0])
        names: Renaming = {v: f"@{n}" for n, v in enumerate(order)}
        closed, indices = self.closed((body,), names)
        head = self.head("sum", tuple(variables[v] for v in order), closed, len(indices))
        if head in self.rules and self._matches(self.rules[head][0], self.rules[head][1], indices):
            return self.remake(head, indices)
        return self.atom(head, indices)

    def _named(
        self, body: Polynomial, members: dict[int, int], order: tuple[str, ...]
    ) -> tuple[tuple[object, ...], tuple[str, ...]]:
        by: Renaming = {v: f"@{n}" for n, v in enumerate(order)}
        described = (
            (self.table[g][0].number, e, tuple(index_key(renamed(i, by)) for i in self.table[g][1]))
            for g, e in members.items()
        )
        return tuple(sorted(described)), order

    def _orders(self, members: dict[int, int], variables: dict[str, str]) -> list[tuple[str, ...]]:
        """The orders of the bound indices to compare: refined by where each occurs, ties tried up to a limit."""
        rank: dict[str, int] = dict.fromkeys(variables, 0)
        for _ in range(3 if len(variables) > 1 else 0):
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


def _factorised(n: int) -> dict[int, int]:
    """The prime factors of n > 0 up to 1000; what remains counts as one factor."""
    result: dict[int, int] = {}
    candidate = 2
    while n > 1 and candidate <= 1000:
        while n % candidate == 0:
            result[candidate], n = result.get(candidate, 0) + 1, n // candidate
        candidate += 1
    if n > 1:
        result[n] = result.get(n, 0) + 1
    return result
