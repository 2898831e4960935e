"""A question of the catalogue as a sheet: declarations, definitions, hypotheses, claims, printed from their trees.

A sheet has one set of names, and a hypothesis holds for all claims below it. So the hypotheses that most claims share
are assumed, after the claims that do without them, and those of one claim stand in its `where` if they fit there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from derivations.catalog import Selection
from derivations.item import Asserted, Erratum, Prose
from derivations.sheets.reader import read
from derivations.sheets.reading.vocabulary import RESERVED
from derivations.show.definitions import Definition, Vocabulary
from derivations.show.plain import plain
from derivations.show.sheet_declarations import declarations
from symbolic.chain import Chain
from symbolic.language import nodes
from symbolic.language.declarations import Declarations
from symbolic.language.errors import LanguageError
from symbolic.language.plain_text import written
from symbolic.language.relations import Relation
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr, coerce

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
Hypotheses = tuple[tuple[str, Relation], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A statement to be written: `word` is `claim`, `refute` or `chain`."""

    word: str
    name: str
    statement: Claim | Chain

    @property
    def hypotheses(self) -> Hypotheses:
        return _first(self.statement).hypotheses


def sheet_of(selection: Selection) -> str:
    """The sheet. What cannot be said in one is a comment that says why."""
    question = selection.question
    stated = [one for item in selection.items for one in stated_in(question.id, item)]
    prose = [f"# not checked: {plain(item.says)}" for item in selection.items if isinstance(item, Prose)]
    left_out: dict[str, str] = {}
    while True:
        sayable = [one for one in stated if one.name not in left_out]
        text = _Writer(question.title, question.where, sayable, left_out).text()
        unread = _unread(text)
        if not unread:
            notes = [f"# {name} cannot be said in a sheet: {why}" for name, why in left_out.items()]
            return "\n".join([text, *notes, *prose]).rstrip() + "\n"
        left_out |= unread


def stated_in(question: str, item: Any) -> Iterator[Stated]:
    """What an item states, by a name that a sheet allows."""
    name = re.sub(r"\W", "_", item.id.removeprefix(question).strip(".")) or "statement"
    name = name if NAME.fullmatch(name) else f"part_{name}"[:40]
    match item:
        case Asserted(statement=Chain() as chain):
            yield Stated("chain", name, chain)
        case Asserted(statement=claim):
            yield Stated("claim", name, claim)
        case Erratum(printed=printed, correct=correct):
            yield Stated("chain" if isinstance(printed, Chain) else "refute", f"{name}_printed"[:40], printed)
            yield Stated("chain" if isinstance(correct, Chain) else "claim", name, correct)


def _unread(text: str) -> dict[str, str]:
    """The claims that do not read back, and why."""
    sheet = read(text, file="-")
    unread = [claim for claim in sheet.claims if claim.claim is None]
    why = sheet.errors[0].message if sheet.errors else ""
    return {claim.name: plain(why) for claim in unread}


@dataclass(slots=True)
class _Writer:
    """Writes statements as a sheet; those that there are no words for go to `left_out`, with the reason."""

    title: str
    where: Mapping[str, Any]
    stated: list[Stated]
    left_out: dict[str, str]

    def text(self) -> str:
        """The sheet."""
        sayable, names = self._declared()
        taken = names.names() | RESERVED
        lets = {name: e for name, e in {**self.where, **_tables(sayable)}.items() if name not in taken}
        vocabulary = Vocabulary.of(lets)
        claims = list(self._claims(sayable, vocabulary, taken | set(lets)))
        definitions = _used(vocabulary.definitions, "\n".join(claims))
        for definition in definitions:
            names.add(coerce(lets[definition.name]))
        heading = [f'title  "{_quotable(self.title)}"', "", *declarations(names), ""]
        shown = [f"let    {definition.left} = {written(definition.body)}" for definition in definitions]
        return "\n".join([*heading, *shown, *([""] if shown else []), *claims])

    def _declared(self) -> tuple[list[Stated], Declarations]:
        """The statements whose names can be declared together, and the names."""
        sayable: list[Stated] = []
        names = Declarations()
        for one in self.stated:
            try:
                _declare(names, one.statement)
                sayable.append(one)
            except LanguageError as error:
                self.left_out[one.name] = plain(error)
                names = Declarations()  # without what this statement added before it failed
                for other in sayable:
                    _declare(names, other.statement)
        return sayable, names

    def _claims(self, stated: list[Stated], vocabulary: Vocabulary, taken: set[str]) -> Iterator[str]:
        """The statements: those with hypotheses of their own, which stand in `where`; then those that share some."""
        texts = {one: {written(vocabulary.of_tree(h)): (name, h) for name, h in one.hypotheses} for one in stated}
        bound = {text for own in texts.values() for text, (_, h) in own.items() if h.free}
        shared = _nested([frozenset(own) for own in texts.values()], bound)
        for one, own in texts.items():
            if frozenset(own) in shared and own:
                continue
            if bound & own.keys():
                self.left_out[one.name] = "it has hypotheses for all values of an index, which not all claims share"
                continue
            yield from _lines(one, list(own), vocabulary)
        assumed: dict[str, str] = {}
        for group in shared:
            for one, own in texts.items():
                if frozenset(own) == group:
                    for text in (text for text in own if text not in assumed):
                        wanted = own[text][0]
                        fits = NAME.fullmatch(wanted) and wanted not in taken | set(assumed.values())
                        assumed[text] = wanted if fits else f"h{len(assumed) + 1}"
                        yield f"assume {assumed[text]}: {text}"
                    yield from _lines(one, [], vocabulary)


