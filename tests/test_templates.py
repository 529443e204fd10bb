"""The list of templates names every sort of page, each where it stands."""

import pytest
from sitemaker import ROOT
from templates import SITES, TEMPLATES

from generator.model.kinds import KINDS

# What the kinds of items share is a page of none.
SHARED = {"article"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.name)
def test_a_template_stands_where_the_list_says(built, template):
    assert built.file(template).is_file()


def test_names_are_given_once():
    names = [each.name for each in TEMPLATES]
    assert len(names) == len(set(names))


def test_every_view_and_every_site_is_listed():
    views = {path.stem for path in (ROOT / "theme/views").glob("*.html")}
    assert views - SHARED <= {each.view for each in TEMPLATES}
    assert {kind.name for kind in KINDS} <= {each.view for each in TEMPLATES}
    assert {each.site for each in TEMPLATES} == set(SITES)
