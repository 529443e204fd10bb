"""
What a file is made of, told apart by digest.

A material is a frozen dataclass of text, numbers, tuples and other such dataclasses. A part that
knows its own digest (an item with its text) is taken by that; so a page of twenty items is told
from another without looking at any of them.
"""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, cast

from generator.kernel import digest

_MARK = 6


def digest_of(material: Any) -> str:
    """Return the digest of *material*: it alone decides whether a file must be made."""
    return digest.of_text("\x1f".join((type(material).__name__, *_told(material))))


def marks_of(material: Any) -> str:
    """Return a short mark of each field, for telling which one changed: six digits each."""
    return "".join(f"{zlib.crc32(one.encode()) >> 8:06x}" for one in _told(material))


def changed_fields(material: Any, marks: str) -> list[str]:
    """Return the names of the fields of *material* whose marks are not the former *marks*."""
    now = marks_of(material)
    cuts = [slice(i, i + _MARK) for i in range(0, len(now), _MARK)]
    names = _fields(_kind(material))
    return [name for name, cut in zip(names, cuts, strict=True) if now[cut] != marks[cut]]


def _told(material: Any) -> list[str]:
    return [_tell(getattr(material, name)) for name in _fields(_kind(material))]


def _kind(value: Any) -> Hashable:
    return cast("Hashable", type(value))


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cast("Any", kind)))


def _tell(value: Any) -> str:
    """Write *value* so that two values are written alike only if they are alike."""
    kind = type(value)
    if kind is tuple:
        return f"({len(value)}{','.join([_tell(one) for one in value])})"
    if kind is str:
        return f"{len(value)}:{value}"
    if value is None or kind is int or kind is bool:
        return repr(value)
    if (known := getattr(value, "mark", None)) is not None:
        return str(known)
    if isinstance(value, str):  # a word of a list
        return f"{len(value)}:{value}"
    told = [_tell(getattr(value, name)) for name in _names(_kind(value))]
    return f"{type(value).__name__}({','.join(told)})"


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """Return the fields of a dataclass, or of a model of content."""
    if dataclasses.is_dataclass(kind):
        return _fields(kind)
    return tuple(getattr(kind, "model_fields"))  # noqa: B009 -- Pydantic's, on the class
