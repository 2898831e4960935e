"""The gate: what a sequent may be made of, where a term is defined, and which of that the hypotheses grant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import ONE as UNIT
from symbolic.kernel.algebra.signs import ANY, NEGATIVE, NULL, OF_RELATION, POSITIVE, of_sum, plus, times
from symbolic.kernel.derivative import TABLE, unfold
from symbolic.kernel.judgements import (
    DOWN,
    UP,
    Axis,
    Context,
    Convex,
    Equal,
    Hypothesis,
    Limit,
    LocalMinimizer,
    Matrix,
    Minimizer,
    NotDifferentiable,
    PositiveForm,
    Semidefinite,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.kernel.terms import (
    MINUS_ONE,
    Add,
    Apply,
    Bound,
    Bracket,
    Delta,
    Derivative,
    Entry,
    Index,
    Label,
    Mul,
    Power,
    Rational,
    Size,
    Sum,
    Term,
    negate,
    reindexed,
    walk,
)
from symbolic.kernel.theorem import Rejected

NODES = (Rational, Size, Entry, Delta, Bracket, Add, Mul, Power, Sum, Apply, Derivative)
Ranges = tuple[tuple[str, str], ...]
T = TypeVar("T", bound=Term)

MOST_TERMS = 2048
"""Of so many terms it is remembered what makes them defined, and where they bend."""


def close(term: Term, names: tuple[str, ...]) -> Term:
    """`term` with the indices of the sums around it called by these names, innermost last."""

    def named(atom: str | int | Bound, depth: int) -> Index:
        return names[depth - 1 - atom.level] if isinstance(atom, Bound) and atom.level >= depth else atom

    return reindexed(term, named)


@lru_cache(maxsize=MOST_TERMS // 8)
def under_sums(term: Term, kinds: tuple[type[Term], ...] = NODES) -> tuple[tuple[Term, tuple[str, ...]], ...]:
    """Every sub-term of these kinds as it stands, once, with the sizes of the sums it refers to, innermost last."""
    holding: set[Term] = set()
    for t in walk(term):
        if isinstance(t, kinds) or not holding.isdisjoint(t.parts):
            holding.add(t)
    seen: dict[tuple[Term, tuple[str, ...]], None] = {}
    stack: list[tuple[Term, tuple[str, ...]]] = [(term, ())]
    while stack:
        t, sizes = stack.pop()
        here = t, sizes[len(sizes) - t.loose :]
        if t not in holding or here in seen:
            continue
        seen[here] = None
        inner = (*here[1], t.size) if isinstance(t, Sum) else here[1]
        stack += [(child, inner) for child in reversed(t.parts)]
    return tuple(here for here in seen if isinstance(here[0], kinds))


def opened(term: Term, *kinds: type[T]) -> Iterator[tuple[T, Ranges]]:
    """Every sub-term of these kinds once, with bound indices opened to names and their ranges."""
    for t, sizes in under_sums(term, kinds):
        ranges = tuple((f"k{n}'", size) for n, size in enumerate(sizes, 1))
        named = close(t, tuple(name for name, _ in ranges))
        if isinstance(named, kinds):
            yield named, ranges


def check_declared(sequent: Sequent) -> None:
    """Reject names that are not declared, or declared twice, and indices that do not fit their axes."""
    context = sequent.context
    names = [name for group in (context.sizes, context.arrays, context.indices, context.labels) for name, *_ in group]
    sizes, axes = {name for name, *_ in context.sizes}, dict(context.arrays)
    labels = {name: (own, target) for name, own, target in context.labels}
    if len(set(names)) != len(names) or not all(name.isidentifier() for name in names):
        raise Rejected(f"names must be identifiers, each declared once: {', '.join(names)}")
    if any(low < 1 for _, low, _ in context.sizes) or not {size for _, size in context.indices} <= sizes:
        raise Rejected("a size is at least 1, and an index runs over a declared size")
    if not {s for _, own, target in context.labels for s in (*own, target)} <= sizes:
        raise Rejected("a label leads from declared sizes to a declared size")
    if not {i for pair in context.distinct for i in pair} <= dict(context.indices).keys():
        raise Rejected("indices that differ must be declared")

    def size_of(index: Index, ranges: dict[str, str], around: tuple[str, ...]) -> Axis | None:
        if isinstance(index, Bound):
            return around[-1 - index.level] if 0 <= index.level < len(around) else None
        if isinstance(index, Label):
            own = tuple(size_of(i, ranges, around) for i in index.arguments)
            return labels[index.name][1] if index.name in labels and labels[index.name][0] == own else None
        return ranges.get(index) if isinstance(index, str) else None

    def fits(index: Index, axis: Axis, ranges: dict[str, str], around: tuple[str, ...]) -> bool:
        if isinstance(index, int) and isinstance(axis, int):
            return 1 <= index <= axis
        return size_of(index, ranges, around) == axis

    def check(term: Term, outer: Ranges) -> None:
        ranges = dict((*context.indices, *outer))
        strange = next((t for t in walk(term) if type(t) not in NODES), None)
        if strange is not None:
            raise Rejected("undeclared or ill-shaped: {}", strange)
        for t, around in under_sums(term):
            match t:
                case Entry(array=array, indices=own) | Derivative(array=array, indices=own):
                    shape = axes.get(array, ())
                    good = array in axes and len(own) == len(shape)
                    good = good and all(fits(i, a, ranges, around) for i, a in zip(own, shape, strict=True))
                case Delta(left=left, right=right):
                    own_size = size_of(left, ranges, around)
                    good = own_size is not None and own_size == size_of(right, ranges, around)
                case Sum(size=size) | Size(name=size):
                    good = size in sizes
                case Apply(function=function, arguments=arguments, orders=orders):
                    arity = len(arguments) == 1 and not orders if function in TABLE else bool(arguments)
                    good = arity and len(orders) in (0, len(arguments))
                case Bracket(relation=relation):
                    good = relation in (">", "==")
                case Rational(value=value) | Power(exponent=value):
                    good = type(value) is Fraction
                case _:
                    good = True
            if not good:
                raise Rejected("undeclared or ill-shaped: {}", t)

    for h in context.hypotheses:
        if h.relation not in OF_RELATION or not {size for _, size in h.indices} <= sizes:
            raise Rejected(f"hypothesis {h.name!r} is not a relation over declared sizes")
        check(h.term, h.indices)
    match sequent.judgement:
        case Semidefinite(matrix=Matrix(entry=entry, row=row, column=column, size=size)) as semidefinite:
            if not isinstance(entry, Term) and any(len(own) != len(entry) for own in entry):
                raise Rejected("a matrix has as many rows as columns")
            for term in semidefinite.children():
                check(term, ((row, size), (column, size)) if size else ())
        case (
            Stationary(term=term, point=point)
            | Minimizer(term=term, point=point)
            | LocalMinimizer(term=term, point=point)
        ):
            check(term, ())
            if len(dict.fromkeys(array for array, _, _ in point)) != len(point):
                raise Rejected("a point gives each array one value")
            for array, own, value in point:
                if array not in axes or len(own) != len(axes[array]):
                    raise Rejected(f"{array} does not have {len(own)} axes")
                check(value, tuple((i, a) for i, a in zip(own, axes[array], strict=True) if isinstance(a, str)))
        case Convex(term=term, variables=variables) | NotDifferentiable(term=term, variables=variables):
            check(term, ())
            if not set(variables) <= axes.keys():
                raise Rejected(f"undeclared: {', '.join(variables)}")
        case Limit(term=term, variable=name, to=to, value=value):
            for part in (term, to, value):
                if isinstance(part, Term):
                    check(part, ())
                elif part not in (UP, DOWN):
                    raise Rejected(f"{part!r} is not a limit")
            if axes.get(name, ()) or name not in {*axes, *sizes} or (name in sizes and to != UP):
                raise Rejected(f"{name} is not a scalar, nor a size that grows")
        case Sign(relation=relation) if relation not in (">", ">=", "!="):
            raise Rejected(f"{relation!r} is not a sign")
        case Equal() | Sign() | PositiveForm() as plain:
            for term in plain.children():
                check(term, ())


@lru_cache(maxsize=MOST_TERMS)
def conditions(term: Term) -> tuple[Hypothesis, ...]:
    """What makes `term` defined, sub-term by sub-term, before anything cancels: log(a), roots and 1/a.

    A condition inside a sum holds for every value of its index. A derivative wants its body defined.
    """
    found: dict[Hypothesis, None] = {}
    for t, ranges in opened(term, Apply, Power):
        match t:
            case Apply(function="log", arguments=(argument,)):
                needed = [(">", argument)]
            case Power(base=base, exponent=exponent) if exponent.denominator > 1:
                needed = [(">" if exponent < 0 else ">=", base)]
            case Power(base=base, exponent=exponent) if exponent < 0:
                needed = [("!=", base)]
            case _:
                continue
        for relation, argument in needed:
            own = tuple(pair for pair in ranges if pair[0] in argument.free)
            found[Hypothesis("", relation, argument, own)] = None
    return tuple(found)


def sign(algebra: Algebra, term: Term, stack: tuple[str, ...] = (), deep: bool = True, whole: int | None = None) -> int:
    """The possible signs of a term, from its form and from its polynomial (if not `deep`: of those without a form).

    `whole` holds those from its polynomial, where they are known already.
    """
    own = ANY
    match term:
        case Add(terms=(Apply(function="exp", arguments=(u,)), m, rest)) if m is MINUS_ONE and rest is negate(u):
            own = POSITIVE | NULL  # the tangent of exp at 0
        case Add(terms=terms):
            own = NULL
            for t in terms:
                own = plus(own, sign(algebra, t, stack, deep))
        case Mul(factors=parts):
            own = POSITIVE
            for part in dict.fromkeys(parts):
                s = sign(algebra, part, stack, deep)
                own = times(own, s if parts.count(part) % 2 else POSITIVE | (s & NULL))
        case Power(base=base, exponent=exponent):
            own = sign(algebra, base, stack, deep)
            own = POSITIVE | (own & NULL) if exponent.denominator > 1 or exponent % 2 == 0 else own
        case Sum(body=body):
            own = of_sum(sign(algebra, body, (*stack, algebra.new_index()), deep))
        case Apply(function="relu", arguments=(argument,)):
            inside = sign(algebra, argument, stack, deep)
            own = (inside & (POSITIVE | NULL)) | (NULL if inside & NEGATIVE else 0)
        case Apply(function="exp" | "sigmoid" | "softplus"):
            own = POSITIVE
        case Apply(function="log", arguments=(argument,)):
            own = algebra.sign(algebra.normal(argument, stack) - UNIT)
        case _:
            deep = True
    if own in (POSITIVE, NULL, NEGATIVE) or not deep:
        return own
    return own & (algebra.sign(algebra.normal(term, stack)) if whole is None else whole)


def holds(algebra: Algebra, relation: str, term: Term) -> bool:
    """Does `term relation 0` follow from form and hypotheses?

    The form is looked at first, it is cheapest; then the polynomial of a sum, before those of its parts.
    """
    wrong = ~OF_RELATION[relation]
    try:
        form = sign(algebra, term, (), deep=False)
        whole = algebra.sign(algebra.normal(term)) if form & wrong and isinstance(term, Add) else None
        return not (form if whole is None else whole) & wrong or not sign(algebra, term, (), True, whole) & wrong
    except Undefined:
        return False


def first_undefined(context: Context, *terms: Term) -> Hypothesis | None:
    """A condition of definedness that the hypotheses do not grant."""
    needed = dict.fromkeys(c for term in terms for c in conditions(term))
    if not needed:
        return None
    algebra = Algebra(context)
    return next((c for c in needed if not holds(algebra, c.relation, unfold(c.term))), None)


def moves(term: Term, names: tuple[str, ...]) -> bool:
    """Does the term mention an array or a size of these names?"""
    return any(
        (isinstance(t, Entry) and t.array in names)
        or (isinstance(t, Size) and t.name in names)
        or (isinstance(t, Sum) and t.size in names)
        for t in walk(term)
    )


@lru_cache(maxsize=MOST_TERMS)
def jumps(term: Term) -> tuple[Term, ...]:
    """The arguments of the brackets in `term`, and of the slope of relu."""
    brackets = (t.argument for t, _ in opened(term, Bracket))
    return (*brackets, *(t.arguments[0] for t, _ in opened(term, Apply) if t.function == "step"))


@lru_cache(maxsize=MOST_TERMS)
def ramps(term: Term) -> tuple[Term, ...]:
    """The arguments of relu in `term`."""
    return tuple(t.arguments[0] for t, _ in opened(term, Apply) if t.function == "relu")
