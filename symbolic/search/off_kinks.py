"""Claims on derivatives that hold where no kink is met, and what to assume so that they do."""

from __future__ import annotations

from contextlib import suppress

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.terms import Entry, substitute, walk
from symbolic.kernel.theorem import Rejected
from symbolic.language.index_names import choose
from symbolic.language.printing import Names
from symbolic.search.decide import attempt
from symbolic.search.difference import Write
from symbolic.search.effort import limited_to
from symbolic.search.meeting_kinks import arguments, everywhere

MOST_PROOF_STEPS = 100


def missing(sequent: Sequent, names: Names, write: Write) -> tuple[str, ...]:
    """`s != 0` for each argument of a relu or bracket, if this is all that the claim lacks to be proved; else nothing."""
    off = Sequent(sequent.context.assuming(everywhere(sequent, "!=")), sequent.judgement)
    if off == sequent:
        return ()
    with suppress(Rejected), limited_to(MOST_PROOF_STEPS):
        attempt(off)
        return tuple(f"{text} != 0" for text in _arguments(sequent, names, write))
    return ()


def _arguments(sequent: Sequent, names: Names, write: Write) -> list[str]:
    """The arguments, with names for the indices of the sums around them."""
    found = []
    for s, ranges in arguments(sequent):
        taken = {*s.free, *(t.array for t in walk(s) if isinstance(t, Entry))}
        chosen: dict[str, str] = {}
        for name, size in ranges:
            chosen[name] = choose(size, taken | set(chosen.values()), names.get(size, ()))
        found.append(write(substitute(s, chosen), names))
    return list(dict.fromkeys(found))
