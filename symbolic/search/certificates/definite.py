"""Definite forms: completed squares of the components, or a multiple of the squared norm and a non-negative rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import permutations

from symbolic.kernel.algebra import Algebra
from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import Polynomial, TooLarge, factors
from symbolic.kernel.algebra.signs import NEGATIVE, NULL
from symbolic.kernel.derivative import unfold
from symbolic.kernel.judgements import Axis, PositiveForm, Sequent
from symbolic.kernel.rules import definite as rule
from symbolic.kernel.terms import ONE, ZERO, Entry, Mul, Sum, Term, add, multiply, rebuild, walk
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.certificates.bounds.multiples import reduced
from symbolic.search.certificates.forms.chosen_summands import chosen_summands, two_samples
from symbolic.search.certificates.forms.own_squares import own_squares
from symbolic.search.certificates.forms.pairs import pair_squares
from symbolic.search.certificates.forms.pivots import squares
from symbolic.search.certificates.forms.quadratic import grams
from symbolic.search.certificates.forms.squares import nonnegative_squares, square_term
from symbolic.search.certificates.readable.readback import term_of
from symbolic.search.certificates.readable.scopes import NotQuadratic

Certificate = tuple[tuple[rule.Square, ...], Term]


def definite(goal: Sequent, prove: Callable[[Sequent], Theorem]) -> Theorem:
    """A proof that a quadratic form is positive off 0."""
    reason = Rejected("no certificate was found")
    try:
        for certificate in _certificates(goal):
            try:
                premises = tuple(map(prove, rule.premises_for(goal, certificate)))
                rule.rule(goal, *(p.claim for p in premises), certificate=certificate)
            except Rejected as failed:
                reason = failed
                continue
            return Theorem(goal, "definite", premises, certificate)
    except (TooLarge, Undefined, TypeError) as stopped:
        reason = Rejected(f"out of reach: {stopped}")
    raise reason


def _certificates(goal: Sequent) -> Iterator[Certificate]:
    form = goal.judgement
    if not isinstance(form, PositiveForm):
        return
    (algebra, p), axes = reduced(goal.context, form.form), dict(goal.context.arrays)
    if len(form.directions) == 1:
        yield from _one_square(algebra, form, axes)
    components = [c for a in form.directions for c in rule.components(a, axes[a])]
    if all(not c.loose for c in components):
        for one, q, indices, others in chosen_summands(algebra, goal.context, p, frozenset(form.directions)):
            if len(one) == 1 and len(components) == len(indices) == 2:
                for lead, last in permutations(components):
                    yield two_samples(algebra, one[0], indices, lead, last), others
            taken = _triangular(algebra, q, components, frozenset(form.directions))
            if taken is not None:
                yield taken[0], others
        found = _triangular(algebra, p, components, frozenset(form.directions))
        if found is not None:
            yield found
    norms = [algebra.normal(rule.square(axes[c.array], (ONE, c, c))) for c in components]
    if any(len(norm.terms) != 1 for norm in norms):  # over a size that is a number
        return
    for choose in (_everything, _positive_terms, _halved):
        weights = [choose(algebra, _weight(p, norm)) for norm in norms]
        if any(algebra.sign(w) & (NULL | NEGATIVE) for w in weights):
            continue
        rest = p
        for weight, norm in zip(weights, norms, strict=True):
            rest = rest - weight * norm
        parts = nonnegative_squares(algebra, rest, frozenset(form.directions))
        chosen = tuple((term_of(algebra, w), c, c) for w, c in zip(weights, components, strict=True))
        if parts is not None:
            yield chosen, add(*(square_term(algebra, s) for s in parts))
        yield from ((chosen, term) for term in pair_squares(algebra, rest))
    own = own_squares(algebra, p, components)
    if own is not None:
        yield own


def _one_square(algebra: Algebra, form: PositiveForm, axes: dict[str, tuple[Axis, ...]]) -> Iterator[Certificate]:
    """w v^2, or a sum of w_k v_k^2: the weight is what is left where the component is 1, as it is written."""
    components = rule.components(form.directions[0], axes[form.directions[0]])
    if len(components) == 1:
        (component,) = components
        for term in (unfold(form.form), term_of(algebra, algebra.normal(form.form))):
            body: Term = term
            for _ in (a for a in axes[component.array] if isinstance(a, str)):
                body = body.body if isinstance(body, Sum) else ZERO
            weight = _at_one(body, component)
            if not any(isinstance(t, Entry) and t.array == component.array for t in walk(weight)):
                yield ((weight, component, component),), ZERO


def _at_one(term: Term, component: Entry) -> Term:
    match term:
        case _ if term is component:
            return ONE
        case Mul(factors=parts):
            return multiply(*(f for f in (_at_one(part, component) for part in parts) if f is not ONE))
    return rebuild(term, lambda t: _at_one(t, component))


def _triangular(
    algebra: Algebra, p: Polynomial, components: list[Entry], directions: frozenset[str]
) -> Certificate | None:
    """L D L^T: each square takes one component out."""
    try:
        found = grams(algebra, p, directions)
    except NotQuadratic:
        return None
    if found.keys() != {()}:
        return None
    gram = found[()]
    steps = squares(algebra, gram)
    if steps is None or len(steps) != len(components):
        return None
    entry = {algebra.normal(c).key(): c for c in components}
    leads = [entry.get(gram.forms[step.lead].key()) for step in steps]
    return tuple(
        (term_of(algebra, step.weight), lead, term_of(algebra, step.form(gram)))
        for step, lead in zip(steps, leads, strict=True)
        if lead is not None
    ), add()


def _weight(p: Polynomial, norm: Polynomial) -> Polynomial:
    """What the squared norm is multiplied with in p."""
    [code] = norm.terms
    own = dict(factors(code))
    terms = {m - code: c for m, c in p.terms.items() if own.items() <= dict(factors(m)).items()}
    return Polynomial(terms, p.reach + norm.reach)


def _everything(algebra: Algebra, weight: Polynomial) -> Polynomial:
    return weight


def _positive_terms(algebra: Algebra, weight: Polynomial) -> Polynomial:
    terms = {m: Polynomial({m: c}, weight.reach) for m, c in weight.terms.items()}
    return sum((t for t in terms.values() if not algebra.sign(t) & (NULL | NEGATIVE)), start=Polynomial({}))


def _halved(algebra: Algebra, weight: Polynomial) -> Polynomial:
    return weight.scaled(Fraction(1, 2))
