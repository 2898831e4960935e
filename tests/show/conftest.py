"""Hand-made examinations, so that the writers are tested without the engine."""

from __future__ import annotations

import pytest

from derivations.catalog import Selection
from derivations.item import Asserted, Erratum, Prose
from derivations.question import Question
from derivations.result import Result
from symbolic.chain import Chain
from symbolic.kernel.judgements import Context, Equal, Sequent
from symbolic.kernel.terms import Entry, add, negate
from symbolic.kernel.theorem import Theorem
from symbolic.language import Equal as Equality
from symbolic.language import Sum as SumOver
from symbolic.language import as_claim, d, indices, log, reals, size, softmax
from symbolic.verdict import Examination, HypothesisUse, Link, Proved, Refuted, Step, Undecided, Vacuous, Witness

K = size("K")
i, k = indices("i k", K)
z, y = reals("z y", K)
p = softmax(z)
L = -SumOver(y[k] * log(p[k]), k)
CLAIM = Equality(d(L, z[i]), p[i] - y[i]).given(simplex=Equality(SumOver(y[k], k), 1))
PRINTED = as_claim(Equality(d(L, z[i]), y[i] - p[i]))
P, Y = Entry("p", ("i",)), Entry("y", ("i",))
THEOREM = Theorem(Sequent(Context(), Equal(P, P)), "reflexivity")
WITNESS = Witness((("K", 2),), (("z[1]", "0"), ("z[2]", "0"), ("y[1]", "1"), ("y[2]", "0")), "-1/2", "1/2")

PROVED = Examination(
    read_as="d(L, z[i]) == p[i] - y[i]",
    verdict=Proved((THEOREM,), "identity at K = 1..3", WITNESS),
    scope="for all K >= 1 and all i",
    hypotheses=(
        HypothesisUse("simplex", "sum[k](y[k]) == 1", used=True, needed=True, witness=WITNESS),
        HypothesisUse("0 <= y[k]", "y[k] >= 0", used=False),
    ),
    left_out=("z[i] = 0",),
    derived="p[i] - y[i]",
    steps=(
        Step(add(P, negate(Y)), "definition of L"),
        Step(add(*(P, negate(Y)) * 12), "a rule whose name is so long that it needs a whole line of its own"),
        Step(P, "simplex"),
    ),
    seconds=0.25,
)
REFUTED = Examination(
    read_as="d(L, z[i]) == y[i] - p[i]",
    verdict=Refuted(WITNESS),
    derived="p[i] - y[i]",
    difference="the sign: the claimed right side is -1 times the derived one",
)
UNDECIDED = Examination("[x[1] > 0] == 1", Undecided("no rule decides it", help="give x a domain"))
VACUOUS = Examination("J[i, j] == -gamma", Vacuous("n = 1 has no two different i and j"))
CHAIN = Examination(
    "p[i] == y[i] == p[i]",
    Refuted(WITNESS),
    links=(
        Link("p[i]", "==", "y[i]", "a typo", REFUTED),
        Link("y[i]", "==", "p[i]", "", UNDECIDED),
    ),
)


@pytest.fixture
def results() -> tuple[Result, ...]:
    """One of each kind."""
    chain = Chain.of(p[i], ("==", y[i], "a typo"), ("==", p[i]))
    return (
        Result(Asserted("hw9.q1a.gradient", CLAIM, says="dL/dz = yh - y"), PROVED),
        Result(Erratum("hw9.q1a.lost-sign", PRINTED, CLAIM, "dL/dz[i] = y - yh", "a minus sign"), REFUTED, PROVED),
        Result(Asserted("hw9.q1b.undecided", PRINTED), UNDECIDED),
        Result(Asserted("hw9.q1b.empty", PRINTED, vacuous=True), VACUOUS),
        Result(Asserted("hw9.q1b.chain", chain), CHAIN),
        Result(Prose("hw9.q1c", "no closed form [sic] \x1b[31mred", "an argument in words")),
    )


@pytest.fixture
def selection(results: tuple[Result, ...]) -> Selection:
    """A question that has these results already."""
    question = Question("hw9.q1", "Softmax [draft]", sheet="hw9_test", where={"p": p, "L": L})
    for result in results:
        question._add(result.item)
        question._results[result.item.id] = result
    return Selection(question, question.items)
