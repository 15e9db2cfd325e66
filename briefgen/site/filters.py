"""Dates, numbers and lists in the page's language, as CLDR writes them. Each filter takes the language from the page."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, parse_decimal
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from briefgen.model.dates import Moment, PartialDate, Period
from briefgen.model.localised import Words
from briefgen.site.escaping import escaped, markup
from briefgen.site.urls import linked
from briefgen.text.casing import capitalise
from briefgen.text.comparing import compared

_NBSP = "\u00a0"
_DIGITS = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_NOTHING = Markup("")
_ENDS = (".", "!", "?", "…")


def lang_of_page(context: Context) -> str:
    """The language of the page, which a template is given; looked up where that lies, as it is asked for so often."""
    found: str = context.parent["lang"]
    return found


@lru_cache(maxsize=65536)
def _date(value: date, lang: str, width: str) -> str:
    """A date that does not break; the day of the week may stand on a line of its own."""
    text = format_date(value, width, locale=_locale(lang))
    return re.sub(r"(\d) (?=\D)", rf"\1{_NBSP}", text) if width == "full" else text.replace(" ", _NBSP)


def _locale(lang: str) -> str:
    """English is British here, in dates as in spelling, as those who write from outside the United States expect it."""
    return "en_GB" if lang == "en" else lang


def _as_date(value: Moment | date) -> date:
    return value.day if isinstance(value, Moment) else value


@pass_context
def day(context: Context, value: Moment | date) -> str:
    """`3 Şubat 2026`."""
    return _date(_as_date(value), lang_of_page(context), "long")


@pass_context
def weekday(context: Context, value: Moment | date) -> str:
    """`3 Şubat 2026 Salı`, as a heading begins."""
    return capitalise(_date(_as_date(value), lang_of_page(context), "full"), lang_of_page(context))


@pass_context
def clock(context: Context, value: Moment) -> str:
    """`14:30`."""
    return _clock(value.at.time(), lang_of_page(context))


@lru_cache(maxsize=8192)
def _clock(value: time, lang: str) -> str:
    return format_time(value, "short", locale=_locale(lang))


@pass_context
def month(context: Context, value: str) -> str:
    """`Şubat 2026` from `2026-02`; a year stays a year."""
    return _month(value, lang_of_page(context))


@lru_cache(maxsize=4096)
def _month(value: str, lang: str) -> str:
    """A month that stands alone has a form of its own (CLDR `LLLL`)."""
    year, _, number = value.partition("-")
    if not number:
        return year
    return capitalise(format_date(date(int(year), int(number), 1), "LLLL y", locale=lang), lang)


@pass_context
def period(context: Context, value: Period | PartialDate | tuple[date, date]) -> str:
    """`16 Mayıs 2025`, `Mayıs 2025`, `2025`, `25–27 Haziran 2025`; two days may stand for the range between them."""
    if isinstance(value, tuple):
        value = Period(*(PartialDate(day.year, day.month, day.day) for day in value))
    return _period(value if isinstance(value, Period) else Period(value), lang_of_page(context))


@lru_cache(maxsize=8192)
def _period(value: Period, lang: str) -> str:
    """A range says once what both of its ends have in common, as CLDR's intervals do."""
    start, end = value.start, value.end
    if end is None:
        return _partial(start, lang)
    if start.month is None and end.month is None:
        return f"{start.year}–{end.year}"
    if start.year != end.year or start.month is None or end.month is None or (start.day is None) != (end.day is None):
        return f"{_partial(start, lang)} – {_partial(end, lang)}"
    if start.day is None:
        return f"{format_date(start.first, 'LLLL', locale=lang)} – {_partial(end, lang)}"
    if start.month != end.month:
        first = format_date(start.first, "d MMMM", locale=lang)
        return f"{first.replace(' ', _NBSP)} – {_partial(end, lang)}"
    return f"{start.day}–{_partial(end, lang)}"


def _partial(value: PartialDate, lang: str, month: str = "LLLL") -> str:
    if value.day is not None:
        return _date(value.first, lang, "long")
    if value.month is not None:
        return format_date(value.first, f"{month} y", locale=lang).replace(" ", _NBSP)
    return str(value.year)


@pass_context
def since(context: Context, value: PartialDate) -> str:
    """From when on, in the form that a language asks for: `3 Şubat 2026'dan`, `с 3 февраля 2026 г.`, `с февраля 2026`."""
    lang = lang_of_page(context)
    text = _partial(value, lang, "MMMM")
    if lang == "tr":
        return compared(text, "")[0]
    # Second begins with two consonants in Russian: «со второго».
    return (("со" if value.day == 2 else "с") + _NBSP + text) if lang == "ru" else text


@pass_context
def number(context: Context, value: Decimal | int) -> str:
    """`2.300,5`."""
    return _number(value, lang_of_page(context))


@lru_cache(maxsize=8192)
def _number(value: Decimal | int, lang: str) -> str:
    # A claim is printed as it was made: CLDR's pattern would round it to three places.
    return format_decimal(value, locale=lang, decimal_quantization=False)


def renumbered(text: str, written: str, lang: str) -> str:
    """A number as a language writes it, from one as another does (`2.300` is 2300 in Turkish), else as a `value:` of the front
    matter is written (`2.5`); words stay as they are.
    """
    try:
        value = parse_decimal(text, locale=written, strict=True)
    except ValueError:
        if not _DIGITS.fullmatch(text):
            return text
        value = Decimal(text)
    return _number(value, lang)


@pass_context
def amount(context: Context, value: Decimal, to: Decimal | None, unit: Words | str | None, than: str = "{}") -> Markup:
    """`2.300–2.500 asker`, which stay on one line; a per cent stands as CLDR writes it: `%3,5`, `3.5%`, `3,5 %`.

    `than` says that it is more or less than `{}`: `2.300'den fazla asker`.
    """
    lang = lang_of_page(context)
    number = "–".join(_number(each, lang) for each in (value, to) if each is not None)
    if str(unit or "").strip() == "%":
        number, unit = _per_cent(number, lang), None
    if than != "{}" and lang == "tr":
        is_turkish = not isinstance(unit, Words) or unit.lang in ("", lang)
        number, rest = compared(number, str(unit or "") if is_turkish else "")
        unit = rest if is_turkish else unit
    number = escape(than).replace("{}", number.replace(" ", _NBSP))
    return number + Markup("\u00a0") + said(context, unit) if unit else number


def _per_cent(number: str, lang: str) -> str:
    pattern = Locale(lang).percent_formats[None].pattern
    sign = "-" if pattern.startswith("%") and number.startswith("-") else ""
    return sign + str(pattern.replace("#,##0", number.removeprefix(sign)))


@pass_context
def listed(context: Context, values: Iterable[Any]) -> Markup:
    """`a, b ve c`; the items may be markup."""
    items = [str(escape(value)) for value in values]
    return Markup(format_list(items, locale=_locale(lang_of_page(context)))) if items else Markup("")


@pass_context
def said(context: Context, words: Words | str | None) -> Markup:
    """Words, in an element that names their language where it is not the page's."""
    if words is None:
        return _NOTHING
    if not isinstance(words, Words):
        return escape(words)
    if not words.lang or words.lang == lang_of_page(context):
        return escaped(words.text)
    return Markup('<span lang="{}">{}</span>').format(words.lang, words.text)


@pass_context
def lang_of(context: Context, lang: str) -> Markup:
    """A `lang` attribute, with a space before it, where `lang` is not the page's."""
    return _NOTHING if lang in ("", lang_of_page(context)) else Markup(' lang="{}"').format(lang)


@lru_cache(maxsize=256)
def language(code: str) -> str:
    """A language in its own words, as a list of languages shows it (CLDR): `Türkçe`, `Русский`."""
    return capitalise(Locale(code).get_display_name(code) or code, code)


def ended(text: str) -> str:
    """With a full stop at its end, markup too, unless it has a sign there: `3 февраля 2026 г.` has one."""
    if text.endswith(_ENDS):
        return text
    if not isinstance(text, Markup):
        return f"{text}."
    is_seen = str.isalnum(str.rstrip(text)[-1:])
    return text if not is_seen and text.striptags().endswith(_ENDS) else markup(f"{text}.")


def iso(value: Moment | date | datetime | Period) -> str:
    """The machine's form: `2026-02-03`, or a time with its offset where there is a clock."""
    if isinstance(value, Moment):
        return value.at.isoformat() if value.timed else value.day.isoformat()
    return str(value) if isinstance(value, Period) else value.isoformat()


FILTERS = {
    "day": day,
    "weekday": weekday,
    "clock": clock,
    "month": month,
    "period": period,
    "since": since,
    "number": number,
    "amount": amount,
    "listed": listed,
    "said": said,
    "lang_of": lang_of,
    "language": language,
    "ended": ended,
    "link": linked,
    "iso": iso,
}
