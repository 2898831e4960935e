"""Changes of the counting rules, one at a time: what stands in `sizes.py`, and what is put in its place."""

from __future__ import annotations

MUTATIONS = {
    "the size counts 0": (
        "return 1, {}",
        "return 0, {}",
    ),
    "a bound index counts 0": (
        "return total + bound, {}",
        "return total, {}",
    ),
    "bound indices count 1 in all": (
        "return total + bound, {}",
        "return total + min(bound, 1), {}",
    ),
    "a product does not add": (
        """\
            else:
                total += e * self.of_generator(g)[0]\
""",
        """\
            else:
                total = max(total, e * self.of_generator(g)[0])\
""",
    ),
    "a power counts once": (
        """\
            else:
                total += e * self.of_generator(g)[0]\
""",
        """\
            else:
                total += self.of_generator(g)[0]\
""",
    ),
    "an inverse's own denominator does not count": (
        """\
            if kind == "inverse":
                if e < 0:
                    raise NotCountable(self.size)
                total += e * self.of_generator(g)[0]\
""",
        """\
            if kind == "inverse":
                if e < 0:
                    raise NotCountable(self.size)
""",
    ),
    "an inverse's own denominator counts once": (
        """\
            if kind == "inverse":
                if e < 0:
                    raise NotCountable(self.size)
                total += e * self.of_generator(g)[0]\
""",
        """\
            if kind == "inverse":
                if e < 0:
                    raise NotCountable(self.size)
                total += self.of_generator(g)[0]\
""",
    ),
    "the denominators of an inverse are forgotten": (
        "            return self.of_product(below, {}), {}",
        "            return 0, {}",
    ),
    "what a term lacks of the common denominator does not count": (
        "n + self.of_product(common, below)",
        "n",
    ),
    "a lacking denominator counts once": (
        "(e - below.get(g, 0)) * self.of_denominator(g)",
        "(e > below.get(g, 0)) * self.of_denominator(g)",
    ),
    "a denominator has order 0": (
        "return self.of(self.algebra.opened(head, indices)[0])[0]",
        "return 0",
    ),
    "a sum or size below has order 0": (
        """\
        if head.kind != "inverse":
            return self.of_generator(g)[0]\
""",
        """\
        if head.kind != "inverse":
            return 0\
""",
    ),
    "the common denominator is the least of all": (
        "common[g] = max(common.get(g, 0), e)",
        "common[g] = min(common.get(g, e), e)",
    ),
    "denominators below do not count with their power": (
        "below[g] = abs(e)",
        "below[g] = 1",
    ),
    "only m sizes": (
        "range(first, first + m + 1)",
        "range(first, first + m)",
    ),
    "the window starts below the base": (
        """\
            first = len(base)
""",
        """\
            first = 0
""",
    ),
    "one base value is forgotten": (
        "range(1, k - len(base) + 1)",
        "range(1, k - len(base))",
    ),
    "free indices are never equal": (
        """\
        yield from self.patterns(self.identified(p, b, a))
""",
        "",
    ),
    "free indices are never different": (
        """\
        yield from self.patterns(self.algebra.moved(p, {}))
""",
        "",
    ),
    "the last value of a fixed size is left out": (
        "range(1, self.algebra.fixed[size] + 1)",
        "range(1, self.algebra.fixed[size])",
    ),
    "a denominator in a sum over another size": (
        """\
            if not bound or not self._mentions(inner, [n for n, size in enumerate(head.data) if size == self.size]):
                raise NotCountable(self.size)
""",
        """\
            pass
""",
    ),
    "labels in a sum": (
        """\
            raise NotCountable(self.size)
        total, below\
""",
        """\
            pass
        total, below\
""",
    ),
    "a label is no base value": (
        """\
                size = self.algebra.label_sizes[index.name]
""",
        """\
                size = None
""",
    ),
    "a negative power of an inverse": (
        """\
                if e < 0:
                    raise NotCountable(self.size)
""",
        "",
    ),
    "an exponential is opened at a size": (
        """\
            else:
                done[g] = generator(g)
        return done[g]\
""",
        """\
            elif head.kind == 'exp':
                done[g] = algebra.exp(algebra.mapped(algebra.opened(head, indices)[0], image))
            else:
                done[g] = generator(g)
        return done[g]\
""",
    ),
    "a function is opened at a size": (
        """\
            else:
                done[g] = generator(g)
        return done[g]\
""",
        """\
            elif head.kind in ('apply', 'root', 'exp'):
                inner = [algebra.mapped(b, image) for b in algebra.opened(head, indices)]
                from fractions import Fraction
                done[g] = (
                    algebra.exp(inner[0]) if head.kind == 'exp'
                    else algebra.root(inner[0], Fraction(1, head.data[0])) if head.kind == 'root'
                    else algebra.apply(head.data[0], tuple(inner), head.data[1:])
                )
            else:
                done[g] = generator(g)
        return done[g]\
""",
    ),
}
