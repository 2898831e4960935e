"""`python -m derivations.sheets.server SECONDS MEMORY`: checks sheets for a worker of a cluster, one after the other.

A line on standard input is a sheet, a line on standard output what was found; the end of the input ends it. It is a
process of its own because workers of a Dask cluster are daemons, which may not start the processes that can be killed.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode, b64encode
from typing import Any, TextIO

from derivations.sheets import fingerprint
from derivations.sheets.limits import Limits
from derivations.sheets.record import encode
from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source
from derivations.sheets.workers import Workers


def serve(lines: TextIO, answers: TextIO, limits: Limits) -> None:
    """Answer each line with the record of a Report, and the name of the program that found it."""
    with Workers(1, limits) as workers:
        for line in lines:
            (report,) = (event for event in check([source_of(json.loads(line))], workers) if isinstance(event, Report))
            answers.write(json.dumps({"engine": fingerprint.engine(), "report": encode(report)}) + "\n")
            answers.flush()


def request(source: Source) -> dict[str, Any]:
    """A sheet as JSON."""
    content = b64encode(source.content).decode()
    problem = request(source.problem) if source.problem else None
    return {"file": source.file, "content": content, "problem": problem, "fault": source.fault}


def source_of(request: dict[str, Any]) -> Source:
    """The sheet that `request` made JSON of."""
    problem = source_of(request["problem"]) if request["problem"] else None
    return Source(request["file"], b64decode(request["content"]), problem, request["fault"])


if __name__ == "__main__":
    seconds, memory = sys.argv[1:]
    serve(sys.stdin, sys.stdout, Limits(float(seconds), int(memory)))
