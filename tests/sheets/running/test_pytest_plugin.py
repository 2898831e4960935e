"""Claim sheets as tests."""

from __future__ import annotations

import pytest

from derivations.testing import assert_proved, assert_refuted
from symbolic.chain import Chain
from symbolic.language.declare import real
from symbolic.language.relations import Equal

pytest_plugins = ["pytester"]

SHEET = "real x\nclaim good: x + x == 2*x\nclaim bad: x + x == 3*x\nrefute known: x + x == 3*x\nclaim unread: x == y\n"


@pytest.fixture
def run(pytester, monkeypatch):
    """Run pytest with the plugin, which the tests of this project find without an entry point."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makefile(".claims", mine=SHEET)

    def run(*arguments: str):
        return pytester.runpytest_subprocess("-p", "derivations.pytest_plugin", "-p", "no:cacheprovider", *arguments)

    return run


def test_a_sheet_that_is_named_has_a_test_a_claim(run, pytester):
    found = run("mine.claims", "--junitxml=out.xml")
    found.assert_outcomes(passed=2, failed=2)
    found.stdout.fnmatch_lines(["*bad*refuted*", "*fails at*x = *", "*derived*2[*]x*", "error?unknown-name?*line 5*"])
    assert 'name="known"' in (pytester.path / "out.xml").read_text()


def test_one_claim_of_a_sheet(run):
    run("mine.claims::good").assert_outcomes(passed=1)


def test_a_sheet_is_not_collected_by_itself(run):
    assert run().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_sheets_that_the_configuration_names(run, pytester):
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nclaims_files = ["*.claims"]\n')
    pytester.makefile(".claims", other="nothing here\n")
    run().assert_outcomes(passed=2, failed=3)


def test_assertions():
    x = real("x")
    assert_proved(Equal(x + x, 2 * x))
    assert_proved(Chain.of(x + x, ("==", 2 * x)))
    assert_refuted(Equal(x + x, x))
    with pytest.raises(AssertionError, match=r"(?s)x \+ x == x is refuted.*fails at: x = 1.*derived: 2\*x"):
        assert_proved(Equal(x + x, x))
    with pytest.raises(AssertionError, match="is proved"):
        assert_refuted(Equal(x, x))
