"""From kernel terms to NumPy.

compile(claim | expression | term)  a vectorised, stable NumPy function with readable `.source`
spot_check(claim)                   tries to refute a claim with numbers; never proves
check_backward(function, [claim])   tries to refute a backward pass of your own, or a compiled one
check_function(function, e)         tries to refute a function, compiled or your own, that is to calculate e
torch_function(name, [claim])       a torch.autograd.Function with the claimed gradients, as source
"""

from numeric_bridge.compiler.compile import Compiled, compile  # noqa: A004 - like `re.compile`
from numeric_bridge.errors import BridgeError
from numeric_bridge.own_code.backward import Component, Held, check_backward, check_function
from numeric_bridge.spot_checks.comparison import SpotCheck
from numeric_bridge.spot_checks.spot_check import spot_check
from numeric_bridge.torch_export.function import torch_function

__all__ = [
    "BridgeError",
    "Compiled",
    "Component",
    "Held",
    "SpotCheck",
    "check_backward",
    "check_function",
    "compile",
    "spot_check",
    "torch_function",
]
