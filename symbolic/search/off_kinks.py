"""Claims on derivatives that hold where no kink is met, and what to assume so that they do."""

from __future__ import annotations

from contextlib import suppress

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.terms import Entry, Index, substitute, walk
from symbolic.kernel.theorem import Rejected
from symbolic.language.index_names import choose
from symbolic.language.printing import Names
from symbolic.search.decide import attempt
from symbolic.search.difference import Write
from symbolic.search.effort import limited_to
from symbolic.search.meeting_kinks import arguments, everywhere
from symbolic.verdict import Proved, Vacuous, Verdict

MOST_PROOF_STEPS = 100

AGREE = "the two sides are equal where no argument of a relu or bracket is 0"


def proved(sequent: Sequent, verdict: Verdict) -> bool:
    """Is a claim that is not proved proved where no argument of a relu or bracket is 0?"""
    if isinstance(verdict, Proved | Vacuous) or not arguments(sequent):
        return False
    with suppress(Rejected), limited_to(MOST_PROOF_STEPS):
        attempt(_off(sequent))
        return True
    return False


def told_of(sequent: Sequent, verdict: Verdict) -> Sequent:
    """Of which sequent the derivation tells: where kinks may meet, of a claim that is not proved, the one off them."""
    told = not isinstance(verdict, Proved | Vacuous) and any(ranges for _, ranges in arguments(sequent))
    return _off(sequent) if told else sequent


def _off(sequent: Sequent) -> Sequent:
    return Sequent(sequent.context.assuming(everywhere(sequent, "!=")), sequent.judgement)


def remedy(sequent: Sequent, names: Names, write: Write) -> str:
    """What to assume, as a sheet has it."""
    said = enumerate(_arguments(sequent, names, write), 1)
    return "; ".join(f"assume away{n if n > 1 else ''}: {s} != 0" for n, s in said)


def _arguments(sequent: Sequent, names: Names, write: Write) -> list[str]:
    """The arguments, with names for the indices of the sums around them."""
    found = []
    for s, ranges in arguments(sequent):
        taken = {*s.free, *(t.array for t in walk(s) if isinstance(t, Entry))}
        chosen: dict[str, Index] = {}
        for name, size in ranges:
            chosen[name] = choose(size, taken | set(map(str, chosen.values())), names.get(size, ()))
        found.append(write(substitute(s, chosen), names))
    return list(dict.fromkeys(found))
