"""The file of traces: columns that are looked into where they lie, so that a small change to a large site need not load
what the whole site has asked. What has changed since stands in a small file beside it.

Numbers are unsigned and 32 bits wide, in the byte order of the machine.
"""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise

import msgspec

from briefgen.engine.asking import digest_of

FORMAT = 3
FACT, ROOT = 1, 2
"""Kinds of rows, which add up."""

Buffer = bytes | memoryview
_encode = msgspec.msgpack.encode
_numbers: "Callable[[], array[int]]" = partial(array, "I")


class Row(msgspec.Struct, gc=False):
    """A question (encoded; empty where it is forgotten) with its answer's digest, the numbers of what it asked and of who
    asks it, which are a set once one of them has gone.
    """

    name: bytes
    digest: bytes = b""
    asked: "array[int]" = msgspec.field(default_factory=_numbers)
    users: "array[int] | set[int]" = msgspec.field(default_factory=_numbers)
    kind: int = 0

    def drop_user(self, user: int) -> None:
        if not isinstance(self.users, set):
            self.users = set(self.users)
        self.users.discard(user)

    def packed_users(self) -> "array[int]":
        return array("I", sorted(self.users)) if isinstance(self.users, set) else self.users


class _Head(msgspec.Struct, array_like=True):
    """What the file begins with, after the head's own length in four bytes: how long each column is, in bytes."""

    format: int
    key: bytes
    sizes: tuple[int, ...]
    checksum: int


def generation_of(data: Buffer) -> bytes:
    """The name of a file: the digest of its head, which holds its checksum."""
    return digest_of(bytes(memoryview(data)[: 4 + int.from_bytes(data[:4], "big")]))


class Rows:
    """The rows of a file. `generation` names it."""

    def __init__(self, head: _Head, generation: bytes, body: memoryview) -> None:
        self.key, self.generation = head.key, generation
        ends = list(accumulate(head.sizes, initial=0))
        columns = [body[start:end] for start, end in pairwise(ends)]
        self._kinds, self._names, self._digests = columns[:3]
        self._asked, self._users, *places = (column.cast("I") for column in columns[3:9])
        self._name_at, self._digest_at, self._asked_at, self._users_at = places
        self._index = columns[9].cast("Q")

    @classmethod
    def opened(cls, data: Buffer) -> "Rows | None":
        """The rows in a file; None for one that is damaged or of another format."""
        view = memoryview(data)
        start = 4 + int.from_bytes(view[:4], "big")
        try:
            head = msgspec.msgpack.decode(view[4:start], type=_Head)
        except (msgspec.MsgspecError, ValueError):
            return None
        if head.format != FORMAT or sum(head.sizes) != len(view) - start or zlib.crc32(view[start:]) != head.checksum:
            return None
        return cls(head, generation_of(data), view[start:])

    def __len__(self) -> int:
        return len(self._kinds)

    def __getitem__(self, number: int) -> Row:
        return Row(
            bytes(self._names[self._name_at[number] : self._name_at[number + 1]]),
            bytes(self._digests[self._digest_at[number] : self._digest_at[number + 1]]),
            array("I", self._asked[self._asked_at[number] : self._asked_at[number + 1]]),
            array("I", self._users[self._users_at[number] : self._users_at[number + 1]]),
            self._kinds[number],
        )

    def number(self, name: bytes) -> int | None:
        """The row of a question, if there is one."""
        index, sign = self._index, zlib.crc32(name)
        for place in range(bisect_left(index, sign << 32), len(index)):
            number = index[place] & 0xFFFFFFFF
            if index[place] >> 32 != sign:
                return None
            if self._names[self._name_at[number] : self._name_at[number + 1]] == name:
                return number
        return None

    def of_kind(self, kind: int) -> Iterator[int]:
        return (number for number, found in enumerate(self._kinds) if found & kind)


def compact(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows without those that are forgotten, which nobody asks, numbered anew."""
    live = [number for number, row in enumerate(rows) if row.name]
    if len(live) == len(rows):
        return rows
    place = {number: at for at, number in enumerate(live)}

    def moved(numbers: Iterable[int]) -> "array[int]":
        return array("I", [place[number] for number in numbers])

    kept = [rows[number] for number in live]
    return [Row(row.name, row.digest, moved(row.asked), moved(row.users), row.kind) for row in kept]


def packed(rows: Sequence[Row], key: bytes) -> bytes:
    """The file of these rows; `key` says for whom they hold."""
    names, digests = [row.name for row in rows], [row.digest for row in rows]
    asked, users = [row.asked for row in rows], [row.packed_users() for row in rows]
    places = [array("I", accumulate(map(len, lists), initial=0)) for lists in (names, digests, asked, users)]
    index = array("Q", sorted([zlib.crc32(name) << 32 | number for number, name in enumerate(names)]))
    columns = [bytes([row.kind for row in rows]), b"".join(names), b"".join(digests), b"".join(asked), b"".join(users)]
    columns += [*(place.tobytes() for place in places), index.tobytes()]
    body = b"".join(columns)
    head = _encode(_Head(FORMAT, key, tuple(map(len, columns)), zlib.crc32(body)))
    return b"".join((len(head).to_bytes(4, "big"), head, body))


def packed_since(base: bytes, rows: Mapping[int, Row]) -> bytes:
    """Rows by number that differ from those of the file `base`."""
    found = {
        number: (row.name, row.digest, row.asked.tobytes(), row.packed_users().tobytes(), row.kind)
        for number, row in rows.items()
    }
    data = _encode((base, found))
    return zlib.crc32(data).to_bytes(4, "big") + data


def unpacked_since(data: bytes, base: bytes) -> dict[int, Row] | None:
    """The rows that were packed; None where they are damaged, or belong to another file than `base`."""
    if zlib.crc32(memoryview(data)[4:]) != int.from_bytes(data[:4], "big"):
        return None
    try:
        of, rows = msgspec.msgpack.decode(
            data[4:], type=tuple[bytes, dict[int, tuple[bytes, bytes, bytes, bytes, int]]]
        )
    except (msgspec.MsgspecError, ValueError):
        return None
    if of != base:
        return None
    return {
        number: Row(name, digest, array("I", asked), array("I", users), kind)
        for number, (name, digest, asked, users, kind) in rows.items()
    }
