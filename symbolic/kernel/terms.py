"""Kernel terms: the one form of mathematics that the kernel reasons about.

A term is an immutable, hash-consed tree that denotes a real number for all sizes, index values, scalars and entries.
Nothing is evaluated when it is built (`x/x` stays `x/x`). A bound index is written by position: `Bound(0)` is the index
of the innermost enclosing `Sum`, so no name can be captured.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar, TypeAlias
from weakref import WeakValueDictionary

MOST_AT_HAND, MOST_WALKED, MOST_SUBSTITUTED = 2**14, 2**9, 2**12
"""Of so many terms it is remembered that they are there, what is in them, and what they are at other indices."""


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """The index of the `level`-th enclosing sum, counted from the inside."""

    level: int


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """An index chosen by data: the class `name[n]` of sample n. Any function from indices to indices."""

    name: str
    arguments: tuple[Any, ...]


Index: TypeAlias = str | int | Bound | Label
"""A free index by name, a literal position (from 1), a bound index, or a label."""


Atom: TypeAlias = str | int | Bound
Placing: TypeAlias = Callable[[Atom, int], Index]
"""What becomes of a plain index, and the number of sums of the term around it."""


def map_index(index: Index, f: Callable[[Atom], Index]) -> Index:
    """Apply `f` to `index`, or to what a label is applied to."""
    if isinstance(index, Label):
        return Label(index.name, tuple(map_index(i, f) for i in index.arguments))
    return f(index)


def index_atoms(index: Index) -> Iterable[Atom]:
    """The plain indices that `index` is made of."""
    if isinstance(index, Label):
        for argument in index.arguments:
            yield from index_atoms(argument)
    else:
        yield index


def _check_plain(value: Any) -> None:
    """Refuse what only looks like a name, a number or an index: a subclass could be equal to one and act as another."""
    match value:
        case Term():
            return
        case tuple() if type(value) is tuple:
            for part in value:
                _check_plain(part)
        case Label() if type(value) is Label:
            _check_plain(value.name)
            _check_plain(value.arguments)
        case Bound() if type(value) is Bound:
            _check_plain(value.level)
        case _ if type(value) not in (str, int, Fraction):
            raise TypeError(f"{type(value).__name__} is not what terms are made of")


class _HashConsed(type):
    """Equal terms are one object: equality is identity, and work on shared sub-terms is done once."""

    table: ClassVar[WeakValueDictionary[Any, Any]] = WeakValueDictionary()

    __match_args__: tuple[str, ...]

    def __call__(cls, *arguments: Any) -> Any:
        return cls.only(arguments)

    @lru_cache(maxsize=MOST_AT_HAND)  # noqa: B019 - the few kinds of terms stay anyway
    def only(cls, arguments: tuple[Any, ...]) -> Any:
        """The term of this kind with these arguments; those asked for last are found without a look at the table."""
        _check_plain(arguments)
        arguments += ((),) * (len(cls.__match_args__) - len(arguments))  # every default of a node is the empty tuple
        found = _HashConsed.table.get((cls, arguments))
        if found is None:
            found = _HashConsed.table[cls, arguments] = super().__call__(*arguments)
        return found


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Term(metaclass=_HashConsed):
    """Base of the node kinds. `loose` counts the enclosing sums a term refers to; `free` are its free index names.

    `parts` are its children, `places` the indices it holds itself.
    """

    TERMS: ClassVar[tuple[str, ...]] = ()  # the field that holds terms, if there is one
    INDICES: ClassVar[tuple[str, ...]] = ()  # the fields that hold indices
    __match_args__: ClassVar[tuple[str, ...]]  # the fields of a node, in order
    loose: int = field(init=False, repr=False)
    free: frozenset[str] = field(init=False, repr=False)
    parts: tuple[Term, ...] = field(init=False, repr=False)
    places: tuple[Index, ...] = field(init=False, repr=False)

    def _all(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        values = [getattr(self, name) for name in names]
        return tuple([v for value in values for v in (value if isinstance(value, tuple) else (value,))])

    def children(self) -> tuple[Term, ...]:
        return self.parts

    def own_indices(self) -> tuple[Index, ...]:
        return self.places

    def __post_init__(self) -> None:
        parts, places = self._all(self.TERMS), self._all(self.INDICES)
        atoms = [a for i in places for a in index_atoms(i)]
        levels = [a.level + 1 for a in atoms if isinstance(a, Bound)] + [c.loose - isinstance(self, Sum) for c in parts]
        names = [a for a in atoms if isinstance(a, str)]
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "loose", max([0, *levels]))
        object.__setattr__(self, "free", frozenset(names).union(*[c.free for c in parts]))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


@dataclass(frozen=True, slots=True, eq=False)
class Rational(Term):
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Size(Term):
    """A size used as a number, e.g. the N of 1/N."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Term):
    """A real scalar (no indices) or an entry of a real array."""

    INDICES = ("indices",)
    array: str
    indices: tuple[Index, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Delta(Term):
    """`[left = right]`: 1 if the two indices are equal, else 0."""

    INDICES = ("left", "right")
    left: Index
    right: Index


@dataclass(frozen=True, slots=True, eq=False)
class Bracket(Term):
    """`[argument > 0]` or `[argument = 0]`, by `relation` ">" or "=="."""

    TERMS = ("argument",)
    relation: str
    argument: Term


@dataclass(frozen=True, slots=True, eq=False)
class Add(Term):
    """A sum of finitely many terms."""

    TERMS = ("terms",)
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mul(Term):
    """A product of finitely many terms."""

    TERMS = ("factors",)
    factors: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Power(Term):
    """`base` to a rational exponent; a negative exponent wants base != 0, a fractional one base >= 0."""

    TERMS = ("base",)
    base: Term
    exponent: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Sum(Term):
    """The sum of `body` over its `Bound(0)` from 1 to the size."""

    TERMS = ("body",)
    size: str
    body: Term


@dataclass(frozen=True, slots=True, eq=False)
class Apply(Term):
    """A function of the derivative table, or an opaque smooth function with its derivative orders, one per argument."""

    TERMS = ("arguments",)
    function: str
    arguments: tuple[Term, ...]
    orders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Derivative(Term):
    """The partial derivative of `body` by the entry `array[indices]`, the other entries held fixed."""

    TERMS, INDICES = ("body",), ("indices",)
    body: Term
    array: str
    indices: tuple[Index, ...] = ()


ZERO, ONE, MINUS_ONE = Rational(Fraction(0)), Rational(Fraction(1)), Rational(Fraction(-1))


def number(value: int | Fraction) -> Term:
    return Rational(Fraction(value))


def add(*terms: Term) -> Term:
    """A sum without its zero terms."""
    flat = [t for term in terms for t in (term.terms if isinstance(term, Add) else (term,)) if t is not ZERO]
    return ZERO if not flat else flat[0] if len(flat) == 1 else Add(tuple(flat))


def multiply(*factors: Term) -> Term:
    """A product without its factors 1; 0 when a factor is 0, so only where every factor is known to be defined."""
    flat = [f for factor in factors for f in (factor.factors if isinstance(factor, Mul) else (factor,)) if f is not ONE]
    if ZERO in flat:
        return ZERO
    return ONE if not flat else flat[0] if len(flat) == 1 else Mul(tuple(flat))


def negate(term: Term) -> Term:
    return multiply(MINUS_ONE, term)


def subtract(left: Term, right: Term) -> Term:
    return add(left, negate(right))


def power(base: Term, exponent: int | Fraction) -> Term:
    return base if exponent == 1 else Power(base, Fraction(exponent))


def rebuild(term: Term, child: Callable[[Term], Term], index: Callable[[Index], Index] | None = None) -> Term:
    """`term` with `child` applied to its children and `index`, if given, to its own indices."""
    parts = tuple(map(child, term.parts))
    if parts == term.parts and (index is None or not term.places):
        return term
    values: list[Any] = []
    for name in term.__match_args__:
        value = getattr(term, name)
        if name in term.TERMS:
            value = parts if isinstance(value, tuple) else parts[0]
        elif index and name in term.INDICES:
            value = tuple(map(index, value)) if isinstance(value, tuple) else index(value)
        values.append(value)
    return type(term)(*values)


def shift_index(index: Index, by: int, cutoff: int = 0) -> Index:
    def shifted(atom: Atom) -> Index:
        return Bound(atom.level + by) if isinstance(atom, Bound) and atom.level >= cutoff else atom

    return map_index(index, shifted)


def reindexed(term: Term, f: Placing, names: Collection[str] = (), lowest: int | None = 0) -> Term:
    """`term` with every plain index mapped by `f(index, number of sums of the term around it)`.

    Only the free indices `names`, and those bound `lowest` or more sums outside of the term (none if None), may change.
    """
    return _reindexed(term, 0, f, frozenset(names), lowest, {})


def _reindexed(
    term: Term, depth: int, f: Placing, names: frozenset[str], lowest: int | None, done: dict[tuple[Term, int], Term]
) -> Term:
    if term.free.isdisjoint(names) and (lowest is None or term.loose <= depth + lowest):
        return term
    if (term, depth) not in done:
        inner = depth + isinstance(term, Sum)
        done[term, depth] = rebuild(
            term,
            lambda child: _reindexed(child, inner, f, names, lowest, done),
            lambda index: map_index(index, lambda atom: f(atom, depth)),
        )
    return done[term, depth]


def shift(term: Term, by: int) -> Term:
    """`term` moved under `by` more sums."""
    return reindexed(term, lambda i, depth: shift_index(i, by, depth)) if by and term.loose else term


def substitute(term: Term, values: dict[str, Index]) -> Term:
    """`term` with free indices replaced; the new indices are moved under the sums they come to stand in."""
    return term if term.free.isdisjoint(values) else _substituted(term, tuple(values.items()))


@lru_cache(maxsize=MOST_SUBSTITUTED)
def _substituted(term: Term, pairs: tuple[tuple[str, Index], ...]) -> Term:
    values = dict(pairs)

    def replaced(atom: Atom, depth: int) -> Index:
        return shift_index(values[atom], depth) if isinstance(atom, str) and atom in values else atom

    return reindexed(term, replaced, values, None)


def instantiate(body: Term, index: Index) -> Term:
    """The body of a sum at one value of its bound index."""

    def opened(atom: Atom, depth: int) -> Index:
        if not isinstance(atom, Bound) or atom.level < depth:
            return atom
        return shift_index(index, depth) if atom.level == depth else Bound(atom.level - 1)

    return reindexed(body, opened)


def sum_over(name: str, size: str, term: Term) -> Term:
    """The sum of `term` over its free index `name`."""

    def bound(atom: Atom, depth: int) -> Index:
        return Bound(depth) if atom == name else shift_index(atom, 1, depth)

    return Sum(size, reindexed(term, bound, (name,)))


@lru_cache(maxsize=MOST_WALKED)
def walk(term: Term) -> tuple[Term, ...]:
    """Every distinct sub-term, each once, children before parents."""
    done: dict[Term, None] = {}
    stack = [term]
    while stack:
        t = stack[-1]
        missing = [child for child in t.parts if child not in done]
        if missing:
            stack += missing[::-1]
        else:
            done[stack.pop()] = None
    return tuple(done)
