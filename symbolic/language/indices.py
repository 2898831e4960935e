"""Names that run over a size: indices, and labels (indices chosen by data)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from symbolic.language.errors import LanguageError, ShapeError, brief

if TYPE_CHECKING:
    from symbolic.language.tree import Axis, SizeSymbol


class _NotANumber:
    """An index stands in subscripts, in binders and in `Equal`/`Unequal`; it is never calculated with."""

    __slots__ = ()

    def _refuse(self, *_: Any) -> NoReturn:
        raise LanguageError(
            f"`{self}` is an index, not a number: it cannot be added, multiplied, shifted or ordered; "
            f"it stands in subscripts, in binders, and in Equal(..)/Unequal(..) with an index of the same size"
        )

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __pow__ = __rpow__ = __neg__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse


@dataclass(frozen=True, slots=True, repr=False)
class IndexSymbol(_NotANumber):
    """A name that runs over 1..size. `mark` keeps apart indices that share a name (a reader's way not to capture)."""

    name: str
    size: Axis
    mark: int = 0

    def __repr__(self) -> str:
        return self.name

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return frozenset((self,))


@dataclass(frozen=True, slots=True, repr=False)
class Label:
    """An array of indices: `c[n]` is the class of sample n, any function of n into `into`."""

    name: str
    over: tuple[SizeSymbol, ...]
    into: SizeSymbol

    def __repr__(self) -> str:
        return self.name

    def __getitem__(self, key: IndexLike | tuple[IndexLike, ...]) -> LabelAt:
        """The label of one position, e.g. `c[n]`.

        Raises ShapeError when the indices do not run over the label's axes.
        """
        arguments = key if isinstance(key, tuple) else (key,)
        if len(arguments) != len(self.over):
            raise ShapeError(f"`{self}` takes {len(self.over)} indices, got {len(arguments)}: {arguments}")
        for n, (argument, axis) in enumerate(zip(arguments, self.over, strict=True), 1):
            check_axis(argument, axis, n, self.name)
        return LabelAt(self, arguments)


@dataclass(frozen=True, slots=True, repr=False)
class LabelAt(_NotANumber):
    """A label at its indices: an index over the size that the label points into."""

    label: Label
    arguments: tuple[IndexLike, ...]

    def __repr__(self) -> str:
        return f"{self.label.name}[{', '.join(map(str, self.arguments))}]"

    @property
    def size(self) -> SizeSymbol:
        return self.label.into

    @property
    def free(self) -> frozenset[IndexSymbol]:
        return free_in(self.arguments)


IndexLike: TypeAlias = IndexSymbol | LabelAt | int
"""What may stand in a subscript. A number counts from 0, and only on an axis whose length is a number."""


def free_in(indices: tuple[IndexLike | None, ...]) -> frozenset[IndexSymbol]:
    """The index symbols that occur in a subscript."""
    return frozenset().union(*(i.free for i in indices if isinstance(i, IndexSymbol | LabelAt)))


def check_axis(index: object, axis: Axis, position: int, array: object) -> None:
    """Refuse an index on an axis of another size (`position` counts from 1)."""
    match index:
        case IndexSymbol() | LabelAt() if index.size == axis:
            return
        case IndexSymbol() | LabelAt():
            raise ShapeError(f"`{index}` runs over {index.size}, axis {position} of `{brief(array)}` has size {axis}")
        case bool():
            raise LanguageError(f"a subscript of `{brief(array)}` is {index}: write an index")
        case int() if isinstance(axis, int):
            if not -axis <= index < axis:
                raise LanguageError(
                    f"{index} is outside axis {position} of `{brief(array)}`, which has {axis} entries, from 0"
                )
        case int():
            raise LanguageError(
                f"axis {position} of `{brief(array)}` has the symbolic size {axis}: it takes an index over {axis}, "
                f"not the number {index}"
            )
        case _:
            raise LanguageError(
                f'`{index}` cannot be a subscript of `{brief(array)}`: declare it with index("i", {axis})'
            )
