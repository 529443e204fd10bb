"""What every page loads or names, found before any page is made."""

from __future__ import annotations

from pathlib import Path

from generator.catalog.catalog import Catalog
from generator.outputs import scripts, styles
from generator.outputs.cards import common_view
from generator.outputs.icons import icons_of
from generator.outputs.logo import logo_view
from generator.outputs.palette import palette_for, rules_of
from generator.outputs.shell import Fittings


def fit(catalog: Catalog, theme: Path) -> tuple[Fittings, dict[str, bytes]]:
    """Return the fittings, and the stylesheets and the script among them by site path."""
    site, content = catalog.site, catalog.folder.path
    own = rules_of(site)
    reading = styles.bundle(theme, styles.READING, own)
    standing = styles.bundle(theme, styles.STANDING, own)
    script = scripts.bundle(theme)
    icons, palette = icons_of(site, content), palette_for(site)
    fittings = Fittings(
        stylesheet=reading[0],
        standing_stylesheet=standing[0],
        script=script[0],
        icon=icons.favicon,
        touch_icon=icons.touch,
        theme_colour=str(palette.bar),
        theme_colour_dark=str(palette.bar_dark),
        logo=logo_view(site, content),
        card=common_view(site),
    )
    return fittings, dict((reading, standing, script))
