"""A user's function by the name of its module: `package.module:function`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any

from numeric_bridge.errors import BridgeError

MOST_NAMED = 10
"""Functions of a module that are named to someone who missed one."""


def loaded(name: str) -> Callable[..., Any]:
    """Import the module, also from the current directory, and find the function in it.

    Raises BridgeError if there is no such module or function, or if the module raises while it is imported.
    """
    module, colon, attribute = name.partition(":")
    if not (module and colon and attribute):
        raise BridgeError(f"`{name}`: a function is named as package.module:function")
    if module.endswith(".py") or "/" in module:
        raise BridgeError(f"`{name}`: name the module as in an import, without .py and slashes")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        found: Any = import_module(module)
    except (Exception, SystemExit) as error:  # a module runs whatever it holds; its author reads what went wrong
        raise BridgeError(_not_imported(module, error)) from error
    for part in attribute.split("."):
        if not hasattr(found, part):
            raise BridgeError(f"`{module}` has no `{part}`; what can be called there: {_callable_in(found, part)}")
        found = getattr(found, part)
    if not callable(found):
        raise BridgeError(f"`{name}` is no function: it is of type {type(found).__name__}")
    return found  # type: ignore[no-any-return]


def _callable_in(found: Any, missed: str) -> str:
    """The names of what can be called, those that are like the missing one first."""
    names = [n for n in vars(found) if not n.startswith("_") and callable(getattr(found, n))]
    near = get_close_matches(missed, names, n=MOST_NAMED)
    told = [*near, *(n for n in names if n not in near)][:MOST_NAMED]
    return (", ".join(told) or "nothing") + (" .." if len(names) > len(told) else "")


def _not_imported(module: str, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and (module + ".").startswith(error.name + "."):
        return f"there is no module `{error.name}` in {Path.cwd()} or among the installed packages"
    if isinstance(error, SyntaxError):
        return f"`{module}` cannot be read: {error.msg}, line {error.lineno} of {error.filename}"
    last = extract_tb(error.__traceback__)[-1]
    where = f"line {last.lineno} of {last.filename}"
    return f"`{module}` raised {type(error).__name__} while it was imported: {error} ({where})"
