"""How much a sheet may hold. Each limit is enforced before anything is built."""

BYTES = 64 * 1024
FILE = 1024 * 1024
"""Bytes of a Markdown file, which has text around its sheet."""
TOKENS = 20_000
NESTING = 100
"""Brackets within brackets."""
DEPTH = 200
"""Operators within operators, in one expression as it is typed."""
DIGITS = 50
EXPONENT = 64
POWER = EXPONENT**2
"""The product of the literal exponents that stand over one another."""
EXPANDED_SIZE = 100_000
EXPANDED_DEPTH = 250
"""Of an expression with its definitions put in place."""
PUT_IN = 20_000
"""Nodes made while definitions are put in place, in one sheet."""
ERRORS = 20
NAME = 40
