"""The modules of the catalogue read like the homework: short, without a verdict, and importing one proves nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import derivations

FOLDER = Path(derivations.__file__).parent
MODULES = sorted(FOLDER.glob("hw*_*/[pq]*.py"))
LONGEST = 80


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_is_short_and_says_what_it_proves(module):
    text = module.read_text()
    assert len(text.splitlines()) <= LONGEST
    assert re.match(r'"""[^\n]+[.:]', text)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_holds_no_verdict(module):
    assert not re.search(r"\b(Proved|Refuted|Undecided|Vacuous|prove|examine|status)\b", module.read_text())


def test_importing_the_catalogue_proves_nothing():
    code = "import sys; from derivations.catalog import questions; questions(); print('symbolic.engine' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.stdout, found.stderr) == ("False\n", "")


def test_the_engine_knows_no_homework():
    sources = sorted((FOLDER.parent / "symbolic").rglob("*.py"))
    assert sources
    for source in sources:
        assert not re.search(r"\bhw\d|homework", source.read_text(), re.IGNORECASE), source
