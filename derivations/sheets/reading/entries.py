"""The names of a sheet: what each was declared as, where, and what is meant by one that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derivations.sheets.reading import limits
from derivations.sheets.reading.meanings import KINDS, Entry, Let, LetFunction
from derivations.sheets.reading.suggestions import suggestion, use_of
from derivations.sheets.reading.syntax import Name
from derivations.sheets.reading.trouble import Dependent, Span, TooLarge, Trouble
from derivations.sheets.reading.vocabulary import KEYWORDS, RESERVED
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Real
from symbolic.language.relations import Relation
from symbolic.language.tree import Expr


@dataclass(slots=True)
class Entries:
    """Everything declared so far. `later` are names that the rest of the sheet declares, `broken` those whose own
    declaration cannot be read, with its line."""

    entries: dict[str, Entry] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    hypotheses: list[tuple[str, Relation]] = field(default_factory=list)
    later: dict[str, int] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    here: int = 0  # the line that is being read
    taken: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()  # the names that the problem of a hand-in declares
    sizes_of_names: dict[str, object] = field(default_factory=dict)
    entries_of_definitions: dict[tuple[str, tuple[IndexSymbol | None, ...]], Expr] = field(default_factory=dict)
    loose: dict[str, frozenset[IndexSymbol]] = field(default_factory=dict)  # definitions that depend on free indices
    hints: dict[str, tuple[str, ...]] = field(default_factory=dict)  # on what definitions are made of
    spent: int = 0

    def kind(self, name: str) -> str:
        """What a name was declared as, in words."""
        entry = self.entries[name]
        random = isinstance(entry, Real) and entry.law is not None
        return "a random variable" if random else KINDS[type(entry)]

    def check_new(self, name: Name) -> None:
        """Refuse a name that cannot be declared, or is declared already."""
        check_name(name)
        if name.text in self.given:
            raise Trouble(
                "problem-redeclared",
                name.span,
                f"`{name.text}` is {self.kind(name.text)} of the problem, which a hand-in cannot declare again",
                "leave the line out, or choose another name",
            )
        if name.text in self.entries:
            raise Trouble(
                "declared-twice",
                name.span,
                f"`{name.text}` is declared already, as {self.kind(name.text)} in line {self.lines[name.text]}",
                "choose another name",
            )

    def declare(self, name: str, entry: Entry, line: int) -> None:
        """Note what a name means from here on."""
        self.entries[name] = entry
        self.lines[name] = line
        self.broken.pop(name, None)
        if isinstance(entry, Let | LetFunction) and (free := entry.free):
            self.loose[name] = free
        if isinstance(entry, IndexSymbol):
            self.sizes_of_names[name] = entry.size

    def label(self, name: Name, line: int, what: str) -> None:
        """Note the name of a hypothesis, claim or chain, which are different from each other."""
        check_name(name, reserved=KEYWORDS)
        if name.text in self.labels:
            code = "problem-redeclared" if self.labels[name.text] == 0 else "declared-twice"
            where = f"in line {self.labels[name.text]}" if self.labels[name.text] else "in the problem"
            raise Trouble(
                code, name.span, f"`{name.text}` names a statement {where} already", f"give the {what} another name"
            )
        self.labels[name.text] = line

    def index_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The indices declared so far, for each size in the order of the sheet."""
        found: dict[str, list[str]] = {}
        for name, entry in self.entries.items():
            if isinstance(entry, IndexSymbol):
                found.setdefault(str(entry.size), []).append(name)
        return tuple((size, tuple(names)) for size, names in found.items())

    def look_up(self, name: str, span: Span) -> Entry:
        """What a name was declared as.

        Raises Trouble for a name that is not declared, Dependent for one whose declaration cannot be read.
        """
        if name in self.entries:
            return self.entries[name]
        if name in self.broken:
            raise Dependent(name, self.broken[name], span)
        if self.is_later(name):
            raise Trouble(
                "used-before-declared",
                span,
                f"`{name}` is declared only in line {self.later[name]}",
                "move its declaration above this line",
            )
        if name in RESERVED:
            raise Trouble("function-alone", span, f"`{name}` is a word of the language, not a value", use_of(name))
        raise Trouble("unknown-name", span, f"`{name}` is not declared", lambda: suggestion(name, self.entries))

    def is_later(self, name: str) -> bool:
        """Whether a name is declared on this line or below."""
        return self.later.get(name, 0) >= max(self.here, 1)

    def spend(self) -> None:
        """Count one node that is made while definitions are put in place."""
        self.spent += 1
        if self.spent > limits.PUT_IN:
            raise TooLarge

    def fresh(self, index: IndexSymbol, avoid: Iterable[str]) -> IndexSymbol:
        """Another index over the same size, under a name that the sheet uses for nothing else."""
        barred = set(avoid)
        for name, entry in self.entries.items():
            if isinstance(entry, IndexSymbol) and entry.size == index.size and name not in barred:
                return entry
        n = 1
        while True:
            name = f"{index.name}{n}"
            known = self.sizes_of_names.get(name)
            if name not in self.taken and name not in barred and known in (None, index.size):
                self.sizes_of_names[name] = index.size
                return IndexSymbol(name, index.size)
            n += 1


def check_name(name: Name, reserved: Iterable[str] = RESERVED) -> None:
    """Refuse what cannot be a name."""
    if len(name.text) > limits.NAME:
        raise Trouble(
            "bad-name", name.span, f"the name has {len(name.text)} characters", f"at most {limits.NAME} are allowed"
        )
    if name.text in reserved:
        raise Trouble("reserved-name", name.span, f"`{name.text}` is a word of the language", "choose another name")
