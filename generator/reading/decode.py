"""Plain text values into a model; Pydantic's faults into ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time, tzinfo
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.kernel.diagnostics import Diagnostic, error
from generator.kernel.spelling import closest
from generator.model.fields import Model
from generator.reading.frontmatter import Decoded, Plain
from generator.reading.right_forms import right_form

M = TypeVar("M", bound=Model)
# Names of fields elsewhere, for a field that is called otherwise here.
_SAID_FOR = {"label": "title", "name": "title"}
# Of one entry: whoever has more has put another sort of file there.
FAULTS_TOLD = 50


@dataclass(frozen=True, slots=True)
class Clock:
    """How dates without a zone and without a time are read."""

    zone: tzinfo
    default_time: time = time(8)


def decode(
    model: type[M], data: Plain, decoded: Decoded, clock: Clock, prefix: str = ""
) -> tuple[M | None, list[Diagnostic]]:
    """
    Validate *data*, which stands at *prefix* of *decoded*.

    Returns:
        The frozen value, or None with one error for each fault found, up to `FAULTS_TOLD`.
    """
    context = {"zone": clock.zone, "default_time": clock.default_time}
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as faults:
        found = faults.errors(include_url=False, include_input=True)[:FAULTS_TOLD]
        return None, [
            _translate(model, fault, decoded, prefix, data)
            for fault in found
            if not _is_consequence(model, fault, found)
        ]


def unknown_and_empty(model: type[BaseModel], decoded: Decoded) -> Iterator[Diagnostic]:
    """Yield the keys without a value that are no fields; a model is shown values alone."""
    for key, place in decoded.keys.items():
        if "." in key or key in model.model_fields or key in decoded.values:
            continue
        guess = _meant_by(model, (key,))
        yield error("field.unknown", place, field=key, model=model.__name__.lower(), guess=guess)


def meant_elsewhere(faults: list[Diagnostic], others: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out of *faults* the fields that are missing only because *others* misspell them."""
    meant = {dict(one.params).get("guess") for one in others}
    return [
        one
        for one in faults
        if one.code != "field.missing"
        or dict(one.params).get("variant")
        or dict(one.params)["field"] not in meant
    ]


def _is_consequence(model: type[BaseModel], fault: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """
    Tell whether a fault is there only because of another.

    So it is with a list that is too short because its entries have faults, and with a field that
    is missing because its name is misspelt.
    """
    place = fault["loc"]
    if fault["type"] == "missing":
        misspelt = (
            other["loc"]
            for other in found
            if other["type"] == "extra_forbidden" and other["loc"][:-1] == place[:-1]
        )
        return any(_meant_by(model, other) == place[-1] for other in misspelt)
    return fault["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in found
    )


def _translate(
    model: type[BaseModel], fault: ErrorDetails, decoded: Decoded, prefix: str, data: Plain
) -> Diagnostic:
    location = fault["loc"]
    path = ".".join([prefix, *map(str, location)]).strip(".")
    names = [str(part) for part in location if isinstance(part, str)]
    name = names[-1] if names else ""
    code, params = _meaning(model, fault)
    place = decoded.keys.get(path) if code == "field.unknown" else None
    # The wording shows the right form of the field, which for some depends on the model.
    params |= {"field": name, "model": model.__name__.lower()}
    holder = _model_at(model, location[:-1])
    if holder is not None and holder is not model:
        params["holder"] = holder.__name__.lower()
    if code == "field.missing" and len(names) > 1:
        params |= {"variant": "within", "within": names[-2]}
    params |= right_form(holder, code, fault, data)
    return error(code, place or decoded.place(path), **params)


def _meaning(model: type[BaseModel], fault: ErrorDetails) -> tuple[str, dict[str, str]]:
    kind, context = fault["type"], fault.get("ctx", {})
    if "." in kind:  # raised by a field of ours: the type is the code
        return kind, {key: str(value) for key, value in context.items()}
    if not fault["loc"]:
        return "entry.not-mapping", {}
    if isinstance(fault["input"], str):  # limits on text that was changed first come as a list's
        kind = {"too_short": "string_too_short", "too_long": "string_too_long"}.get(kind, kind)
    code, describe = _MEANINGS.get(kind, ("field.invalid", _nothing))
    return code, dict(describe(model, fault, context))


_Describe: TypeAlias = Callable[
    [type[BaseModel], ErrorDetails, dict[str, Any]], Iterator[tuple[str, str]]
]


def _nothing(*_: object) -> Iterator[tuple[str, str]]:
    return iter(())


def _known_fields(
    model: type[BaseModel], fault: ErrorDetails, _: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    yield "guess", _meant_by(model, fault["loc"])


def _length(
    _: type[BaseModel], fault: ErrorDetails, context: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    yield "limit", str(context.get("max_length", context.get("min_length", "")))
    yield "length", str(context.get("actual_length", len(fault["input"])))


def _choices(
    _: type[BaseModel], fault: ErrorDetails, context: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    names = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    guess = closest(str(fault["input"]), names.split(", ")) or ""
    yield "value", str(fault["input"])
    yield "choices", names
    yield "guess", guess
    yield "right", guess or names.partition(",")[0]


def _bounds(
    _: type[BaseModel], fault: ErrorDetails, context: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    yield "value", str(fault["input"])
    yield "limit", str(context.get("ge", context.get("le", "")))


_MEANINGS: dict[str, tuple[str, _Describe]] = {
    "missing": ("field.missing", _nothing),
    "extra_forbidden": ("field.unknown", _known_fields),
    "string_type": ("field.not-text", _nothing),
    "string_too_short": ("text.too-short", _length),
    "string_too_long": ("text.too-long", _length),
    "tuple_type": ("field.not-list", _nothing),
    "list_type": ("field.not-list", _nothing),
    "too_short": ("list.too-short", _length),
    "too_long": ("list.too-long", _length),
    "model_type": ("field.not-mapping", _nothing),
    "model_attributes_type": ("field.not-mapping", _nothing),
    "literal_error": ("field.choice", _choices),
    "enum": ("field.choice", _choices),
    "int_parsing": ("field.not-number", _nothing),
    "int_type": ("field.not-number", _nothing),
    "greater_than_equal": ("field.too-small", _bounds),
    "less_than_equal": ("field.too-large", _bounds),
}


def _meant_by(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """Return the field that a name which is none stands for, as far as can be told."""
    holder, name = _model_at(model, location[:-1]), str(location[-1])
    known = [] if holder is None else sorted(holder.model_fields)
    said_for = _SAID_FOR.get(name, "")
    return said_for if said_for in known else closest(name, known) or ""


def _model_at(model: Any, location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the model that stands at *location* inside *model*."""
    for part in location:
        if isinstance(part, str) and model is not None:
            field = model.model_fields.get(part)
            model = None if field is None else _nested_model(field.annotation)
    found: type[BaseModel] | None = model
    return found


def _nested_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments = getattr(annotation, "__args__", ())
    return next((found for found in map(_nested_model, arguments) if found), None)
