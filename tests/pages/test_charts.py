"""Charts: spans of time without gaps, and SVG that is clean, named and the same every time."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from agorascope.pages.charts import course
from agorascope.pages.charts.agreement import people, sides_of
from agorascope.pages.charts.figures import between, over_time
from agorascope.pages.links import Here
from agorascope.records import Between, Period, StanceCounts, Turn
from tests.making import comment
from tests.pages.making import PAYLOADS

ONE = StanceCounts(1, 2, 3)


def periods(*starts: str) -> list[Period]:
    """Make periods in which the same happens."""
    return [Period(start, ONE, (start,)) for start in starts]


@pytest.mark.parametrize(
    ("starts", "labels"),
    [
        (["2024-02-28", "2024-03-01"], ["Feb 28, 2024", "Feb 29, 2024", "Mar 1, 2024"]),
        (["2024-03-01T22:00", "2024-03-02T00:00"], ["Mar 1, 2024 22:00", "Mar 1, 2024 23:00", "Mar 2, 2024 00:00"]),
        (["2024-03-01T22:00+02:00", "2024-03-01T23:00+02:00"], ["Mar 1, 2024 22:00", "Mar 1, 2024 23:00"]),
        (["2022-11-01", "2024-01-01"], 15),
        (["2010-01-01", "2024-01-01"], 15),
        (["2024-01-01", "2024-04-08"], 15),
        (["2024-03-01"], ["Mar 1, 2024"]),
        ([], []),
    ],
)
def test_spans_have_no_gaps(starts: list[str], labels: list[str] | int) -> None:
    """Between the first and the last stand empty spans of the same length: hours, days, weeks, months, years."""
    found = course.spans(periods(*starts), "en")
    said = [span.label for span in found]
    assert said == labels if isinstance(labels, list) else len(found) == labels
    assert [span.comments for span in found if span.comments] == [(start,) for start in starts]
    assert sum(span.stance.favor for span in found) == len(starts)


@pytest.mark.parametrize("starts", [["no time", "2024"], ["2024-03-01T10:00", "2024-03-01T11:00+02:00"]])
def test_starts_that_do_not_fit_stand_one_after_the_other(starts: list[str]) -> None:
    """What is no time, or with and without an offset, is shown as it is."""
    assert [span.label for span in course.spans(periods(*starts), "en")] == starts


def test_charts_are_clean_svg() -> None:
    """A chart has a title and a description in the reader's language, ids of its own, nothing that runs or loads."""
    turn = Turn("b", ONE, ONE, 0.01)
    links = Here([comment("a"), comment("b")])
    made = [Period("2024-03-01", ONE, ("a",)), Period("2024-03-04", ONE, ("b",))]
    told = over_time(made, turn, links, "el")
    edges = [Between(name, PAYLOADS[0], 1, 2, 0, ("a",)) for name in PAYLOADS] + [Between("x\ufffe", "y", 1, 0, 0, ())]
    charts = [str(c) for c in (told["time_wide"], told["time_narrow"], between(edges, {}, "el")["between_chart"])]
    ids = []
    for chart in charts:
        root = etree.fromstring(chart)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{root[0].get('id')}"
        assert re.search("[α-ω]", root[0].text or "")
        assert re.search("[α-ω]", root[1].text or "")
        assert {etree.QName(e).localname for e in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "g",
            "path",
            "line",
            "rect",
            "text",
        }
        names = {name for e in root.iter() for name in e.attrib}
        assert not [n for n in names if n.startswith("on") or n in {"style", "href", "font-family"}]
        ids += root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert "alert(1)" in charts[2]
    assert [str(c) for c in (over_time(made, turn, links, "el")["time_wide"],)] == charts[:1]


def test_a_single_span_or_nobody_agreeing_has_no_chart() -> None:
    """Where there is nothing to see there is no chart."""
    assert over_time(periods("2024-03-01"), None, Here([]), "en")["time_wide"] == ""
    assert between([Between("a", "b", 0, 0, 1, ())], {}, "en")["between_chart"] == ""
    assert between([], None, "en") == {"between": [], "between_chart": ""}


def test_people_stand_by_side() -> None:
    """Those of one side stand together; who takes both has none; who answers themselves is left out."""
    comments = [
        comment("1", author="Ann", stance="against"),
        comment("2", author="Bob", stance="favor"),
        comment("3", author="Cyd", stance="favor"),
        comment("4", author="Cyd", stance="against"),
        comment("5", stance="favor"),
    ]
    sides = sides_of(comments, None)
    assert sides == {"Ann": "against", "Bob": "favor", "#5": "favor"}
    edges = [Between("Ann", "Bob", 0, 2, 0, ()), Between("Cyd", "Ann", 1, 0, 0, ()), Between("#5", "#5", 1, 0, 0, ())]
    assert [(p.name, p.side, p.answers) for p in people(edges, sides)] == [
        ("Bob", "favor", 2), ("Cyd", "none", 1), ("Ann", "against", 3),
    ]  # fmt: skip
    assert {p.side for p in people(edges, None)} == {"unknown"}