def _nested(sets: list[frozenset[str]], bound: set[str]) -> list[frozenset[str]]:
    """Sets of hypotheses of which each holds the one before, beginning with the one that is met most.

    They are those of several claims, and those with a hypothesis that holds for all values of an index.
    """
    counts = Counter(one for one in sets if one)
    shared = [one for one, count in counts.most_common() if count > 1 or one & bound]
    chain = shared[:1]
    for wider in sorted(shared, key=len):
        if chain and chain[-1] < wider:
            chain.append(wider)
    return chain


def _used(definitions: Iterable[Definition], text: str) -> list[Definition]:
    """The definitions that a text needs, each after those that it needs itself."""
    by_name = {definition.name: definition for definition in definitions}
    found: dict[str, Definition] = {}

    def need(words: str) -> None:
        for name in re.findall(r"[A-Za-z]\w*", words):
            if name in by_name and name not in found:
                definition = by_name.pop(name)
                need(written(definition.body))
                found[name] = definition

    need(text)
    return list(found.values())


def _quotable(text: str) -> str:
    return plain(text).replace('"', "'")


def _first(statement: Claim | Chain) -> Claim:
    return statement.claims()[0] if isinstance(statement, Chain) else statement


def _expressions(statement: Claim | Chain) -> Iterator[Expr]:
    for claim in statement.claims() if isinstance(statement, Chain) else (statement,):
        yield from claim.statement.expressions()
        for relation in (*claim.conditions, *(h for _, h in claim.hypotheses)):
            yield from (side for side in (relation.left, relation.right) if isinstance(side, Expr))


def _declare(names: Declarations, statement: Claim | Chain) -> None:
    for claim in statement.claims() if isinstance(statement, Chain) else (statement,):
        for relation in (*claim.conditions, *(h for _, h in claim.hypotheses)):
            names.condition(relation)
    for e in _expressions(statement):
        names.add(e)
    names.check_indices()


def _tables(stated: Iterable[Stated]) -> dict[str, Expr]:
    """A name for each array that is written by its entries."""
    found: dict[Expr, None] = {}

    def visit(e: Expr) -> None:
        if isinstance(e, nodes.Table) and not e.free:
            found.setdefault(e)
        for child in e.children():
            visit(child)

    for one in stated:
        for e in _expressions(one.statement):
            visit(e)
    return {f"array{number}": e for number, e in enumerate(found, 1)}


def _lines(one: Stated, conditions: list[str], vocabulary: Vocabulary) -> Iterator[str]:
    conditions = [*conditions, *(written(vocabulary.of_tree(c)) for c in _first(one.statement).conditions)]
    where = f" where {' and '.join(conditions)}" if conditions else ""
    match one.statement:
        case Chain(start=start, lines=lines):
            yield f"chain  {one.name}{where}:"
            yield f"    {written(vocabulary.of_tree(coerce(start)))}"
            for line in lines:
                reason = f' by "{_quotable(line.reason)}"' if line.reason else ""
                yield f"    {line.relation} {written(vocabulary.of_tree(coerce(line.expression)))}{reason}"
        case Claim(statement=statement):
            yield f"{one.word:<6} {one.name}: {written(vocabulary.of_tree(statement))}{where}"
