"""Statements to kernel judgements: the one place that says what each kind of claim means."""

from __future__ import annotations

from collections.abc import Iterator

from symbolic.kernel import judgements
from symbolic.kernel import terms as kernel
from symbolic.kernel.judgements import Context, Hypothesis, Judgement, Sequent
from symbolic.kernel.terms import ONE, ZERO, Term
from symbolic.language import claims
from symbolic.language.algebra import complement, delta, is_defined, minus, negate, plus, times
from symbolic.language.context import Scope, axes_of, signed
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.lowering import At, resolve
from symbolic.language.nodes import Constant, Real
from symbolic.language.relations import Relation
from symbolic.language.statements import Statement
from symbolic.language.tree import Expr, Map, SizeSymbol


def variables_of(statement: Statement) -> frozenset[str]:
    """The reals and sizes that a statement is about a function of, rather than about its value at each point."""
    match statement:
        case claims.Convexity(variables=variables) | claims.NoDerivative(variables=variables):
            return frozenset(v.name for v in variables)
        case claims.Extremum(point=point):
            return frozenset(v.name for v, _ in point)
        case claims.LimitClaim(variable=Real(name=name) | SizeSymbol(name=name)):
            return frozenset((name,))
        case claims.Monotone(variable=variable) | claims.SubgradientClaim(variable=variable):
            return frozenset((variable.name,))
    return frozenset()


def sequents_of(statement: Statement, scope: Scope) -> Iterator[Sequent]:
    """The sequents that together say what the statement says, in one case of its claim."""
    lowering, values = scope.lowering, scope.values
    match statement:
        case Relation():
            yield from _relation(statement, scope)
        case claims.Semidefinite(matrix=matrix, strict=strict):
            yield Sequent(scope.context(), judgements.Semidefinite(_matrix(matrix, scope), strict))
        case claims.Convexity(kind=kind, body=body, variables=variables):
            term = lowering.scalar(body, values)
            function = negate(term) if "concave" in kind else term
            names = tuple(dict.fromkeys(v.name for v in variables))
            yield Sequent(scope.context(), judgements.Convex(function, names, kind.startswith("strictly")))
        case claims.NoDerivative(body=body, variables=variables):
            names = tuple(dict.fromkeys(v.name for v in variables))
            yield Sequent(scope.context(), judgements.NotDifferentiable(lowering.scalar(body, values), names))
        case claims.Extremum():
            yield Sequent(scope.context(), _extremum(statement, scope))
        case claims.Monotone():
            yield _monotone(statement, scope)
        case claims.SubgradientClaim():
            yield from _subgradient(statement, scope)
        case claims.LimitClaim():
            yield Sequent(scope.context(), _limit(statement, scope))
        case _:
            raise LanguageError(f"`{statement}` cannot be claimed")


def _relation(r: Relation, scope: Scope) -> Iterator[Sequent]:
    context = scope.context()
    if r.is_between_indices:
        equal = delta(*(resolve(s, scope.values) for s in (r.left, r.right) if not isinstance(s, Expr)))
        yield Sequent(context, judgements.Equal(equal if r.relation == "==" else complement(equal), ONE))
        return
    for at, axes in scope.entries(r.shape):
        here = context.declaring(indices=axes)
        if r.relation == "==":
            left, right = (scope.lowering.entry(s, at if s.shape else (), scope.values) for s in r.expressions())
            yield Sequent(here, judgements.Equal(left, right))
        else:
            yield from _right_is_defined(r, at, here, scope)
            yield Sequent(here, judgements.Sign(*signed(r, at, scope.lowering, scope.values)))


def _right_is_defined(r: Relation, at: At, context: Context, scope: Scope) -> Iterator[Sequent]:
    """An inequality speaks of the points at which its left side is defined; there the right side must be, too.

    That is said where it is not plain to see.
    """
    left, right = (scope.lowering.entry(s, at if s.shape else (), scope.values) for s in r.expressions())
    if not is_defined(right, scope.lowering.positive):
        yield Sequent(context, _defined_too(left, right))


def _defined_too(left: Term, right: Term) -> judgements.Equal:
    """Where the left term is defined, the right one is: 0*left = 0*right."""
    return judgements.Equal(kernel.Mul((ZERO, left)), kernel.Mul((ZERO, right)))


def _matrix(matrix: Expr, scope: Scope) -> judgements.Matrix:
    axis = matrix.shape[0]
    if isinstance(axis, SizeSymbol):
        row, column = scope.unused((axis, axis))
        entry = scope.lowering.entry(matrix, (row, column), scope.values)
        return judgements.Matrix(entry, row, column, axis.name)
    n = range(1, axis + 1)
    return judgements.Matrix(tuple(tuple(scope.lowering.entry(matrix, (i, j), scope.values) for j in n) for i in n))


