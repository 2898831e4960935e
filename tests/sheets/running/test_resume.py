"""A run that is killed in the middle goes on where it was, and ends as if nothing had been."""

from __future__ import annotations

import csv
import io
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from derivations.sheets.cache import FILE

SHEETS, ENOUGH = 40, 10


def records(folder) -> int:
    try:
        with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True, timeout=0.1)) as database:
            return int(database.execute("SELECT count(*) FROM records").fetchone()[0])
    except sqlite3.Error:
        return 0


def rows(out: str) -> list[dict[str, str]]:
    return [row | {"seconds": ""} for row in csv.DictReader(io.StringIO(out))]


def test_a_killed_run_is_resumed(derive, sheet, tmp_path):
    for n in range(SHEETS):
        sheet(
            f"size K\nindex i in K\nreal x{n}[K]\nclaim a: d(sum[i](x{n}[i]^{n + 2}), x{n}[i]) == {n}*x{n}[i]\n",
            f"all/{n}.claims",
        )
    folder, kept = tmp_path / "all", tmp_path / "kept"
    command = [sys.executable, "-m", "derivations", "check", str(folder), "--cache", str(kept), "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while records(kept) < ENOUGH and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    done = records(kept)
    assert ENOUGH <= done < 2 * SHEETS

    status, out, _ = derive("check", folder, "--cache", kept, "--format", "csv")
    assert status == 1
    assert records(kept) == 2 * SHEETS  # a reading and a verdict each
    assert [row["verdict"] for row in rows(out)] == ["refuted"] * SHEETS
    assert rows(out) == rows(derive("check", folder, "--no-cache", "--format", "csv")[1])
