"""Checks derivations: states mathematics, and proves it for every size or refutes it with a counterexample.

Everything that `symbolic.language` offers can be imported from here; nothing heavy is imported before it is used.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symbolic.chain import Chain
    from symbolic.engine import examine, prove
    from symbolic.language import *
    from symbolic.verdict import Examination, Proved, Refuted, Undecided, Vacuous, Witness

_HOMES = {
    "Chain": "symbolic.chain",
    "Examination": "symbolic.verdict",
    "Proved": "symbolic.verdict",
    "Refuted": "symbolic.verdict",
    "Undecided": "symbolic.verdict",
    "Vacuous": "symbolic.verdict",
    "Witness": "symbolic.verdict",
    "examine": "symbolic.engine",
    "prove": "symbolic.engine",
}


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return __dir__()
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if not name.startswith("_"):
        if find_spec(f"{__name__}.{name}"):
            return import_module(f"{__name__}.{name}")
        if name in (language := _language()):
            return language[name]
    raise AttributeError(f"module 'derivations' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*_HOMES, *_language()])


def _language() -> dict[str, Any]:
    """What `symbolic.language` offers, by name."""
    offered = vars(import_module("symbolic.language"))
    return {
        name: value for name, value in offered.items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }
