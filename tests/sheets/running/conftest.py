"""Runs of `derive` with a cache that the tests share, and processes with small limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from derivations import cli
from derivations.sheets.limits import Limits
from derivations.sheets.workers import Workers

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cache_of_the_tests(_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test decided, another need not decide again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache))
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Two processes that read sheets as always."""
    with Workers(2, Limits(seconds=30)) as workers:
        yield workers


@pytest.fixture(scope="session")
def hostile() -> Iterator[Workers]:
    """Two processes with limits of a second and 700 MiB, and the reader whose claims are hostile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        with Workers(2, Limits(seconds=1, memory=700 * 1024**2), reader="hostile_reader") as workers:
            yield workers


@pytest.fixture
def derive(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `derive`: exit status, standard output, standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = cli.run(list(map(str, arguments)))
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Write a sheet: `sheet(text, name="a.claims")` is its path."""

    def write(text: str, name: str = "a.claims") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
