"""Check sheets on a Dask cluster, each of whose workers applies the limits of this machine."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from distributed import Client, Future
from distributed.comm.addressing import get_address_host_port

from derivations.sheets import fingerprint
from derivations.sheets.cache import Cache
from derivations.sheets.limits import Limits
from derivations.sheets.record import decode
from derivations.sheets.report import Report
from derivations.sheets.run import Event, keep, known
from derivations.sheets.server import request
from derivations.sheets.source import Source

Answer: TypeAlias = "Future[dict[str, Any]]"

AHEAD = 8
"""Sheets that are under way for each thread of the cluster."""

CONNECT_SECONDS = 5
RETRIES = 3
"""A worker that is lost takes its sheet with it; it is then given to another."""


class OtherVersion(RuntimeError):
    """A worker of the cluster runs another version of the program: its verdicts would not be this one's."""


def connect(address: str) -> Client:
    """A client of the cluster, to be used in a `with`.

    Raises OSError where there is none, and ValueError for what is no address: a client that is half made would try to
    close what it never opened, and complain of that at the end.
    """
    if not address:
        raise ValueError("the address is empty")
    get_address_host_port(address)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails is told in one line, by us
    return Client(address, set_as_default=False, timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]


def check_on(client: Client, sources: Iterable[Source], limits: Limits, cache: Cache | None = None) -> Iterator[Event]:
    """What the workers of a cluster find about the sheets, in the order of the sheets."""
    threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
    window: deque[tuple[Source, Report | Answer]] = deque()
    waiting = iter(sources)
    while True:
        while len(window) < AHEAD * max(threads, 1) and (source := next(waiting, None)):
            report = known(source, cache)
            window.append((source, report or client.submit(_check, source, limits, pure=False, retries=RETRIES)))
        if not window:
            return
        source, found = window.popleft()
        yield from _events(found if isinstance(found, Report) else _kept(source, found, cache))


def _kept(source: Source, found: Answer, cache: Cache | None) -> Report:
    answer = found.result()
    if answer["engine"] != fingerprint.engine():
        raise OtherVersion("a worker of the cluster runs another version of derivations, or of its libraries")
    report = decode(Report, answer["report"])
    keep(source, report, cache)
    return report


def _events(report: Report) -> Iterator[Event]:
    yield report.reading
    yield from report.findings
    yield report


@dataclass(slots=True)
class _Child:
    """The process that checks the sheets of one thread of a worker."""

    limits: Limits
    process: subprocess.Popen[str]

    @classmethod
    def start(cls, limits: Limits) -> _Child:
        # -P: the current folder may be a stranger's, and is no place to look for modules
        command = [sys.executable, "-P", "-m", "derivations.sheets.server", str(limits.seconds), str(limits.memory)]
        return cls(limits, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))

    def ask(self, source: Source) -> dict[str, Any]:
        """What it finds about a sheet. Raises OSError when it is gone."""
        if self.process.stdin is None or self.process.stdout is None:
            raise OSError("the process was started without pipes")
        self.process.stdin.write(json.dumps(request(source)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise OSError(f"the process that checks sheets ended with exit status {self.process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


_own = threading.local()


def _check(source: Source, limits: Limits) -> dict[str, Any]:
    """Runs in a thread of a worker."""
    child: _Child | None = getattr(_own, "child", None)
    if child is None or child.limits != limits or child.process.poll() is not None:
        child = _own.child = _Child.start(limits)
    return child.ask(source)
