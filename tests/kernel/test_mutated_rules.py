"""The other side conditions of the kernel are needed, too: without one, a false claim is proved."""

from __future__ import annotations

import pytest

from tests.kernel import changes_of_rules, changes_of_switches
from tests.kernel.mutated import proved, replaced

CHANGES = {**changes_of_rules.CHANGES, **changes_of_switches.CHANGES}


@pytest.mark.parametrize("name", CHANGES)
def test_without_the_condition_something_false_is_proved(name: str) -> None:
    module, old, new, claim = CHANGES[name]
    assert not proved(claim)
    with replaced(module, old, new):
        assert proved(claim)
    assert not proved(claim)
