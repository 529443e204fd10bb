"""The folder tree is the architecture: imports point one way, without cycles."""

import ast
from functools import cache

import pytest
from sitemaker import ROOT

LAYERS = {
    "kernel": 0,
    "messages": 1,
    "privacy": 1,
    "model": 2,
    "reading": 3,
    "catalog": 4,
    "checks": 5,
    "outputs": 5,
    "build": 6,
    "plugin": 7,
    "publish": 7,
    "preview": 7,
    "announce": 7,
    "mending": 7,
    "external": 7,
    "takedown": 8,
    "commands": 9,
    "cli": 10,
}
# Each third-party library lives in the modules named here, and nowhere else.
HOMES = {
    "yaml": {"reading.frontmatter", "reading.stumbles"},
    "feedgen": {"outputs.feed_xml"},
    "PIL": {
        *("outputs.encoder", "reading.assets", "reading.papers.details"),
        *("reading.logo", "outputs.logo", "outputs.icons", "outputs.card_letters"),
        *("outputs.card_pen", "outputs.card_ground", "outputs.card_photos", "outputs.card_drawing"),
        *("preview.picturing", "preview.drawing"),
        "takedown.likeness",
    },
    "markdown": {"catalog.markdown", "catalog.quick"},
    "nh3": {"catalog.clean"},
    "lxml": {
        *("outputs.feed_xml", "outputs.outline", "outputs.signposts", "preview.parsing"),
        "reading.papers.markup",
    },
    "mkdocs": {"plugin.*"},
    "pypdfium2": {"reading.papers.pdfium"},
    "segno": {"outputs.qr"},
    "fontpkg_be_vietnam_pro": {"outputs.card_letters"},
    "apprise": {"announce.notifying"},
}
MODULES = sorted((ROOT / "generator").rglob("*.py"))


def name_of(path):
    parts = path.relative_to(ROOT / "generator").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def parsed(path):
    return ast.parse(path.read_text("utf-8"))


def imports_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path):
    names = {name_of(module) for module in MODULES}
    for name in imports_of(parsed(path)):
        if name.startswith("generator."):
            target = name.removeprefix("generator.")
            if target in names:
                yield target


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_from_lower_layers_and_its_own_package(path):
    package = name_of(path).partition(".")[0]
    if not package:
        return
    for target in own_imports(path):
        other = target.partition(".")[0]
        assert other == package or LAYERS[other] < LAYERS[package], f"imports {target}"


def test_there_are_no_import_cycles():
    graph = {name_of(path): set(own_imports(path)) for path in MODULES}
    done, path = set(), []

    def visit(name):
        assert name not in path, " -> ".join([*path, name])
        if name not in done:
            path.append(name)
            for target in sorted(graph[name]):
                visit(target)
            path.pop()
            done.add(name)

    for name in sorted(graph):
        visit(name)
    assert done == set(graph)


def test_nothing_is_imported_inside_a_function():
    inside = [
        f"{name_of(path)}:{inner.lineno}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


def test_each_library_lives_in_its_own_module():
    for path in MODULES:
        name = name_of(path)
        for imported in imports_of(parsed(path)):
            library = imported.partition(".")[0]
            homes = HOMES.get(library, {"*"})
            at_home = name in homes or f"{name.partition('.')[0]}.*" in homes or "*" in homes
            assert at_home, f"{name} imports {library}"


def test_the_clock_is_read_by_the_command_and_the_plugin_alone():
    readers = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "utcnow", "today")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date", "time")
    }

    assert readers == {"commands.common", "plugin.hooks"}


def test_functions_and_modules_stay_small():
    for path in MODULES:
        assert len(path.read_text("utf-8").splitlines()) <= 400, name_of(path)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno + 1
                assert length <= 60, f"{name_of(path)}.{node.name} has {length} lines"
