"""Words of the interface, in English and Arabic, read from configs/interface; plural forms and dates."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, get_month_names

from claims.actors.labels import role_label
from claims.configuration import shipped_yaml
from warehouse.dates import as_date

LANGS = ("en", "ar", "ar-u-nu-arab")
"""English; Arabic; Arabic with Arabic-Indic digits, by its tag in BCP 47. The tag stands in the address."""
THEMES = ("light", "dark")
"""What can be chosen where it is not to be that of the system."""
WANTED = ("policy", "commitment")
"""Kinds of positions by which somebody wants, undertakes or rejects something; the others tell how things stand."""
_ARABIC_INDIC = {ord(","): "\u066c", ord("."): "\u066b"} | {
    ord("0") + digit: chr(0x0660 + digit) for digit in range(10)
}


class Texts:
    """The words of one language; ``t("filters.topic")`` finds them by their path in the file."""

    def __init__(self, lang: str, theme: str = "") -> None:
        self.lang = lang if lang in LANGS else "en"
        self.theme = theme if theme in THEMES else ""
        self.of = self.lang[:2]
        """The language without what its tag says of digits."""
        self._rows: dict[str, Any] = shipped_yaml(f"interface/{self.of}.yaml")

    @property
    def address(self) -> dict[str, str]:
        """What each link of a page carries, so that the other page opens in the same language and light."""
        return {"lang": self.lang} | (chosen_theme(self.theme) if self.theme else {})

    @property
    def rtl(self) -> bool:
        return self.of == "ar"

    @property
    def separator(self) -> str:
        """What parts of a line stand between: no dot beside Arabic-Indic digits, whose zero is one.

        A line that is too long is cut before it, never behind; behind a stroke even a hard space would let it be.
        """
        return " |\u2060\u00a0" if self.lang.endswith("-arab") else " \u00b7\u00a0"

    def __call__(self, path: str, **values: Any) -> str:
        found: Any = self._rows
        for part in path.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def has(self, path: str) -> bool:
        """Whether the file has words under a path."""
        found: Any = self._rows
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return isinstance(found, str)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun, in the plural form that the language asks for."""
        rule = Locale.parse(self.of).plural_form(number)
        forms = self._rows["count"][noun]
        return str(forms.get(rule, forms["other"])).format(n=self.digits(f"{number:,}"))

    def digits(self, number: str) -> str:
        """A number, or a date, in the digits that the language asks for; the point and the commas of a number too."""
        return number.translate(_ARABIC_INDIC) if self.lang.endswith("-arab") else number

    def days(self, number: int) -> str:
        """How long after, in days."""
        return self.count("days_later", number)

    def guard(self, name: str) -> str:
        """The name of a guard in words; its own name where the file knows no words for it."""
        return self.word("guard", name)

    def word(self, group: str, name: str | None) -> str:
        """What a value of the ledger is called; its own name where the file knows no words for it."""
        return str(self._rows[group].get(name, (name or "").replace("_", " ")))

    @property
    def widgets(self) -> dict[str, str]:
        """What Streamlit's own labels, which are English, are called; ``{}`` stands for what varies."""
        return dict(shipped_yaml("interface/widgets.yaml").get(self.of, {}))

    def role(self, role: str | None, female: bool = False) -> str:
        """A role in words, in Arabic that of a woman where it is one; its own name where the file has none."""
        return role_label(role, "ar" if self.rtl else "en", female)

    def date(self, iso: str | None) -> str:
        """A date of the ledger as readers write it; the ISO text where it is none."""
        text = _written_day(iso[:10], self.of) if iso else None
        if not iso or text is None:
            return iso or self("unknown_time")
        return self.digits(self("comma").join((text, iso[11:16])) if len(iso) >= 16 else text)

    def months(self) -> list[str]:
        """Names of the twelve months."""
        names = get_month_names("wide" if self.rtl else "abbreviated", locale="ar_EG" if self.rtl else "en_GB")
        return [str(names[number]) for number in range(1, 13)]

    def name(self, english: str | None, arabic: str | None) -> str:
        """A name in the language of the interface where there is one."""
        return (arabic or english or "") if self.rtl else (english or arabic or "")

    def signed(self, value: int) -> str:
        """A position as a number with its sign."""
        return self.digits(f"{value:+d}".replace("-", "\u2212") if value else "0")

    def sure(self, confidence: float) -> str:
        """How sure something is, as a label."""
        return f"{self('confidence')} {self.digits(f'{confidence:.2f}')}"

    def position(self, value: int | None, kind: str) -> str:
        """What a position of a kind is called: how far one is for what is wanted, or holds true what is expected."""
        return self(f"{'position' if kind in WANTED else 'outlook'}.{'none' if value is None else value}")

    def of_any_kind(self, value: int | None) -> str:
        """The same where the kind is not known, or several are meant."""
        return " / ".join(dict.fromkeys(self.position(value, kind) for kind in ("policy", "assessment")))


_LATIN_DIGITS = {0x0660 + digit: str(digit) for digit in range(10)}


@lru_cache(maxsize=20_000)
def _written_day(iso: str, of: str) -> str | None:
    """A day, month or year in a language, with Latin digits; None where the text is none."""
    if (day := as_date(iso)) is None:
        return None
    shape = {4: "y", 7: "MMMM y"}.get(len(iso), "d MMMM y")  # no day is told that is not known
    return format_date(day, shape, locale="ar_EG" if of == "ar" else "en_GB").translate(_LATIN_DIGITS)


def chosen_theme(theme: str) -> dict[str, str]:
    """The parameters of a theme: ours, and that by which Streamlit is told when it opens a page."""
    return {"theme": theme, "embed_options": f"{theme}_theme"}


@cache
def texts(lang: str, theme: str = "") -> Texts:
    return Texts(lang, theme)
