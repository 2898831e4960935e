"""What `from derivations import *` brings."""

from __future__ import annotations

import pytest

import derivations


def test_the_language_and_the_engine():
    names: dict[str, object] = {}
    exec("from derivations import *", names)
    assert {"Equal", "Convex", "d", "real", "prove", "examine", "Proved", "Refuted", "Chain"} <= names.keys()
    assert set(derivations.__all__) <= names.keys()


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'sofmax'"):
        _ = derivations.sofmax
