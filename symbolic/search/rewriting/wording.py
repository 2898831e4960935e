"""What was done between two lines, in the words of the field."""

from __future__ import annotations

from symbolic.kernel.terms import Add, Apply, Bound, Bracket, Delta, Mul, Power, Sum, Term, walk

COMMON_DENOMINATOR, SIMPLIFY, CONTRACT = "common denominator", "simplify", "contract the delta"
CLAIMED = "which is the claimed form"
REPAIRED = "in the form of the right side, repaired"
SAME_RIGHT = "the right side, once it is differentiated, is the same"


def between(before: Term, after: Term, form: str) -> str:
    """E.g. "contract the delta, constants out of the sum"."""
    had, has = set(walk(before)), set(walk(after))
    words = []
    if any(map(_bound_delta, had)) and not any(map(_bound_delta, has)):
        words.append(CONTRACT)
    if any(isinstance(t, Sum) and _splits(t.body) and t not in has for t in had):
        words.append("constants out of the sum")
    if _functions(has, "sigmoid") and not _functions(had, "sigmoid"):
        words.append("exp(u)/(1 + exp(u)) = sigmoid(u)")
    if form == COMMON_DENOMINATOR and _fractions(had) and isinstance(before, Add):
        words.append(COMMON_DENOMINATOR)
    if not words:
        factored = isinstance(before, Add) and isinstance(after, Mul)
        words.append(SIMPLIFY if form == SIMPLIFY else "factor out" if factored else "collect terms")
    return ", ".join(words)


def listed(names: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def uses_signs(before: Term, after: Term) -> bool:
    """Whether a bracket was decided between the lines."""
    return any(map(_bracket, walk(before))) and not any(map(_bracket, walk(after)))


def _bracket(term: Term) -> bool:
    return isinstance(term, Bracket) or (isinstance(term, Apply) and term.function in ("step", "relu"))


def _bound_delta(term: Term) -> bool:
    return isinstance(term, Delta) and any(isinstance(i, Bound) for i in (term.left, term.right))


def _splits(body: Term) -> bool:
    """Whether the body of a sum is a product with a difference in it, so that linearity has something to do."""
    return isinstance(body, Mul) and any(isinstance(f, Add) for f in body.factors)


def _functions(terms: set[Term], name: str) -> bool:
    return any(isinstance(t, Apply) and t.function == name for t in terms)


def _fractions(terms: set[Term]) -> bool:
    return any(isinstance(t, Power) and t.exponent < 0 for t in terms)
