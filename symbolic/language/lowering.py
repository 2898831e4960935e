"""Expressions to kernel terms: a whole array is never lowered, its entries are, on demand.

Every sum gets an internal name before it is bound, chosen apart from all indices that its body can mention; so an
expression in `k` that is put under another sum over `k` is not captured.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import ONE, Term, index_atoms
from symbolic.language import nodes, tree
from symbolic.language.algebra import (
    apply,
    complement,
    delta,
    divide,
    is_defined,
    minus,
    plus,
    power,
    times,
)
from symbolic.language.entrywise import HALF, mapped, ramp
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.expectation import expectation
from symbolic.language.indices import IndexLike, IndexSymbol, LabelAt
from symbolic.language.lazy_cases import Choice, Key, LazyCases, guarded, parts_of
from symbolic.language.named import PI, Named
from symbolic.language.relations import Condition, Relation, relations_of
from symbolic.language.tree import Axis, Expr

At: TypeAlias = tuple[kernel.Index, ...]
Environment: TypeAlias = Mapping[IndexSymbol, kernel.Index]


def resolve(index: IndexLike, values: Environment) -> kernel.Index:
    """The kernel index that an index stands for. Numbers count from 0 in Python and from 1 in the kernel."""
    match index:
        case IndexSymbol():
            return values[index]
        case LabelAt(label=label, arguments=arguments):
            return kernel.Label(label.name, tuple(resolve(a, values) for a in arguments))
        case int():
            return index + 1


def fresh(used: Iterable[kernel.Index]) -> str:
    """An internal name `#n` that differs from those in use; no written name starts with `#`."""
    atoms = (a for index in used for a in index_atoms(index))
    return f"#{max((int(a[1:]) for a in atoms if isinstance(a, str) and a.startswith('#')), default=0) + 1}"


@dataclass(slots=True)
class Lowering:
    """Entries of expressions as kernel terms. `positive` names the arrays whose entries are known to be > 0.

    `distinct` are pairs of index names that differ, `decided` the branches of cases in the case of a claim at hand.
    What has no kernel term is given a name if `named` is there to take its definition. Branches that are not defined
    everywhere are `guarded`, or decided of.
    """

    positive: Collection[str] = ()
    distinct: Collection[frozenset[str]] = ()
    named: Named | None = None
    decided: Mapping[Key, Choice] = field(default_factory=dict)
    guarded: bool = False
    done: dict[Key, Term] = field(default_factory=dict)

    def entry(self, e: Expr, at: At, values: Environment) -> Term:
        """The entry of `e` at kernel indices, one per axis, where its free indices have the given values.

        Raises NotYetDecidable for what has no kernel term.
        """
        key = self.key(e, at, values)
        if key not in self.done:
            self.done[key] = self._entry(e, at, values)
        return self.done[key]

    def key(self, e: Expr, at: At, values: Environment) -> Key:
        """What the entry of an expression depends on."""
        return e, at, tuple((i, values[i]) for i in sorted(e.free, key=lambda i: (i.name, i.mark)))

    def scalar(self, e: Expr, values: Environment) -> Term:
        return self.entry(e, (), values)

    def _entry(self, e: Expr, at: At, values: Environment) -> Term:
        match e:
            case tree.Number(value=value):
                return kernel.number(value)
            case tree.SizeSymbol(name=name):
                return kernel.Size(name)
            case nodes.Real(name=name):
                return kernel.Entry(name, at)
            case nodes.Constant(name="pi"):
                return PI
            case nodes.Constant(name=name):
                raise LanguageError(f"`{name}` is not a number: it stands for the end of a limit only")
            case tree.Take(array=array, indices=indices):
                return self.entry(array, _filled(indices, at, values), values)
            case tree.Stack(items=items):
                return self.entry(items[_position(at[0])], at[1:], values)
            case nodes.Table(body=body, indices=indices):
                return self.entry(body, at[len(indices) :], {**values, **dict(zip(indices, at, strict=False))})
            case tree.Map(head=head, arguments=arguments, orders=orders):
                terms = tuple(self.entry(a, at if a.shape else (), values) for a in arguments)
                if orders is not None:
                    return apply(head, *terms, orders=orders)
                return mapped(head, terms)
            case tree.Transpose(matrix=matrix):
                return self.entry(matrix, at[::-1], values)
            case nodes.Iverson(condition=condition):
                return self.indicator(condition, at, values)
            case nodes.Cases():
                return self._cases(e, at, values)
            case nodes.Partial(body=body, variable=variable):
                inner, by = at[: len(body.shape)], at[len(body.shape) :]
                return self._derivative(e, inner, values, *self._variable(variable, by, values))
            case nodes.Ones():
                return ONE
            case nodes.Eye():
                return delta(*at)
            case nodes.Expectation():
                return expectation(e, at, values, self)
            case _:
                return self._reduction(e, at, values)

    def _reduction(self, e: Expr, at: At, values: Environment) -> Term:
        used = (*at, *(values[i] for i in e.free))
        match e:
            case tree.MatMul(left=left, right=right):
                rows, columns = at[: len(left.shape) - 1], at[len(left.shape) - 1 :]
                return self._contract(left, right, rows, columns, values, used)
            case nodes.Binder(kind=kind, body=body, index=index):
                return self.over(kind, index.size, used, lambda k: self.entry(body, at, {**values, index: k}))
            case nodes.Total(kind=kind, array=array):
                return self.over_all(kind, array.shape, used, lambda ks: self.entry(array, ks, values))
            case nodes.ArrayFunction(head="diag", arguments=(v,)):
                return times(delta(*at), self.entry(v, at[:1], values))
            case nodes.ArrayFunction(head="outer", arguments=(u, v)):
                return times(self.entry(u, at[:1], values), self.entry(v, at[1:], values))
            case nodes.ArrayFunction(head="dot", arguments=(u, v)):
                return self._contract(u, v, (), (), values, used)
            case nodes.ArrayFunction(head="trace", arguments=(a,)):
                return self.over("sum", a.shape[0], used, lambda k: self.entry(a, (k, k), values))
            case nodes.ArrayFunction(head="norm", arguments=(x,)):
                squares = self.over_all("sum", x.shape, used, lambda ks: power(self.entry(x, ks, values), Fraction(2)))
                return power(squares, HALF)
            case nodes.ArrayFunction(head="softmax", arguments=(z,)):

                def weight(k: kernel.Index) -> Term:
                    return apply("exp", self.entry(z, (*at[:-1], k), values))

                return divide(weight(at[-1]), self.over("sum", z.shape[-1], used, weight))
        raise LanguageError(f"`{e}` has no meaning as a number")

    def over(self, kind: str, axis: Axis, used: At, body: Callable[[kernel.Index], Term]) -> Term:
        """`kind` (sum, mean, prod, max, min) of the body over one axis; an axis of known length is written out."""
        if isinstance(axis, int):
            terms = tuple(body(k) for k in range(1, axis + 1))
            match kind:
                case "sum":
                    return plus(*terms)
                case "mean":
                    return times(kernel.number(Fraction(1, axis)), plus(*terms))
                case "prod":
                    return times(*terms)
            return mapped(kind, terms)
        name = fresh(used)
        total = kernel.sum_over(name, axis.name, body(name))
        match kind:
            case "sum":
                return total
            case "mean":
                return divide(total, kernel.Size(axis.name))
        if self.named is None:
            raise NotYetDecidable(f"{kind} over an index of the symbolic size {axis} has no term of its own")
        return self.named.product(total) if kind == "prod" else self.named.extreme(kind, total)

    def over_all(self, kind: str, shape: tuple[Axis, ...], used: At, body: Callable[[At], Term]) -> Term:
        """`kind` of the body over all entries of a shape."""
        if not shape:
            return body(())

        def rest(k: kernel.Index) -> Term:
            return self.over_all(kind, shape[1:], (*used, k), lambda ks: body((k, *ks)))

        return self.over(kind, shape[0], used, rest)

    def _derivative(self, e: nodes.Partial, inner: At, values: Environment, array: str, at: At) -> Term:
        """At the boundary of a case, where the branch says nothing of the points nearby, of all branches."""
        own = ((node, choice) for (node, *_), choice in self.decided.items() if node in parts_of(e.body))
        at_boundary = any(array in choice.closed for _, choice in own)
        lowering = replace(self, decided={}, done={}, guarded=True) if at_boundary else self
        body = lowering.entry(e.body, inner, values)
        if self.named is not None:
            self.named.check_fixed(f"`{e}`", (array,), body)
        return kernel.Derivative(body, array, at)

    def _contract(self, left: Expr, right: Expr, rows: At, columns: At, values: Environment, used: At) -> Term:
        def product(k: kernel.Index) -> Term:
            return times(self.entry(left, (*rows, k), values), self.entry(right, (k, *columns), values))

        return self.over("sum", right.shape[0], used, product)

    def _variable(self, variable: Expr, at: At, values: Environment) -> tuple[str, At]:
        match variable:
            case nodes.Real(name=name):
                return name, at
            case tree.Take(array=nodes.Real(name=name), indices=indices):
                return name, _filled(indices, at, values)
            case tree.Stack(items=items):
                return self._variable(items[_position(at[0])], at[1:], values)
        raise LanguageError(f"`{variable}` is not a declared real")

    def _cases(self, e: nodes.Cases, at: At, values: Environment) -> Term:
        key = self.key(e, at, values)
        if key in self.decided:
            chosen_branch = self.decided[key].expression
            return self.entry(chosen_branch, at if chosen_branch.shape else (), values)
        result = self.entry(e.otherwise, at if e.otherwise.shape else (), values)
        parts = [result]
        for branch, condition in reversed(e.branches):
            term = self.entry(branch, at if branch.shape else (), values)
            chosen = self.indicator(condition, at if condition.shape else (), values)
            if self.guarded:
                term, result = guarded(term, chosen), guarded(result, complement(chosen))
            parts.append(term)
            bent = ramp(chosen, term, result)
            result = bent if bent is not None else plus(times(chosen, term), times(complement(chosen), result))
        if not self.guarded and len(set(parts)) > 1 and not all(is_defined(p, self.positive) for p in parts):
            raise LazyCases(e, key, values)
        return result

    def indicator(self, condition: Condition, at: At, values: Environment) -> Term:
        """1 where the condition holds, else 0."""
        return times(*(self._holds(r, at, values) for r in relations_of(condition)))

    def _holds(self, r: Relation, at: At, values: Environment) -> Term:
        if r.is_between_indices:
            equal = delta(*(resolve(s, values) for s in (r.left, r.right) if not isinstance(s, Expr)))
            return equal if r.relation == "==" else complement(equal)
        left, right = (self.entry(s, at if s.shape else (), values) for s in r.expressions())
        match r.relation:
            case "==":
                return kernel.Bracket("==", minus(left, right))
            case "!=":
                return complement(kernel.Bracket("==", minus(left, right)))
            case ">":
                return kernel.Bracket(">", minus(left, right))
            case "<":
                return kernel.Bracket(">", minus(right, left))
            case ">=":
                return complement(kernel.Bracket(">", minus(right, left)))
            case _:
                return complement(kernel.Bracket(">", minus(left, right)))


def _filled(indices: tuple[IndexLike | None, ...], at: At, values: Environment) -> At:
    rest = iter(at)
    return tuple(next(rest) if i is None else resolve(i, values) for i in indices)


def _position(index: kernel.Index) -> int:
    if not isinstance(index, int):
        raise LanguageError(f"an axis that is written out takes numbers, not `{index}`")
    return index - 1
