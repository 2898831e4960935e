"""A sheet while it is being read: the names so far, the claims found, the errors met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from derivations.sheets.reading import declarations, limits
from derivations.sheets.reading.characters import control_characters
from derivations.sheets.reading.claims import chain_of, claim_of, hypothesis
from derivations.sheets.reading.decoding import Unreadable, decoded, too_long
from derivations.sheets.reading.definitions import definition
from derivations.sheets.reading.entries import Entries
from derivations.sheets.reading.expressions import Expressions
from derivations.sheets.reading.form import check_depth, check_form
from derivations.sheets.reading.habits import instead
from derivations.sheets.reading.layout import Lines, Statement, lines_of, statements_of
from derivations.sheets.reading.lost import Lost, about, missing_for, names_of
from derivations.sheets.reading.meanings import Let
from derivations.sheets.reading.parse import RULES, parse, too_deep
from derivations.sheets.reading.randoms import random
from derivations.sheets.reading.suggestions import close
from derivations.sheets.reading.trouble import Dependent, TooLarge, Trouble, all_of
from derivations.sheets.reading.vocabulary import OPERATORS, RESERVED, STATEMENTS
from derivations.sheets.reading.weight import Weights, too_large
from derivations.sheets.sheet import Diagnostic, Kind, Sheet, SheetClaim
from symbolic.chain import Chain
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Claim
from symbolic.language.tree import Expr

_TOKEN = re.compile(r"[A-Za-z0-9_]+|[^\sA-Za-z0-9_]")
CLAIMS: dict[str, Kind] = {"claim": "claim", "refute": "refute", "chain": "chain"}
WORDS = RESERVED | {*STATEMENTS, *OPERATORS, "T"}
DECLARATIONS = ("size", "index", "real", "function", "random", "let", "assume")


@dataclass(slots=True)
class Session:
    """Reads one sheet, statement by statement."""

    file: str
    entries: Entries = field(default_factory=Entries)
    weights: Weights = field(default_factory=Weights)
    title: str = ""
    claims: list[SheetClaim] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)
    dependents: list[Diagnostic] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    spoken_of: list[frozenset[str]] = field(default_factory=list)  # by each hypothesis
    lines: Lines = field(default_factory=lambda: Lines((), (), (), ()))
    statements: tuple[Statement, ...] = ()

    def sheet(self) -> Sheet:
        """What was read, with the first errors."""
        errors = [*self.errors, *self.dependents][: limits.ERRORS]
        ordered = tuple(sorted(errors, key=lambda e: (e.line, e.column)))
        return Sheet(self.file, self.title, tuple(self.claims), ordered, tuple(self._definitions()))

    def _definitions(self) -> Iterator[tuple[str, Expr]]:
        for name, entry in self.entries.entries.items():
            if isinstance(entry, Let) and not entry.free and len({*entry.parameters}) == len(entry.parameters):
                yield name, entry.whole

    def take(self, text: str | bytes, *, markdown: bool) -> None:
        """Read a text."""
        try:
            self.lines = lines_of(decoded(text, most=limits.FILE if markdown else limits.BYTES), markdown=markdown)
            if markdown and (size := self.lines.size) > limits.BYTES:
                raise too_long(f"{size} bytes", limits.BYTES)
        except Unreadable as why:
            self._note(why.code, why.line, 1, why.message, why.help)
            return
        for line, column, message, help in control_characters(self.lines):
            self._note("control-character", line, column, message, help)
        if self.errors:
            return
        self.statements = statements = tuple(statements_of(self.lines))
        if not self._is_small(statements):
            return
        self.entries.taken = frozenset(name for s in statements for name in s.names()) | self.entries.taken
        self.entries.later = dict(self._declared_in(statements))
        for statement in statements:
            self._read(statement)
        if not (self.claims or self.errors):
            self._note("no-claims", 1, 1, "the sheet claims nothing", "write a claim: claim NAME: a == b")

    def _is_small(self, statements: tuple[Statement, ...]) -> bool:
        tokens = 0
        for statement in statements:
            tokens += 1 + sum(1 for _ in _TOKEN.finditer(statement.text))
            if tokens > limits.TOKENS:
                found = f"the sheet has more than {limits.TOKENS} words and signs"
                self._note("too-many-tokens", statement.line, 1, found, "split it into several sheets")
                return False
        return True

    def _declared_in(self, statements: tuple[Statement, ...]) -> Iterator[tuple[str, int]]:
        for s in reversed(statements):
            if s.word == "let" or s.word == "random":
                if s.label:
                    yield s.label, s.line
            elif s.word in ("size", "index", "real", "function"):
                outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\bin\b.*?(?:,|$)|\{[^{}]*\}", " ", s.text)
                yield from ((name, s.line) for name in re.findall(r"[A-Za-z]\w*", outside))

    def _note(self, code: str, line: int, column: int, message: str, help: str, width: int = 1) -> None:
        if len(self.errors) < limits.ERRORS:
            self.errors.append(Diagnostic(code, line, column, message, help, self.lines.source(line), width))

    def _read(self, s: Statement) -> None:
        found: Claim | Chain | None = None
        read = Expressions(self.entries, s.text, self.weights)
        self.entries.here = s.line
        try:
            self._check(s)
            tree = parse(s.word, s.text, explained=len(self.errors) < limits.ERRORS)
            found = self._resolve(s, tree, read)
        except RecursionError:
            self._trouble(s, too_deep((-len(s.word), 0)))
        except LanguageError as error:
            self._trouble(s, Trouble("no-meaning", (-len(s.word), 0), str(error), "the message names both sides"))
        except TooLarge:
            self._trouble(s, too_large((-len(s.word), 0)))
        except Trouble as trouble:
            self._trouble(s, trouble)
        except Dependent as needs:
            self._dependent(s, needs)
        if s.word in CLAIMS:
            name = s.label or f"line{s.line}"
            self.claims.append(SheetClaim(CLAIMS[s.word], name, s.line, s.shown, found, hints=tuple(read.hints)))

    def _check(self, s: Statement) -> None:
        """What can be said without a grammar."""
        check_form(s)

    def _resolve(self, s: Statement, tree: Any, read: Expressions) -> Claim | Chain | None:
        check_depth(tree)
        match s.word:
            case "title":
                if self.title:
                    raise Trouble("declared-twice", tree.span, "the sheet has a title already", "keep one")
                self.title = tree.text
            case "claim" | "refute":
                self.entries.label(tree.name, s.line, s.word)
                return self._with_hypotheses(claim_of(read, tree.body, tree.conditions))
            case "chain":
                self.entries.label(tree.name, s.line, s.word)
                return self._with_hypotheses(chain_of(read, tree))
            case "assume":
                self.entries.label(tree.name, s.line, "hypothesis")
                relations = hypothesis(read, tree)
                self.entries.hypotheses += [(tree.name.text, r) for r in relations]
                self.spoken_of += [names_of(r.expressions()) for r in relations]
            case "real" | "size" | "function":
                all_of(lambda item: self._declare(read, s, (item,)), tree)
            case _:
                self._declare(read, s, tree)
        return None

    def _declare(self, read: Expressions, s: Statement, tree: Any) -> None:
        """Note the names that one item of a declaration, or all of it, declares."""
        for name, entry in self._declared(read, s.word, tree):
            self.entries.check_new(name)
            self.entries.declare(name.text, entry, s.line)
            if read.hints:
                self.entries.hints[name.text] = tuple(read.hints)

    def _with_hypotheses(self, claim: Claim | Chain) -> Claim | Chain:
        """The claim, if no hypothesis that it may need is unreadable."""
        if self.lost and (missing := missing_for(claim, self.spoken_of, self.lost)):
            raise Dependent(missing.name, missing.line, (0, 1))
        return claim

    def _declared(self, read: Expressions, word: str, tree: Any) -> declarations.Found:
        match word:
            case "size":
                return declarations.sizes(read, tree)
            case "index":
                return declarations.indices(read, tree)
            case "real":
                return declarations.reals(read, tree)
            case "function":
                return declarations.functions(read, tree)
            case "random":
                return random(read, *tree)
            case _:
                return definition(read, tree)

    def _trouble(self, s: Statement, trouble: Trouble) -> None:
        until = -len(s.word)  # how far the errors so far reach
        for one in (trouble, *trouble.others):
            if one.span[0] < until or len(self.errors) >= limits.ERRORS:
                continue
            answer = instead(s.word, s.text, one, self.entries.entries)
            line, column = s.position(one.span[0])
            help = answer.help if answer else one.help
            self._note(one.code, line, column, one.message, help, s.width(one.span))
            until = answer.until if answer else until
        self._break(s)

    def _dependent(self, s: Statement, needs: Dependent) -> None:
        if s.word in CLAIMS:
            line, column = s.position(needs.span[0])
            found = f"`{needs.name}` could not be read, in line {needs.line}"
            self.dependents.append(
                Diagnostic(
                    "needs-unreadable",
                    line,
                    column,
                    found,
                    "mend that line first",
                    self.lines.source(line),
                    len(needs.name),
                )
            )
        self._break(s)

    def _lose(self, s: Statement) -> None:
        """Note a hypothesis that cannot be read."""
        known = self.entries.entries
        said = [name for name in s.names() if name != s.label]
        names = about(known[name] for name in said if name in known)
        strange = any(name not in known and name not in WORDS for name in said)
        self.lost.append(Lost(s.label or s.word, s.line, None if strange else names))

    def _break(self, s: Statement) -> None:
        """What a statement that cannot be read would have declared: no second error is made of its use."""
        if s.word in CLAIMS:
            return
        if s.word == "assume" or close(s.word, RULES) == "assume":
            self._lose(s)
            return
        names = [s.label] if s.word in ("let", "random") else list(s.names())
        for name in names:
            if name and name not in self.entries.entries:
                self.entries.broken.setdefault(name, s.line)
