"""Rigorous integer bounds of elementary functions at a dyadic number.

Each function takes `n`, which stands for x = n / 2^bits, and returns integers (low, high) with
`low / 2^bits <= f(x) <= high / 2^bits`. Everything is integer arithmetic: a series is summed with terms rounded down,
and the comment beside each bound says how many units in the last place (ulp) the rounding and the tail can be off.
"""

from __future__ import annotations

from functools import lru_cache


def ceil_shift(n: int, by: int) -> int:
    """n / 2^by, rounded up."""
    return -(-n >> by)


@lru_cache(maxsize=4096)
def exp_bounds(n: int, bits: int) -> tuple[int, int]:
    """exp(x) by `exp(x) = exp(x / 2^m)^(2^m)`; exp(-x) is 1/exp(x)."""
    if n < 0:
        low, high = exp_bounds(-n << 8, bits + 8)
        one = 1 << (2 * bits + 8)
        return one // high, -(-one // low)
    halvings = max(0, n.bit_length() - bits + 8)
    work = bits + 2 * halvings + 32
    r = n << (work - bits - halvings)  # exact, and at most 2^-8
    total, term, k = 0, 1 << work, 0
    while term:
        total += term
        k += 1
        term = (term * r >> work) // k
    # A term is off by e_k <= e_(k-1) r/k + 2 < 3 ulp; the tail after a term below 3 ulp adds less than 4.
    low, high = total, total + 3 * k + 4
    for _ in range(halvings):
        low, high = low * low >> work, ceil_shift(high * high, work)
    return low >> (work - bits), ceil_shift(high, work - bits)


def _twice_atanh(numerator: int, denominator: int, work: int) -> tuple[int, int]:
    """2 atanh(z) for z = numerator/denominator in [0, 1/3], by `atanh(z) = z + z^3/3 + z^5/5 + ...`."""
    power = (numerator << work) // denominator
    square = power * power >> work  # less than 2 ulp below z^2
    total, k = 0, 1
    while power:
        total += power // k
        power = power * square >> work
        k += 2
    # A power is off by less than 2 ulp, its quotient by less than 3; the tail adds less than 3.
    return 2 * total, 2 * (total + 3 * k + 3)


@lru_cache(maxsize=64)
def _log_two(work: int) -> tuple[int, int]:
    return _twice_atanh(1, 3, work)


@lru_cache(maxsize=4096)
def log_bounds(n: int, bits: int) -> tuple[int, int]:
    """log(x), x > 0, by `log(2^k m) = k log 2 + 2 atanh((m - 1)/(m + 1))` with m in [3/4, 3/2]."""
    shift = n.bit_length()
    if 4 * n < 3 << shift:
        shift -= 1
    work = bits + 32
    scale = 1 << shift
    low, high = _twice_atanh(abs(n - scale), n + scale, work)
    if n < scale:
        low, high = -high, -low
    k = shift - bits
    two = _log_two(work)
    low, high = low + min(k * two[0], k * two[1]), high + max(k * two[0], k * two[1])
    return low >> 32, ceil_shift(high, 32)


@lru_cache(maxsize=4096)
def sin_cos_bounds(n: int, bits: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """sin(x) and cos(x), by their series at x / 2^m and `sin 2t = 2 sin t cos t`, `cos 2t = 1 - 2 sin^2 t`."""
    halvings = max(0, abs(n).bit_length() - bits + 4)
    work = bits + 3 * halvings + 32
    r = abs(n) << (work - bits - halvings)  # exact, and at most 2^-4
    parts, term, k = [0, 0], 1 << work, 0
    while term:
        parts[k % 2] += -term if k % 4 > 1 else term
        k += 1
        term = (term * r >> work) // k
    error = 3 * k + 4  # as for exp
    cos, sin = parts
    for _ in range(halvings):
        # |2(s + a)(c + b) - 2sc| <= 2a + 2b + 2ab, |2(s + a)^2 - 2s^2| <= 4a + 2a^2 with |s|, |c| <= 1 + error
        error = 4 * error + 4 + (8 * error * error >> work)
        sin, cos = 2 * sin * cos >> work, (1 << work) - (2 * sin * sin >> work)
    if n < 0:
        sin = -sin
    cut = work - bits
    return ((sin - error) >> cut, ceil_shift(sin + error, cut)), ((cos - error) >> cut, ceil_shift(cos + error, cut))


@lru_cache(maxsize=64)
def pi_bounds(bits: int) -> tuple[int, int]:
    """pi by Machin's formula `16 atan(1/5) - 4 atan(1/239)`."""
    work = bits + 32

    def atan_inverse(m: int) -> tuple[int, int]:
        power, total, k = (1 << work) // m, 0, 0
        while power:
            quotient = power // (2 * k + 1)
            total += -quotient if k % 2 else quotient
            power //= m * m
            k += 1
        return total - 2 * k - 2, total + 2 * k + 2  # each quotient is off by less than 2 ulp, the tail by less than 2

    a, b = atan_inverse(5), atan_inverse(239)
    return (16 * a[0] - 4 * b[1]) >> 32, ceil_shift(16 * a[1] - 4 * b[0], 32)
