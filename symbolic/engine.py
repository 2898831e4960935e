"""Decide claims: `prove` gives the verdict, `examine` everything there is to say about it."""

from __future__ import annotations

import re
from dataclasses import replace
from time import perf_counter

from symbolic import conditions, meant_entries
from symbolic.both_sides import shown
from symbolic.chain import Chain
from symbolic.kernel.judgements import Equal, Sequent
from symbolic.kernel.terms import Term
from symbolic.language.claim_lowering import Lowered, lower
from symbolic.language.errors import NotYetDecidable
from symbolic.language.lazy_cases import CASE
from symbolic.language.printing import Names, text
from symbolic.language.statements import Claim, Statement
from symbolic.search import difference, off_kinks, textbook
from symbolic.search.audit import audited
from symbolic.search.decide import decide, together
from symbolic.search.difference import Write
from symbolic.search.rewriting.readable import plain
from symbolic.search.tried import remembering
from symbolic.second_point import told
from symbolic.small_sizes import refuted_at_small_sizes
from symbolic.verdict import Examination, HypothesisUse, Link, Proved, Refuted, Undecided, Vacuous, Verdict

NAME = re.compile(r"[A-Za-z]\w*(\[[\w, ]*\])?")


def prove(claim: Claim | Statement | Chain) -> Verdict:
    """The verdict on a claim: Proved, Refuted, Undecided or Vacuous.

    >>> from symbolic.language import Equal, real
    >>> x = real("x")
    >>> type(prove(Equal((x + 1) ** 2, x**2 + 2 * x + 1))).__name__
    'Proved'
    """
    if isinstance(claim, Chain):
        return examine_chain(claim, audit=False).verdict
    return examine(claim, audit=False).verdict


def examine(claim: Claim | Statement, *, audit: bool = True, steps: bool = True, write: Write = text) -> Examination:
    """Decide a claim and explain the answer; with `audit`, ask of each hypothesis whether the claim fails without it.

    With `steps`, a proved equality is derived step by step, too. `write` sets terms in `derived` and `difference`, for
    example in names that a reader knows. Raises LanguageError for what is not a claim.
    """
    start = perf_counter()
    try:
        with remembering():
            found = _examine(claim, audit, steps, write)
    except RecursionError:
        found = Examination("", Undecided("the claim is nested too deeply to be read", "split it"))
    return replace(found, seconds=perf_counter() - start)


def _examine(claim: Claim | Statement, audit: bool, steps: bool, write: Write) -> Examination:
    try:
        lowered = lower(claim)
    except NotYetDecidable as reason:
        return Examination(text(claim), _otherwise(claim, Undecided(str(reason))))
    if not lowered.sequents:
        verdict: Verdict = Vacuous("the conditions leave no case to speak of")
        return Examination(lowered.read_as, verdict)
    decisions = [decide(sequent, sparing=audit) for sequent in lowered.sequents]
    verdict, telling = together(decisions)
    if isinstance(verdict, Refuted) and not lowered.exact:
        verdict = Undecided("what would be enough for the claim does not hold")
    if isinstance(verdict, Undecided):
        verdict = _otherwise(claim, verdict)
    plainly = conditions.told(telling, lambda term: write(term, lowered.names))
    if isinstance(verdict, Proved):
        verdict = replace(verdict, scope=plainly.scope())
    found = Examination(lowered.read_as, verdict, plainly.scope(), left_out=plainly.left_out())
    if audit:
        found = replace(found, hypotheses=audited(decisions, lowered.names, lowered.excluding))
        match telling.sequent.judgement, verdict:
            case Equal(right=right), Proved() if not steps:
                found = replace(found, derived=write(plain(right), lowered.names) if len(decisions) == 1 else None)
            case Equal(), Proved() | Refuted() | Undecided():
                found = _explained(found, telling.extended, lowered, write, steps)
    if off_kinks.proved(telling.extended, verdict):
        found = _off_kinks(found, off_kinks.remedy(telling.extended, lowered.names, write))
    return told(shown(found, lowered.claim), lowered.claim, decisions)


