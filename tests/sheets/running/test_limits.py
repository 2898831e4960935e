"""A claim that is stuck, explodes or crashes its process is undecided with that reason, and all others are decided."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children

import pytest
from pebble import ProcessExpired

from derivations.sheets.limits import Limits
from derivations.sheets.report import Finding, Report
from derivations.sheets.run import check
from derivations.sheets.source import Source
from derivations.sheets.workers import Stopped, Task
from symbolic.verdict import Undecided

REASONS = {
    "sleeping": "took more than 1 s",
    "in_code": "took more than 1 s",
    "exploding": "took more than 700 MiB of memory",
    "segfault": "SIGSEGV",
    "failing": "internal error: KeyError at expressions",
}


def report(text: str, workers, cache=None) -> Report:
    *_, found = check([Source("a.claims", text.encode())], workers, cache)
    assert isinstance(found, Report)
    return found


@pytest.fixture(scope="module")
def all_at_once(hostile) -> dict[str, Finding]:
    found = report("true sleeping false in_code exploding segfault failing true", hostile)
    assert [f.verdict for f in (found.findings[0], found.findings[2], found.findings[-1])] == [
        "proved",
        "refuted",
        "proved",
    ]
    assert found.exit_status == 4
    return {finding.entry.name: finding for finding in found.findings}


@pytest.mark.parametrize(("claim", "reason"), REASONS.items(), ids=REASONS)
def test_a_hostile_claim_is_undecided_and_the_reason_is_told(claim, reason, all_at_once):
    finding = all_at_once[claim]
    assert isinstance(finding.examination.verdict, Undecided)
    assert reason in finding.examination.verdict.reason
    assert finding.examination.verdict.help
    assert not finding.settled
    assert (finding.exit_status == 4) == (claim == "failing")


def test_what_a_limit_cut_short_is_not_kept(hostile, kept):
    report("true segfault", hostile, kept)
    assert kept.keys() == {"Reading", "Examination"}
    assert [e.verdict for e in kept["Examination"]] == [report("true", hostile).findings[0].examination.verdict]


@pytest.fixture
def kept():
    """A cache that remembers nothing, and tells what it was given."""

    class Kept(dict):
        def get(self, kind, key):
            return None

        def put(self, key, value):
            self.setdefault(type(value).__name__, []).append(value)

    return Kept()


@pytest.mark.parametrize(("word", "reason"), [("read-forever", "1 s"), ("read-deep", "nested too deeply")])
def test_reading_has_the_same_limits(word, reason, hostile):
    found = report(word, hostile)
    assert [error.code for error in found.errors] == ["too-expensive"]
    assert reason in found.errors[0].message
    assert found.exit_status == 2


def test_a_killed_worker_loses_nothing(hostile, tmp_path):
    found = report(f"true kill:{tmp_path / 'mark'} false", hostile)
    assert (tmp_path / "mark").exists()
    assert [finding.verdict for finding in found.findings] == ["proved", "refuted"]


def test_workers_that_are_killed_while_they_wait_are_replaced(hostile):
    report("true", hostile)
    for worker in active_children():
        os.kill(worker.pid, signal.SIGKILL)
    assert report("true false", hostile).exit_status == 1


def test_limits_as_text():
    assert [Limits(memory=n * 1024**2).memory_text for n in (700, 2048)] == ["700 MiB", "2 GiB"]


def test_a_process_that_was_killed_is_tried_again_whatever_befell_the_pool(workers):
    task = Task(Source("a.claims"), 0, None)
    faults = [BrokenProcessPool(), BrokenProcessPool(), ProcessExpired("killed", code=-9)]
    assert [ended(task, fault, workers) for fault in faults] == [None] * 3
    assert isinstance(ended(task, faults[-1], workers), Stopped)


def ended(task, fault, workers):
    """What is made of a task that ends with an error."""
    task.tries += 1
    task.future = Future()
    task.future.set_exception(fault)
    return workers.result(task)
