"""Imported by the fork server alone: a worker that starts while its pool ends is not wanted any more, and ends.

It finds the semaphores of the pool gone, for which multiprocessing would print a traceback.
"""

from __future__ import annotations

import sys
from types import TracebackType


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(error, FileNotFoundError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _told
