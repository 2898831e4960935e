"""The inference rules, one a file: `rule(claim, *premises, certificate=...)` returns, or raises Rejected."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

NAMES = (
    *(
        "absurd",
        "cases",
        "convexity",
        "definite",
        "differentiation",
        "edge",
        "identity",
        "kink",
        "lower_bound",
        "minimum",
    ),
    *("rewriting", "semidefinite", "sign", "stationary", "transitivity", "weakening"),
)

RULES: dict[str, Callable[..., None]] = {name: import_module(f"{__name__}.{name}").rule for name in NAMES}
