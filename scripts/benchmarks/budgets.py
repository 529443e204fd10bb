"""What a page may weigh and how quick it must be: limits, and whether a figure keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

# The figures of one page by name, as `wire` and `lighthouse` give them.
Figures = Mapping[str, float]

_BYTES_PER_KB = 1000
_MS_PER_S = 1000


def _kilobytes(size_bytes: float) -> str:
    return f"{size_bytes / _BYTES_PER_KB:.1f} KB"


def _seconds(time_ms: float) -> str:
    return f"{time_ms / _MS_PER_S:.2f} s"


@dataclass(frozen=True)
class Budget:
    """One limit: the figure it holds, what that is called, the limit and how both are shown."""

    figure: str
    label: str
    limit: float
    show: Callable[[float], str]
    is_least: bool = False

    def is_kept(self, value: float) -> bool:
        """Tell whether *value* is within the budget, as the limit itself is."""
        return value >= self.limit if self.is_least else value <= self.limit


@dataclass(frozen=True)
class Verdict:
    """One budget on one page, and the figure held to it."""

    page: str
    budget: Budget
    value: float

    @property
    def is_kept(self) -> bool:
        """Tell whether the page stays within the budget."""
        return self.budget.is_kept(self.value)


def _score(figure: str, label: str, limit: float) -> Budget:
    return Budget(figure, label, limit, "{:.2f}".format, is_least=True)


# On a simulated slow telephone, as Lighthouse has it.
QUICK = (
    _score("performance", "performance", 0.99),
    _score("accessibility", "accessibility", 1),
    _score("best-practices", "best practices", 1),
    _score("seo", "SEO", 1),
    Budget("lcp_ms", "LCP", 1200, _seconds),
    Budget("cls", "CLS", 0, "{:.3f}".format),
    Budget("tbt_ms", "TBT", 50, "{:.0f} ms".format),
)
# A photograph of 15 KB on top takes a simulated telephone a tenth of a second more.
ILLUSTRATED = tuple(replace(b, limit=1500) if b.figure == "lcp_ms" else b for b in QUICK)
# Over the wire, compressed, with headers.
LIGHT = (
    Budget("total_bytes", "all", 45 * _BYTES_PER_KB, _kilobytes),
    Budget("blocking_bytes", "blocking", 15 * _BYTES_PER_KB, _kilobytes),
    Budget("script_bytes", "script", 15 * _BYTES_PER_KB, _kilobytes),
)
PHOTOGRAPH = Budget("largest_image_bytes", "photograph", 60 * _BYTES_PER_KB, _kilobytes)


def judge(page: str, budgets: Sequence[Budget], figures: Figures) -> Iterator[Verdict]:
    """Hold *figures* of a page to *budgets*; what was not measured is not judged."""
    for budget in budgets:
        if budget.figure in figures:
            yield Verdict(page, budget, figures[budget.figure])
