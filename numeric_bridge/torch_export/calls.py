"""PyTorch functions as backward passes: called with float64 tensors; an `autograd.Function` through autograd.

PyTorch is not imported here unless the user's function did so.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

import numpy as np


def speaks_torch(function: Callable[..., Any]) -> bool:
    """Whether the function, by its annotations or the names that it uses, works on PyTorch tensors."""
    torch = sys.modules.get("torch")
    if torch is None:
        return False
    if is_autograd_function(function):
        return True
    code, names = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    used = [names.get(n) for n in getattr(code, "co_names", ())]
    annotated = "torch" in str(getattr(function, "__annotations__", "")) or "Tensor" in str(
        getattr(function, "__annotations__", "")
    )
    return annotated or any(u is torch or getattr(u, "__name__", "").startswith("torch") for u in used if u is not None)


def is_autograd_function(function: Any) -> bool:
    """Whether it is a class whose `forward` and `backward` PyTorch calls."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(function, type) and issubclass(function, torch.autograd.Function)


def tensor(value: Any) -> Any:
    """A NumPy array or number as a tensor; sizes and functions as they are."""
    import torch

    return torch.tensor(value) if isinstance(value, np.ndarray | np.generic) else value


def through_autograd(function: Any) -> Callable[..., Any]:
    """The backward pass of an `autograd.Function`: a gradient for each parameter of `forward`, None for integers."""
    import torch

    parameters = list(inspect.signature(function.forward).parameters.values())
    own = parameters[1:] if parameters and parameters[0].name in ("ctx", "context", "self") else parameters

    def backward(*arguments: Any) -> tuple[Any, ...]:
        inputs = [
            a.requires_grad_() if hasattr(a, "is_floating_point") and a.is_floating_point() else a for a in arguments
        ]
        moving = [a for a in inputs if hasattr(a, "requires_grad") and a.requires_grad]
        slopes = iter(torch.autograd.grad(function.apply(*inputs), moving, allow_unused=True))
        return tuple(next(slopes) if any(a is m for m in moving) else None for a in inputs)

    backward.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [p.replace(kind=inspect.Parameter.POSITIONAL_ONLY, annotation=inspect.Parameter.empty) for p in own]
    )
    backward.__name__ = function.__name__
    return backward
