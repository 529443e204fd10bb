"""What of the private data found is nobody's own: the lines and letterboxes of offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.text import fold
from generator.model.units import Contact
from generator.privacy import Kind, find, masked

_OWN = "privacy."
_PUBLIC_MAIL = frozenset(
    "gmail.com googlemail.com yahoo.com yahoo.com.vn ymail.com hotmail.com hotmail.com.vn"  # noqa: SIM905 -- words read best so
    " outlook.com outlook.com.vn live.com msn.com icloud.com me.com proton.me protonmail.com"
    " zoho.com zohomail.com aol.com gmx.com mail.com yandex.com mail.ru vnn.vn fpt.vn".split()
)
# Under these of a country a name of one's own is the third from the end: `congdoan.org.vn`.
_SECOND_LEVELS = frozenset(
    "com net org edu gov info name pro health ac biz int co id io ai".split()  # noqa: SIM905 -- words read best so
)
_COUNTRY = 2  # letters
# Whatever has neither a letterbox nor as many digits as the shortest number is not looked at.
_MAY_TELL = re.compile(r"@|\d(?:\D?\d){7}")
_FEWEST = 6  # letters of an address that tell one from another


def permitted(problems: Iterable[Diagnostic], catalog: Catalog) -> Iterator[Diagnostic]:
    """Leave out those of *problems* that the data files and settings know as an office's."""
    offices = _Offices(catalog)
    return (p for p in problems if not p.code.startswith(_OWN) or not offices.have(p))


def concealed(problem: Diagnostic) -> Diagnostic:
    """
    Return *problem* without what it was held against: a report may be public.

    What other rules quote may be private as well, as a telephone number among the topics.
    """
    if problem.code.startswith(_OWN):
        return replace(problem, params=tuple(p for p in problem.params if p[0] != "value"))
    if not any(_MAY_TELL.search(value) for _, value in problem.params):
        return problem
    return replace(problem, params=tuple((name, masked(value)) for name, value in problem.params))


class _Offices:
    """Contacts of units and of the site's organisation, and the addresses of channels."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def have(self, problem: Diagnostic) -> bool:
        value = dict(problem.params).get("value", "")
        kind = problem.code.removeprefix(_OWN)
        if kind == Kind.MOBILE:
            return value in self._mobiles
        if kind == Kind.EMAIL:
            return value in self._letterboxes or self._is_own_domain(value.partition("@")[2])
        if kind == Kind.ADDRESS:
            said = _plain(value)
            return len(said) >= _FEWEST and any(said in seat for seat in self._seats)
        return kind == "author" and _plain(value) in self._names

    @cached_property
    def _contacts(self) -> list[Contact]:
        own = self._catalog.site.settings.organisation
        units = self._catalog.registers.units.units.values()
        first = Contact(address=own.address, phone=own.phone, email=own.email)
        return [first, *(unit.contact for unit in units if unit.contact is not None)]

    @cached_property
    def _mobiles(self) -> frozenset[str]:
        channels = [channel.url for channel in self._catalog.registers.channels]
        lines = [f"{one.phone} " for one in self._contacts if one.phone is not None]
        return frozenset(
            found.value
            for text in (*lines, *channels)
            for found in find(text)
            if found.kind is Kind.MOBILE
        )

    @cached_property
    def _letterboxes(self) -> frozenset[str]:
        return frozenset(one.email.strip().lower() for one in self._contacts if one.email)

    @cached_property
    def _domains(self) -> frozenset[str]:
        hosts = {box.partition("@")[2] for box in self._letterboxes}
        hosts.add(_registrable(self._catalog.site.host))
        return frozenset(filter(_has_owner, hosts))

    def _is_own_domain(self, host: str) -> bool:
        return any(host == own or host.endswith(f".{own}") for own in self._domains)

    @cached_property
    def _seats(self) -> list[str]:
        return [_plain(one.address) for one in self._contacts if one.address]

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names under which offices write; persons are not among them."""
        own = self._catalog.site.settings.organisation
        units = self._catalog.registers.units.units.values()
        names = [own.name, own.short or own.name, self._catalog.site.name]
        names += [name for unit in units for name in (unit.name, unit.short)]
        return frozenset(map(_plain, names))


def _plain(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").replace(".", " ").split())


def _has_owner(host: str) -> bool:
    """Tell whether one owner holds all letterboxes of *host*: no provider, nor all of `org.vn`."""
    labels = host.split(".")
    is_provider = any(".".join(labels[at:]) in _PUBLIC_MAIL for at in range(len(labels)))
    return len(labels) > _open_labels(labels) and not is_provider


def _registrable(host: str) -> str:
    """Return the part of *host* that its owner holds: `thu.org.vn` of `tin.congdoan.thu.org.vn`."""
    labels = host.split(".")
    return ".".join(labels[-_open_labels(labels) - 1 :])


def _open_labels(labels: list[str]) -> int:
    """Return how many names at the end anyone may have a name under."""
    *_, above, top = ("", *labels)
    return 2 if len(top) == _COUNTRY and above in _SECOND_LEVELS else 1
