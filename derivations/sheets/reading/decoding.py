"""The bytes of a file as text: UTF-8, and not too many."""

from __future__ import annotations

from derivations.sheets.reading import limits


class Unreadable(ValueError):
    """No text: the code of the error, its line, what was found, what to do."""

    def __init__(self, code: str, line: int, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.line, self.message, self.help = code, line, message, help


def decoded(text: str | bytes, *, most: int) -> str:
    """The text, without a byte order mark. Raises Unreadable."""
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > most:
        raise too_long(f"{size} bytes" if size <= limits.FILE else f"more than {limits.FILE} bytes", most)
    try:
        read = text.decode("utf-8") if isinstance(text, bytes) else text.encode("utf-8").decode("utf-8")
    except UnicodeDecodeError as error:
        line = bytes(error.object).count(b"\n", 0, error.start) + 1
        found = f"byte {error.start} is not UTF-8"
        raise Unreadable("not-utf8", line, found, "save the sheet as UTF-8 text") from None
    except UnicodeEncodeError:
        raise Unreadable("not-utf8", 1, "the sheet is not UTF-8", "save the sheet as UTF-8 text") from None
    return read.removeprefix("\ufeff")


def too_long(size: str, most: int) -> Unreadable:
    """What is said of a sheet, or of the file that it stands in, that is too long."""
    what = "sheet" if most == limits.BYTES else "file"
    found = f"the {what} has {size}; at most {most} ({most // 1024} KiB) are read"
    return Unreadable("sheet-too-long", 1, found, "split it into several sheets")
