"""`derive` as a process: what it imports, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("statement", ["import derivations", "import derivations.cli", "from derivations import cli"])
def test_importing_is_light(statement):
    heavy = "{'sympy', 'numpy', 'rich', 'symbolic'}"
    code = f"import sys; {statement}; print(sorted({heavy} & {{m.partition('.')[0] for m in sys.modules}}))"
    assert python("-c", code).stdout == "[]\n"


def test_python_m_derivations():
    found = python("-m", "derivations", "--version")
    assert (found.returncode, found.stdout) == (0, "derive 0.1.0\n")


def test_misuse_has_no_traceback():
    found = python("-m", "derivations", "chekc")
    assert found.returncode == 2
    assert "Traceback" not in found.stderr
    assert "chekc" in found.stderr


@pytest.mark.skipif(os.name == "nt", reason="SIGPIPE is POSIX")
@pytest.mark.parametrize("arguments", [["--help"], ["check", "hw8.q1"], ["check", "hw8.q1", "--format", "json"]])
def test_a_closed_pipe_is_no_error(arguments):
    code = f"""
from derivations import cli
from derivations.catalog import Selection
from derivations.question import Question

question = Question("hw8.q1", "Prose", sheet="hw8_test")
question.prose("", "words", reason="an opinion")

class Prose:
    def select(self, ids):
        return (Selection(question, question.items),)

raise SystemExit(cli.run({arguments}, catalog=Prose()))
"""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        command = [sys.executable, "-c", code]
        found = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    assert (found.returncode, found.stderr) == (128 + signal.SIGPIPE, "")


def test_an_interrupt_is_said_in_a_word():
    code = """
from derivations import cli

class Stopped:
    def select(self, ids):
        raise KeyboardInterrupt

raise SystemExit(cli.run(["check"], catalog=Stopped()))
"""
    found = python("-c", code)
    assert (found.returncode, found.stderr) == (130, "derive: interrupted\n")


@pytest.mark.skipif(os.name == "nt", reason="descriptors are closed as POSIX does")
def test_closed_standard_error_changes_no_status():
    command = f"{sys.executable} -m derivations check no.such.thing 2>&-"
    assert subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == 2


def test_an_interrupt_before_there_is_a_program_has_no_traceback():
    code = """
import builtins, os, signal

found = builtins.__import__

def slow(name, *rest):
    if name.partition(".")[0] == "click":
        os.kill(os.getpid(), signal.SIGINT)
    return found(name, *rest)

builtins.__import__ = slow
from derivations.__main__ import main

main()
"""
    run = python("-c", code)
    assert (run.returncode, run.stdout, run.stderr) == (-signal.SIGINT, "", "")
