"""`derive check-backward`: a user's module on disk against the homework, with the exit status of a check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from derivations import cli

MODULE = """
import numpy as np

SIZE = 3

def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def gradient(z, k):
    p = softmax(z)
    p[np.arange(len(z)), k] -= 1
    return p / len(z)

def wrong(z, k):
    return gradient(z, k) * len(z)

def turned(z, k):
    return gradient(z, k).T

def crashing(z):
    return z @ z @ z

def by_name(logits, psi, Delta):
    return {"dz": (psi - Delta) / len(logits)}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a module with the functions above, in the current directory."""
    (tmp_path / "backward_under_test.py").write_text(MODULE)
    (tmp_path / "broken_under_test.py").write_text("import numpy as np\nx = 1 / 0\n")
    (tmp_path / "leaving_under_test.py").write_text("import sys\nsys.exit(0)\n")
    (tmp_path / "unreadable_under_test.py").write_text("def f(:\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield "backward_under_test"
    for name in ("backward", "broken", "leaving", "unreadable"):
        sys.modules.pop(f"{name}_under_test", None)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(["check-backward", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_right_one_passes(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, f"{module}:gradient", "--against", "hw3.q2a")
    assert (status, err) == (0, "")
    assert "✓ z  passed  (hw3.q2a.gradient; " in out


def test_a_wrong_one_fails_with_its_worst_entry(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, f"{module}:wrong", "--against", "hw3.q2a.gradient")
    assert status == 1
    assert "✗ z  refuted" in out
    assert "expected" in out
    assert "it is N times the gradient: a division by N is missing" in out


def test_as_json(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, f"{module}:wrong", "--against", "hw3.q2a", "--format", "json")
    (found,) = json.loads(out)["gradients"]
    assert status == 1
    assert (found["id"], found["of"], found["outcome"]) == ("hw3.q2a.gradient", "z", "refuted")
    assert found["worst"]["expected"][0] != found["worst"]["found"]


def test_a_transposed_one_is_told(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, f"{module}:turned", "--against", "hw3.q2a")
    assert status == 1
    assert "= (N, K), found" in out
    assert "it is transposed" in out


def test_names_are_mapped(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (f"{module}:by_name", "--against", "hw3.q2a", "--map", "logits=z")
    assert run(capsys, *arguments)[0] == 0


SHEET = """
title "A sheet"
size K
real z[K], s
claim gradient: grad(sum(z * z), z) == 2 * z
claim false: d(s^3, s) == s^2
claim no_gradient: s^2 >= 0
claim unread: d(s^2, s) = 2*s
refute expected: d(s^2, s) == s
"""


@pytest.fixture
def sheet(module: str) -> str:
    Path("sheet_under_test.claims").write_text(SHEET)
    Path(f"{module}.py").write_text("def double(z):\n    return 2 * z\n\ndef square(s):\n    return s * s\n")
    return "sheet_under_test.claims"


def test_a_sheet_states_gradients_too(sheet: str, module: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, f"{module}:double", "--against", f"{sheet}:gradient")
    assert (status, err) == (0, "")
    assert "✓ z  passed  (gradient; " in out


def test_what_is_refuted_is_no_yardstick(sheet: str, module: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, f"{module}:square", "--against", f"{sheet}:false")
    assert status == 1
    assert out.startswith("false is not proved: Refuted at s = 1")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "states gradients of 2 losses: name one of gradient, false"),
        (":no_gradient", "does not state a gradient"),
        (":absent", "has no claim `absent` that can be read: it has gradient, false, no_gradient; line 8: "),
        (":unread", "has no claim `unread` that can be read"),
        (":expected", "has no claim `expected` that can be read"),
    ],
)
def test_a_sheet_that_states_none(
    name: str, said: str, sheet: str, module: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, f"{module}:double", "--against", sheet + name)
    assert status == 2
    assert said in err, err


@pytest.mark.parametrize(
    ("function", "against", "more", "said"),
    [
        ("backward_under_test:nothing", "hw3.q2a", (), ["has no `nothing`", "gradient, wrong"]),
        ("backward_under_test:SIZE", "hw3.q2a", (), ["is no function", "int"]),
        ("backward_under_test", "hw3.q2a", (), ["package.module:function"]),
        ("backward_under_test.py:gradient", "hw3.q2a", (), ["without .py"]),
        ("absent_under_test:f", "hw3.q2a", (), ["there is no module `absent_under_test`"]),
        ("broken_under_test:f", "hw3.q2a", (), ["raised ZeroDivisionError while it was imported", "line 2"]),
        ("leaving_under_test:f", "hw3.q2a", (), ["raised SystemExit while it was imported"]),
        ("unreadable_under_test:f", "hw3.q2a", (), ["cannot be read", "line 1"]),
        ("backward_under_test:crashing", "hw3.q2a", (), ["the function raised ValueError at line", "it was given z"]),
        ("backward_under_test:by_name", "hw3.q2a", (), ["what is the parameter `logits`", "z (N, K)", "--map logits="]),
        ("backward_under_test:by_name", "hw3.q2a", ("--map", "logits=x"), ["the question has no x"]),
        ("backward_under_test:by_name", "hw3.q2a", ("--map", "x=z"), ["by_name has no parameter x"]),
        ("backward_under_test:by_name", "hw3.q2a", ("--map", "x"), ["PARAMETER=NAME"]),
        ("backward_under_test:gradient", "hw3.q2b", (), ['"hw3.q2b"', "did you mean"]),
        ("backward_under_test:gradient", "hw3", (), ["names 2 questions"]),
        ("backward_under_test:gradient", "hw2.q7b.psd", (), ["does not state a gradient"]),
        ("backward_under_test:gradient", "absent.claims", (), ["absent.claims cannot be read"]),
    ],
)
def test_misuse_is_explained(
    function: str,
    against: str,
    more: tuple[str, ...],
    said: list[str],
    module: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, function, "--against", against, *more)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    for words in said:
        assert words in err, err
