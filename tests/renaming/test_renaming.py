"""A verdict belongs to the mathematics: with other names and other conventions, it is the one of the catalogue."""

from __future__ import annotations

import pytest

from symbolic.engine import prove
from tests.renaming import hinge_and_sigmoid, layers_and_descent, softmax_and_newton
from tests.second_witness.stated import of_the_catalogue

STATED = of_the_catalogue()
RESTATED = hinge_and_sigmoid.RESTATED | softmax_and_newton.RESTATED | layers_and_descent.RESTATED


def test_there_are_enough_of_every_sheet() -> None:
    assert len(RESTATED) >= 80
    assert {id.split(".")[0] for id in RESTATED} == {id.split(".")[0] for id in STATED}


@pytest.mark.parametrize("id", RESTATED)
def test_the_verdict_is_the_one_of_the_catalogue(id: str) -> None:
    here, there = prove(RESTATED[id]), prove(STATED[id])
    assert type(here) is type(there), (here, there)
