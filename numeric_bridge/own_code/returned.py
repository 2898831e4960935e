"""What a user's backward pass returned, as one float64 array for each gradient."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from numeric_bridge.errors import BridgeError

AFFIXES = re.compile(r"^(?:grad_|d_|dL_d|dJ_d|d)|_grad$")


def separated(value: Any, names: Sequence[str], parameters: Sequence[str] = ()) -> dict[str, Any]:
    """One value for each of `names`: by name from a dict or named tuple, in order from a tuple or list.

    A tuple with one item for each of the function's `parameters`, as PyTorch's `backward` returns it, goes by these.
    Raises BridgeError if it is not plain which is which.
    """
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        by_name = {AFFIXES.sub("", str(key)): v for key, v in value.items()} | {str(k): v for k, v in value.items()}
        if missing := [n for n in names if n not in by_name]:
            raise BridgeError(f"the function returns {', '.join(map(str, value))}: {', '.join(missing)} is missing")
        return {n: by_name[n] for n in names}
    if not isinstance(value, tuple | list):
        value = (value,)
    if len(value) == len(names):
        return dict(zip(names, value, strict=True))
    if len(value) == len(parameters) and set(names) <= set(parameters):
        return {n: v for n, v in zip(parameters, value, strict=True) if n in names}
    expected = f"{len(names)} gradients ({', '.join(names)})" if len(names) > 1 else f"the gradient in {names[0]}"
    raise BridgeError(
        f"expected {expected}, found {len(value)} values: return a dict by name, or say the order of all of them"
    )


def as_array(name: str, value: Any) -> NDArray[np.float64]:
    """A float64 array of what NumPy, PyTorch or JAX returned. Raises BridgeError for what holds no real numbers."""
    if value is None:
        raise BridgeError(f"the gradient in {name} is None")
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    array = np.asarray(value)
    if array.dtype.kind not in "iubf":
        raise BridgeError(f"the gradient in {name} has dtype {array.dtype}: expected real numbers")
    return array.astype(np.float64)
