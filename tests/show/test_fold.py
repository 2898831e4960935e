"""A term that is written with the names of a question is still that term."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from derivations.catalog import questions
from derivations.show.definitions import Vocabulary
from derivations.show.fold import Pattern, folded, patterns_of
from symbolic.kernel.judgements import Equal as Equality
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.terms import Entry, Term, rebuild, substitute
from symbolic.language import (
    Equal,
    Sum,
    array,
    d,
    delta,
    dot,
    exp,
    indices,
    label,
    log,
    lower,
    real,
    reals,
    sizes,
    softmax,
    text,
)
from symbolic.language.plain_text import written as plain
from symbolic.search.decide import attempt

N, K = sizes("N K")
n, m = indices("n m", N)
i, j, k = indices("i j k", K)
z, v = reals("z v", K)
X = real("X", N, K)
c = label("c", N, K)
Z, p, P = Sum(exp(z[k]), k), softmax(z), softmax(X)
PATTERNS = patterns_of({"Z": Z, "p": p, "P": P, "D": array(delta(j, c[n]), n, j), "L": -log(dot(p, v))})


def left(expression: object) -> Term:
    (sequent,) = lower(Equal(expression, 0)).sequents
    return sequent.judgement.left


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (exp(z[i]) / Sum(exp(z[k]), k), "p[i]"),
        (p[i] * (delta(i, j) - p[j]), "p[i]*([i == j] - p[j])"),
        (exp(z[i]) * exp(z[j]) / Z**2, "p[i]*p[j]"),
        (exp(z[i] + z[j]) / Z**2, "p[i]*p[j]"),
        (exp(z[i]) ** 2 / Z**2, "p[i]^2"),
        (exp(z[i]) / Z**2, "p[i]/Z"),
        (Sum(v[k] * exp(z[k]) / Z, k), "sum[k](v[k]*p[k])"),
        (Sum(v[k] * exp(z[k]), k) ** 2 / Z**2, "sum[k](p[k]*v[k])^2"),
        (Sum(Sum(exp(z[i] + z[j]) * v[i], i), j) / Z**2, "sum[k, i](p[k]*p[i]*v[i])"),
        (Sum(Sum(exp(X[n, j]) * v[i] / Sum(exp(X[n, k]), k), n), i), "sum[k, n](P[n, j]*v[k])"),
        (d(-log(dot(p, v)), z[i]), "d(L, z[i])"),
        (delta(i, c[m]), "[i == c[m]]"),
        (exp(v[i]) / Z, "exp(v[i])/Z"),
        (exp(z[i]) / Sum(exp(v[k]), k), "exp(z[i])/sum[k](exp(v[k]))"),
        (Sum(exp(X[n, j]) / Sum(exp(X[m, k]), k), n), "sum[n](exp(X[n, j])/sum[k](exp(X[m, k])))"),
    ],
    ids=str,
)
def test_a_definition_is_found_up_to_order(expression, shown):
    assert text(folded(left(expression), PATTERNS), {"K": ("k", "i"), "N": ("n",)}) == shown


def unfolded(term: Term, patterns: Sequence[Pattern]) -> Term:
    for pattern in patterns if isinstance(term, Entry) else ():
        pairs = list(zip(pattern.indices, term.indices, strict=True)) if pattern.name == term.array else []
        if pattern.name == term.array and all(isinstance(i, str) or i == index for i, index in pairs):
            return substitute(pattern.term, {i: index for i, index in pairs if isinstance(i, str)})
    return rebuild(term, partial(unfolded, patterns=patterns))


@pytest.mark.parametrize("question", [q for q in questions() if q.where], ids=lambda question: question.id)
def test_the_steps_of_the_catalogue_keep_their_meaning(question):
    patterns = Vocabulary.of(question.where).patterns
    for part in (part for result in question.results for part in result.parts()):
        for step in part.examination.steps[1:]:
            again = unfolded(folded(step.term, patterns), patterns)
            assert step.theorem is not None
            if again is not step.term:
                attempt(Sequent(step.theorem.claim.context, Equality(again, step.term)))


def test_a_definition_that_depends_on_an_index_is_refused():
    from derivations.question import Question

    with pytest.raises(ValueError, match=r"hw9.q1: row depends on n: name an array"):
        Question("hw9.q1", "Row", sheet="hw9_test", where={"row": Sum(X[n, k], k)})


def test_neighbouring_terms_of_a_sum_take_its_name():
    a, b, x = reals("a b x")
    names = Vocabulary.of({"step": a - x * b, "total": a - x * b + b})
    assert plain(names.of_tree(a - x * b - b)) == "step - b"
    assert plain(names.of_tree(x - (a - x * b))) == "x - step"
    assert plain(names.of_tree(a - x * b + b + x)) == "total + x"
    assert plain(names.of_tree(a + b - x * b)) == "a + b - x*b"


def test_a_second_name_of_a_variable_does_not_replace_the_first() -> None:
    x, y = reals("x y")
    vocabulary = Vocabulary.of({"centred": x, "u": z, "product": x * y})
    assert vocabulary.write(left(x**2 + z[i] + exp(x * y)), {}) == "x^2 + z[i] + exp(product)"
