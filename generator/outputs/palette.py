"""The site's own colours, made from the one that its settings give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.kernel.colour import WHITE, Colour, darkened, lightened, parse
from generator.model.site import Site

_TEXT_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 (AAA)
# Less than a border asks for: the bar only has to be told from the dark paper around it.
_BAR_CONTRAST = 1.6
# `--paper` and `--tint` of the theme, light and dark: what text in the colour stands on.
LIGHT_GROUNDS = (Colour(0xFF, 0xFE, 0xFA), Colour(0xF4, 0xF1, 0xE8))
DARK_GROUNDS = (Colour(0x12, 0x17, 0x1C), Colour(0x1B, 0x22, 0x29))
PAPER = LIGHT_GROUNDS[0]
# The theme's own, as in `theme/assets/icon.svg`.
_UNCHOSEN = Colour(0x14, 0x3F, 0x66)


@dataclass(frozen=True, slots=True)
class Palette:
    """Text in the site's colour, and a bar that carries white text; on light paper and on dark."""

    identity: Colour
    bar: Colour
    identity_dark: Colour
    bar_dark: Colour


@cache
def palette_of(colour: Colour) -> Palette:
    """Return the colours made from *colour*, which is used as it is wherever it can be."""
    visible = lightened(colour, DARK_GROUNDS, _BAR_CONTRAST)
    return Palette(
        identity=darkened(colour, LIGHT_GROUNDS, _TEXT_CONTRAST),
        bar=darkened(colour, (WHITE,), _TEXT_CONTRAST),
        identity_dark=lightened(colour, DARK_GROUNDS, _TEXT_CONTRAST),
        bar_dark=darkened(visible, (WHITE,), _TEXT_CONTRAST),
    )


def palette_for(site: Site) -> Palette:
    """Return the colours of *site*: of what its settings say, else of the theme's own."""
    return palette_of(parse(site.settings.look.colour or "") or _UNCHOSEN)


def rules_of(site: Site) -> bytes:
    """
    Return the CSS that gives a page the site's colours, for light, dark and the reader's choice.

    Nothing if the settings name none: then the theme's own stand. On paper the theme prints black.
    """
    if site.settings.look.colour is None:
        return b""
    palette = palette_for(site)
    light = f"{{--identity:{palette.identity};--bar:{palette.bar}}}"
    dark = f"{{--identity:{palette.identity_dark};--bar:{palette.bar_dark}}}"
    rules = (
        "@media screen{",
        f":root{light}",
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){dark}}}',
        f':root[data-theme="dark"]{dark}',
        "}",
    )
    return "\n".join(rules).encode()
