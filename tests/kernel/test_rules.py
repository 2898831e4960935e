"""Every rule in the folder has an accepted example and at least two attacks, which are rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from symbolic.kernel import rules
from symbolic.kernel.check import check
from symbolic.kernel.theorem import Rejected
from tests.kernel import rule_examples, rule_examples_more, rule_examples_of_switches

EXAMPLES = {**rule_examples.EXAMPLES, **rule_examples_more.EXAMPLES, **rule_examples_of_switches.EXAMPLES}
FOLDER = {path.stem for path in Path(str(rules.__file__)).parent.glob("*.py")} - {"__init__"}
ATTACKS = [(rule, name) for rule, examples in EXAMPLES.items() for name in examples.attacks]


@pytest.mark.parametrize("rule", sorted(FOLDER))
def test_a_rule_has_examples(rule: str) -> None:
    assert rule in EXAMPLES, f"rule {rule!r} has no example in tests/kernel"
    assert len(EXAMPLES[rule].attacks) >= 2
    assert rule in rules.RULES


@pytest.mark.parametrize("rule", sorted(FOLDER))
def test_a_rule_says_what_it_is(rule: str) -> None:
    doc = rules.RULES[rule].__doc__ or ""
    assert "\\vdash" in doc or "\\lim" in doc
    assert "Rejects when" in doc


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_example_is_accepted(rule: str) -> None:
    theorem = EXAMPLES[rule].accepted()
    assert theorem.rule == rule
    check(theorem)


@pytest.mark.parametrize(("rule", "name"), ATTACKS)
def test_the_attack_is_rejected(rule: str, name: str) -> None:
    try:
        theorem = EXAMPLES[rule].attacks[name]()
    except Rejected:
        return
    with pytest.raises(Rejected):
        check(theorem)