def _extremum(statement: claims.Extremum, scope: Scope) -> Judgement:
    term = scope.lowering.scalar(statement.body, scope.values)
    point = []
    for real, value in statement.point:
        if value.shape and not all(isinstance(a, SizeSymbol) for a in real.axes):
            raise NotYetDecidable(f"`{real}` has an axis of known length: name its entries as scalars")
        names = tuple(scope.unused(real.axes))
        point.append((real.name, names, scope.lowering.entry(value, names if value.shape else (), scope.values)))
    match statement.kind:
        case "stationary":
            return judgements.Stationary(term, tuple(point))
        case "local_minimizer":
            return judgements.LocalMinimizer(term, tuple(point))
        case kind:
            return judgements.Minimizer(term, tuple(point), kind == "unique_minimizer")


def _monotone(statement: claims.Monotone, scope: Scope) -> Sequent:
    """f(u) < f(v) for all u < v of the set: two points, so that kinks and gaps of the set are part of the claim."""
    context, name = scope.context(), statement.variable.name
    other = _second(name, context)
    low = scope.lowering.scalar(statement.body, scope.values)
    high = renamed(low, name, other)
    also = tuple(Hypothesis(h.name, h.relation, renamed(h.term, name, other), h.indices) for h in context.hypotheses)
    apart = Hypothesis(f"{name} < {other}", ">", minus(kernel.Entry(other, ()), kernel.Entry(name, ())))
    context = context.declaring(arrays=((other, ()),)).assuming(
        (*(h for h in also if h not in context.hypotheses), apart)
    )
    change = minus(high, low) if statement.kind in ("increasing", "nondecreasing") else minus(low, high)
    return Sequent(context, judgements.Sign(">" if statement.kind in ("increasing", "decreasing") else ">=", change))


def _limit(statement: claims.LimitClaim, scope: Scope) -> judgements.Limit:
    variable = statement.variable
    if not isinstance(variable, Real | SizeSymbol):
        raise NotYetDecidable(f"the limit in `{variable}`, an entry, has no kernel form yet: name it as a scalar")

    def end(e: Expr) -> Term | str:
        match e:
            case Constant(name="oo"):
                return judgements.UP
            case Map(head="negate", arguments=(Constant(name="oo"),)):
                return judgements.DOWN
        return scope.lowering.scalar(e, scope.values)

    term = scope.lowering.scalar(statement.body, scope.values)
    return judgements.Limit(term, variable.name, end(statement.to), end(statement.value))


def _subgradient(statement: claims.SubgradientClaim, scope: Scope) -> Iterator[Sequent]:
    """f(v) - f(w) - e.(v - w) >= 0; hypotheses speak of w, the declared domain of v too. e is defined where f is."""
    real, lowering, values = statement.variable, scope.lowering, scope.values
    other = _second(real.name, scope.context())
    here = lowering.scalar(statement.body, values)
    for at, axes in scope.entries(real.axes):
        slope = lowering.entry(statement.value, at if statement.value.shape else (), values)
        if not is_defined(slope, lowering.positive):
            yield Sequent(scope.context().declaring(indices=axes), _defined_too(here, slope))

    def rise(at: tuple[kernel.Index, ...]) -> Term:
        slope = lowering.entry(statement.value, at if statement.value.shape else (), values)
        return times(slope, minus(kernel.Entry(other, at), kernel.Entry(real.name, at)))

    linear = lowering.over_all("sum", real.axes, tuple(values.values()), rise)
    if real.domain is not None:
        scope.domain_of(real, real.domain, other)
    context = scope.context().declaring(arrays=((other, axes_of(real.axes)),))
    gap = plus(renamed(here, real.name, other), negate(here), negate(linear))
    yield Sequent(context, judgements.Sign(">=", gap))


def _second(name: str, context: Context) -> str:
    """A name for a second value of a real."""
    taken = {array for array, _ in context.arrays}
    return next(n for n in (name + "_other" * k for k in range(1, 10)) if n not in taken)


def renamed(term: Term, array: str, other: str) -> Term:
    """The term with one array replaced by another."""
    done: dict[Term, Term] = {}

    def visit(t: Term) -> Term:
        if t not in done:
            inner = kernel.rebuild(t, visit)
            match inner:
                case kernel.Entry(array=name, indices=indices) if name == array:
                    inner = kernel.Entry(other, indices)
                case kernel.Derivative(body=body, array=name, indices=indices) if name == array:
                    inner = kernel.Derivative(body, other, indices)
            done[t] = inner
        return done[t]

    return visit(term)
