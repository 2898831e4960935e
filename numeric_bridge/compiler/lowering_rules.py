"""The table of what is written differently from how it stands, so that no digits are lost: data, tested rule by rule.

Each rule is an identity, so it may be used wherever its left side is defined; `ulps` is the largest relative error of
the result, in units of 2^-52, for arguments up to 1e4 in size. Where the value is below the smallest normal number, 0
or a subnormal number is right. A difference of soft labels has zeros of its own, near which no relative error is
promised (`mixed`: relative to the larger of the two sides).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoweringRule:
    """`written` is calculated as `lowered`; `why` says what the direct way loses, `where` the file that does it."""

    name: str
    written: str
    lowered: str
    why: str
    where: str
    ulps: float = 4
    mixed: bool = False


SOFTMAX = "exp(z_k)/sum exp(z_j)"
RULES: tuple[LoweringRule, ...] = (
    LoweringRule("sigmoid", "exp(u)/(1 + exp(u))", "1/(1 + exp(-u))", "inf/inf", "stable"),
    LoweringRule("complement", "1 - sigma(u)", "sigma(-u)", "all digits from u = 37 on", "complements"),
    LoweringRule("sigmoid slope", "sigma(u) - sigma(u)^2", "sigma(u) sigma(-u)", "the same", "complements"),
    LoweringRule("sigmoid curvature", "sigma''(u)", "-sigma(u) sigma(-u) tanh(u/2)", "all digits at 0", "complements"),
    LoweringRule("log sigmoid", "log(sigma(u))", "-softplus(-u)", "log(0)", "stable"),
    LoweringRule("log complement", "log(1 - sigma(u))", "-softplus(u)", "log(0)", "stable"),
    LoweringRule("log sigmoid slope", "d log(sigma(u))/du", "sigma(-u)", "0/0", "stable"),
    LoweringRule("softplus", "log(1 + exp(u))", "max(u, 0) + log1p(exp(-|u|))", "inf; all digits below 0", "functions"),
    LoweringRule("softplus less u", "softplus(u) - u", "softplus(-u)", "all digits from u = 37 on", "complements"),
    LoweringRule("tanh slope", "1 - tanh(u)^2", "4 sigma(2u) sigma(-2u)", "all digits from u = 19 on", "complements"),
    LoweringRule("tanh", "(exp(u) - exp(-u))/(exp(u) + exp(-u))", "tanh(u)", "inf/inf; all digits at 0", "complements"),
    LoweringRule("expm1", "exp(u) - 1", "expm1(u)", "all digits at 0", "complements"),
    LoweringRule("log1p", "log(1 + u)", "log1p(u)", "all digits at 0", "stable"),
    LoweringRule(
        "binary cross-entropy",
        "-(y log(sigma(u)) + (1 - y) log(1 - sigma(u)))",
        "y softplus(-u) + (1 - y) softplus(u)",
        "0 log(0)",
        "stable",
    ),
    LoweringRule(
        "cross-entropy of logits", "softplus(u) - y u", "y softplus(-u) + (1 - y) softplus(u)", "y = 1", "complements"
    ),
    LoweringRule(
        "binary cross-entropy slope",
        "sigma(u) - y",
        "(1 - y) sigma(u) - y sigma(-u)",
        "y = 1",
        "complements",
        mixed=True,
    ),
    LoweringRule("entropy", "x log(x)", "x log(x) where x != 0, else 0", "0 log(0)", "heads"),
    LoweringRule("merged exponents", "exp(u) exp(-u) u", "u", "inf * 0", "exponentials"),
    LoweringRule("log-sum-exp", "log(sum exp(z_j))", "m + log1p(sum of the others)", "inf, log(0)", "heads"),
    # at the dominant class it is the exponential of a difference, whose rounding counts
    LoweringRule(
        "log softmax", f"-log({SOFTMAX})", "(m - z_k) + log1p(sum of the others)", "p -> 1", "heads", ulps=256
    ),
    LoweringRule("softmax", SOFTMAX, "exp itself; if out of range, exp(z_k - m)", "inf/inf", "softmax_statements"),
    LoweringRule(
        "softmax less one-hot", "p_k - [k = c]", "-(sum of the others)/sum at c", "p -> 1", "softmax_statements"
    ),
    LoweringRule("one less softmax", "1 - p_k", "sum of the others, if p_k > 1/2", "p -> 1", "heads"),
    LoweringRule(
        "softmax Hessian", "[k = j] p_k - p_k p_j", "p_k ([k = j](1 - p_k) - [k != j] p_j)", "p -> 1", "heads"
    ),
)
