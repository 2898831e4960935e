"""The notation of a kernel term: quotients, roots and differences put back, bound indices named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from symbolic.kernel import terms as kernel
from symbolic.kernel.terms import Term
from symbolic.language import notation as look
from symbolic.language.index_names import choose
from symbolic.language.norm_terms import normed
from symbolic.language.notation import Name, Notation
from symbolic.language.notation_of_tree import LARGEST, digits, rational
from symbolic.language.softmax_terms import Softmax, softmaxes

HALF = Fraction(1, 2)


class TermNotation:
    """Turns terms into notation; `names` gives for each size the index names to prefer."""

    def __init__(self, names: Mapping[str, Sequence[str]], whole: Term) -> None:
        self.names = names
        self.left = LARGEST
        self.taken = set(whole.free)
        for t in kernel.walk(whole):
            match t:
                case kernel.Entry(array=array):
                    self.taken.add(array)

    def of(self, term: Term, bound: tuple[str, ...] = ()) -> Notation:
        """The notation of a term; `bound` names its loose indices, innermost first."""
        self.left -= 1
        if self.left < 0:
            return Name("...")
        match term:
            case kernel.Rational(value=value):
                return rational(value)
            case kernel.Size(name=name):
                return Name(name)
            case kernel.Entry(array=array, indices=indices):
                return self.subscripted(array, indices, bound)
            case kernel.Delta(left=left, right=right):
                return look.Indicator(look.Comparison("==", self.index(left, bound), self.index(right, bound)))
            case kernel.Bracket(relation=relation, argument=argument):
                return look.Indicator(self.comparison(relation, argument, bound))
            case kernel.Add(terms=terms):
                return look.plus(*(self.of(t, bound) for t in terms))
            case kernel.Mul() | kernel.Power():
                return self.product(term, bound)
            case kernel.Sum():
                return self.sum(term, bound)
            case kernel.Apply(function="step", arguments=(argument,)):  # the slope of relu, undefined at its kink
                return look.Indicator(self.comparison(">", argument, bound))
            case kernel.Apply(function="pi"):
                return Name("pi")
            case kernel.Apply(function=function, arguments=arguments, orders=orders):
                return look.opaque(function, tuple(self.of(a, bound) for a in arguments), orders)
            case kernel.Derivative():
                return self.derivative(term, bound)
        raise TypeError(type(term).__name__)

    def index(self, index: kernel.Index, bound: tuple[str, ...]) -> Notation:
        match index:
            case kernel.Bound(level=level):
                return Name(bound[level] if level < len(bound) else f"?{level}")
            case kernel.Label(name=name, arguments=arguments):
                return look.Subscripted(Name(name), tuple(self.index(a, bound) for a in arguments))
            case _:
                return Name(str(index))

    def subscripted(self, array: str, indices: tuple[kernel.Index, ...], bound: tuple[str, ...]) -> Notation:
        return look.Subscripted(Name(array), tuple(self.index(i, bound) for i in indices)) if indices else Name(array)

    def sum(self, term: Term, bound: tuple[str, ...]) -> Notation:
        """Nested sums become one `sum[i, j](..)`."""
        over: list[tuple[str, str]] = []
        while isinstance(term, kernel.Sum):
            name = choose(term.size, {*self.taken, *bound}, self.names.get(term.size, ()))
            over.append((name, term.size))
            bound, term = (name, *bound), term.body
        return look.Bound("sum", tuple(over), self.of(term, bound))

    def derivative(self, term: Term, bound: tuple[str, ...]) -> Notation:
        variables: list[Notation] = []
        while isinstance(term, kernel.Derivative):
            variables.insert(0, self.subscripted(term.array, term.indices, bound))
            term = term.body
        return look.PartialDerivative(self.of(term, bound), tuple(variables))

    def comparison(self, relation: str, argument: Term, bound: tuple[str, ...]) -> Notation:
        """`a - b > 0` as `a > b`, `-s > 0` as `s < 0`."""
        sides: tuple[list[Notation], list[Notation]] = ([], [])
        for t in argument.terms if isinstance(argument, kernel.Add) else (argument,):
            coefficient, rest = split(t)
            moved = kernel.multiply(kernel.number(-coefficient), rest) if coefficient < 0 else t
            sides[coefficient < 0].append(self.of(moved, bound))
        left, right = (look.plus(*s) if len(s) > 1 else s[0] if s else Name("0") for s in sides)
        if not sides[0]:
            return look.Comparison("<" if relation == ">" else relation, right, left)
        return look.Comparison(relation, left, right)

    def product(self, term: Term, bound: tuple[str, ...]) -> Notation:
        """One sign in front, powers with a negative exponent below one fraction bar."""
        coefficient = Fraction(1)
        top: list[Notation] = []
        bottom: list[Notation] = []
        for f in softmaxes(term.factors) if isinstance(term, kernel.Mul) else (term,):
            match f:
                case Softmax(argument=argument, indices=indices):
                    whole = look.Call("softmax", (self.of(argument, bound),))
                    top.append(look.Subscripted(whole, tuple(self.index(i, bound) for i in indices)))
                case kernel.Rational(value=value):
                    coefficient *= value
                case kernel.Power(base=base, exponent=exponent) if exponent < 0:
                    bottom.append(self.raised(base, -exponent, bound))
                case kernel.Power(base=base, exponent=exponent):
                    top.append(self.raised(base, exponent, bound))
                case _:
                    top.append(self.of(f, bound))
        if abs(coefficient.numerator) != 1 or not top:
            top.insert(0, Name(digits(abs(coefficient.numerator))))
        if coefficient.denominator != 1:
            bottom.insert(0, Name(digits(coefficient.denominator)))
        shown: Notation = look.Times(tuple(top)) if len(top) > 1 else top[0]
        if bottom:
            shown = look.Quotient(shown, look.Times(tuple(bottom)) if len(bottom) > 1 else bottom[0])
        return look.Negated(shown) if coefficient < 0 else shown

    def raised(self, base: Term, exponent: Fraction, bound: tuple[str, ...]) -> Notation:
        if exponent.denominator == 2 and (vector := normed(base)) is not None:
            length = look.Call("norm", (self.of(vector, bound),))
            return look.Raised(length, Name(str(exponent.numerator))) if exponent.numerator > 1 else length
        shown = self.of(base, bound)
        if exponent == HALF:
            return look.Call("sqrt", (shown,))
        return shown if exponent == 1 else look.Raised(shown, rational(exponent))


def split(term: Term) -> tuple[Fraction, Term]:
    """A term as its constant coefficient and the rest."""
    match term:
        case kernel.Rational(value=value):
            return value, kernel.ONE
        case kernel.Mul(factors=(kernel.Rational(value=value), *rest)):
            return value, kernel.multiply(*rest)
        case _:
            return Fraction(1), term


def of_term(term: Term, names: Mapping[str, Sequence[str]] | None = None) -> Notation:
    """The notation of a kernel term."""
    return TermNotation(names or {}, term).of(term)
