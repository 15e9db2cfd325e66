"""The cache of readings: what goes in comes out, and whatever is wrong with it, it is merely empty."""

import pickle
import sqlite3
import stat
import zlib
from collections.abc import Iterator
from dataclasses import fields as fields_of
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.keeping import sealed, unsealed
from briefgen.reading.cache import Bodies, Kept, ReadingCache, Stamp
from briefgen.reading.entry import Reading
from tests.reading.conftest import PATH, article

KEY = b"versions and settings"
OTHER = "content/articles/2026-02-04-baska.md"
STAMP = Stamp(120, 1_700_000_000_000_000_000)


def kept(body: str = "Bir cümle.\n", path: str = PATH, fields: str = "") -> Kept:
    return Kept.of(article(body, fields, path), STAMP, b"digest")


def cache_of(file: Path, *entries: Kept, gone: tuple[str, ...] = (), key: bytes = KEY) -> ReadingCache:
    """A cache in which these have been kept."""
    cache = ReadingCache(file, key)
    with cache.writing() as keep:
        keep(entries, gone)
    return cache


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "readings.sqlite"


def found_in(file: Path, key: bytes = KEY) -> dict[str, Kept]:
    """What the next build finds."""
    cache = ReadingCache(file, key)
    try:
        return cache.load()
    finally:
        cache.close()


def told(reading: Reading, html: dict[str, str]) -> tuple[object, ...]:
    """Everything that a reading says, as values that can be compared."""
    assert reading.entry is not None
    front = reading.entry.front
    places = [places.__reduce__()[1] for places in (front.keys, front.values)]
    entry = {field.name: getattr(reading.entry, field.name) for field in fields_of(reading.entry)}
    entry["front"] = (front.fields, front.body, front.readable, front.findings, places)
    return reading.path, entry, reading.findings, html


BODIES = {
    "plain": "Bir cümle.\n",
    "marks": '## Ara {theme=konu #ara}\n\n["Söz."]{speaker=kisi} [3]{figure=a}\n\n> [!ARKA PLAN]\n> Not.\n',
    "footnote and note": "Cümle.[^1] <!-- not -->\n\n[^1]: Dipnot.\n",
    "findings": "<b>x</b> {theme=} [x](y.md#z)\n",
    "nothing": "",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_reading_comes_back_as_it_was(body: str, file: Path) -> None:
    reading = article(body, "themes: konu\nembargo: 2026-02-04T08:00:00+03:00\nnote: Not\n")
    cache_of(file, Kept.of(reading, STAMP, b"digest")).close()
    cache = ReadingCache(file, KEY)
    found = cache.find(PATH, b"digest")
    assert found is not None
    assert told(found, cache.bodies(PATH)) == told(reading, reading.html)


def test_stamp_and_digest_come_back(file: Path) -> None:
    cache_of(file, kept()).close()
    found = found_in(file)[PATH]
    assert (found.stamp, found.digest, found.path) == (STAMP, b"digest", PATH)


def test_the_html_stands_apart_from_the_reading(file: Path) -> None:
    """It is most of the bytes, and few builds want it."""
    cache = cache_of(file, kept())
    reading = cache.load()[PATH].reading()
    assert reading is not None and reading.html == {}
    assert "<p>Bir cümle.</p>" in "".join(cache.bodies(PATH).values())
    assert cache.bodies("content/articles/yok.md") == {}


def test_a_second_reading_replaces_the_first_and_others_stay(file: Path) -> None:
    cache_of(file, kept(), kept(path=OTHER)).close()
    cache = cache_of(file, kept("Yeni cümle.\n"))
    assert "Yeni" in "".join(cache.bodies(PATH).values())
    assert cache.load().keys() == {PATH, OTHER}


def test_how_a_file_was_is_found_until_a_site_is_built_from_what_it_is(file: Path) -> None:
    first = kept()
    later = [replace(kept(f"{word} cümle.\n"), digest=word.encode()) for word in ("Sonraki", "Son")]
    cache = cache_of(file, first, kept(path=OTHER))
    for each in later:
        with cache.writing() as keep:
            keep([each], [OTHER])
    assert cache.find(PATH, b"digest") is not None and cache.find(OTHER, b"digest") is not None
    assert cache.find(PATH, b"Son") is not None
    assert cache.find(PATH, b"Sonraki") is None, "no site was built from it"
    cache.settle()
    assert cache.find(PATH, b"digest") is None and cache.find(PATH, b"Son") is not None
    assert cache.find(OTHER, b"digest") is None and cache.load().keys() == {PATH}


def test_what_is_gone_is_forgotten(file: Path) -> None:
    cache_of(file, kept(), kept(path=OTHER)).close()
    cache_of(file, gone=(PATH, "content/articles/yok.md")).close()
    assert found_in(file).keys() == {OTHER}


def test_for_another_key_there_is_nothing_and_never_again(file: Path) -> None:
    cache_of(file, kept()).close()
    assert found_in(file, b"another version") == {}
    assert found_in(file) == {}


def test_what_was_not_finished_does_not_count(file: Path) -> None:
    """As if the build were killed between the first batch and the end."""
    cache_of(file, kept()).close()
    cache = ReadingCache(file, KEY)
    with pytest.raises(RuntimeError), cache.writing() as keep:
        keep([kept("Yeni cümle.\n")], [])
        raise RuntimeError
    cache.close()
    cache = ReadingCache(file, KEY)
    assert "Bir cümle" in "".join(cache.bodies(PATH).values())


def test_cleared_it_is_empty_and_takes_new_ones(file: Path) -> None:
    cache = cache_of(file, kept())
    cache.clear()
    assert cache.load() == {}
    with cache.writing() as keep:
        keep([kept(path=OTHER)], [])
    cache.close()
    assert found_in(file).keys() == {OTHER}


def garbage(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 64)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def cut_in_the_head(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:50])


