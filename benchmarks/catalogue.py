"""Seconds per claim of the catalogue, and of `derive check` as a process of its own.

`python benchmarks/catalogue.py` prints the median, the slowest ten and the whole check, and exits 1 if the median is
above 10 ms or the check takes longer than 10 s. Run it with nothing else on the machine: the claims are timed in
processor seconds, the check by the clock.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter, process_time

from derivations.catalog import questions
from derivations.item import Asserted, Erratum
from symbolic.chain import Chain
from symbolic.engine import prove
from symbolic.kernel.rules import identity
from symbolic.language.statements import Claim
from symbolic.verdict import NAMES

LONGEST_MEDIAN, LONGEST_CHECK = 0.010, 10.0
ROUNDS, SLOWEST = 3, 10


def claims() -> Iterator[tuple[str, Claim | Chain]]:
    """Every claim and chain of the catalogue; of an erratum, what is printed and what is correct."""
    for question in questions():
        for item in question:
            match item:
                case Asserted(id=id, statement=statement):
                    yield id, statement
                case Erratum(id=id, printed=printed, correct=correct):
                    yield f"{id} (printed)", printed
                    yield f"{id} (correct)", correct


def seconds(statement: Claim | Chain) -> float:
    """The median time of a proof, after a first round that does not count, each as of a claim that was never met."""
    prove(statement)
    times = []
    for _ in range(ROUNDS):
        identity.shown.cache_clear()
        start = process_time()
        prove(statement)
        times.append(process_time() - start)
    return median(times)


def check() -> float:
    """Seconds of `derive check` from a cold start. Raises CalledProcessError if it fails."""
    start = perf_counter()
    subprocess.run([sys.executable, "-m", "derivations", "check"], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def main() -> int:
    stated = dict(claims())
    times = {name: seconds(statement) for name, statement in stated.items()}
    middle = median(times.values())
    print(f"{len(times)} claims: median {1000 * middle:.1f} ms, together {sum(times.values()):.2f} s; the slowest:")
    for name in sorted(times, key=lambda name: -times[name])[:SLOWEST]:
        print(f"{1000 * times[name]:8.1f} ms  {NAMES[type(prove(stated[name]))]:9}  {name}")
    whole = check()
    print(f"derive check: {whole:.1f} s")
    return int(middle > LONGEST_MEDIAN or whole > LONGEST_CHECK)


if __name__ == "__main__":
    sys.exit(main())
