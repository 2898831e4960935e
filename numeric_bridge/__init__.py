"""From kernel terms to NumPy.

compile(claim | expression | term)  a vectorised, stable NumPy function with readable `.source`
spot_check(claim)                   tries to refute a claim with numbers; never proves
"""

from numeric_bridge.comparison import SpotCheck
from numeric_bridge.compile import Compiled, compile  # noqa: A004 - like `re.compile`
from numeric_bridge.errors import BridgeError
from numeric_bridge.spot_check import spot_check

__all__ = ["BridgeError", "Compiled", "SpotCheck", "compile", "spot_check"]
