"""What the proof of a sign rests on: a form equals a sum of squares with weights, whose sign can be read off."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.show.definitions import Vocabulary
from symbolic.kernel.judgements import Convex, Equal, LocalMinimizer, Sign
from symbolic.kernel.terms import Add, Entry, Mul, Rational, Term, rebuild, walk
from symbolic.kernel.theorem import Theorem
from symbolic.verdict import Proved, Verdict

DIFFERENCE = "the difference of the sides"
SECOND = "_other"  # of the second point, in kernel terms
LONGEST = 250
"""How many characters of a form help a reader."""


def certificates(verdict: Verdict, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The certificates of a proof as lines of mathematics, in the names of the question."""
    if not isinstance(verdict, Proved):
        return ()
    return tuple(dict.fromkeys(line for t in verdict.theorems for line in _certificates(t, DIFFERENCE, vocabulary)))


def _certificates(theorem: Theorem, subject: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`subject` is what has a sign, said in the words of the rule that asks for it."""
    from symbolic.language.plain_text import written as text

    match theorem:
        case Theorem(rule="rewriting" | "definite", premises=(Theorem() as equality, *_)):
            if isinstance(equality.claim.judgement, Equal):
                form = text(vocabulary.of_term(_in_order(equality.claim.judgement.right), {}))
                if len(form) > LONGEST:
                    form = f"a form whose sign can be read off ({len(form)} characters, not shown)"
                yield f"{subject} = {form} {_sign(theorem)}{_other_points(theorem)}"
            return
        case Theorem(rule="semidefinite", certificate=direction):
            subject = f"{direction}.M{direction}"
        case Theorem(rule="second_order") if isinstance(theorem.claim.judgement, LocalMinimizer):
            directions = ", ".join(f"v_{x}" for x, *_ in theorem.claim.judgement.point)
            subject = f"the second derivative there in any direction {directions}"
        case Theorem(rule="convexity") if isinstance(theorem.claim.judgement, Convex):
            directions = ", ".join(f"v_{x}" for x in theorem.claim.judgement.variables)
            subject = f"the second derivative in any direction {directions}"
    for premise in theorem.premises:
        yield from _certificates(premise, subject, vocabulary)


def _sign(theorem: Theorem) -> str:
    match theorem.claim.judgement:
        case Sign(relation=relation):
            return f"{relation} 0"
        case _:
            return "> 0 off 0"


def _other_points(theorem: Theorem) -> str:
    """What the second point of a claim about two points is called."""
    arrays = {t.array for t in walk(theorem.claim.judgement.children()[0]) if isinstance(t, Entry)}
    declared = {a for a, _ in theorem.claim.context.arrays}
    seconds = sorted(a for a in arrays if a.endswith(SECOND) and a.removesuffix(SECOND) in declared)
    return "".join(f", where {a} is another {a.removesuffix(SECOND)}" for a in seconds)


def _in_order(term: Term) -> Term:
    """`-a + b` as `b - a`, as one writes it."""
    inner = rebuild(term, _in_order)
    if isinstance(inner, Add):
        return Add(tuple(sorted(inner.terms, key=_is_negative)))
    return inner


def _is_negative(term: Term) -> bool:
    return isinstance(term, Mul) and isinstance(term.factors[0], Rational) and term.factors[0].value < 0
