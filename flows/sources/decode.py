"""Bytes to text: UTF-8, with or without its mark, or Windows-1256 where that plainly reads as Arabic."""

from __future__ import annotations

import codecs

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 20_000
# In Windows-1256 these two letters are the bytes with which UTF-8 begins every Arabic letter.
_UTF8_LEADS = "\u0637\u0638"
_MOST_LEADS = 0.15
_FEWEST_ARABIC = 0.6


class Undecodable(ValueError):
    """Bytes that are no text in an encoding that is read; the message says which byte and what to do."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding, ``utf-8`` or ``cp1256``. A byte order mark is no part of the text.

    Raises:
        Undecodable: neither reads as text.
    """
    if data.startswith(_UTF16):
        raise Undecodable("is encoded in UTF-16; save it as UTF-8")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text = _as_windows_arabic(data)
        if text is None:
            raise Undecodable(
                f"is not UTF-8 (byte {error.start + 1}: 0x{data[error.start]:02x}); save it as UTF-8"
            ) from None
        return text, "cp1256"


def _as_windows_arabic(data: bytes) -> str | None:
    try:
        text = data.decode("cp1256")
    except UnicodeDecodeError:
        return None
    letters = [c for c in text[:_SAMPLE] if c.isalpha() and not c.isascii()]
    arabic = [c for c in letters if "\u0621" <= c <= "\u064a"]
    if len(arabic) < 5 or len(arabic) < _FEWEST_ARABIC * len(letters):
        return None
    damaged_utf8 = sum(c in _UTF8_LEADS for c in arabic) > _MOST_LEADS * len(arabic)
    return None if damaged_utf8 else text
