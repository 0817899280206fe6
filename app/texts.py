"""Words of the interface, in English and Arabic, read from configs/interface; plural forms and dates."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, get_month_names

from claims.configuration import shipped_yaml
from warehouse.dates import as_date

LANGS = ("en", "ar")


class Texts:
    """The words of one language; ``t("filters.topic")`` finds them by their path in the file."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGS else "en"
        self._rows: dict[str, Any] = shipped_yaml(f"interface/{self.lang}.yaml")

    @property
    def rtl(self) -> bool:
        return self.lang == "ar"

    def __call__(self, path: str, **values: Any) -> str:
        found: Any = self._rows
        for part in path.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun, in the plural form that the language asks for."""
        rule = Locale.parse(self.lang).plural_form(number)
        forms = self._rows["count"][noun]
        return str(forms.get(rule, forms["other"])).format(n=f"{number:,}")

    def days(self, number: int) -> str:
        """How long after, in days."""
        return self.count("days_later", number)

    def guard(self, name: str) -> str:
        """The name of a guard in words; its own name where the file knows no words for it."""
        return str(self._rows["guard"].get(name, name.replace("_", " ")))

    def date(self, iso: str | None) -> str:
        """A date of the ledger as readers write it; the ISO text where it is none."""
        day = as_date(iso)
        if not iso or day is None:
            return iso or self("unknown_time")
        text = format_date(day, "d MMMM y", locale="ar_EG" if self.rtl else "en_GB")
        text = text.translate(_LATIN_DIGITS)
        return f"{text}, {iso[11:16]}" if len(iso) >= 16 else text

    def months(self) -> list[str]:
        """Names of the twelve months."""
        names = get_month_names("wide" if self.rtl else "abbreviated", locale="ar_EG" if self.rtl else "en_GB")
        return [str(names[number]) for number in range(1, 13)]

    def name(self, english: str | None, arabic: str | None) -> str:
        """A name in the language of the interface where there is one."""
        return (arabic or english or "") if self.rtl else (english or arabic or "")

    def position(self, value: int | None) -> str:
        return self(f"position.{'none' if value is None else value}")


_LATIN_DIGITS = {0x0660 + digit: str(digit) for digit in range(10)}


@cache
def texts(lang: str) -> Texts:
    return Texts(lang)
