"""Is a polynomial zero for every value of its generators? Their relations: P * 1/P = 1, b^2 = b, r^q = S, domains.

Each step keeps the set of points (of the true values of the generators) at which the polynomial vanishes: denominators
are not zero where the claim is defined.
"""

from __future__ import annotations

from fractions import Fraction

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.normal import Algebra
from symbolic.kernel.algebra.polynomial import ONE, ZERO, Polynomial, factors, generator, monomial, total

ADDITION = 500
"""What an addition theorem costs for each term: it doubles them."""

MOST_MULTIPLE = 8


def vanishes(algebra: Algebra, p: Polynomial) -> bool:
    """True only if `p` is 0 wherever it is defined: by parts without a common denominator, or as a whole."""
    if not p:
        return True
    denominators = {g for g in p.generators() if algebra.table[g][0].kind == "inverse"}
    if not all(_body(algebra, g) for g in denominators):
        raise Undefined("a denominator is 0")
    parts = p.apart(denominators)
    return (len(parts) > 1 and all(_is_zero(algebra, part) for part in parts)) or _is_zero(algebra, p)


def _is_zero(algebra: Algebra, p: Polynomial) -> bool:
    p, _ = algebra.together(algebra.reduced(p))
    p = algebra.reduced(_finite(algebra, _added(algebra, _without_roots(algebra, p))))
    return not p or _vanishes_by_signs(algebra, p)


def _body(algebra: Algebra, g: int) -> Polynomial:
    return algebra.opened(*algebra.table[g])[0]


def _without_roots(algebra: Algebra, p: Polynomial) -> Polynomial:
    """`p`, times powers of roots, with r^q replaced by S, outermost roots first."""
    done: set[int] = set()
    while roots := {g for g in p.generators() - done if algebra.table[g][0].kind == "root"}:
        g = max(roots, key=lambda g: (algebra.table[g][0].depth, g))
        done.add(g)
        q, body = int(str(algebra.table[g][0].data[0])), _body(algebra, g)
        parts = p.by_powers(g)
        least = min(0, *parts)
        p = total(part * body.to_the((e - least) // q) * generator(g, (e - least) % q) for e, part in parts.items())
        p, _ = algebra.together(p)
    return p


def _added(algebra: Algebra, p: Polynomial) -> Polynomial:
    """`p` with the addition theorems for sin and cos of sums and of small multiples."""
    images: dict[int, Polynomial] = {}
    for g in p.generators():
        head, indices = algebra.table[g]
        if head.kind == "apply" and head.data in (("sin",), ("cos",)):
            argument, cosine, sine = algebra.opened(head, indices)[0], ONE, ZERO
            for code, c in argument.terms.items():
                sign = 1 if c > 0 else -1
                count = min(sign * c.numerator, MOST_MULTIPLE)
                part = Polynomial({code: Fraction(sign * c, count)}, argument.reach)
                x, y = algebra.apply("cos", (part,)), algebra.apply("sin", (part,)).scaled(sign)
                for _ in range(count):
                    algebra.spend(ADDITION * len(cosine.terms))
                    cosine, sine = cosine * x - sine * y, sine * x + cosine * y
            images[g] = sine if head.data == ("sin",) else cosine
    return algebra.mapped(p, lambda g: images.get(g, generator(g))) if images else p


def _finite(algebra: Algebra, p: Polynomial) -> Polynomial:
    """`p` with powers of entries of a finite domain reduced, and sin^2 = 1 - cos^2."""
    for g in sorted(p.generators()):
        head, indices = algebra.table[g]
        if head.kind == "apply" and head.data == ("sin",):
            cosine = algebra.apply("cos", algebra.opened(head, indices))
            while (top := max((parts := p.by_powers(g)), default=0)) >= 2:
                p = (p - parts[top] * generator(g, top)) + parts[top] * generator(g, top - 2) * (ONE - cosine * cosine)
        if head not in algebra.minimal:
            continue
        degree, closed, name = algebra.minimal[head]
        algebra.used.add(name)
        value = algebra.moved(closed, {f"#{n}": i for n, i in enumerate(indices)})
        while (top := max((parts := p.by_powers(g)), default=0)) >= degree:
            p = (p - parts[top] * generator(g, top)) + parts[top] * generator(g, top - degree) * value
    return p


def _vanishes_by_signs(algebra: Algebra, p: Polynomial) -> bool:
    """Multilinear in the brackets b = [s > 0], z = [s = 0], with b z = 0 and z s = 0: each coefficient must vanish."""
    kinds = {g: algebra.table[g][0].kind for g in p.generators()}
    groups: dict[frozenset[int], Polynomial] = {}
    for code, c in p.terms.items():
        brackets = frozenset(g for g, _ in factors(code) if kinds[g] in (">", "==", "delta"))
        rest = code - sum(monomial(g, e) for g, e in factors(code) if g in brackets)
        groups[brackets] = groups.get(brackets, ZERO) + Polynomial({rest: c}, p.reach)
    return all(_zero_where(algebra, brackets, coefficient) for brackets, coefficient in groups.items())


def _zero_where(algebra: Algebra, brackets: frozenset[int], p: Polynomial) -> bool:
    """Is `p` zero wherever all of `brackets` are 1?"""
    positive = {_body(algebra, g).key() for g in brackets if algebra.table[g][0].kind == ">"}
    null = [_body(algebra, g) for g in brackets if algebra.table[g][0].kind == "=="]
    if not p or any(s.key() in positive for s in null):
        return True
    return any(_zero_on(algebra, s, p) for s in null)


def _zero_on(algebra: Algebra, s: Polynomial, p: Polynomial) -> bool:
    """Is `p` zero where s = 0: by division, or by solving s = 0 for a generator in which it is linear?"""
    quotient = p.divided_by(s)
    if quotient is not None and all(e > 0 for m in quotient.terms for g, e in factors(m) if g in s.generators()):
        return True
    for code, c in s.terms.items():
        rest = Polynomial({m: k for m, k in s.terms.items() if m != code}, s.reach)
        match factors(code):
            case [(g, 1)] if g not in rest.generators():
                image = {g: rest.scaled(Fraction(-1) / c)}
                return not algebra.mapped(p, lambda o, image=image: image.get(o, generator(o)))  # type: ignore[misc]
    return False
