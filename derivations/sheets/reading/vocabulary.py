"""The words of the language."""

from __future__ import annotations

FUNCTIONS = ("exp", "log", "sqrt", "abs", "sigmoid", "softplus", "tanh", "relu", "sign", "sin", "cos")
REDUCTIONS = ("sum", "mean", "prod", "max", "min")
ARRAYS = ("softmax", "diag", "outer", "dot", "trace", "norm", "eye", "ones")
DERIVATIVES = ("grad", "hess", "jac")
OPERATORS = ("d", "E")
"""Only with a parenthesis after them; alone they are ordinary names."""
STATEMENTS = (
    *("convex", "strictly_convex", "concave", "psd", "pd", "minimizer", "unique_minimizer", "stationary"),
    *("increasing", "decreasing", "nondecreasing", "nonincreasing", "limit", "subgradient"),
)
KEYWORDS = ("where", "and", "if", "in", "by")
RESERVED = frozenset((*FUNCTIONS, *REDUCTIONS, *ARRAYS, *DERIVATIVES, *KEYWORDS, "cases", "pi", "oo"))
CALLABLE = (*FUNCTIONS, *REDUCTIONS, *ARRAYS, *DERIVATIVES, *OPERATORS, "cases")
