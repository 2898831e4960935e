"""The gradients of one loss that a question or claim sheet states: code is held against them, or made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derivations.item import Asserted, Erratum
from numeric_bridge.errors import BridgeError
from numeric_bridge.gradient import Gradient, gradient_of
from symbolic.language.errors import LanguageError, NotYetDecidable
from symbolic.language.statements import Claim

if TYPE_CHECKING:
    from derivations.catalog import Catalog, Selection
    from symbolic.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim that states a gradient, by its id."""

    id: str
    claim: Claim
    gradient: Gradient


@dataclass(frozen=True, slots=True)
class Gradients:
    """Stated gradients of one loss, each by another array, and the names that their writer uses."""

    title: str
    stated: tuple[Stated, ...]
    where: Mapping[str, Any]

    def proved(self) -> Gradients:
        """These, if the engine proves every one. Raises NotProved."""
        from symbolic.engine import prove
        from symbolic.verdict import Proved

        for one in self.stated:
            verdict = prove(one.claim)
            if not isinstance(verdict, Proved):
                raise NotProved(one.id, verdict)
        return self


class NotProved(Exception):
    """A stated gradient that the engine refutes, or cannot decide."""

    def __init__(self, id: str, verdict: Verdict) -> None:
        super().__init__(f"{id} is not proved: {verdict}")
        self.verdict = verdict


def of_selection(selection: Selection) -> Gradients:
    """The gradients that the selected items state; of an erratum the correction.

    Where the losses differ, those of the question's own loss. Raises BridgeError if there is none, or no one loss.
    """
    question = selection.question
    found = []
    for item in selection.items:
        match item:
            case Asserted(statement=Claim() as claim) | Erratum(correct=Claim() as claim):
                found.append((item.id, claim))
    return _of_one_loss(question.id, found, question.loss, question.where)


def against(typed: str, catalog: Catalog) -> Gradients:
    """What `hw3.q2c`, `hw3.q2c.W1`, `sheet.claims` or `sheet.claims:claim` names; a sheet may be Markdown.

    Raises UnknownId for an id, BridgeError for a sheet that cannot be read or a claim that it has not.
    """
    sheet = re.fullmatch(r"(.+\.(?:claims|md))(?::(.*))?", typed)
    if sheet:
        return _of_sheet(sheet[1], sheet[2] or "")
    selections = catalog.select([typed])
    if len(selections) > 1:
        raise BridgeError(f"{typed} names {len(selections)} questions: a backward pass is held against one loss")
    return of_selection(selections[0])


def _of_sheet(file: str, name: str) -> Gradients:
    from derivations.sheets.reader import read

    try:
        text = Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise BridgeError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BridgeError(f"{file} is not UTF-8 text: byte {error.start}") from error
    sheet = read(text, file=file)
    readable = {c.name: c.claim for c in sheet.claims if c.kind == "claim" and isinstance(c.claim, Claim)}
    claims = [(n, claim) for n, claim in readable.items() if name in ("", n)]
    if not claims:
        first = f"; line {sheet.errors[0].line}: {sheet.errors[0].message}" if sheet.errors else ""
        wanted = f"claim `{name}` that can be read" if name else "claim that can be read"
        raise BridgeError(f"{file} has no {wanted}: it has {', '.join(readable) or 'none'}{first}")
    return _of_one_loss(file, claims, None, dict(sheet.definitions))


def _of_one_loss(title: str, claims: Iterable[tuple[str, Claim]], own: Any, where: Mapping[str, Any]) -> Gradients:
    groups: dict[Any, dict[str, Stated]] = {}
    reasons: list[str] = []
    for id, claim in claims:
        try:
            gradient = gradient_of(claim)
        except (BridgeError, NotYetDecidable) as reason:
            reasons.append(str(reason))
            continue
        groups.setdefault(gradient.loss, {}).setdefault(gradient.array, Stated(id, claim, gradient))
    if not groups:
        raise BridgeError(reasons[0] if len(reasons) == 1 else f"{title} states no gradient of a scalar loss")
    chosen = groups.get(_term(own), {}) if len(groups) > 1 else next(iter(groups.values()))
    if not chosen:
        ids = ", ".join(s.id for group in groups.values() for s in group.values())
        raise BridgeError(f"{title} states gradients of {len(groups)} losses: name one of {ids}")
    return Gradients(title, tuple(chosen.values()), where)


def _term(loss: Any) -> Any:
    """The loss of a question as the kernel term that its gradients mention; None if it has none."""
    from symbolic.language.context import positive_arrays
    from symbolic.language.declarations import Declarations
    from symbolic.language.lowering import Lowering

    if loss is None or loss.shape or loss.free:
        return None
    declared = Declarations()
    declared.add(loss)
    try:
        return Lowering(positive_arrays(declared)).scalar(loss, {})
    except (LanguageError, NotYetDecidable):
        return None