def _otherwise(claim: Claim | Statement, undecided: Undecided) -> Verdict:
    """A refutation at small sizes, or that the claim is undecided."""
    refuted = refuted_at_small_sizes(claim)
    return undecided if refuted is None else refuted


def _explained(found: Examination, whole: Sequent, lowered: Lowered, write: Write, each: bool) -> Examination:
    """With the derived form of the left side, the steps to it, and how a refuted right side differs from it."""
    sequent = off_kinks.told_of(whole, found.verdict)
    refuted = sequent is whole and isinstance(found.verdict, Refuted)
    first, *others = textbook.derivation(sequent, steps=each, refuted=refuted)
    steps, names = (replace(first, rule=lowered.opening), *others), lowered.names
    said = None
    if isinstance(found.verdict, Refuted):
        how = difference.explain(sequent, names, steps[-1].term, write=write)
        for step in how.steps if how else ():
            steps = textbook.ending(sequent.context, steps, step)
        if how is None or not how.steps:
            steps = textbook.without_deltas(sequent.context, steps)
        said = meant_entries.hint(lowered.claim.statement) or (how.sentence if how else None)
    derived = _told(steps[-1].term, steps[0].term, names, write) + _case_of(sequent)
    return replace(found, steps=steps, derived=derived, difference=said)


def _case_of(sequent: Sequent) -> str:
    """Where the left side has the derived form, if a claim has several cases."""
    told = [h.name.removeprefix(CASE) for h in sequent.context.hypotheses if h.name.startswith(CASE)]
    return f" where {' and '.join(dict.fromkeys(told))}" if told else ""


def _off_kinks(found: Examination, remedy: str) -> Examination:
    """With what to assume, where a claim on a derivative is all right but where kinks meet."""
    if isinstance(found.verdict, Undecided):
        return replace(found, verdict=Undecided(off_kinks.AGREE, f"at kinks they may not be; {remedy}"))
    return replace(found, difference=f"{off_kinks.AGREE}; here kinks cancel ({remedy})")


def _told(term: Term, left: Term, names: Names, write: Write) -> str:
    """A derived term; without the names of its parts where it would only repeat the name on the left."""
    derived = write(term, names)
    return text(term, names) if NAME.fullmatch(derived) and derived == write(left, names) else derived


def examine_chain(chain: Chain, *, audit: bool = True, steps: bool = True, write: Write = text) -> Examination:
    """Decide every link of a chain on its own, as `examine` does: proved when all are, refuted when one is."""
    start = perf_counter()
    links = tuple(
        Link(
            _shown(above),
            line.relation,
            _shown(line.expression),
            line.reason,
            examine(claim, audit=audit, steps=steps, write=write),
        )
        for (above, line), claim in zip(chain.links(), chain.claims(), strict=True)
    )
    verdicts = [link.examination.verdict for link in links]
    told = [h for link in links for h in link.examination.hypotheses]
    used = {h.name: h for h in sorted(told, key=_weight)}
    return Examination(
        str(chain),
        _of_all(verdicts),
        scope=links[0].examination.scope,
        hypotheses=tuple(used.values()),
        left_out=tuple(dict.fromkeys(p for link in links for p in link.examination.left_out)),
        links=links,
        seconds=perf_counter() - start,
    )


def _weight(h: HypothesisUse) -> tuple[bool, int]:
    """What a chain says of a hypothesis is what the link says that depends on it most."""
    return h.used, (False, None, True).index(h.needed)


def _of_all(verdicts: list[Verdict]) -> Verdict:
    """The verdict on a chain from those on its links."""
    for kinds in ((Refuted,), (Undecided, Vacuous)):
        for verdict in verdicts:
            if isinstance(verdict, kinds):
                return verdict
    proofs = [v for v in verdicts if isinstance(v, Proved)]
    theorems = tuple(t for p in proofs for t in p.theorems)
    return Proved(theorems, f"all {len(proofs)} links proved", proofs[0].point, proofs[0].scope)


def _shown(expression: object) -> str:
    from symbolic.language.tree import coerce

    return text(coerce(expression))
