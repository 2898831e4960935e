"""A derived formula and a printed one, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from symbolic.kernel.algebra.polynomial import Polynomial
from symbolic.kernel.algebra.zero import vanishes
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import Add, Apply, Derivative, Mul, Sum, Term, rebuild, walk
from symbolic.kernel.theorem import Theorem
from symbolic.search.refutation.samples import Samples
from symbolic.search.rewriting.equality import UNFINISHED, equality
from symbolic.search.rewriting.readable import mended
from symbolic.search.rewriting.reading import KEPT, Reading

WORK, EXACT_WORK = 8000, 800
"""How many nodes of candidates are looked at before the search for an explanation ends; and how many exactly."""

KINKS = 3
"""With more relus than this, the cases of their signs are too many to look at for each candidate."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference in words, `{0}` and `{1}` for the printed `terms`, and the right side that it would correct to."""

    words: str
    terms: tuple[Term, ...] = ()
    corrected: Term | None = None

    def sentence(self, show: Callable[[Term], str]) -> str:
        return self.words.format(*map(show, self.terms))


@dataclass(slots=True)
class Comparison:
    """`left` is derived and free of derivatives, `right` is what was printed; both as polynomials of one algebra.

    Functions are atoms there; `related` says that some of those which occur may be tied by an equation.
    """

    sequent: Sequent
    left: Term
    right: Term
    algebra: Reading
    p: Polynomial
    q: Polynomial
    related: bool = False
    work: int = WORK
    exact_work: int = EXACT_WORK
    tried: set[Term] = field(default_factory=set)
    samples: Samples | None = None

    @classmethod
    def of(cls, sequent: Sequent, left: Term, right: Term) -> Comparison:
        algebra = Reading(sequent.context)
        used = {t for side in (left, right) for t in walk(side) if isinstance(t, Apply)}
        kinks = sum(t.function == "relu" for t in used)
        related = kinks > 0 or len({t.function for t in used} & {*KEPT, "exp"}) > 1
        sides = algebra.normal(left), algebra.normal(right)
        return cls(sequent, left, right, algebra, *sides, related and kinks <= KINKS)

    def is_zero(self, p: Polynomial) -> bool:
        try:
            return vanishes(self.algebra, p)
        except UNFINISHED:
            return False

    def normal(self, term: Term) -> Polynomial | None:
        try:
            return self.algebra.normal(term)
        except UNFINISHED:
            return None

    def looks_right(self, candidate: Term) -> bool:
        """Whether this right side would be equal, as far as its polynomial tells; bounded work, nothing twice."""
        if candidate in self.tried or self.work <= 0 or candidate.loose:
            return False
        self.tried.add(candidate)
        nodes = list(walk(candidate))
        size = len(nodes)
        self.work -= size
        if any(isinstance(t, Derivative) for t in nodes):  # a part of the left side as it was claimed
            return False
        if not self.seem_equal(self.left, candidate):
            return False
        q = self.normal(candidate)
        if q is not None and self.is_zero(self.p - q):
            return True
        self.exact_work -= size
        return self.related and self.exact_work > 0 and self.confirms(candidate)

    def seem_equal(self, left: Term, right: Term) -> bool:
        """Whether two terms have the same values at a few points; most candidates have not those of the left side."""
        if self.samples is None:
            self.samples = Samples(self.sequent.context, (self.left, self.right), generic=True)
        return self.samples.seem_equal(left, right)

    def agree(self, left: Term, right: Term) -> bool:
        """Whether two terms are equal, as far as their polynomials tell."""
        p, q = self.normal(left), self.normal(right)
        return p is not None and q is not None and self.is_zero(p - q)

    def confirms(self, candidate: Term) -> bool:
        """Whether the kernel proves the derived side equal to this one."""
        return self.proves(self.left, candidate)

    def repaired(self, candidate: Term) -> tuple[Term, Theorem] | None:
        """The candidate as its writer would put it, with the theorem that the derived side is equal to it."""
        term = mended(candidate, self.right)
        theorem = equality(self.sequent.context, self.left, term)
        return None if theorem is None else (term, theorem)

    def proves(self, left: Term, right: Term) -> bool:
        return equality(self.sequent.context, left, right) is not None

    @property
    def printed(self) -> Term:
        """The right side as it was claimed, with its derivatives."""
        match self.sequent.judgement:
            case Equal(right=right):
                return right
        return self.right

    @property
    def claimed(self) -> Term:
        """The left side as it was claimed, with its derivatives."""
        match self.sequent.judgement:
            case Equal(left=left):
                return left
        return self.left


Put = Callable[[Term], Term]
"""A term with another one in some place of it."""


def summands(term: Term) -> Iterator[tuple[Term, Put]]:
    """The terms of a sum, then those below its factors and sums, each with how to put another one in its place."""
    match term:
        case Add(terms=terms):
            yield from ((t, into(Add, terms, n, lambda new: new)) for n, t in enumerate(terms))
            yield from _below(Add, terms, (Mul, Sum))
        case Mul(factors=factors):
            yield from _below(Mul, factors, (Add, Sum, Mul))
        case Sum(size=size, body=body):
            for t, put in summands(body):
                yield t, _under(size, put)


def _below(
    kind: Callable[[tuple[Term, ...]], Term], parts: tuple[Term, ...], kinds: tuple[type[Term], ...]
) -> Iterator[tuple[Term, Put]]:
    for n, part in enumerate(parts):
        for t, put in summands(part) if isinstance(part, kinds) else ():
            yield t, into(kind, parts, n, put)


def into(kind: Callable[[tuple[Term, ...]], Term], parts: tuple[Term, ...], n: int, put: Put) -> Put:
    return lambda new: kind((*parts[:n], put(new), *parts[n + 1 :]))


def _under(size: str, put: Put) -> Put:
    return lambda new: Sum(size, put(new))


def places(term: Term) -> Iterator[tuple[Term, Callable[[Term], Term]]]:
    """Every distinct sub-term, largest last, with how to put another one in its place, wherever it stands."""
    for t in walk(term):

        def put(new: Term, old: Term = t) -> Term:
            done: dict[Term, Term] = {old: new}

            def visit(s: Term) -> Term:
                if s not in done:
                    done[s] = rebuild(s, visit)
                return done[s]

            return visit(term)

        yield t, put
