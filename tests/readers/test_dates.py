"""Dates and bylines of three languages."""

from __future__ import annotations

import pytest

from agorascope.readers.notation.dates import published
from agorascope.readers.plain.byline import author_of, is_byline

DATES = {
    "发布日期:2016-12-16 作者: 点击:": "2016-12-16",
    "2023年4月18日": "2023-04-18",
    "文｜杜若寧　2024.03.19 10:00": "2024-03-19",
    "17/3/21": "2021-03-17",
    "11.03.2024, 08:30 / ενημέρωση 12.03.2024": "2024-03-11",
    "Δευτέρα 3 Οκτωβρίου 2022, 09:15": "2022-10-03",
    "3 ΜΑΪΟΥ 2023": "2023-05-03",
    "5 October 2021": "2021-10-05",
    "October 5th, 2021": "2021-10-05",
    "8 Feb 2023": "2023-02-08",
    "12/25/2020": "2020-12-25",
    "3/4/21": "2021-04-03",
    "31/2/2021": None,
    "version 1.2.3": None,
    "99/99/9999": None,
    "": None,
    "14 Νοεμβρίου 2023 · 3.106 αναγνώσεις": "2023-11-14",
    "1/1/99": "1999-01-01",
}
AUTHORS = {
    "Δευτέρα 3 Οκτωβρίου 2022 | της Κατερίνας Ξενάκη | 5.903 προβολές": "Κατερίνα Ξενάκη",
    "του Θωμά Γκίκα / 11.03.2024": "Θωμάς Γκίκας",
    "Γράφει η Ισμήνη Βαρδάκη · 14 Νοεμβρίου 2023": "Ισμήνη Βαρδάκη",
    "by Jonas Ekelund": "Jonas Ekelund",
    "文｜杜若寧　2024.03.19": "杜若寧",
    "5 October 2021, Sabine Achterberg, reading time 7 minutes": "Sabine Achterberg",
    "余笛 著 | 9731人看过": "余笛",
    "专栏 · 康一鸣 · 2023-04-18": "康一鸣",
    "发布日期:2016-12-16 作者: 点击:": None,
    "作者：韩沐 点击：3": "韩沐",
    "Reads: 3,377": None,
    "8 Feb 2023 | Ruth Adeyemi-Lang | Opinion": "Ruth Adeyemi-Lang",
    "By Bridie Farrell  ♥ 112  💬 29": "Bridie Farrell",
}
SENTENCES = [
    "On 5 October 2021 everything changed.",
    "Στις 3 Οκτωβρίου 2022 άλλαξαν όλα.",
    "Why Queues Sell",
    "别自我安慰了",
]


@pytest.mark.parametrize(("line", "date"), DATES.items())
def test_dates(line: str, date: str | None) -> None:
    """The first date of a line in ISO form; days come before months; impossible dates are none."""
    assert published(line) == date


@pytest.mark.parametrize(("line", "author"), AUTHORS.items())
def test_authors(line: str, author: str | None) -> None:
    """The writer's name, a Greek genitive turned back, none where the line leaves it out."""
    assert author_of(line) == author


@pytest.mark.parametrize("line", [line for line in AUTHORS if line != "x"])
def test_lines_of_facts_are_bylines(line: str) -> None:
    """Lines with a date, a writer or a count are lines of facts."""
    assert is_byline(line)


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_and_titles_are_not(line: str) -> None:
    """A sentence with a date and a title are not."""
    assert not is_byline(line)
