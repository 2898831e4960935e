"""How a refuted right side differs from the derived one, when that is simple."""

from __future__ import annotations

from symbolic.kernel.judgements import Sequent


def explain(sequent: Sequent, names: dict[str, tuple[str, ...]]) -> str | None:
    """A sentence: a constant ratio, an extra term, a replaced sub-expression, a swapped index; None if nothing simple."""
    return None
