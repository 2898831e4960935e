"""Signs that a sheet cannot hold, or that only look like those of the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from derivations.sheets.reading.layout import Lines

LOOKALIKES = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "⊙": "*",
    "÷": "/", "∕": "/", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "==", "≡": "==", "’": "'", "‘": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "²": "^2", "³": "^3", "¹": "^1", "⁻": "^-",
    "ᵀ": ".T", "⊤": ".T", "√": "sqrt(..)", "∑": "sum[k](..)",
    "Σ": "sum[k](..)", "∏": "prod[k](..)", "∂": "d(.., x)", "∇": "grad(.., x)", "∞": "oo", "π": "pi", "½": "1/2",
    "¼": "1/4", "\u00a0": "a space", "\u2009": "a space", "\u202f": "a space", "\u3000": "a space", "：": ":",
    "，": ",", "（": "(", "）": ")", "［": "[", "］": "]", "＝": "=", "＋": "+", "∈": "in", "‖": "norm(..)", "∧": "and",
}  # fmt: skip
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "ζ": "zeta", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Δ": "Delta", "Λ": "Lambda", "Φ": "Phi", "Ω": "Omega",
}  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_QUIET = re.compile(r'"[^"\n]*"|#[^\n]*')


def control_characters(lines: Lines) -> Iterator[tuple[int, int, str, str]]:
    """(line, column, message, help) of the first control character of each line."""
    for number, (text, belongs) in enumerate(zip(lines.texts, lines.belongs, strict=True), 1):
        if belongs and (found := _CONTROL.search(text)):
            code = f"U+{ord(found.group()):04X}"
            yield number, found.start() + 1, f"the control character {code} stands here", "delete it"


def foreign(text: str) -> Iterator[tuple[int, str, str]]:
    """(offset, message, help) of the first sign of a statement that is not ASCII; text in quotes may hold any."""
    quiet = _QUIET.sub(lambda m: " " * len(m.group()), text)
    if found := _FOREIGN.search(quiet):
        sign = found.group()
        yield found.start(), f"`{sign}` ({_called(sign)}) is not a sign of the language", _instead(sign)


def _called(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()


def _instead(sign: str) -> str:
    if sign in LOOKALIKES:
        return f"write {LOOKALIKES[sign]}"
    if sign in GREEK:
        return f"write {GREEK[sign]}: names are made of the letters a to z, digits and _"
    plain = unicodedata.normalize("NFKD", sign)
    return f"write {plain}" if plain.isascii() and plain.strip() else "write it with letters a to z, digits and _"
