"""Random claims: what is proved has to survive. `python -m tests.second_witness.differential smooth 0 5000`"""

from __future__ import annotations

import signal
import sys
import traceback
from collections import Counter
from typing import NoReturn

from symbolic.engine import prove
from symbolic.language.errors import LanguageError
from symbolic.verdict import Proved
from tests.second_witness import random_claims, random_kinks, random_limits, random_sums
from tests.second_witness.survives import NoPoint, survives


class TooSlow(BaseException):
    pass


def _stop(*_: object) -> NoReturn:
    raise TooSlow


MAKERS = {
    "smooth": random_claims.claim,
    "kinks": random_kinks.claim,
    "sums": random_sums.claim,
    "limits": random_limits.claim,
}


def examine(maker: str, seed: int, *, patience: int = 0) -> tuple[str, str | None]:
    """The verdict on one random claim, and what contradicts it."""
    try:
        stated = MAKERS[maker](seed)
    except (LanguageError, ZeroDivisionError):
        return "not a claim", None
    if patience:
        signal.signal(signal.SIGALRM, _stop)
        signal.alarm(patience)
    try:
        verdict = prove(stated)
        signal.alarm(0)
    except TooSlow:
        return "too slow", None
    except LanguageError:
        return "not a claim", None
    finally:
        if patience:
            signal.alarm(0)
    if not isinstance(verdict, Proved):
        return type(verdict).__name__, None
    try:
        return "Proved", survives(stated, points=10, seed=seed, largest=5)
    except NoPoint:
        return "Proved, no point", None


def main(maker: str, first: int, last: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(first, last):
        try:
            verdict, wrong = examine(maker, seed, patience=3)
        except Exception:
            seen["crash"] += 1
            print(f"CRASH {seed}: {MAKERS[maker](seed)}\n{traceback.format_exc(limit=-2)}", flush=True)
            continue
        seen[verdict] += 1
        if verdict in ("too slow", "Proved, no point"):
            print(f"{verdict} {seed}: {MAKERS[maker](seed)}", flush=True)
        if wrong:
            print(f"WRONG {seed}: {MAKERS[maker](seed)}: {wrong}", flush=True)
    print(dict(seen), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
