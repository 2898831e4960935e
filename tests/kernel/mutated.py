"""Kernel modules with one line changed, put in place of the true ones for the time of a test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from unittest.mock import patch

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.rules import identity
from symbolic.kernel.theorem import Rejected
from symbolic.language import lower
from symbolic.search.convex import convex
from symbolic.search.prove import prove

SIZES = "symbolic.kernel.algebra.sizes"


@contextmanager
def replaced(module: str, old: str, new: str) -> Iterator[None]:
    """`module` with the one place `old` of its source changed to `new`, patched into the true one."""
    true = import_module(module)
    source = Path(str(true.__file__)).read_text()
    if source.count(old) != 1:
        raise LookupError(f"{module} holds {source.count(old)} times: {old}")
    name = f"mutated_{module.rpartition('.')[2]}"
    changed = ModuleType(name)
    changed.__dict__["__file__"] = true.__file__
    sys.modules[name] = changed
    exec(compile(source.replace(old, new), name, "exec"), changed.__dict__)
    saved: list[tuple[Any, str, Any]] = []
    identity.shown.cache_clear()
    try:
        for attribute, value in list(vars(changed).items()):
            original = vars(true).get(attribute)
            if isinstance(value, type) and getattr(value, "__module__", "") == name and isinstance(original, type):
                for method, function in list(vars(value).items()):
                    if _differs(function, vars(original).get(method)):
                        saved.append((original, method, vars(original)[method]))
                        setattr(original, method, function)
            elif callable(value) and getattr(value, "__module__", "") == name and not isinstance(value, type):
                for holder in (true, identity):
                    if attribute in vars(holder):
                        saved.append((holder, attribute, vars(holder)[attribute]))
                        setattr(holder, attribute, value)
        yield
    finally:
        for holder, attribute, value in reversed(saved):
            setattr(holder, attribute, value)
        identity.shown.cache_clear()
        del sys.modules[name]


def _differs(new: Any, old: Any) -> bool:
    """Is it another function? Only those are put in place: zero-argument `super` knows the class it was written in."""
    a, b = (getattr(getattr(f, "__func__", f), "__code__", None) for f in (new, old))
    return a is not None and b is not None and _text(a) != _text(b)


def _text(code: CodeType) -> tuple[object, ...]:
    inner = tuple(_text(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, inner


def never(sequent: Sequent) -> bool:
    return False


def proved(claim: object) -> bool:
    """Does the kernel, as it stands, accept a proof of every case of the claim, if nobody looks whether it is false?"""
    try:
        with patch(f"{prove.__module__}.is_false", never), patch(f"{convex.__module__}.is_false", never):
            for sequent in lower(claim).sequents:  # type: ignore[arg-type]
                prove(sequent)
    except Rejected:
        return False
    except Exception as stopped:  # a mutated kernel may fail in any way; that is no proof
        return type(stopped) is None
    return True
