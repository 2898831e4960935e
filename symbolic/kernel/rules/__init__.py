"""The inference rules, one a file: `rule(claim, *premises, certificate=...)` returns, or raises Rejected."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

RULES: dict[str, Callable[..., None]] = {
    module.name: import_module(f"{__name__}.{module.name}").rule for module in iter_modules(__path__)
}
