"""Notation as plain text, in the syntax of claim sheets, with as few parentheses as that allows."""

from __future__ import annotations

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

COMPARING, ADDING, MULTIPLYING, NEGATING, RAISING, POSTFIX = range(6)


def strength(n: Notation) -> int:
    """How tightly the outermost operator binds."""
    match n:
        case Statement() | Comparison() | Conjunction():
            return COMPARING
        case Plus(terms=((sign, first),)):
            return NEGATING if sign < 0 else strength(first)
        case Plus():
            return ADDING
        case Times() | Quotient():
            return MULTIPLYING
        case Negated():
            return NEGATING
        case Raised():
            return RAISING
        case _:
            return POSTFIX


def plain(n: Notation, least: int = COMPARING) -> str:
    """`n` as text, in parentheses if it binds less tightly than `least`."""
    return written(n) if strength(n) >= least else f"({written(n)})"


def unsigned(n: Notation) -> str:
    """`n` as a term of a sum, in parentheses where it begins with a sign."""
    shown = plain(n, MULTIPLYING)
    return f"({shown})" if shown.startswith("-") else shown


def minus(n: Notation) -> str:
    return "-" + unsigned(n)


def listed(items: tuple[Notation, ...]) -> str:
    return ", ".join(map(plain, items))


def written(n: Notation) -> str:
    """`n` as text, without parentheses around the whole."""
    match n:
        case Name(text=text):
            return text
        case Subscripted(array=array, indices=indices):
            return f"{plain(array, POSTFIX)}[{listed(indices)}]"
        case Plus(terms=terms):
            (sign, first), *rest = terms
            lead = minus(first) if sign < 0 else plain(first, ADDING)
            return lead + "".join((" - " if s < 0 else " + ") + unsigned(t) for s, t in rest)
        case Times(factors=factors, operator=operator):
            first, *others = factors
            between = f" {operator} " if operator == "@" else "*"
            mixed = isinstance(first, Times) and first.operator != operator  # (A @ B)*C is misread without them
            lead = f"({written(first)})" if mixed else plain(first, MULTIPLYING)
            return between.join([lead, *(plain(f, RAISING) for f in others)])
        case Quotient(top=top, bottom=bottom):
            return f"{plain(top, MULTIPLYING)}/{plain(bottom, RAISING)}"
        case Raised(base=base, exponent=exponent):
            return f"{plain(base, POSTFIX)}^{plain(exponent, POSTFIX)}"
        case Negated(operand=operand):
            return minus(operand)
        case Transposed(matrix=matrix):
            return plain(matrix, POSTFIX) + ".T"
        case Call(function=function, arguments=arguments, primes=primes):
            marks = "'" * primes[0] if len(primes) == 1 else f"'{list(primes)}" if any(primes) else ""
            return f"{function}{marks}({listed(arguments)})"
        case Bound(kind=kind, indices=indices, body=body):
            return f"{kind}[{', '.join(i for i, _ in indices)}]({plain(body)})"
        case Comparison(relation=relation, left=left, right=right):
            return f"{plain(left, ADDING)} {relation} {plain(right, ADDING)}"
        case Conjunction(parts=parts):
            return " and ".join(map(plain, parts))
        case Indicator(condition=condition):
            return f"[{plain(condition)}]"
        case CaseSplit(branches=branches, otherwise=otherwise):
            return f"cases({', '.join([*(f'{plain(e)} if {plain(c)}' for e, c in branches), plain(otherwise)])})"
        case PartialDerivative(body=body, variables=variables):
            return f"d({listed((body, *variables))})"
        case Listed(items=items):
            return f"[{listed(items)}]"
        case Statement(body=body, hypotheses=hypotheses, conditions=conditions):
            given = "".join(f", given {plain_hypothesis(name, h)}" for name, h in hypotheses)
            where = " where " + " and ".join(map(plain, conditions)) if conditions else ""
            return plain(body) + where + given


def plain_hypothesis(name: str, h: Notation) -> str:
    """A hypothesis with its name, unless the name is its own text."""
    shown = plain(h)
    return shown if name == shown else f"{name}: {shown}"
