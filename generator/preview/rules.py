"""All rules, in the order in which a preview is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.preview import address_rules, answer_rules, picture_rules, text_rules
from generator.preview.facts import Facts
from generator.preview.faults import Fault, by_gravity

Rule: TypeAlias = Callable[[Facts], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    answer_rules.status,
    answer_rules.redirects,
    answer_rules.compression,
    answer_rules.part,
    answer_rules.kind,
    answer_rules.speed,
    answer_rules.refusals,
    answer_rules.robots,
    answer_rules.listing,
    answer_rules.charset,
    answer_rules.reach,
    text_rules.title,
    text_rules.description,
    text_rules.repeats,
    text_rules.kind,
    text_rules.times,
    text_rules.locale,
    address_rules.absolute,
    address_rules.secure,
    address_rules.ascii_alone,
    address_rules.length,
    address_rules.presence,
    address_rules.agreement,
    picture_rules.presence,
    picture_rules.reach,
    picture_rules.redirects,
    picture_rules.format_,
    picture_rules.type_,
    picture_rules.size,
    picture_rules.weight,
    picture_rules.declared_size,
    picture_rules.words,
)

# What tells that a page is closed to crawlers.
CLOSED = ("robots.forbidden", "robots.noindex")


def judge(facts: Facts) -> list[Fault]:
    """Return what is wrong with a preview, the gravest first."""
    return by_gravity(fault for rule in RULES for fault in rule(facts))
