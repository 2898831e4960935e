"""Names in generated source: identifiers of ASCII letters that are no keyword, each used once."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field

RESERVED = frozenset({"np", "float", "bool", *keyword.kwlist, *keyword.softkwlist})


@dataclass(slots=True)
class Names:
    """The identifiers taken so far. Nothing that a user wrote enters the source in any other way."""

    taken: set[str] = field(default_factory=lambda: set(RESERVED))

    def take(self, wish: str) -> str:
        """An identifier as close to `wish` as the rules allow.

        >>> names = Names()
        >>> names.take("lambda"), names.take("lambda"), names.take("sigma'"), names.take("3 + x")
        ('lambda_', 'lambda__2', 'sigma_', 'v3___x')
        """
        name = re.sub(r"[^A-Za-z0-9_]", "_", wish)
        if not name or not name[0].isalpha():
            name = f"v{name}"
        if name in RESERVED:
            name += "_"
        free = name
        number = 2
        while free in self.taken:
            free, number = f"{name}_{number}", number + 1
        self.taken.add(free)
        return free

    def fresh(self, hint: str) -> str:
        """The next unused name of a temporary: `e`, `e1`, `e2`, ..."""
        name, number = hint, 0
        while name in self.taken:
            number += 1
            name = f"{hint}{number}"
        self.taken.add(name)
        return name
