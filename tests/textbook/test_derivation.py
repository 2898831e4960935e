"""What people read: every step is a theorem, the steps connect, and they end where a textbook ends."""

from __future__ import annotations

from itertools import pairwise

import pytest

from symbolic.kernel.check import check
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.language import Claim, lower, text
from symbolic.search.definedness import defined
from symbolic.search.textbook import derivation, derived
from tests.textbook.standard import PROVED

FORMS = {
    "softmax cross-entropy": "softmax(z)[i] - y[i]",
    "softmax Jacobian": "softmax(z)[k]*([k == i] - softmax(z)[i])",
    "softmax Hessian": "softmax(z)[i]*([i == j] - softmax(z)[j])",
    "binary cross-entropy": "(yh - t)/(yh*(1 - yh))",
    "sigmoid": "sigmoid(x)*(1 - sigmoid(x))",
    "logistic": "sigmoid(x)*(1 - sigmoid(x))",
    "logit": "sigmoid(x) - t",
    "tanh": "1 - tanh(x)^2",
    "XOR": "4*(b + w1) + 2*w2 - 2",
    "least squares": "2*sum[n]((sum[e](w[e]*X[n, e]) + b - u[n])*X[n, f])/N",
    "ridge": "sum[n]((sum[e](w[e]*X[n, e]) - u[n])*X[n, f]) + lam*w[f]",
    "logistic regression": "sum[n]((sigmoid(sum[e](w[e]*X[n, e])) - u[n])*X[n, f])",
    "centred": "gamma*([n == m] - 1/N)",
    "opaque": "g'(w1*w2 + b)*w2",
}
"""The textbook form of the left side, found without a look at the right side."""


def sequent_of(claim: Claim) -> tuple[Sequent, dict[str, tuple[str, ...]]]:
    lowered = lower(claim)
    sequent = lowered.sequents[0]
    return Sequent(sequent.context.assuming(defined(sequent)), sequent.judgement), dict(lowered.names)


@pytest.mark.parametrize("name", PROVED)
def test_every_step_is_a_theorem_and_the_last_one_is_the_claim(name: str) -> None:
    sequent, _ = sequent_of(PROVED[name])
    steps = derivation(sequent)
    assert isinstance(sequent.judgement, Equal)
    assert steps[0].term is sequent.judgement.left
    assert steps[0].rule == ""
    assert steps[-1].term is sequent.judgement.right
    assert len(steps) <= 8
    for above, step in pairwise(steps):
        assert step.theorem is not None
        assert step.theorem.claim == Sequent(sequent.context, Equal(above.term, step.term))
        check(step.theorem)
        assert step.rule


@pytest.mark.parametrize("name", FORMS)
def test_textbook_forms(name: str) -> None:
    sequent, names = sequent_of(PROVED[name])
    assert text(derived(sequent), names) == FORMS[name]


def test_the_softmax_gradient_step_by_step() -> None:
    sequent, names = sequent_of(PROVED["softmax cross-entropy"])
    assert [(text(s.term, names), s.rule) for s in derivation(sequent)[1:]] == [
        ("d(-sum[k](y[k]*(z[k] - log(sum[j](exp(z[j]))))), z[i])", "logarithm of a quotient, log(exp(u)) = u"),
        ("-sum[k](y[k]*([k == i] - softmax(z)[i]))", "differentiate: derivative of log, a sum, exp"),
        ("softmax(z)[i]*sum[k](y[k]) - y[i]", "contract the delta, constants out of the sum"),
        ("softmax(z)[i] - y[i]", "by simplex"),
    ]


def test_the_net_keeps_its_sums_nested() -> None:
    sequent, names = sequent_of(PROVED["two-layer net"])
    shown = text(derived(sequent), names)
    assert shown.startswith("1/N*sum[n](X[n, f]*[sum[e](W1[h, e]*X[n, e]) + b1[h] > 0]*sum[k]((")
    assert shown.endswith(" - Y[n, k])*W2[k, h]))")


def test_a_second_derivative_starts_from_the_simplified_first_one() -> None:
    sequent, names = sequent_of(PROVED["softmax Hessian"])
    lines = [text(s.term, names) for s in derivation(sequent)]
    assert "d(softmax(z)[i] - y[i], z[j])" in lines


def test_what_is_not_an_equality_has_no_steps() -> None:
    sequent, _ = sequent_of(PROVED["sigmoid"])
    from symbolic.kernel.judgements import Sign

    assert derivation(Sequent(sequent.context, Sign(">", sequent.judgement.children()[1]))) == ()
