"""Sheets by people who mean harm end within their limits, leave no process behind, and do not hurt their neighbours."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source

GOOD = "claim good: x + x == 2*x\nrefute bad: x + x == x\n"
UNREAD, NOT_PROVED = {"rejected"}, {"rejected", "undecided"}

HOSTILE: dict[str, tuple[str, set[str]]] = {
    "a tower of powers": ("claim h: ((9^64)^64)^64 == 0", UNREAD),
    "a tower to the right": ("claim h: x^9^9^9^9 == 0", UNREAD),
    "a tower of an expression": ("claim h: ((((x + 1)^64)^64)^64)^64 == x", NOT_PROVED),
    "5,000 parentheses": (f"claim h: {'(' * 5000}x{')' * 5000} == x", UNREAD),
    "5,000 minus signs": (f"claim h: {'-' * 5000}x == x", UNREAD),
    "a number of 10,000 digits": (f"claim h: {'9' * 10_000} == x", UNREAD),
    "a product of 6,400 digits": (f"claim h: {'9' * 50}^64*{'9' * 50}^64*x == 1", {"refuted"}),
    "a power of 6,400 digits": (f"claim h: exp({'9' * 50}^64*{'9' * 50}^64) == x", NOT_PROVED | {"refuted"}),
    "an exploding product": (
        f"claim h: {'*'.join(f'(x + y{n}^2)' for n in range(1, 40))} == 0",
        NOT_PROVED | {"refuted"},
    ),
    "a product of sums": ("claim h: (x + y1 + y2 + y3 + y4 + y5 + y6)^64 == 1", NOT_PROVED | {"refuted"}),
    "a long sum": (f"claim h: {' + '.join(['x'] * 9000)} == 9000*x", {"rejected", "undecided", "proved"}),
    "a doubling let": (
        "let a0 = x\n"
        + "\n".join(f"let a{n} = a{n - 1}*a{n - 1} + a{n - 1}" for n in range(1, 60))
        + "\nclaim h: a59 == 0",
        NOT_PROVED | {"refuted"},
    ),
    "sums in sums": ("claim h: " + "sum[i](" * 90 + "z[i]" + ")" * 90 + " == 0", NOT_PROVED | {"refuted"}),
    "a circular definition": ("let p = q\nlet q = p\nclaim h: p == 1", UNREAD),
    "code": ("claim h: __import__('os').abort() == 0", UNREAD),
    "a format string": ("claim h: x == {x!r}", UNREAD),
}


def text_of(hostile: str) -> str:
    """The hostile lines, between good claims."""
    declared = f"size K\nindex i in K\nreal x, z[K], {', '.join(f'y{n}' for n in range(1, 40))}\n"
    return f"{declared}{GOOD}{hostile}\n{GOOD.replace('good', 'also_good').replace('bad', 'also_bad')}"


@pytest.fixture(scope="module")
def reports(workers) -> dict[str, Report]:
    sources = [Source(name, text_of(hostile).encode()) for name, (hostile, _) in HOSTILE.items()]
    return {event.file: event for event in check(sources, workers) if isinstance(event, Report)}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_claim(name, reports):
    found = {finding.entry.name: finding for finding in reports[name].findings}
    assert [found[n].verdict for n in ("good", "bad", "also_good", "also_bad")] == ["proved", "refuted"] * 2
    assert found["h"].verdict in HOSTILE[name][1]
    assert not found["h"].crash


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 100,
        b"\x00" * 70_000,
        b"\xff\xfe" + "claim a: 1 == 1".encode("utf-16-le"),
        b"(" * 60_000,
        b"\n" * 65_000,
    ],
    ids=["all bytes", "zeros", "UTF-16", "parentheses", "empty lines"],
)
def test_what_is_no_sheet(content, workers):
    *_, found = check([Source("a.claims", content)], workers)
    assert found.exit_status == 2
    assert found.errors
    assert not found.reading.crash


def test_hypotheses_that_contradict_prove_nothing(workers):
    text = "real x\nassume low: x < 0\nassume high: x > 0\nclaim h: x == x + 1\nrefute r: x == x + 1\n"
    *_, found = check([Source("a.claims", text.encode())], workers)
    assert [finding.verdict for finding in found.findings] == ["vacuous", "vacuous"]
    assert found.exit_status == 3


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="sessions are looked up in /proc")
def test_no_process_is_left_behind(sheet):
    path = sheet(text_of(HOSTILE["a product of sums"][0]))
    command = [sys.executable, "-m", "derivations", "check", str(path), "--no-cache", "--time", "0.5"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        assert process.wait(timeout=60) in (1, 2, 3)
    end = time.monotonic() + 5
    while (left := processes_of_session(process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left


def processes_of_session(leader: int) -> list[int]:
    """The processes of a session, from the sixth field of /proc/<pid>/stat."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = Path("/proc", pid, "stat").read_text()
        except OSError:
            continue  # it ended meanwhile
        if int(stat.rpartition(")")[2].split()[3]) == leader:
            found.append(int(pid))
    return found


def test_modules_beside_the_sheets_are_not_imported(sheet, tmp_path):
    """`python -c`, with which Python starts its fork server, looks for `signal` in the current folder first."""
    for module in ("signal", "selectors", "json", "lark", "sympy", "symbolic", "derivations", "resource"):
        (tmp_path / f"{module}.py").write_text("open('owned', 'w')\n")
    sheet("real x\nclaim a: x == x\n")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-P", "-m", "derivations", "check", "a.claims", "--no-cache"]  # as the script `derive`
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "1 proved" in found.stdout
    assert not (tmp_path / "owned").exists()
