"""What is probably meant by something that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from derivations.sheets.reading.meanings import Let
from derivations.sheets.reading.vocabulary import KEYWORDS, REDUCTIONS
from symbolic.language.indices import IndexSymbol
from symbolic.language.nodes import Real

MOST_COMPARED = 300
"""Names that a misspelt one is compared with: in a sheet of 2,000 names, those of its first letter and its length."""


def suggestion(name: str, entries: Mapping[str, object]) -> str:
    """What to do about a name that is not declared."""
    if entry := _run_together(name, entries):
        return f"did you mean `{entry}`?"
    if name[0] == "d" and name[1:] in entries:
        return "a derivative is written d(L, z)"
    near = close(name, entries)
    return f"did you mean `{near}`?" if near else f"declare it above: real {name}"


def _run_together(name: str, entries: Mapping[str, object]) -> str:
    """`y[k]` for `y_k` or `yk`, `W[i, j]` for `W_ij`, where these are declared."""
    for n in range(len(name) - 1, 0, -1):
        array, rest = entries.get(name[:n]), name[n:].lstrip("_")
        if not isinstance(array, Real | Let):
            continue
        axes = array.shape if isinstance(array, Real) else array.whole.shape
        for indices in ([rest], list(rest)):
            found = [entries.get(i) for i in indices]
            sizes = tuple(i.size for i in found if isinstance(i, IndexSymbol))
            if axes and sizes == axes[: len(found)] and len(sizes) == len(found):
                return f"{name[:n]}[{', '.join(indices)}]"
    return ""


def with_indices(name: str, axes: tuple[object, ...], entries: Mapping[str, object]) -> str:
    """`y[k]`: an array with a declared index on each of its axes, if there are enough."""
    chosen: list[str] = []
    for axis in axes:
        over = (n for n, e in entries.items() if isinstance(e, IndexSymbol) and e.size == axis)
        chosen += [next((n for n in over if n not in chosen), "")]
    return f"{name}[{', '.join(chosen)}]" if all(chosen) else ""


def close(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or nothing."""
    known = sorted(known)
    by_case = {k.lower(): k for k in known}
    if name.lower() in by_case:
        return by_case[name.lower()]
    likely = sorted(known, key=lambda k: (k[:1] != name[:1], abs(len(k) - len(name))))[:MOST_COMPARED]
    return next(iter(get_close_matches(name, likely, 1, 0.6)), "")


def use_of(name: str) -> str:
    """How a word of the language is written, that stands alone."""
    forms = {"oo": "it stands in limits only: limit(f, z, oo) == a", "cases": "write cases(a if c, b)"}
    if name in KEYWORDS:
        return "choose another name"
    return forms.get(name, f"write {name}[k](..)" if name in REDUCTIONS else f"write {name}(..)")
