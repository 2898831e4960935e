"""Markdown and LaTeX fragments."""

from __future__ import annotations

from derivations.show.latex import latex
from derivations.show.markdown import markdown


def test_markdown_keeps_formulas_as_code(selection):
    text = markdown(selection)
    assert "```text\np = softmax(z)  # (K)\nL = -sum[k](y[k]*log(p[k]))\n```" in text
    assert "```text\nd(L, z[i]) == p[i] - y[i]\ngiven simplex: sum[k](y[k]) == 1\ngiven 0 <= y[k]\n```" in text
    assert "| rule |" in text
    assert r"no closed form \[sic\]" in text
    assert "**✗ refuted**" in text


def test_latex_escapes_text_and_sets_steps(selection):
    text = latex(selection)
    assert text.count(r"\begin{align*}") == text.count(r"\end{align*}")
    assert r"={}& p_{i} - y_{i} + p_{i}" in text
    assert r"&& \text{simplex}" in text
    assert r"hw9\_test" in text
    assert "\x1b" not in text
