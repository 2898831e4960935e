"""Notation as LaTeX."""

from __future__ import annotations

import re

from symbolic.language.notation import (
    Bound,
    Call,
    CaseSplit,
    Comparison,
    Conjunction,
    Indicator,
    Listed,
    Name,
    Negated,
    Notation,
    PartialDerivative,
    Plus,
    Quotient,
    Raised,
    Statement,
    Subscripted,
    Times,
    Transposed,
)
from symbolic.language.plain_text import ADDING, MULTIPLYING, POSTFIX, RAISING, strength

GREEK = {
    *(
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
    ),
    *("pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi"),
    *("Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"),
}
RELATIONS = {"==": "=", "!=": r"\neq", "<=": r"\leq", "<": "<", ">=": r"\geq", ">": ">"}
BINDERS = {"sum": r"\sum", "prod": r"\prod", "max": r"\max", "min": r"\min"}
OPERATORS = {
    "exp": r"\exp",
    "log": r"\log",
    "sin": r"\sin",
    "cos": r"\cos",
    "tanh": r"\tanh",
    "max": r"\max",
    "min": r"\min",
    "sigmoid": r"\sigma",
}

NEW_ROW = r" \\ "


def latex_name(name: str) -> str:
    r"""`lambda` as `\lambda`, `w1` as `w_{1}`, `yh` as `\mathrm{yh}`."""
    if name == "oo":
        return r"\infty"
    head, digits = re.fullmatch(r"(.*?)_?(\d*)", name).groups()  # type: ignore[union-attr]
    if not head or head.isdigit():
        return name
    shown = f"\\{head}" if head in GREEK else head if len(head) == 1 else _upright(head)
    return f"{shown}_{{{digits}}}" if digits else shown


def _upright(word: str) -> str:
    escaped = word.replace("_", r"\_")
    return rf"\mathrm{{{escaped}}}"


def latex(n: Notation, least: int = 0) -> str:
    """`n` as LaTeX, in parentheses if it binds less tightly than `least`."""
    return written(n) if binding(n) >= least else rf"\left({written(n)}\right)"


def binding(n: Notation) -> int:
    """How tightly `n` binds as LaTeX: a fraction is closed, but no base; the scope of a sum ends with the product."""
    match n:
        case Quotient() | Transposed() | Call(function="exp"):
            return RAISING
        case Bound() | PartialDerivative():
            return MULTIPLYING
        case _:
            return strength(n)


def listed(items: tuple[Notation, ...]) -> str:
    return ", ".join(map(latex, items))


def term(n: Notation) -> str:
    """`n` as a further term of a sum, in parentheses where it begins with a sign."""
    shown = latex(n, MULTIPLYING)
    return rf"\left({shown}\right)" if shown.startswith("-") else shown


def factor(position: int, factors: tuple[Notation, ...]) -> str:
    """One factor of a product: a sum or a derivative is in parentheses, unless it stands last."""
    n = factors[position]
    far = isinstance(n, Bound | PartialDerivative) and position < len(factors) - 1
    near = position == 0 or isinstance(n, Bound | PartialDerivative)
    return latex(n, RAISING if far or not near else MULTIPLYING)


def subscripts(n: Subscripted) -> tuple[str, str]:
    array = latex(n.array, POSTFIX)
    return (rf"\left({array}\right)" if array.endswith("}") and "_" in array else array), listed(n.indices)


