"""The right form of a value, made of what the editor wrote: done to the letter, it is taken."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.kernel.spelling import closest
from generator.kernel.text import fold
from generator.reading.frontmatter import Plain

# Where an id of a list of others belongs: it is put there when the registers are known.
ID = "\ufffc"
# What people say for a choice that is called otherwise.
_SAID_FOR = {"zalo": "social", "facebook": "social", "trang web": "web", "website": "web"}
_PLAIN = re.compile(r"[\w][\w./+ -]*(?<! )\Z")


def right_form(
    holder: type[BaseModel] | None, code: str, fault: ErrorDetails, data: Plain
) -> dict[str, str]:
    """
    Return the parameter `example` of a fault; nothing where the wording has a better one.

    Args:
        holder: The model that has the field.
        code: What is wrong.
        fault: What Pydantic found.
        data: All values, in which the fault stands at its `loc`.
    """
    location = fault["loc"]
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    told = ""
    if code == "field.not-list" and holder is not None:
        told = _as_list(holder, name, fault["input"])
    elif code in ("field.choice", "id.form") and isinstance(location[-1], int):
        values = _at(data, location[:-1])
        if isinstance(values, list) and all(isinstance(one, str) for one in values):
            words = list(map(str, values))
            if code == "id.form":
                told = _flow(name, [*words[: location[-1]], ID, *words[location[-1] + 1 :]])
            else:
                told = _flow(name, _chosen(words, _choices(fault)))
    elif code == "id.form":
        told = f"{name}: {ID}"
    return {"example": told} if told else {}


def _as_list(holder: type[BaseModel], name: str, value: Any) -> str:
    """Return *value*, which is none, as a list of what the field holds; empty where it cannot."""
    field = holder.model_fields.get(name)
    of = get_args(field.annotation)[:1] if field is not None else ()
    is_of_models = bool(of) and isinstance(of[0], type) and issubclass(of[0], BaseModel)
    if isinstance(value, dict):
        flat = all(isinstance(one, str) for one in value.values())
        pairs = ", ".join(f"{key}: {_scalar(one)}" for key, one in value.items() if flat)
        return f"{name}: [{{{pairs}}}]" if is_of_models and pairs else ""
    if not isinstance(value, str) or is_of_models:
        return ""
    words = [word.strip() for word in value.split(",") if word.strip()]
    if of and get_origin(of[0]) is Literal:
        words = _chosen(words, [str(one) for one in get_args(of[0])])
    return _flow(name, words)


def _chosen(written: Sequence[str], choices: Sequence[str]) -> list[str]:
    """
    Return those of *written* that are choices, or are misspelt ones.

    What is called by another name is put in only where nothing else is left: a consent must not
    become wider by an example.
    """
    found = [one if one in choices else closest(one, choices) for one in written]
    kept = list(dict.fromkeys(one for one in found if one))
    said_for = (_SAID_FOR.get(fold(one), "") for one in written)
    return kept or [next((one for one in said_for if one in choices), choices[0])]


def _choices(fault: ErrorDetails) -> list[str]:
    context = fault.get("ctx", {})
    expected = str(context.get("expected") or context["choices"])
    return expected.replace("'", "").replace(" or ", ", ").split(", ")


def _flow(name: str, words: Sequence[str]) -> str:
    return f"{name}: [{', '.join(map(_scalar, words))}]"


def _scalar(word: str) -> str:
    is_plain = word == ID or _PLAIN.match(word) is not None
    return word if is_plain else json.dumps(word, ensure_ascii=False)


def _at(data: Plain, location: Sequence[int | str]) -> Plain | None:
    found: Plain | None = data
    for part in location:
        if isinstance(found, dict) and isinstance(part, str):
            found = found.get(part)
        elif isinstance(found, list) and isinstance(part, int) and part < len(found):
            found = found[part]
        else:
            return None
    return found
