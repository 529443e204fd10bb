"""
What SARIF 2.1.0 asks of a report, as far as it concerns ours.

Written from the standard (OASIS, section 3) and the shape of its JSON schema: names of properties,
types, required ones, and the rules in prose that a schema cannot hold.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_TEXT, _NUMBER, _LIST, _OBJECT = str, int, list, dict
# Property → type, for each sort of object; those in capitals in _REQUIRED must be there.
_SHAPES = {
    "log": {"$schema": _TEXT, "version": _TEXT, "runs": _LIST},
    "run": {"tool": _OBJECT, "language": _TEXT, "columnKind": _TEXT, "results": _LIST},
    "tool": {"driver": _OBJECT},
    "driver": {"name": _TEXT, "version": _TEXT, "semanticVersion": _TEXT, "rules": _LIST},
    "rule": {
        "id": _TEXT,
        "shortDescription": _OBJECT,
        "fullDescription": _OBJECT,
        "help": _OBJECT,
        "helpUri": _TEXT,
        "defaultConfiguration": _OBJECT,
    },
    "message": {"text": _TEXT, "markdown": _TEXT},
    "configuration": {"level": _TEXT},
    "result": {
        "ruleId": _TEXT,
        "ruleIndex": _NUMBER,
        "level": _TEXT,
        "message": _OBJECT,
        "locations": _LIST,
        "partialFingerprints": _OBJECT,
        "suppressions": _LIST,
    },
    "location": {"physicalLocation": _OBJECT},
    "physical": {"artifactLocation": _OBJECT, "region": _OBJECT},
    "artifact": {"uri": _TEXT, "uriBaseId": _TEXT},
    "region": {"startLine": _NUMBER, "startColumn": _NUMBER, "endColumn": _NUMBER},
    "suppression": {"kind": _TEXT, "status": _TEXT, "justification": _TEXT},
}
_REQUIRED = {
    "log": {"version", "runs"},
    "run": {"tool"},
    "tool": {"driver"},
    "driver": {"name"},
    "rule": {"id"},
    "message": {"text"},
    "result": {"message"},
    "suppression": {"kind"},
}
_LEVELS = {"none", "note", "warning", "error"}


def faults(log):
    """Return what is wrong with *log*, a parsed report; nothing if it is right."""
    found = list(_shape(log, "log"))
    if found:
        return found
    if log["version"] != "2.1.0":
        found.append("version")
    for run in log["runs"]:
        found += _run(run)
    return found


def _shape(value, sort):
    shape = _SHAPES[sort]
    if not isinstance(value, dict):
        yield f"{sort} is no object"
        return
    yield from (f"{sort}.{name} is unknown" for name in value.keys() - shape.keys())
    yield from (f"{sort}.{n} is missing" for n in _REQUIRED.get(sort, set()) - value.keys())
    for name, one in value.items():
        if name in shape and (type(one) is not shape[name]):
            yield f"{sort}.{name} is of another type"


def _run(run):
    yield from _shape(run, "run")
    if run.get("columnKind", "unicodeCodePoints") not in ("utf16CodeUnits", "unicodeCodePoints"):
        yield "columnKind"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", run.get("language", "en-US")):
        yield "language"
    yield from _shape(run["tool"], "tool")
    driver = run["tool"]["driver"]
    yield from _shape(driver, "driver")
    rules = driver.get("rules", [])
    for rule in rules:
        yield from _rule(rule)
    if len({rule["id"] for rule in rules}) != len(rules):
        yield "two rules have one id"
    for result in run.get("results", []):
        yield from _result(result, rules)
    # 3.27.23: either every result says whether it is suppressed, or none does.
    if len({"suppressions" in result for result in run.get("results", [])}) > 1:
        yield "only some results have suppressions"


def _rule(rule):
    yield from _shape(rule, "rule")
    for name in ("shortDescription", "fullDescription", "help"):
        if name in rule:
            yield from _shape(rule[name], "message")
    if "defaultConfiguration" in rule:
        yield from _shape(rule["defaultConfiguration"], "configuration")
        if rule["defaultConfiguration"].get("level") not in _LEVELS:
            yield "rule.level"
    if "helpUri" in rule and not rule["helpUri"].startswith("https://"):
        yield "rule.helpUri"


def _result(result, rules):
    yield from _shape(result, "result")
    yield from _shape(result["message"], "message")
    if result.get("level") not in _LEVELS:
        yield "result.level"
    number = result.get("ruleIndex", -1)
    if not 0 <= number < len(rules) or rules[number]["id"] != result.get("ruleId"):
        yield "result.ruleIndex leads to another rule"
    for location in result.get("locations", []):
        yield from _shape(location, "location")
        yield from _physical(location["physicalLocation"])
    if not all(isinstance(v, str) for v in result.get("partialFingerprints", {}).values()):
        yield "partialFingerprints"
    for one in result.get("suppressions", []):
        yield from _shape(one, "suppression")
        if one["kind"] not in ("inSource", "external"):
            yield "suppression.kind"
        if one.get("status", "accepted") not in ("accepted", "underReview", "rejected"):
            yield "suppression.status"


def _physical(place):
    yield from _shape(place, "physical")
    yield from _shape(place["artifactLocation"], "artifact")
    uri = place["artifactLocation"]["uri"]
    # RFC 3986: a relative reference, in ASCII, without what must be escaped.
    if not re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=@%/-]+", uri) or uri.startswith("/"):
        yield f"uri {uri}"
    if ".." in unquote(uri).split("/"):
        yield "uri climbs"
    if "region" in place:
        region = place["region"]
        yield from _shape(region, "region")
        if not region["startLine"] >= 1:
            yield "region.startLine"
        if not 1 <= region["startColumn"] <= region["endColumn"]:
            yield "region columns"
