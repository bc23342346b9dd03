"""A path -> the characters in its file, or a Refusal: missing, too large, binary, not UTF-8."""

from __future__ import annotations

from pathlib import Path

from ..nouns import LINE_END, Refusal

LARGEST = 8_000_000  # bytes; a book has about one million
LARGEST_NOTEBOOK = 64_000_000  # it keeps its pictures in itself
CODECS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def source_of(path: Path, suffixes: tuple[str, ...]) -> str | Refusal:
    """The text of a file whose suffix is one of ``suffixes``."""
    name = str(path)
    try:
        if path.is_dir():
            return Refusal(name, "this is a folder, not a note")
        if not path.exists():
            return Refusal(name, f"no such file{_meant(path)}")
        if path.suffix.lower() not in suffixes:
            what = path.suffix or "a file without a suffix"
            return Refusal(name, f"I cannot read {what}. I read {' '.join(suffixes)}")
        size = path.stat().st_size
        limit = LARGEST_NOTEBOOK if path.suffix.lower() == ".ipynb" else LARGEST
        if size > limit:
            return Refusal(name, _too_large(size, limit))
        return decoded(name, path.read_bytes())
    except OSError as error:
        return Refusal(name, (error.strerror or "cannot be opened").lower())


def _too_large(size: int, limit: int) -> str:
    return (
        f"{size / 1e6:.0f} MB is too large for a note (limit: {limit // 1_000_000} MB)."
        " Split it into chapters"
    )


def _meant(path: Path) -> str:
    """The most similar name in the same folder, as a question."""
    from difflib import get_close_matches  # only when something is wrong

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return ""
    close = get_close_matches(path.name, names, n=1)
    return f" (did you mean {path.with_name(close[0])}?)" if close else ""


def decoded(name: str, data: bytes) -> str | Refusal:
    """The characters that bytes stand for in UTF-8."""
    codec = CODECS.get(data[:2])
    if codec:
        return Refusal(name, f"this is {codec}. Save the file as UTF-8", (1, 1))
    zero = data.find(0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if zero < 0:
            return Refusal(name, _wrong_byte(data[error.start]), _place(data[: error.start]))
    else:
        if zero < 0:
            return text
    return Refusal(name, "byte 0x00: this is a binary file, not text", _place(data[:zero]))


def _wrong_byte(byte: int) -> str:
    likely = "Latin-1" if byte >= 0xA0 else "Windows-1252"
    return f"byte 0x{byte:02X} is not UTF-8. Save the file as UTF-8 (it looks like {likely})"


def _place(before: bytes) -> tuple[int, int]:
    """Line and column behind ``before``."""
    text = before.decode("utf-8-sig", "replace")
    ends = list(LINE_END.finditer(text))
    return len(ends) + 1, len(text) - (ends[-1].end() if ends else 0) + 1
