"""Plain frozen values. They are made, compared, pickled and encoded by the hundred thousand, which msgspec does in C."""

import msgspec


class Value(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A value of named fields; `msgspec.structs.replace` gives another. It holds values only, so there are no cycles."""
