"""However a check is stopped, nothing of it is left behind."""

from __future__ import annotations

import os
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
    out = run.communicate(timeout=20)[0]
    assert run.returncode in (128 + number, -number)
    assert b"Traceback" not in out
    assert_nothing_is_left(run)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_of_the_catalogue_is_left(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "derivations", "check", "hw1", "hw2", "hw4"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    end = time.monotonic() + 10
    while len(_in_group(run.pid)) < 2 and run.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    run.send_signal(number)
    assert b"Traceback" not in run.communicate(timeout=10)[0]
    assert run.returncode in (128 + number, -number, 0)
    assert_nothing_is_left(run)


@pytest.mark.parametrize("wait", [0.6, 1.0, 1.6])
def test_the_terminal_interrupts_without_a_traceback(tmp_path: Path, wait: float) -> None:
    sheet = tmp_path / "slow.claims"
    sheet.write_text(SLOW + "claim a: d(e9, x) == 1\n")
    command = [sys.executable, "-m", "derivations", "check", str(sheet), "--no-cache", "--time", "60"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    time.sleep(wait)
    os.killpg(run.pid, signal.SIGINT)
    out = run.communicate(timeout=20)[0].decode()
    told = "".join(out.split())  # the heading, if it was told, is wrapped
    assert told.removeprefix(str(sheet)) == "derive:interrupted"
    assert_nothing_is_left(run)


def assert_nothing_is_left(run: subprocess.Popen[bytes]) -> None:
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


@pytest.mark.parametrize(("made_by", "said"), [("open, ('no such semaphore',)", False), ("int, ('a',)", True)])
def test_a_worker_that_starts_too_late_ends_without_a_word(tmp_path: Path, made_by: str, said: bool) -> None:
    script = tmp_path / "late.py"
    script.write_text(f"""
from derivations.sheets.fork_server import started

class Semaphore:
    def __reduce__(self):
        return {made_by}

if __name__ == "__main__":
    worker = started(()).Process(target=print, args=(Semaphore(),))
    worker.start()
    worker.join()
    print(worker.exitcode)
""")
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert run.stdout == "1\n"
    assert ("Traceback" in run.stderr) == said