def written(n: Notation) -> str:
    """`n` as LaTeX, without parentheses around the whole."""
    match n:
        case Name(text=text):
            return latex_name(text)
        case Subscripted():
            array, indices = subscripts(n)
            return f"{array}_{{{indices}}}"
        case Plus(terms=terms):
            (sign, first), *rest = terms
            lead = "-" + term(first) if sign < 0 else latex(first, ADDING)
            return lead + "".join((" - " if s < 0 else " + ") + term(t) for s, t in rest)
        case Times(factors=factors, operator=sign):
            return (r" \odot " if sign == "⊙" else r" \, ").join(factor(n, factors) for n in range(len(factors)))
        case Quotient(top=top, bottom=bottom):
            return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}"
        case Raised(base=Subscripted() as base, exponent=exponent):
            array, indices = subscripts(base)
            return f"{array}_{{{indices}}}^{{{latex(exponent)}}}"
        case Raised(base=base, exponent=exponent):
            return f"{latex(base, POSTFIX)}^{{{latex(exponent)}}}"
        case Negated(operand=operand):
            return "-" + term(operand)
        case Transposed(matrix=matrix):
            return rf"{latex(matrix, POSTFIX)}^{{\top}}"
        case Call() | Bound() | PartialDerivative():
            return operator(n)
        case Comparison(relation=relation, left=left, right=right):
            return f"{latex(left, ADDING)} {RELATIONS[relation]} {latex(right, ADDING)}"
        case Conjunction(parts=parts):
            return r" \wedge ".join(map(latex, parts))
        case Indicator(condition=condition):
            return rf"\left[{latex(condition)}\right]"
        case CaseSplit(branches=branches, otherwise=otherwise):
            rows = [rf"{latex(e)} & \text{{if }} {latex(c)}" for e, c in branches]
            last = latex(otherwise) + r" & \text{otherwise}"
            return rf"\begin{{cases}} {NEW_ROW.join([*rows, last])} \end{{cases}}"
        case Listed(items=items):
            rows = [" & ".join(map(latex, i.items)) if isinstance(i, Listed) else latex(i) for i in items]
            return rf"\begin{{pmatrix}} {NEW_ROW.join(rows)} \end{{pmatrix}}"
        case Statement(body=body, hypotheses=hypotheses, conditions=conditions):
            where = r" \quad\text{where } " + r" \wedge ".join(map(latex, conditions)) if conditions else ""
            return latex(body) + where + "".join(rf" \quad\text{{given }} {latex(h)}" for _, h in hypotheses)


def operator(n: Call | Bound | PartialDerivative) -> str:
    """Functions, binders and derivatives."""
    match n:
        case Call(function="sqrt", arguments=(e,)):
            return rf"\sqrt{{{latex(e)}}}"
        case Call(function="abs", arguments=(e,)):
            return rf"\left|{latex(e)}\right|"
        case Call(function="norm", arguments=(e,)):
            return rf"\left\lVert {latex(e)} \right\rVert"
        case Call(function="E", arguments=(e,)):
            return rf"\mathbb{{E}}\left[{latex(e)}\right]"
        case Call(function="exp", arguments=(e,)):
            return f"e^{{{latex(e)}}}"
        case Call(function=function, arguments=arguments, primes=primes):
            name = OPERATORS.get(function) or latex_name(function)
            marks = (
                "'" * primes[0] if len(primes) == 1 else f"^{{({', '.join(map(str, primes))})}}" if any(primes) else ""
            )
            return rf"{name}{marks}\left({listed(arguments)}\right)"
        case Bound(kind="mean", indices=indices, body=body):
            fractions = "".join(rf"\frac{{1}}{{{latex_name(size)}}}" for _, size in indices)
            return fractions + operator(Bound("sum", indices, body))
        case Bound(kind="array", indices=indices, body=body):
            return rf"\left({latex(body)}\right)_{{{', '.join(latex_name(i) for i, _ in indices)}}}"
        case Bound(kind=kind, indices=indices, body=body):
            signs = "".join(rf"{BINDERS[kind]}_{{{latex_name(i)}=1}}^{{{latex_name(size)}}}" for i, size in indices)
            return f"{signs} {latex(body, MULTIPLYING)}"
        case PartialDerivative(body=body, variables=variables):
            order = f"^{{{len(variables)}}}" if len(variables) > 1 else ""
            by = r" \, ".join(rf"\partial {latex(v)}" for v in variables)
            return rf"\frac{{\partial{order}}}{{{by}}} {latex(body, POSTFIX)}"
