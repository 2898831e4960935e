"""Functions of polynomials: laws of exp, log, powers and brackets on their domains."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from symbolic.kernel.algebra.generators import Undefined
from symbolic.kernel.algebra.polynomial import ONE, ZERO, Polynomial, TooLarge, constant, factors, generator, monomial
from symbolic.kernel.algebra.signs import NEGATIVE, NULL, POSITIVE
from symbolic.kernel.algebra.sums import Sums

UNIT = 12
"""exp(c m) is kept as a power of exp(m/12), so that exp(m/2)^2 = exp(m)."""
LARGEST_POWER, LARGEST_EXPANDED = 2**12, 64


def primes(value: Fraction) -> list[tuple[int, int]]:
    """The prime factors of a positive rational with their exponents; what has none below 1000 counts as one factor."""
    result: list[tuple[int, int]] = []
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        n = whole
        for candidate in range(2, 1000):
            count = 0
            while n % candidate == 0:
                count, n = count + 1, n // candidate
            result += [(candidate, sign * count)] if count else []
            if n == 1:
                break
        result += [(n, sign)] if n > 1 else []
    return result


class Functions(Sums):
    """Functions of one context's polynomials."""

    def sign(self, p: Polynomial, reduce: bool = True) -> int:
        return super().sign(self._over_one_denominator(p), reduce)

    def learn(self, p: Polynomial, sign: int, universal: frozenset[str], name: str) -> None:
        super().learn(p, sign, universal, name)
        q = self._over_one_denominator(p)
        if q is not p:
            super().learn(q, sign, universal, name)

    def _over_one_denominator(self, p: Polynomial) -> Polynomial:
        if len(p.terms) < 2 or not self.has_inverse(p):
            return p
        numerator, below = self.together(p)
        return numerator.shifted(sum(monomial(g, e) for g, e in below.items()), max([0, *below.values()]))

    def parts(self, p: Polynomial) -> tuple[Fraction, list[tuple[int, int]], Polynomial]:
        """p as a positive rational, powers of generators (denominators among them) and a polynomial without content."""
        numerator, below = self.together(p)
        scale, common = numerator.content()
        rest = numerator.primitive().shifted(-common, numerator.reach)
        return scale, [*factors(common), *below.items()], rest

    def settled(self, p: Polynomial) -> Polynomial:
        """`p`, or 0 if it is seen to be 0 over common denominators."""
        return p if not self.has_inverse(p) or self.together(p)[0] else ZERO

    def apply(self, function: str, arguments: tuple[Polynomial, ...], orders: tuple[int, ...] = ()) -> Polynomial:
        u = arguments[0]
        match function:
            case "exp":
                return self.exp(u)
            case "log":
                return self.log(u)
            case "sigmoid":
                return self.exp(u) * self.inverse(ONE + self.exp(u))
            case "softplus":
                return self.log(ONE + self.exp(u))
            case "tanh":
                e = self.exp(u.scaled(2))
                return (e - ONE) * self.inverse(e + ONE)
            case "step":
                return self.bracket(">", u)
            case "relu":
                return u * self.bracket(">", u)
            case "sin" | "cos" if not u:
                return ZERO if function == "sin" else ONE
        return self.make("apply", (function, *(orders if any(orders) else ())), arguments)

    def exp(self, argument: Polynomial) -> Polynomial:
        """exp of a sum as a product; exp(n log a) = a^n."""
        result = ONE
        for code, c in argument.terms.items():
            match factors(code):
                case [(g, 1)] if self.table[g][0].kind == "apply" and self.table[g][0].data == ("log",):
                    result = result * self.power(self.opened(*self.table[g])[0], Fraction(c))
                    continue
            unit = Fraction(1, lcm(UNIT, c.denominator))
            if abs(c / unit) > LARGEST_POWER:
                unit = Fraction(c)
            base = self.make("exp", (), (Polynomial({code: unit}, argument.reach),))
            result = result * self.power(base, Fraction(c) / unit)
        return result

    def log(self, argument: Polynomial) -> Polynomial:
        """log of a product as a sum, over the factors that are known to be positive."""
        argument = self.settled(argument)
        if not self.sign(argument) & POSITIVE:
            raise Undefined("the logarithm of a number that is not positive")
        scale, powers, rest = self.parts(argument)
        result, left_over = ZERO, ONE
        for prime, e in primes(scale):
            result = result + self.make("apply", ("log",), (constant(prime),)).scaled(e)
        for g, e in powers:
            if self.of_generator(g) == POSITIVE:
                result = result + self._log_of(g).scaled(e)
            elif e % 2 == 0 and self.of_generator(g) == NEGATIVE:
                result = result + self.make("apply", ("log",), (generator(g).scaled(-1),)).scaled(e)
            else:
                left_over = left_over.shifted(monomial(g, e), abs(e))
        if left_over is not ONE and self.sign(rest) == POSITIVE and rest.constant() != 1:
            result, rest = result + self.make("apply", ("log",), (rest,)), ONE
        rest = rest * left_over
        return result if rest.constant() == 1 else result + self.make("apply", ("log",), (rest,))

    def _log_of(self, g: int) -> Polynomial:
        head, indices = self.table[g]
        match head.kind:
            case "exp":
                return self.opened(head, indices)[0]
            case "inverse":
                return self.log(self.opened(head, indices)[0]).scaled(-1)
            case "root":
                return self.log(self.opened(head, indices)[0]).scaled(Fraction(1, head.data[0]))
        return self.make("apply", ("log",), (generator(g),))

    def power(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        if exponent.denominator != 1:
            return self.root(base, exponent)
        n = int(exponent)
        if abs(n) > (LARGEST_POWER if len(base.terms) == 1 else LARGEST_EXPANDED):
            raise TooLarge(f"the power {n}")
        if len(base.terms) == 1 and abs(n) > 1:
            [(code, c)] = base.terms.items()
            if n > 0 or not self.has_inverse(base):
                return constant(Fraction(c) ** n).shifted(code * n, base.reach * abs(n))
        return base.to_the(n) if n >= 0 else self.inverse(base).to_the(-n)

    def inverse(self, p: Polynomial) -> Polynomial:
        """1/p: a monomial's exponents change sign, any other primitive factor becomes a generator."""
        p = self.settled(p)
        if not p:
            raise Undefined("division by 0")
        scale, powers, rest = self.parts(p)
        result = constant(1 / scale)
        for g, e in powers:
            if self.table[g][0].kind == "inverse":
                result = result * self.opened(*self.table[g])[0].to_the(e)
            else:
                result = result.shifted(monomial(g, -e), abs(e))
        if (value := rest.constant()) is not None:
            return result.scaled(value)
        lead = self.leading_sign(rest)
        return result.scaled(lead) * self.make("inverse", (), (rest.scaled(lead),))

    def leading_sign(self, p: Polynomial) -> int:
        return 1 if self.ordered(p)[0][1] > 0 else -1

    def root(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        """base^exponent for base >= 0, with squares taken out: sqrt(x^2 y) = abs(x) sqrt(y)."""
        base = self.settled(base)
        if not base:
            if exponent < 0:
                raise Undefined("division by 0")
            return ZERO
        scale, powers, rest = self.parts(base)
        result = ONE
        for prime, e in primes(scale):
            result = result * self._root_of(constant(prime), e * exponent)
        for g, e in powers:
            whole, own = (e * exponent).denominator == 1, self.of_generator(g)
            if not own & NEGATIVE:
                result = result * self._root_of(generator(g), e * exponent)
            elif whole and exponent.denominator == 2:
                size = generator(g) * (self.bracket(">", generator(g)).scaled(2) - ONE)
                result = result * self.power(size, e * exponent)
            else:
                rest = rest.shifted(monomial(g, e), abs(e))
        return result if rest.constant() == 1 else result * self._root_of(rest, exponent)

    def _root_of(self, base: Polynomial, exponent: Fraction) -> Polynomial:
        """base^exponent as base^n r^k with r^q = base; a negative exponent stays with r."""
        whole = exponent.numerator // exponent.denominator
        if exponent.denominator == 1:
            return self.power(base, exponent)
        if whole < 0 and base.constant() is None:
            whole = 0
        root = self.make("root", (exponent.denominator,), (base,))
        return self.power(base, Fraction(whole)) * self.power(root, (exponent - whole) * exponent.denominator)

    def bracket(self, relation: str, argument: Polynomial) -> Polynomial:
        """[p > 0] or [p = 0] with positive factors removed and one orientation: [-p > 0] = 1 - [p > 0] - [p = 0]."""
        argument = self.settled(argument)
        sign, wanted = self.sign(argument), POSITIVE if relation == ">" else NULL
        if not sign & wanted or sign == wanted:
            return ONE if sign == wanted else ZERO
        _, powers, p = self.parts(argument)
        for g, e in powers:
            own = self.of_generator(g)
            if own != POSITIVE and (relation == ">" or own & NULL):
                inverted = self.table[g][0].kind == "inverse"
                body = self.opened(*self.table[g])[0] if inverted else generator(g)
                p = p * body.to_the(abs(e))
        if self.leading_sign(p) > 0:
            return self.make(relation, (), (p,))
        p = p.scaled(-1)
        zero = self.make("==", (), (p,)) if self.sign(p) & NULL else ZERO
        return zero if relation == "==" else ONE - self.make(">", (), (p,)) - zero
