"""The names that a question gives to expressions, and mathematics printed with them: `d(L, z)` for the loss `L`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from derivations.show.fold import Pattern, folded, patterns_of

if TYPE_CHECKING:
    from symbolic.kernel.terms import Term
    from symbolic.language.notation import Notation


@dataclass(frozen=True, slots=True)
class Definition:
    """`name = body`; `indices` are its parameters, `shape` is the text of an array's shape."""

    name: str
    indices: tuple[str, ...]
    body: Notation
    shape: str = ""

    @property
    def left(self) -> str:
        return f"{self.name}[{', '.join(self.indices)}]" if self.indices else self.name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a question: what a definition looks like, and which kernel terms are instances of it."""

    definitions: tuple[Definition, ...]
    names: Mapping[Notation, Notation]
    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, where: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary of definitions, each written with the names of the others; no second name replaces a first."""
        from symbolic.language.notation import Name
        from symbolic.language.printing import notation

        formulas = {name: e for name, e in where.items() if not isinstance(notation(e), Name)}
        names: dict[Notation, Notation] = {notation(e): Name(name) for name, e in formulas.items()}
        return cls(tuple(_definitions(where, names)), names, patterns_of(formulas))

    def of_tree(self, thing: Any) -> Notation:
        """The notation of an expression or relation, in these names."""
        from symbolic.language.printing import notation

        return named(notation(thing), self.names)

    def of_term(self, term: Term, indices: Mapping[str, tuple[str, ...]]) -> Notation:
        """The notation of a kernel term, in these names; `indices` are the names to prefer for bound indices."""
        from symbolic.language.printing import notation

        patterns = tuple(p for p in self.patterns if not p.split)  # a step that splits one is shown as that
        return named(notation(folded(term, patterns), indices), self.names)

    def write(self, term: Term, indices: Mapping[str, Sequence[str]]) -> str:
        """A kernel term as plain text, in these names, also those of expressions whose logarithms were split."""
        from symbolic.language.plain_text import written
        from symbolic.language.printing import notation

        return written(named(notation(folded(term, self.patterns), indices), self.names))


def _definitions(where: Mapping[str, Any], names: Mapping[Notation, Notation]) -> Iterator[Definition]:
    from symbolic.language.nodes import Table
    from symbolic.language.printing import notation
    from symbolic.language.tree import shape_text

    for name, e in where.items():
        others = {body: other for body, other in names.items() if body != notation(e)}
        inner, indices = (e.body, e.indices) if isinstance(e, Table) else (e, ())
        shape = shape_text(e.shape) if e.shape else ""
        yield Definition(name, tuple(map(str, indices)), named(notation(inner), others), shape)


def named(shown: Notation, names: Mapping[Notation, Notation]) -> Notation:
    """`shown` with every part that has a name replaced by it."""
    found: Notation = _named(shown, names)
    return found


def _named(part: Any, names: Mapping[Notation, Notation]) -> Any:
    if isinstance(part, tuple):
        return tuple(_named(inner, names) for inner in part)
    if not hasattr(part, "__dataclass_fields__"):
        return part
    if part in names:
        return names[part]
    part = _grouped(part, names)
    return replace(part, **{field.name: _named(getattr(part, field.name), names) for field in fields(part)})


def _grouped(part: Notation, names: Mapping[Notation, Notation]) -> Notation:
    """A sum, in which neighbouring terms that are a definition together, or its negative, give way to its name."""
    from symbolic.language.notation import Plus

    if not isinstance(part, Plus):
        return part
    terms = list(part.terms)
    sums = [(body.terms, name) for body, name in names.items() if isinstance(body, Plus)]
    for wanted, name in sorted(sums, key=lambda known: -len(known[0])):
        for sign in (1, -1):
            run = [(sign * s, term) for s, term in wanted]
            starts = (n for n in range(len(terms)) if terms[n : n + len(run)] == run)
            if (start := next(starts, None)) is not None:
                terms[start : start + len(run)] = [(sign, name)]
    return Plus(tuple(terms))
