"""From a catalog to what is wrong with its links to other sites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from generator.build.gathering import Progress
from generator.catalog.catalog import Catalog
from generator.external import kept
from generator.external.asking import Asker, Outcome, State
from generator.external.line import is_private
from generator.external.listing import ExternalLink, list_external
from generator.external.manners import Manners
from generator.kernel.diagnostics import Diagnostic, in_order, note, warning
from generator.model.site import Site

# Hosts asked at the same time; each of them is asked by one at a time.
_HOSTS_AT_ONCE = 8


def run_external(
    catalog: Catalog, *, memory: Path, now: datetime, progress: Progress, manners: Manners
) -> list[Diagnostic]:
    """
    Ask for every address of another site that the catalog links to, and tell what came of it.

    Args:
        catalog: All content.
        memory: The folder in which what was found is kept for a week.
        now: The present instant.
        progress: Is told how many addresses are done, as the step `links`.
        manners: How to ask; the site's address is added to the name we go by.

    Returns:
        A warning for each place with a link that is gone or leads to no one, a note for each that
        has moved for good and for each of which nothing could be learned.
    """
    links = list_external(catalog)
    known = kept.read(memory, now.timestamp())
    wanted = [url for url in dict.fromkeys(link.url for link in links) if url not in known]
    asker = Asker(_introduced(manners, catalog.site))
    found = _ask_all(asker, wanted, progress)
    at = int(now.timestamp())
    known |= {url: (at, outcome) for url, outcome in found.items()}
    kept.write(memory, known)
    if is_cut_off(found):
        found = dict.fromkeys(found, Outcome(State.UNSURE, "offline"))
    outcomes = {url: outcome for url, (_, outcome) in known.items()} | found
    return in_order(told for link in links for told in _tell(link, outcomes[link.url]))


def is_cut_off(found: Mapping[str, Outcome]) -> bool:
    """Tell whether it is this machine that reaches no one: not one of several hosts answered."""
    hosts = {urlsplit(url).hostname for url in found}
    return len(hosts) > 1 and all(o.state is State.UNREACHABLE for o in found.values())


def _introduced(manners: Manners, site: Site) -> Manners:
    is_here = is_private(urlsplit(site.url).hostname or "")
    agent = f"{manners.agent} (+{site.url})"
    return replace(manners, agent=agent, may_ask_private=manners.may_ask_private or is_here)


def _ask_all(asker: Asker, urls: Sequence[str], progress: Progress) -> dict[str, Outcome]:
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(urlsplit(url).hostname or "", []).append(url)
    found: dict[str, Outcome] = {}
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        asked = [pool.submit(_ask_one_host, asker, of_host) for of_host in by_host.values()]
        for done in as_completed(asked):
            found |= done.result()
            progress("links", len(found), len(urls))
    return found


def _ask_one_host(asker: Asker, urls: Sequence[str]) -> dict[str, Outcome]:
    return {url: asker.ask(url) for url in urls}


def _tell(link: ExternalLink, outcome: Outcome) -> Iterator[Diagnostic]:
    match outcome.state:
        case State.GONE:
            yield warning("link.gone", link.place, status=outcome.told)
        case State.UNREACHABLE:
            yield warning("link.unreachable", link.place, host=urlsplit(link.url).hostname)
        case State.MOVED:
            yield note("link.moved", link.place, target=outcome.told)
        case State.UNSURE:
            yield note("link.unsure", link.place, why=outcome.told)
