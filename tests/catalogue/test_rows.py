"""Every claim that the homework makes in these questions is there, with its kind; what else is there is known."""

from __future__ import annotations

import pytest

from derivations.catalog import questions
from derivations.item import kind

ROWS = """
hw1.q1.loss-gradient claim
hw1.q1.subgradient claim
hw1.q1.mean-gradient claim
hw1.q1.convex claim
hw1.q1.update claim
hw1.q1.objective erratum
hw1.q1.closed-form prose
hw1.q2_1.dL-dyhat-expanded erratum
hw1.q2_1.expanded-to-result erratum
hw1.q2_1.dL-dyhat claim
hw1.q2_1.dsigmoid claim
hw1.q2_1.dL-dsigma erratum
hw1.q2_2.dL-dw1u claim
hw1.q2_3.relu-derivative claim
hw1.q2_3.relu-cases claim
hw1.q2_3.chain claim
hw1.q2_3.dL-dw11 claim
hw1.q2_4.l2-gradient claim
hw1.q2_4.output-unchanged claim
hw1.q2_4.second erratum
hw1.q2_4.dz-dw erratum
hw1.q2_4.third-merge erratum
hw1.q2_4.third erratum
hw2.q1.dE-dw claim
hw2.q1.dE-db claim
hw2.q1.dE-dyhat erratum
hw2.q1.chain erratum
hw2.q1.stationarity erratum
hw2.q1.convex claim
hw2.q1.unique-minimum erratum
hw2.q1.update claim
hw2.q2a prose
hw2.q2b prose
hw2.q2c.jacobian claim
hw2.q2c.dL-dx erratum
hw2.q2d.n1 claim
hw2.q2d.not-altered erratum
hw2.q2d.n1-off-diagonal claim
hw2.q2d.mean-influence claim
hw2.q2d.limit-jacobian claim
hw2.q2d.limit-gradient erratum
hw2.q3a.softmax erratum
hw2.q3a.quotient-lines claim
hw2.q3a.softmax-jacobian claim
hw2.q3b.dL-dyhat claim
hw2.q3b.chain erratum
hw2.q3b.dL-dz-middle erratum
hw2.q3b.dL-dz claim
hw2.q3c.factors claim
hw2.q3c.dL-dW1 claim
hw2.q4.hessian claim
hw2.q5.gradient claim
hw2.q5.middle claim
hw2.q5.moments claim
hw2.q5.expectation claim
hw2.q5.regulariser claim
hw2.q6.linearised claim
hw2.q6.convergence erratum
hw2.q6.quadratic claim
hw2.q6.optimum erratum
hw2.q7a.gradient claim
hw2.q7b.hessian claim
hw2.q7b.quadratic-form claim
hw2.q7b.psd claim
hw2.q7b.argument erratum
hw2.q7c.convex claim
hw3.q2a.softmax-step claim
hw3.q2a.gradient claim
hw3.q2c.relu claim
hw3.q2c.chain claim
hw3.q2c.W1 claim
hw3.q2c.b1 claim
hw3.q2c.W2 claim
hw3.q2c.b2 claim
hw4.q1.targets erratum
hw4.q1.objective claim
hw4.q1.dq-dw1 claim
hw4.q1.dq-dw2 claim
hw4.q1.dq-db claim
hw4.q1.normal-equations claim
hw4.q1.elimination claim
hw4.q1.second-forms prose
hw4.q1.solution claim
hw4.q1.general-gradient erratum
hw4.q2.gradients claim
hw4.q2.monotone claim
hw4.q2.step-sign claim
hw4.q2.b-decreases erratum
hw4.q2.gradient-vanishes claim
hw4.q2.rate claim
hw4.q2.b-diverges claim
hw4.q2.w claim
hw4.q2.train-loss claim
hw4.q2.train-loss-reason erratum
hw4.q2.test-loss erratum
hw4.q3.dyhat-same claim
hw4.q3.dyhat-other claim
hw4.q3.sign-line erratum
hw4.q3.sign-restored erratum
hw4.q3.grad-W claim
hw4.q3.b-lines erratum
hw4.q3.grad-b claim
hw4.q4 prose
hw5.p1.weight-gradient claim
hw5.p1.recursion claim
hw5.p1.output-delta-start erratum
hw5.p1.output-delta claim
hw5.p1.relu-derivative erratum
hw5.p1.update claim
hw5.p1.vectorised claim
"""
KINDS = dict(line.split() for line in ROWS.strip().splitlines())

FURTHER = {"hw1.q2_1.dL-dz", "hw3.q2a.loss"}
"""What the catalogue adds, besides parts of a row such as `hw4.q1.elimination.IV`."""

ITEMS = {item.id: item for question in questions() for item in question}


@pytest.mark.parametrize("id", KINDS)
def test_a_row_is_in_the_catalogue(id):
    assert kind(ITEMS[id]) == KINDS[id]


def test_nothing_else_is_in_the_catalogue():
    added = {id for id in ITEMS if not any(id == row or id.startswith(f"{row}.") for row in KINDS)}
    assert added == FURTHER
