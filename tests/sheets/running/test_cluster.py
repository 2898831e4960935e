"""Sheets on a Dask cluster: two worker processes, the limits of this machine, the documents of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from derivations.sheets.cache import Cache
from derivations.sheets.limits import Limits
from derivations.sheets.record import encode
from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source

distributed = pytest.importorskip("distributed")

SHEETS = [
    Source(f"{n}.claims", f"real x\nclaim a: x + x == {n}*x\nclaim b: d(x^{n}, x) == {n}*x^{n - 1}\n".encode())
    for n in range(2, 8)
]


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


def findings(events) -> list[object]:
    """All that is found, without the time it took."""
    reports = [event for event in events if isinstance(event, Report)]
    return [
        [(f.entry, f.verdict, encode(f.examination) | {"seconds": 0}) for f in report.findings] for report in reports
    ]


def check_on(cluster, sources, *arguments):
    from derivations.sheets.cluster import check_on, connect

    with connect(cluster.scheduler_address) as client:
        yield from check_on(client, sources, Limits(seconds=30), *arguments)


def test_a_cluster_finds_the_same(cluster, workers, tmp_path):
    here = findings(check(SHEETS, workers))
    with Cache(tmp_path) as cache:
        assert findings(check_on(cluster, SHEETS, cache)) == here
        assert findings(check(SHEETS, SimpleNamespace(jobs=1), cache)) == here  # no worker is asked: all is known


def test_a_lost_worker_loses_nothing(cluster, workers):
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)  # it is given sheets before it is missed
    assert findings(check_on(cluster, SHEETS)) == findings(check(SHEETS, workers))


def test_a_worker_of_another_version_is_not_believed(cluster, monkeypatch):
    from derivations.sheets import fingerprint
    from derivations.sheets.cluster import OtherVersion

    monkeypatch.setattr(fingerprint, "engine", lambda: "another version")
    with pytest.raises(OtherVersion):
        list(check_on(cluster, SHEETS))


def test_no_cluster_is_misuse(derive, sheet, monkeypatch):
    from derivations.sheets import cluster

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.3)
    status, _, err = derive("check", sheet("real x\nclaim a: x == x\n"), "--cluster", "tcp://127.0.0.1:1", "--no-cache")
    assert status == 2
    assert "tcp://127.0.0.1:1" in err


@pytest.mark.parametrize("address", ["foo", "bar://x:1", ""])
def test_what_is_no_address_is_one_line(address, tmp_path):
    (tmp_path / "a.claims").write_text("real x\nclaim a: x == x\n")
    command = [sys.executable, "-m", "derivations", "check", str(tmp_path / "a.claims"), "--cluster", address]
    found = subprocess.run([*command, "--no-cache"], capture_output=True, text=True, check=False)
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)
    assert f'no cluster at "{address}"' in found.stderr
