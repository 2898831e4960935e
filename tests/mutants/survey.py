"""The verdict on automatic mutants of every true claim. `python -m tests.mutants.survey` for all, with what is open."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import NoReturn

from symbolic.engine import prove
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Claim, as_claim
from symbolic.verdict import Proved, Refuted
from tests.attacks.true_claims import TRUE
from tests.mutants.mutations import of_claim
from tests.second_witness.stated import of_the_catalogue
from tests.second_witness.survives import NoPoint, survives


@dataclass
class Survey:
    """Mutants by what became of them: refuted, proved and true after all, open, and wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def false(self) -> int:
        """How many mutants are not true after all."""
        return self.counts["refuted"] + self.counts["open"]

    def add(self, origin: str, slip: str, claim: Claim) -> None:
        name = f"{origin}, {slip}: {claim}"
        try:
            verdict = prove(claim)
        except LanguageError:
            return
        try:
            contradicted = survives(claim, points=8)
        except NoPoint:
            contradicted = None
        except NotImplementedError:
            return
        if isinstance(verdict, Proved):
            self.counts["true after all"] += 1
            if contradicted:
                self.wrong.append(f"proved: {name}: {contradicted}")
        elif isinstance(verdict, Refuted):
            self.counts["refuted"] += 1
            if contradicted is None:
                self.counts["refuted, the second witness sees nothing"] += 1
        elif contradicted is None:
            self.counts["open, perhaps true"] += 1
            self.open.append(f"perhaps true: {name}: {verdict}")
        else:
            self.counts["open"] += 1
            self.open.append(f"{name}: {verdict}")


def originals() -> dict[str, Claim]:
    catalogue = {id: claim for id, claim in of_the_catalogue().items() if "(printed)" not in id}
    return {**catalogue, **{name: as_claim(claim) for name, claim in TRUE.items()}}


def survey(claims: dict[str, Claim], *, sample: int | None = None, seed: int = 0, patience: int = 0) -> Survey:
    """The survey of all mutants, or of at most `sample` of each claim."""
    found, random = Survey(), Random(seed)
    for origin, claim in claims.items():
        mutants = of_claim(claim)
        if sample is not None and len(mutants) > sample:
            mutants = random.sample(mutants, sample)
        for slip, mutant in mutants:
            _timed(found, origin, slip, mutant, patience)
    return found


class TooSlow(BaseException):
    pass


def _stop(*_: object) -> NoReturn:
    raise TooSlow


def _timed(found: Survey, origin: str, slip: str, mutant: Claim, patience: int) -> None:
    if not patience:
        found.add(origin, slip, mutant)
        return
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(patience)
    try:
        found.add(origin, slip, mutant)
    except TooSlow:
        found.counts["too slow"] += 1
        print(f"too slow: {origin}, {slip}: {mutant}", flush=True)
    except Exception as crash:
        found.counts["crash"] += 1
        print(f"CRASH {crash!r}: {origin}, {slip}: {mutant}", flush=True)
    finally:
        signal.alarm(0)


def main(arguments: Iterable[str]) -> None:
    sample = next((int(a) for a in arguments), None)
    found = survey(originals(), sample=sample, patience=20)
    for line in (*found.wrong, *found.open):
        print(line)
    share = found.counts["refuted"] / max(1, found.false)
    print(f"{dict(found.counts)}; {len(found.wrong)} wrong; {share:.1%} of the false ones refuted")


if __name__ == "__main__":
    main(sys.argv[1:])
