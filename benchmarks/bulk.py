"""Many sheets at once: claims a second, cold and again from the cache.

The sheets are those of `examples/`, over and over, each time with other names for its reals: no claim is a claim of
another sheet, so that everything is decided. `python -m benchmarks.bulk [CLAIMS] [JOBS]` prints the rates, which
claims took the time, and exits 1 if the cache is not ten times as fast.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from derivations.sheets.cache import Cache
from derivations.sheets.limits import Limits
from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source, load, sheets_in
from derivations.sheets.workers import Workers

EXAMPLES = Path(__file__).parents[1] / "examples"
REALS = re.compile(r"^(?:real|random)\s+(.*)$", re.MULTILINE)
STATED = re.compile(r"^(?:claim|refute|chain)\s", re.MULTILINE)
LEAST_RATIO, MOST_TOLD = 10, 8


def sheets(claims: int) -> list[Source]:
    """Sheets with at least so many claims together."""
    examples = [load(str(path)) for path in sheets_in(EXAMPLES) if path.parent == EXAMPLES]
    found: list[Source] = []
    for number, example in enumerate(cycle(examples)):
        if claims <= 0:
            return found
        text = renamed(example.content.decode(), number)
        claims -= len(STATED.findall(text))
        found.append(Source(f"{number:04}-{Path(example.file).name}", text.encode()))
    return found


def renamed(text: str, number: int) -> str:
    """The sheet with a number behind the name of each of its reals."""
    declared = " ".join(re.sub(r"\[[^]]*\]|#.*|\bin\b.*", "", line) for line in REALS.findall(text))
    names = set(re.findall(r"\b[A-Za-z]\w*", declared)) - {"mean", "variance", "independent", "normal", "bernoulli"}
    return re.sub(rf"\b(?:{'|'.join(names)})\b", lambda name: f"{name.group()}_{number}", text)


def timed(sources: list[Source], workers: Workers, cache: Cache) -> tuple[float, list[Report]]:
    start = perf_counter()
    reports = [event for event in check(sources, workers, cache) if isinstance(event, Report)]
    return perf_counter() - start, reports


def slowest(reports: list[Report]) -> Iterator[str]:
    """The claims that took the most time, over all sheets."""
    seconds: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for report in reports:
        for finding in report.findings:
            claim = f"{report.file.partition('-')[2]}:{finding.entry.name} ({finding.verdict})"
            seconds[claim] += finding.examination.seconds if finding.examination else 0.0
            counts[claim] += 1
    total = sum(seconds.values())
    for claim, spent in islice(sorted(seconds.items(), key=lambda item: -item[1]), MOST_TOLD):
        yield f"  {spent / total:4.0%}  {spent / counts[claim]:6.2f} s  {claim}"


def main(claims: int = 1000, jobs: int = 2) -> int:
    sources = sheets(claims)
    with tempfile.TemporaryDirectory() as folder, Workers(jobs, Limits()) as workers, Cache(Path(folder)) as cache:
        cold, reports = timed(sources, workers, cache)
        warm, _ = timed(sources, workers, cache)
    findings = [finding for report in reports for finding in report.findings]
    verdicts = Counter(finding.verdict for finding in findings)
    print(f"{len(findings)} claims in {len(sources)} sheets, {jobs} processes: {dict(verdicts)}")
    print(f"cold        {cold:7.2f} s  {len(findings) / cold:8.1f} claims/s")
    print(f"from cache  {warm:7.2f} s  {len(findings) / warm:8.1f} claims/s  ({cold / warm:.0f} times as fast)")
    print(*slowest(reports), sep="\n")
    return int(cold < LEAST_RATIO * warm)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
