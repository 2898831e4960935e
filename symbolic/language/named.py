r"""Numbers that have no kernel term: named, with facts that hold of them and, but for pi, of no other number.

* pi is the term `pi(0)`, an opaque function, so that nothing is known of it but its bounds; the search for
  counterexamples evaluates it as the true pi and never chooses it. Bounds: Archimedes and Zu Chongzhi.
* $m = \max_k e_k$ over a symbolic size is an entry of a fresh array over the other indices of e, with the two facts
  $m - e_k \ge 0$ for all k and $\sum_k [m = e_k] \ge 1$. Since they have exactly one solution, a claim about m under
  these facts holds exactly if the claim about the maximum does, and a point that satisfies them refutes it. For min,
  the signs are turned. The $e_k$ must be defined everywhere: the facts would otherwise leave points out. What does not
  depend on k, positive factors and increasing functions are taken out of the maximum first.
* $\prod_k e_k$ is $\exp \sum_k \log e_k$ where all $e_k > 0$, and is lowered to that only if they are so for all points
  of the context, by their form or by the hypotheses.

The name stands for one number. It is not known how that number moves with an array that stands in its definition, so a
derivative by such an array, or a statement about a function of it, is not decidable yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symbolic.kernel import terms as kernel
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import TooLarge
from symbolic.kernel.gate import first_undefined
from symbolic.kernel.judgements import Axis, Context, Hypothesis, Limit, Sequent
from symbolic.kernel.terms import ZERO, Term
from symbolic.language.algebra import apply, is_defined, is_positive, minus, negate, plus, times
from symbolic.language.errors import NotYetDecidable
from symbolic.language.extremes import Extreme, opened_sum
from symbolic.language.index_names import choose

PI = kernel.Apply("pi", (ZERO,))
OWN = "%"
"""The index of an extreme while its body is looked at."""

BELOW_PI, ABOVE_PI = Fraction(333, 106), Fraction(355, 113)


@dataclass(slots=True)
class Named:
    """The names given while one case of a claim is lowered; `arrays` and `labels` tell the sizes of indices."""

    arrays: dict[str, tuple[Axis, ...]]
    labels: Mapping[str, tuple[str, ...]]
    taken: set[str]
    positive: Collection[str] = ()
    extremes: dict[tuple[bool, Term], Extreme] = field(default_factory=dict)
    products: dict[Term, None] = field(default_factory=dict)  # sums of logarithms that have to be defined

    def branch(self) -> Named:
        """For a case of the same claim: the same names, with the same meanings, and what has to be defined so far."""
        return replace(self, products=dict(self.products))

    def extreme(self, kind: str, total: Term) -> Term:
        """The largest or smallest value (`kind` max or min) of the body of a sum."""
        if not is_defined(total, self.positive):
            raise NotYetDecidable(f"{kind} over an index, of what is not visibly defined everywhere")
        size, body = opened_sum(total)
        return self._taken_out(kind, size, kernel.instantiate(body, OWN))

    def _taken_out(self, kind: str, size: str, body: Term) -> Term:
        """The extreme, with what does not depend on the index, positive factors and increasing functions outside."""
        fixed = [p for p in body.children() if OWN not in p.free]
        moving = [p for p in body.children() if OWN in p.free]
        match body:
            case _ if OWN not in body.free:
                return body
            case kernel.Add() if fixed:
                return plus(*fixed, self._taken_out(kind, size, plus(*moving)))
            case kernel.Mul(factors=(kernel.Rational(value=value), *_)) if value < 0:
                return negate(self._taken_out("min" if kind == "max" else "max", size, negate(body)))
            case kernel.Mul() if fixed and all(is_positive(p, self.positive) for p in fixed):
                return times(*fixed, self._taken_out(kind, size, times(*moving)))
            case kernel.Apply(function="exp" | "sigmoid" | "tanh" | "softplus" | "relu" as f, arguments=(argument,)):
                return apply(f, self._taken_out(kind, size, argument))
        return self._entry(kind, kernel.sum_over(OWN, size, body))

    def _entry(self, kind: str, total: Term) -> Term:
        """The entry that stands for an extreme, new or the one that has this definition already."""
        free = list(dict.fromkeys(a for t in kernel.walk(total) for i in t.own_indices() for a in _names(i)))
        sizes = self._sizes(total)
        if any(name not in sizes for name in free):
            raise NotYetDecidable(f"{kind} over an index, where an index stands in brackets only")
        general = {name: f"%{n}" for n, name in enumerate(free)}
        key = kind == "max", kernel.substitute(total, dict(general))
        if key not in self.extremes:
            array = next(n for n in (f"{kind}_{m}" for m in range(1, 1000)) if n not in self.taken)
            self.taken.add(array)
            parameters: list[tuple[str, str]] = []
            for name in free:
                shown = choose(sizes[name], {*self.taken, *(n for n, _ in parameters)})
                parameters.append((shown, sizes[name]))
            named = {name: shown for name, (shown, _) in zip(free, parameters, strict=True)}
            whole = kernel.substitute(total, dict(named))
            self.extremes[key] = Extreme(array, key[0], whole, tuple(parameters))
            self.arrays[array] = tuple(size for _, size in parameters)
        return kernel.Entry(self.extremes[key].array, tuple(free))

    def product(self, total: Term) -> Term:
        """The product of what the body of a sum says, as the exponential of a sum of logarithms."""
        size, body = opened_sum(total)
        logarithms = kernel.Sum(size, apply("log", body))
        if not is_positive(body, self.positive):
            if any(isinstance(t, kernel.Bracket) for t in kernel.walk(body)):
                raise NotYetDecidable("a product over an index, of factors that may jump")
            self.products[logarithms] = None
        return apply("exp", logarithms)

    def _sizes(self, term: Term) -> dict[str, str]:
        """The sizes of the index names that stand on an axis of an array or label."""
        found: dict[str, str] = {}

        def note(indices: Iterable[kernel.Index], axes: Iterable[Axis]) -> None:
            for index, axis in zip(indices, axes, strict=False):
                if isinstance(index, kernel.Label):
                    note(index.arguments, self.labels.get(index.name, ()))
                elif isinstance(index, str) and isinstance(axis, str):
                    found[index] = axis

        for t in kernel.walk(term):
            match t:
                case kernel.Entry(array=array, indices=indices) | kernel.Derivative(array=array, indices=indices):
                    note(indices, self.arrays.get(array, ()))
                case kernel.Delta(left=left, right=right):
                    note((left, right), (0, 0))
        return found

    def mentioned(self, *terms: Term) -> list[Extreme]:
        """The extremes in the terms, and those in their definitions."""
        by_array = {e.array: e for e in self.extremes.values()}
        found: dict[str, Extreme] = {}
        stack = list(terms)
        while stack:
            for t in kernel.walk(stack.pop()):
                if isinstance(t, kernel.Entry) and t.array in by_array and t.array not in found:
                    found[t.array] = by_array[t.array]
                    stack.append(by_array[t.array].total)
        return list(found.values())

    def arrays_behind(self, *terms: Term) -> set[str]:
        """The arrays, and the sizes, that the extremes in the terms depend on."""
        inner = [t for e in self.mentioned(*terms) for t in kernel.walk(e.total)]
        sums = {t.size for t in inner if isinstance(t, kernel.Sum)} | {
            t.name for t in inner if isinstance(t, kernel.Size)
        }
        return sums | {t.array for t in inner if isinstance(t, kernel.Entry | kernel.Derivative)}

    def check_fixed(self, what: str, variables: Collection[str], *terms: Term) -> None:
        """Refuse extremes that move with the variables of a derivative or of a statement about a function."""
        moving = sorted(self.arrays_behind(*terms) & set(variables))
        if moving:
            raise NotYetDecidable(f"{what}: a max or min over an index moves with {', '.join(moving)}")

    def completed(self, sequent: Sequent) -> Sequent:
        """The sequent with what is known of the names that occur in it.

        Raises NotYetDecidable when a product is not seen to be of positive numbers.
        """
        context = sequent.context
        extremes = self.mentioned(*terms_of(sequent))
        terms = (*terms_of(sequent), *(e.total for e in extremes))
        if any(PI in set(kernel.walk(t)) for t in terms):
            bounds = (minus(PI, kernel.number(BELOW_PI)), minus(kernel.number(ABOVE_PI), PI), PI)
            name = f"{BELOW_PI} < pi < {ABOVE_PI}"
            context = context.assuming(Hypothesis(name, ">", bound) for bound in bounds)
        taken = {*self.taken, *(name for name, _ in context.indices)}
        context = context.declaring(arrays=[(e.array, self.arrays[e.array]) for e in extremes])
        known = {e.array: e for e in extremes}
        for e in extremes:
            context = context.assuming((*e.bounds(taken, known), e.mean(), e.attained(taken)))
        context = context.assuming(h for a in extremes for b in extremes for h in a.above(b))
        self._check_products(context)
        return replace(sequent, context=context)

    def _check_products(self, context: Context) -> None:
        """The factors of every product are positive; what hypotheses say of products does not count."""
        plain = context.with_hypotheses(h for h in context.hypotheses if not _has_product(h.term))
        for total in self.products:
            try:
                missing = first_undefined(plain, total)
            except (Undefined, TooLarge, TypeError) as stopped:
                raise NotYetDecidable(f"a product over an index: {stopped}") from stopped
            if missing is not None:
                raise NotYetDecidable("a product over an index, of factors that are not known to be positive")


def _has_product(term: Term) -> bool:
    return any(isinstance(t, kernel.Sum) and isinstance(t.body, kernel.Apply) for t in kernel.walk(term))


def terms_of(sequent: Sequent) -> tuple[Term, ...]:
    """Every term of a sequent."""
    parts: list[Term | str] = [*sequent.judgement.children(), *(h.term for h in sequent.context.hypotheses)]
    if isinstance(sequent.judgement, Limit):
        parts += [sequent.judgement.to, sequent.judgement.value]
    else:  # a judgement about a point
        parts += [value for _, _, value in getattr(sequent.judgement, "point", ())]
    return tuple(p for p in parts if isinstance(p, Term))


def _names(index: kernel.Index) -> Iterator[str]:
    return (a for a in kernel.index_atoms(index) if isinstance(a, str))
