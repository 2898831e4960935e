"""What runs in a process that can be killed: reading a sheet, and deciding one of its claims up to the printed words.

Only text goes in, and only records come out, so that nothing of the mathematics has to survive the way.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from math import ceil
from traceback import extract_tb
from typing import Any

from derivations.orphans import end_with
from derivations.sheets import fingerprint
from derivations.sheets.limits import Limits
from derivations.sheets.own_names import writer
from derivations.sheets.record import LONGEST, encode
from derivations.sheets.report import Entry, Reading
from derivations.sheets.sheet import Sheet, SheetClaim
from derivations.sheets.source import Source
from symbolic.chain import Chain
from symbolic.engine import examine, examine_chain
from symbolic.language.errors import LanguageError, brief
from symbolic.language.statements import Claim
from symbolic.search.difference import Write
from symbolic.verdict import Examination

OUT_OF_MEMORY = 77
"""Exit code of a process that ran out of memory: what is left of it is not used again."""

DEPTH, STACK = 10_000, 64 * 1024**2
"""Calls in calls, and the bytes they may need in C; Python's own 1,000 do not suffice for 150 definitions in a row."""

COLLECTIONS = 20_000, 10, 50
"""Thresholds of gc: there are few cycles, and Python's own 700, 10, 10 would look at all new objects in vain."""

SPARE_SECONDS = 5
LONGEST_CRASH = 300  # characters


def prepare(limits: Limits, master: int) -> None:
    """Bound the memory of this process, and let it be ended at any moment, even inside C code.

    `master` is the process that gives out the work: without it there is none.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_STACK, STACK)
    _limit(resource.RLIMIT_CORE, 0)
    sys.setrecursionlimit(DEPTH)
    sys.set_int_max_str_digits(0)  # numbers of a sheet multiply to more than the 4,300 digits of Python's own limit
    end_with(master)
    gc.freeze()
    gc.set_threshold(*COLLECTIONS)


@dataclass(frozen=True, slots=True)
class Work:
    """To read a sheet or, with a `number`, to decide that claim of it, counted from 0. `reader` is a module."""

    source: Source
    number: int | None
    limits: Limits
    reader: str


def do(work: Work) -> dict[str, Any]:
    """The record of a Reading or of an Examination.

    Or `stopped`: a claim has no meaning, the stack of Python did not suffice, or the program failed; `why` says more.
    """
    _bound_processor_time(work.limits)
    try:
        sheet = _sheet(work.source, work.reader)
        return _reading(sheet) if work.number is None else _examination(sheet, work.number)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except RecursionError:
        return {"stopped": "too deep", "why": ""}
    except Exception as crash:  # one sheet that the program fails on must not take the others with it
        where = extract_tb(crash.__traceback__)[-1]
        why = f"{type(crash).__name__} at {where.name}, line {where.lineno}: {crash}"
        return {"stopped": "crash", "why": brief(why, LONGEST_CRASH)}


@lru_cache(maxsize=8)
def _sheet(source: Source, reader: str) -> Sheet:
    read = import_module(reader)
    given = source.problem
    sheet: Sheet = (
        read.read_hand_in(source.content, file=source.file, problem=given.content, problem_file=given.file)
        if given
        else read.read(source.content, file=source.file)
    )
    return sheet


def _reading(sheet: Sheet) -> dict[str, Any]:
    told_in = fingerprint.of_claim(sheet.definitions)
    entries = tuple(_entry(stated, told_in) for stated in sheet.claims)
    record: dict[str, Any] = encode(Reading(sheet.file, sheet.title, entries, sheet.errors))
    return record


def _entry(stated: SheetClaim, told_in: str) -> Entry:
    entry = Entry(stated.kind, stated.name, stated.line, stated.statement, hints=stated.hints)
    if stated.claim is None:
        return replace(entry, state="missing" if stated.missing else "rejected")
    return replace(entry, key=fingerprint.of_claim(stated.claim, told_in))


def _examination(sheet: Sheet, number: int) -> dict[str, Any]:
    stated = sheet.claims[number]
    claim = stated.claim
    if claim is None:
        raise ValueError(f"{stated.name} cannot be read, so it cannot be decided")
    try:
        found = _examined(claim, writer(sheet))
    except LanguageError as error:
        return {"stopped": "no meaning", "why": brief(str(error), LONGEST)}
    record: dict[str, Any] = encode(found)
    return record


def _examined(claim: Claim | Chain, write: Write) -> Examination:
    """Without the steps of derivations, for which a record has no room."""
    if isinstance(claim, Chain):
        return examine_chain(claim, steps=False, write=write)
    return examine(claim, steps=False, write=write)


def _bound_processor_time(limits: Limits) -> None:
    """Should the process that watches this one be gone, the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime + limits.seconds) + SPARE_SECONDS)


def _limit(what: int, wanted: int) -> None:
    """Set a soft limit, as far as the hard one allows."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
