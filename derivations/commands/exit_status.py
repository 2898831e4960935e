"""What the exit status of `derive` says."""

from __future__ import annotations

AS_EXPECTED, NOT_AS_EXPECTED, MISUSE, UNDECIDED, INTERNAL_ERROR = 0, 1, 2, 3, 4
UNREADABLE = MISUSE
INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell reports SIGINT and SIGPIPE

EXIT_STATUS = """\b
Exit status:
  0  all as expected
  1  something is not as expected
  2  misuse: unknown id, option or command; a sheet that cannot be read
  3  none of these, but something is undecided or vacuous
  4  internal error"""
