"""Checks derivations: states mathematics, and proves it for every size or refutes it with a counterexample.

Everything that `symbolic.language` offers can be imported from here; nothing heavy is imported before it is used.
"""

from importlib import import_module
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
    if name.startswith("_"):
        raise AttributeError(f"module 'derivations' has no attribute {name!r}")
    home = import_module(_HOMES.get(name, "symbolic.language"))
    if name not in _HOMES and name not in home.__all__:
        raise AttributeError(f"module 'derivations' has no attribute {name!r}")
    return getattr(home, name)


def __dir__() -> list[str]:
    return sorted([*_HOMES, *import_module("symbolic.language").__all__])
