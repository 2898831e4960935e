"""The same sheet gives the same document: alone, among others in any order, in a process that has seen many."""

from __future__ import annotations

import random

from derivations.sheets.limits import Limits
from derivations.sheets.report import Report
from derivations.sheets.run import check
from derivations.sheets.source import Source
from derivations.sheets.workers import Workers
from derivations.show.as_json import document

TEXT = """size K
index i, j, k in K
real z[K], y[K]
assume simplex: sum[k](y[k]) == 1
let L = -sum[k](y[k] * log(softmax(z)[k]))
claim gradient: d(L, z[i]) == softmax(z)[i] - y[i]
claim sign: d(L, z[i]) == y[i] - softmax(z)[i]
claim open: L >= exp(sin(z[i]))
chain steps:
    d(L, z[i])
    == softmax(z)[i] * sum[k](y[k]) - y[i]
    == softmax(z)[i]
"""


def others() -> list[Source]:
    """Sheets with the same names for other things, and the same things by other names."""
    texts = [
        TEXT.replace("z", "w"),
        TEXT.replace("K", "N"),
        TEXT.replace("real z[K], y[K]", "real z[K], y[K] > 0"),
        *(f"real x, z\nfunction L\nclaim a{n}: d(L(x)^{n}, x) == {n}*L(x)^{n - 1}*L'(x)\n" for n in range(2, 8)),
        "real x\nclaim unread: x == q\n",
    ]
    return [Source(f"other-{n}.claims", text.encode()) for n, text in enumerate(texts)]


def documents(sources: list[Source], workers: Workers) -> dict[str, object]:
    found = [event for event in check(sources, workers) if isinstance(event, Report)]
    assert [report.file for report in found] == [source.file for source in sources]
    return {sheet["file"]: _without_seconds(sheet) for sheet in document((), found)["sheets"]}


def _without_seconds(part):
    match part:
        case dict():
            return {key: _without_seconds(value) for key, value in part.items() if key != "seconds"}
        case list():
            return [_without_seconds(value) for value in part]
    return part


def test_the_company_of_a_sheet_changes_nothing(workers):
    own = Source("own.claims", TEXT.encode())
    with Workers(1, Limits()) as fresh:
        alone = documents([own], fresh)["own.claims"]
        last = documents([*others(), own], fresh)["own.claims"]
    shuffled = [*others(), own]
    random.Random(1).shuffle(shuffled)
    assert last == alone
    assert documents(shuffled, workers)["own.claims"] == alone
    assert [claim["verdict"] for claim in alone["claims"]][:2] == ["proved", "refuted"]