def scratched(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[3000:] = b"\xff" * (len(data) - 3000)
    file.write_bytes(bytes(data))


def folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


def older(file: Path) -> None:
    """The tables of another day."""
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("create table files (path text primary key, size integer, reading blob)")
        connection.execute("create table key (value blob)")
        connection.execute("insert into key values (?)", (KEY,))
        connection.execute("insert into files values (?, 1, ?)", (PATH, b"x"))
    connection.close()


@pytest.mark.parametrize("damage", [garbage, empty, cut_short, cut_in_the_head, scratched, folder, older])
def test_a_damaged_file_is_an_empty_cache(damage: "object", file: Path) -> None:
    cache_of(file, *[Kept.of(article(path=f"content/articles/{n}.md"), STAMP, b"digest") for n in range(40)]).close()
    assert callable(damage)
    damage(file)
    cache = ReadingCache(file, KEY)
    found = cache.load()
    for path, each in found.items():
        reading = each.reading()
        assert reading is None or told(reading, unsealed(each.html)) == told(
            article(path=path), article(path=path).html
        )
    with cache.writing() as keep:
        keep([kept(path=OTHER)], [])
    cache.load()
    cache.close()
    again = ReadingCache(file, KEY)
    assert again.load().keys() - found.keys() <= {OTHER}
    again.close()


_OF_NO_CLASS = b"\x80\x04\x95\x15\x00\x00\x00\x00\x00\x00\x00\x8c\x03yok\x94\x8c\x03Yok\x94\x93\x94."
ROWS = {
    "no pickle": b"garbage",
    "nothing": b"",
    "another thing": sealed({"path": PATH}),
    "another path": sealed(article(path=OTHER)),
    "another word": sealed(article("Bir cümle.\n")).replace(b"Bir", b"Bin"),
    "a class that is no more": zlib.crc32(_OF_NO_CLASS).to_bytes(4, "big") + _OF_NO_CLASS,
}


@pytest.mark.parametrize("data", ROWS.values(), ids=ROWS)
def test_a_row_that_is_no_reading_of_its_file_is_none(data: bytes, file: Path) -> None:
    cache_of(file, kept(), kept(path=OTHER)).close()
    with sqlite3.connect(file) as connection:
        connection.execute("update files set reading = ? where path = ?", (data, PATH))
    connection.close()
    found = found_in(file)
    assert found[PATH].reading() is None
    assert found[OTHER].reading() is not None


@pytest.mark.parametrize("html", [b"garbage", b""], ids=["no pickle", "nothing"])
def test_html_that_is_none_is_none(html: bytes, file: Path) -> None:
    cache_of(file, kept()).close()
    with sqlite3.connect(file) as connection:
        connection.execute("update files set html = ?", (html,))
    connection.close()
    found = ReadingCache(file, KEY).bodies(PATH)
    assert found == {}


def test_a_cache_that_cannot_be_is_an_empty_one(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "no such folder" / "readings.sqlite", KEY)
    assert cache.load() == {} and cache.bodies(PATH) == {}
    with cache.writing() as keep:
        keep([kept()], [OTHER])
    cache.clear()
    cache.close()


def test_what_is_kept_may_not_be_read_by_others(file: Path) -> None:
    """What is withheld is in it. The folder is the owner's alone; the file is no wider than the umask lets it be."""
    cache_of(file, kept()).close()
    assert not stat.S_IMODE(file.stat().st_mode) & stat.S_IWOTH


@pytest.mark.parametrize("where", ["file", "memory", "other process"])
def test_bodies_of_many_files_are_unpacked_when_they_are_asked_for(where: str, tmp_path: Path) -> None:
    first, second = kept(), kept("Başka cümle.\n", OTHER)
    bodies = Bodies(tmp_path / "none" if where == "memory" else tmp_path)
    assert list(tmp_path.iterdir()) == []
    for each in (first, second):
        reading = each.reading()
        assert reading is not None
        bodies.add(reading, each.html)
    bodies = pickle.loads(pickle.dumps(bodies)) if where == "other process" else bodies
    assert any(isinstance(packed, bytes) for packed in bodies.packed.values()) == (where != "file")
    assert bodies.html == {}
    html = unsealed(second.html)
    (digest,) = (digest for digest, text in html.items() if "Başka" in text)
    assert digest in bodies and "Başka cümle" in bodies[digest]
    assert not [text for text in bodies.html.values() if "Bir" in text]
    with pytest.raises(KeyError):
        bodies["no such digest"]
