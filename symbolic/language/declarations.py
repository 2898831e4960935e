"""What a claim mentions: its sizes, arrays, labels and functions, each declared one way only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from symbolic.language import nodes, tree
from symbolic.language.errors import LanguageError
from symbolic.language.indices import IndexSymbol, Label, LabelAt
from symbolic.language.relations import Condition, relations_of
from symbolic.language.tree import Axis, Expr, SizeSymbol, shape_text


@dataclass(slots=True)
class Declarations:
    """The names that expressions mention, in the order in which they are met."""

    sizes: dict[str, SizeSymbol] = field(default_factory=dict)
    arrays: dict[str, nodes.Real] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)  # name, number of arguments
    indices: dict[str, list[str]] = field(default_factory=dict)  # size, names that people gave to its indices
    summed: set[str] = field(default_factory=set)  # names of indices that stand in a binder
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)  # names that indices over a size may take, too
    met: set[Expr] = field(default_factory=set)

    def add(self, e: Expr) -> None:
        """Note what `e` mentions.

        Raises LanguageError when a name is declared in two ways.
        """
        if e in self.met:
            return
        self.met.add(e)
        match e:
            case SizeSymbol():
                self.axis(e)
            case nodes.Real(name=name, axes=axes, law=law):
                self._note(name, self.arrays, e, f"a real of shape {shape_text(axes)}", _same_real)
                for parameter in law.parameters if law else ():
                    self.add(parameter)
            case tree.Map(head=head, arguments=arguments, orders=orders) if orders is not None:
                self._note(head, self.functions, len(arguments), f"a function of {len(arguments)} arguments")
            case tree.Take(indices=indices):
                self.subscripts(indices)
            case nodes.Binder(index=index):
                self.summed.add(index.name)
                self.subscripts((index,))
            case nodes.Table(indices=over):
                self.subscripts(over)
            case nodes.Iverson(condition=condition):
                self.condition(condition)
            case nodes.Cases(branches=branches):
                for _, c in branches:
                    self.condition(c)
        for axis in e.shape:
            self.axis(axis)
        for child in e.children():
            self.add(child)

    def condition(self, condition: Condition) -> None:
        """Note what a condition mentions."""
        for relation in relations_of(condition):
            for side in (relation.left, relation.right):
                if isinstance(side, Expr):
                    self.add(side)
                else:
                    self.subscripts((side,))

    def axis(self, axis: Axis) -> None:
        if isinstance(axis, SizeSymbol):
            self._note(axis.name, self.sizes, axis, "a size")

    def subscripts(self, indices: Iterable[object]) -> None:
        """Note the sizes and labels of indices."""
        for i in indices:
            match i:
                case IndexSymbol(name=name, size=size):
                    self.axis(size)
                    names = self.indices.setdefault(str(size), [])
                    if name not in names:
                        names.append(name)
                case LabelAt(label=label, arguments=arguments):
                    for axis in (*label.over, label.into):
                        self.axis(axis)
                    self._note(label.name, self.labels, label, "a label")
                    self.subscripts(arguments)

    def names(self) -> set[str]:
        """Every name that is declared, those of indices too."""
        declared = {*self.sizes, *self.arrays, *self.labels, *self.functions}
        return declared.union(*self.indices.values())

    def check_indices(self) -> None:
        """Refuse an index that is called like something else: what is shown could be read in two ways."""
        others = {**self.sizes, **self.arrays, **self.labels, **self.functions}
        for size, names in self.indices.items():
            for name in names:
                if name in others:
                    raise LanguageError(
                        f"`{name}` is declared as an index over {size}, and elsewhere as something else"
                    )

    def index_names(self, size: str, *, summed: bool) -> tuple[str, ...]:
        """The names that people gave to indices over a size, those that they sum over first, or last."""
        own = sorted(self.indices.get(size, ()), key=lambda name: (name in self.summed) is not summed)
        return tuple(dict.fromkeys((*own, *self.offered.get(size, ()))))

    def _note(self, name: str, table: dict[str, Any], value: Any, what: str, same: Any = None) -> None:
        for kind, other in (
            ("size", self.sizes),
            ("real", self.arrays),
            ("label", self.labels),
            ("function", self.functions),
        ):
            if other is not table and name in other:
                raise LanguageError(f"`{name}` is declared as {what}, and elsewhere as a {kind}")
        earlier = table.setdefault(name, value)
        if not (earlier == value or (same is not None and same(earlier, value))):
            raise LanguageError(f"`{name}` is declared as {what}, and elsewhere in the same claim in another way")


def _same_real(a: nodes.Real, b: nodes.Real) -> bool:
    return (a.axes, a.domain) == (b.axes, b.domain) and str(a.law) == str(b.law)
