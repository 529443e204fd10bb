"""Every rule there is: its code, how much it weighs, and whether an editor may answer for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.kernel.diagnostics import Severity
from generator.messages.words import load

# Parts of the catalogue of diagnostics that are no rule's.
_NO_RULES = frozenset({"guess", "examples", "additions", "meanings", "variants"})
# All others are errors. (The broken sample site has every code once, and holds these to it.)
WARNINGS = frozenset(
    {
        *("link.forbidden", "path.other-year", "text.stray-character", "url.long", "yaml.hashtag"),
        *("consent.ending", "consent.missing", "consent.name-remains"),
        *("language.decomposed", "language.look-alike", "language.old-encoding"),
        *("language.capitals", "language.long-title", "language.doubled"),
        *("language.summary-title", "language.summary-body"),
        *("language.heading-one", "language.heading-skipped"),
        *("language.run-on-list", "language.bullets", "language.tab-table"),
        *("link.own-site", "file.spaced-name"),
        *("link.anchor", "link.gone", "link.naked", "link.unreachable", "link.vague"),
        *("privacy.address", "privacy.author", "privacy.birth", "privacy.child"),
        *("privacy.damaged", "privacy.email", "privacy.health", "privacy.plate", "privacy.scan"),
        *("picture.heavy", "picture.no-alt", "picture.poor-alt", "picture.small"),
        *("share.accents", "share.long", "share.long-message", "text.more-strays"),
    }
)
NOTES = frozenset(
    {
        *("allow.unused", "consent.ended", "language.abbreviation", "language.tone-marks"),
        *("link.moved", "link.unsure"),
    }
)
# What an editor may answer for in `allow`, as codes or as their beginnings: where the rule judges
# and the editor can be right. Of all else the right form is known, and asked for.
ALLOWABLE = (
    *("privacy.", "language."),
    *("link.gone", "link.moved", "link.naked", "link.unreachable", "link.unsure", "link.vague"),
    *("picture.heavy", "picture.no-alt", "picture.poor-alt", "picture.small"),
    *("path.other-year", "url.long", "yaml.hashtag", "link.own-site"),
    *("share.accents", "share.long", "share.long-message"),
)
# The sections of the page of rules, with the first words of the codes in each.
SECTIONS: dict[str, tuple[str, ...]] = {
    "front": ("front", "yaml", "field", "entry", "list", "flag", "id"),
    "text": ("text", "body", "link", "item", "supersedes"),
    "dates": (
        *("date", "day", "time", "clock", "zone"),
        *("expiry", "deadline", "withdrawal", "correction"),
    ),
    "files": ("file", "path", "picture"),
    "privacy": ("privacy",),
    "approval": ("approval", "consent", "takedown"),
    "language": ("language",),
    "allow": ("allow", "rule"),
    "addresses": ("url",),
    "share": ("share",),
    "data": ("data", "unit", "topic", "campaign", "author", "channel"),
    "settings": ("config", "colour"),
}
# What stands in a slot where no problem is at hand to fill it. An example shows a real value.
_UNFILLED = "…"
_SAMPLES = {
    "field": "publish_at",
    "right": "2026-11-20 08:00",
    "old": "ban-tin/2026/ten-cu",
}
_LEFT_OUT = {"inside": ""}  # where in an attachment, in brackets of its own
_SAMPLES_OF = {
    "date.impossible": {"right": "2026-02-28"},
    "field.choice": {"field": "level", "right": "hoa-toc"},
    "clock.format": {"field": "default_time"},
    "flag.unknown": {"field": "draft"},
    "share.accents": {"right": "Hop luc 8 gio thu Hai, mang theo the doan vien."},
    "share.long": {"field": "zalo"},
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words: what is wrong, what to do and, if one helps, an example."""

    code: str
    section: str
    severity: Severity
    may_be_allowed: bool
    text: str
    fix: str
    example: str


@cache
def codes() -> frozenset[str]:
    """Return the codes of all rules."""
    return frozenset(load("diagnostics", "vi")) - _NO_RULES


def severity_of(code: str) -> Severity:
    """Return how much a problem with *code* weighs."""
    if code in WARNINGS:
        return Severity.WARNING
    return Severity.NOTE if code in NOTES else Severity.ERROR


def may_be_allowed(code: str) -> bool:
    """Tell whether `allow` in an item's front matter may silence *code*."""
    return any(code.startswith(one) if one.endswith(".") else code == one for one in ALLOWABLE)


@cache
def rules(language: str) -> dict[str, Rule]:
    """Return all rules in words of *language*, by code: section by section, then in their order."""
    catalogue = load("diagnostics", language)
    ordered = [
        (section, code)
        for section, beginnings in SECTIONS.items()
        for beginning in beginnings
        for code in catalogue
        if code.startswith(f"{beginning}.") and code not in _NO_RULES
    ]
    return {code: _rule(code, section, catalogue[code]) for section, code in ordered}


def in_sections(language: str) -> Iterator[tuple[str, list[Rule]]]:
    """Yield the key of each section and the rules in it."""
    known = rules(language).values()
    for section in SECTIONS:
        yield section, [rule for rule in known if rule.section == section]


def _rule(code: str, section: str, entry: dict[str, str]) -> Rule:
    return Rule(
        code=code,
        section=section,
        severity=severity_of(code),
        may_be_allowed=may_be_allowed(code),
        text=entry["text"].format_map(_Slots(_LEFT_OUT)),
        fix=entry["fix"].format_map(_Slots()),
        example=entry.get("example", "").format_map(_Slots(_SAMPLES | _SAMPLES_OF.get(code, {}))),
    )


class _Slots(dict[str, str]):
    """Fills the slots it knows, and shows the others as left out."""

    def __missing__(self, key: str) -> str:
        return _UNFILLED
