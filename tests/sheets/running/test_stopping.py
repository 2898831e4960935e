"""However a check is stopped, nothing of it is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SLOW = "real x\nlet e0 = x\n" + "".join(f"let e{n + 1} = relu(e{n}) + relu(1 - e{n})\n" for n in range(9))


def _in_group(group: int) -> list[str]:
    """The command lines of the processes of a group."""
    found = subprocess.run(["ps", "-eo", "pgid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if line.split(None, 1)[0] == str(group)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left(tmp_path: Path, number: signal.Signals) -> None:
    sheet = tmp_path / "slow.claims"
    sheet.write_text(SLOW + "claim a: d(e9, x) == 1\n")
    command = [sys.executable, "-m", "derivations", "check", str(sheet), "--no-cache", "--time", "60"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    time.sleep(2)
    run.send_signal(number)
    run.communicate(timeout=20)
    assert run.returncode in (128 + number, 130, -signal.SIGKILL)
    end = time.monotonic() + 10
    while _in_group(run.pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert _in_group(run.pid) == []


def test_a_full_disk_is_told_in_a_line(tmp_path: Path) -> None:
    sheet = tmp_path / "plain.claims"
    sheet.write_text("real x\nclaim a: x == x\n")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "derivations", "check", str(sheet), "--no-cache"]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (run.returncode, run.stderr.strip()) == (2, "derive: cannot write: No space left on device")
