"""Hyperparameters found on a validation set: nothing to derive."""

from derivations.question import Question

question = Question("hw4.q4", "Hyperparameters", sheet="hw4_logloss_xor_softmax_regression")
question.prose(
    "",
    "optimal hyperparameters: minibatch 1024, rate 2e-6, 60 epochs, alpha 0.5",
    reason="a result of tuning, not of mathematics",
)
