"""Small random claims: sums, deltas, brackets, functions, derivatives, shared parts; many of them true by design."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from symbolic.language import (
    Equal,
    Mean,
    Sum,
    Unequal,
    abs_,
    bracket,
    d,
    delta,
    exp,
    function,
    index,
    indices,
    label,
    log,
    max_,
    real,
    reals,
    relu,
    sigmoid,
    sizes,
    sqrt,
    tanh,
)
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, coerce

N, K = sizes("N K")
I = indices("i j", K)
M = indices("n m", N)
BOUND = {id(K): [index(f"k{n}", K) for n in range(4)], id(N): [index(f"q{n}", N) for n in range(4)]}
a, b = reals("a b")
x, y = reals("x y", K)
X = real("X", N, K)
A = real("A", K, K)
r = real("r", positive=True)
pos = real("pos", K, positive=True)
bit = real("bit", K, one_of=(0, 1))
c = label("c", N, K)
g = function("g")


class Maker:
    """Random expressions in the indices at hand."""

    def __init__(self, random: Random, spice: float) -> None:
        self.random, self.spice, self.depth = random, spice, 0
        self.shared: list[Expr] = []

    def pick(self, *options):
        return self.random.choice(options)

    def leaf(self, k: list, n: list) -> Expr:
        options = [a, b, r, coerce(self.random.randint(-2, 3)), coerce(Fraction(1, 2))]
        if self.random.random() < 0.25:
            options.append(self.pick(K, N))
        if k:
            i, j = self.pick(*k), self.pick(*k)
            options += [x[i], y[i], pos[i], bit[i], A[i, j], delta(i, j)] * 2
        if n:
            m = self.pick(*n)
            options += [x[c[m]], X[m, c[m]]]
            if k:
                options += [X[m, self.pick(*k)]] * 3 + [delta(c[m], self.pick(*k))]
        return self.pick(*options)

    def make(self, size: int, k: list, n: list) -> Expr:
        if size <= 1:
            return self.leaf(k, n)
        what = self.random.random()
        if what < 0.3:
            split = self.random.randint(1, size - 1)
            return self.make(split, k, n) + self.make(size - split, k, n)
        if what < 0.55:
            split = self.random.randint(1, size - 1)
            return self.make(split, k, n) * self.make(size - split, k, n)
        if what < 0.8 and self.depth < 3:
            return self.binder(size, k, n)
        return self.function(size, k, n)

    def binder(self, size: int, k: list, n: list) -> Expr:
        self.depth += 1
        over = K if self.random.random() < 0.7 else N
        index_ = BOUND[id(over)][self.depth]
        inner = ([*k, index_], n) if over is K else (k, [*n, index_])
        body = self.make(size - 1, *inner)
        self.depth -= 1
        return self.pick(Sum, Sum, Sum, Mean)(body, index_)

    def function(self, size: int, k: list, n: list) -> Expr:
        inner = self.make(size - 1, k, n)
        smooth = [
            exp,
            lambda e: e**2,
            lambda e: 1 / (1 + e**2),
            lambda e: sqrt(1 + e**2),
            lambda e: -e,
            lambda e: log(1 + e**2),
            lambda e: 1 / (1 + exp(e)),
            lambda e: e**3,
            g,
            lambda e: exp(-e),
        ]
        rare = [
            relu,
            abs_,
            lambda e: bracket(e > 0),
            sigmoid,
            tanh,
            lambda e: max_(e, self.make(1, k, n)),
            lambda e: 1 / e,
            lambda e: sqrt(e**2),
            lambda e: log(exp(e)),
            lambda e: bracket(Equal(e, 0)),
            sqrt,
            log,
            lambda e: (e**2) ** Fraction(3, 2),
            lambda e: e ** Fraction(-1, 2),
            lambda e: e**-2,
        ]
        return self.pick(*(rare if self.random.random() < self.spice else smooth))(inner)


def rewritten(e: Expr, random: Random) -> Expr:
    """An expression that is equal, or equal but for one slip, by rebuilding it from the top."""
    from symbolic.language import nodes, tree

    match e:
        case tree.Map(head=head, arguments=(left, right), orders=None) if head in ("add", "multiply"):
            p, q = rewritten(left, random), rewritten(right, random)
            if random.random() < 0.5:
                p, q = q, p
            if head == "multiply":
                match q:
                    case tree.Map(head="add", arguments=(s, t), orders=None) if random.random() < 0.6:
                        return p * s + p * t
                    case nodes.Binder(kind="sum", body=body, index=index_) if index_ not in p.free:
                        return Sum(p * body, index_) if random.random() < 0.6 else p * q
            return tree.Map(head, (p, q))
        case tree.Map(head=head, arguments=arguments, orders=orders):
            return tree.Map(head, tuple(rewritten(x_, random) for x_ in arguments), orders)
        case nodes.Binder(kind=kind, body=body, index=index_):
            body = rewritten(body, random)
            match body:
                case tree.Map(head="add", arguments=(s, t), orders=None) if random.random() < 0.6:
                    return nodes.Binder(kind, s, index_) + nodes.Binder(kind, t, index_)
                case nodes.Binder(kind=inner, body=body_, index=other) if random.random() < 0.7:
                    if inner == kind:
                        return nodes.Binder(kind, nodes.Binder(kind, body_, index_), other)
            if kind == "mean":
                return Sum(body, index_) / index_.size
            return nodes.Binder(kind, body, index_)
    return e


def claim(seed: int) -> Claim:
    """A random claim: two readings of one expression, sometimes with a slip, a derivative, a condition."""
    random = Random(seed)
    maker = Maker(random, random.choice((0.0, 0.2, 0.6)))
    k = list(random.sample(I, random.randint(0, 2)))
    n = list(random.sample(M, random.choice((0, 0, 1))))
    left = maker.make(random.randint(2, 7), k, n)
    right = rewritten(left, random)
    slip = random.random()
    if slip < 0.5:
        # at most as large as what a careless count or rule might overlook
        extra = maker.make(random.randint(1, 4), k, n)
        right = random.choice((right * extra, right + (extra - extra), extra, right + extra * (K - 1) * (K - 2), right))
    if random.random() < 0.45:
        options = [a, r] + ([x[random.choice(k)], pos[random.choice(k)], x[I[1]]] if k else [x[I[0]]])
        by = random.choice(options)
        left, right = d(left, by), (d(right, by) if random.random() < 0.6 else maker.make(2, k, n) * d(right, by))
    if random.random() < 0.15:
        left = left * maker.make(2, k, n)
    statement = Equal(left, right) if random.random() < 0.85 else (left >= 0 if random.random() < 0.5 else left > 0)
    if random.random() < 0.1:
        statement = Unequal(left, 0)
    whole = Claim(statement)
    more = random.random()
    if more < 0.15:
        whole = whole.given(h=Equal(Sum(x[BOUND[id(K)][0]], BOUND[id(K)][0]), random.choice((0, 1))))
    elif more < 0.25:
        whole = whole.given(h=Equal(A[I[0], I[1]], A[I[1], I[0]]))
    elif more < 0.32:
        whole = whole.given(h=random.choice((Unequal(a, 0), a > b, Equal(a, b * r), a >= 0, x[I[0]] > 0)))
    elif more < 0.4 and len(k) == 2:
        whole = whole.where(random.choice((Unequal(*k), Equal(*k))))
    elif more < 0.46:
        whole = whole.where(random.choice((K >= 2, Equal(K, 2), K <= 2)))
    elif more < 0.5 and k:
        whole = whole.where(random.choice((x[k[0]] > 0, Equal(x[k[0]], 0), Unequal(a, 0))))
    return whole
