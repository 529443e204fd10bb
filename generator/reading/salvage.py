"""
What can be saved of an item with faults, so that its other faults are told in the same run.

A salvaged item is never published: the fault that made it one stops publication. It lets the
rules that need a whole item look at its sound fields and its body, and keeps items that refer to
it from being blamed.
"""

from __future__ import annotations

from generator.kernel.diagnostics import Span
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


def salvage(model: type[Item], decoded: Decoded, clock: Clock) -> tuple[Item, dict[str, Span]]:
    """
    Make an item of the sound fields of *decoded* and stand-ins.

    Returns:
        The item and the places of its sound fields.

    Raises:
        ValueError: a required field of *model* has no stand-in. A bug in our code.
    """
    data = decoded.data if isinstance(decoded.data, dict) else {}
    sound = {name: value for name, value in data.items() if _is_sound(model, name, value, clock)}
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    stand_ins = {name: STAND_INS[name] for name in required if name not in sound}
    item, faults = decode(model, {**stand_ins, **sound}, decoded, clock)
    if item is None:
        message = f"stand-ins of {model.__name__} do not fit: {faults}"
        raise ValueError(message)
    places = {p: span for p, span in decoded.values.items() if p.partition(".")[0] in sound}
    return item, places


def _is_sound(model: type[Item], name: str, value: Plain, clock: Clock) -> bool:
    """Tell whether a field stands by itself: among stand-ins it is the only one that could fail."""
    if name not in model.model_fields:
        return False
    required = {n for n, field in model.model_fields.items() if field.is_required()}
    alone = {n: STAND_INS[n] for n in required} | {name: value}
    return decode(model, alone, Decoded(""), clock)[0] is not None
