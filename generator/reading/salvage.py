"""
What can be saved of an item with faults, so that its other faults are told in the same run.

A salvaged item is never published: the fault that made it one stops publication. It lets the
rules that need a whole item look at its sound fields and its body, and keeps items that refer to
it from being blamed.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.kernel.diagnostics import Span
from generator.kernel.spelling import closest
from generator.model.item import Item
from generator.reading.decode import Clock, decode
from generator.reading.frontmatter import Decoded, Plain

# For required fields that are missing or faulty; rules say nothing about what has no place.
STAND_INS: dict[str, Plain] = {
    "title": "-",
    "summary": "-" * 20,
    "publish_at": "1800-01-01",
    "unit": "x",
    "level": "khan",
    "expires_at": "2999-01-01",
    "honourees": [{"name": "-"}],
}

_SOMEONE = "x"


def salvage(model: type[Item], decoded: Decoded, clock: Clock) -> tuple[Item, dict[str, Span]]:
    """
    Make an item of the sound fields of *decoded* and stand-ins.

    Returns:
        The item and the places of its sound fields.

    Raises:
        ValueError: a required field of *model* has no stand-in. A bug in our code.
    """
    data = decoded.data if isinstance(decoded.data, dict) else {}
    usable = {name: _usable(name, value) for name, value in data.items()}
    sound = {name: value for name, value in usable.items() if _is_sound(model, name, value, clock)}
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    stand_ins = {name: STAND_INS[name] for name in required if name not in sound}
    if _is_approver_meant(model, data) and "approved_by" not in sound:
        stand_ins["approved_by"] = _SOMEONE
    item, faults = decode(model, {**stand_ins, **sound}, decoded, clock)
    if item is None:
        message = f"stand-ins of {model.__name__} do not fit: {faults}"
        raise ValueError(message)
    places = {p: span for p, span in decoded.values.items() if p.partition(".")[0] in sound}
    return item, places


def _usable(name: str, value: Plain) -> Plain:
    """Return of attachments with faults the files, up to one that names none: they are read."""
    if name != "attachments" or not isinstance(value, list):
        return value
    files: list[Plain] = []
    for entry in value:
        if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
            break
        title = entry.get("title")
        files.append({"file": entry["file"], "title": title if isinstance(title, str) else "-"})
    return files


def _is_approver_meant(model: type[Item], data: Mapping[str, Plain]) -> bool:
    """Tell whether someone is named, if not as it should be: that is told where it stands."""
    others = (name for name in data if name not in model.model_fields)
    return "approved_by" in data or any(
        closest(name, model.model_fields) == "approved_by" for name in others
    )


def _is_sound(model: type[Item], name: str, value: Plain, clock: Clock) -> bool:
    """Tell whether a field stands by itself: among stand-ins it is the only one that could fail."""
    if name not in model.model_fields:
        return False
    required = {n for n, field in model.model_fields.items() if field.is_required()}
    alone = {n: STAND_INS[n] for n in required} | {name: value}
    return decode(model, alone, Decoded(""), clock)[0] is not None
