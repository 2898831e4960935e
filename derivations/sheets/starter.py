"""The sheet that `derive new` writes: every statement once, with what it means."""

STARTER = """\
title  "Softmax cross-entropy"                # shown in reports

# A line is a statement; an indented line continues the one above. Everything is declared once, before it is used.
size   K                                     # a positive integer: what is proved holds for all of them
index  i, k in K                             # names that run over 1..K
real   z[K]                                  # logits
real   y[K] in [0, 1]                        # a domain holds for each entry; also: s > 0, t in (0, 1), u in {-1, 1}

assume simplex: sum[k](y[k]) == 1            # a hypothesis of all claims below; an index in it is bound there
let    p[k] = exp(z[k]) / sum[i](exp(z[i]))  # a definition, with its index
let    L = -sum[k](y[k] * log(p[k]))

# A claim is proved for all sizes and values, or refuted with a counterexample. `d(L, z[i])` is a derivative.
claim  gradient: d(L, z[i]) == p[i] - y[i]
claim  hessian:  d(L, z[i], z[k]) == p[i] * ([i == k] - p[k])
claim  off_diagonal: d(p[k], z[i]) == -p[k] * p[i]  where i != k
claim  curvature: convex(L, z)

# What is known to be false is expected to be refuted.
refute lost_sign: d(L, z[i]) == y[i] - p[i]

# A derivation on paper: each link is decided on its own; the reason after `by` is yours and changes no verdict.
chain  by_hand:
    d(L, z[i])
    == -sum[k](y[k] * ([k == i] - p[i]))     by "derivative of log softmax"
    == p[i] * sum[k](y[k]) - y[i]
    == p[i] - y[i]                           by simplex
"""
