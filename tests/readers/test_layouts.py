"""Comment lists in the shapes that pages have when they are saved as text."""

from __future__ import annotations

import pytest

from agorascope.readers.text import page_thread
from agorascope.records import Thread

ARTICLE = (
    "The Weekly Till\n\nHome | About | Contact\n\n3 May 2021 | by Ada Moore | 3 comments\n\nWhy Queues Sell\n\n"
    "A queue tells everybody who walks past that there is something worth the wait, and that is the cheapest "
    "advertisement a shop can have.\n\n  1. It costs nothing.\n  2. It cannot be faked for long.\n\n"
    "I have stood in forty of them this year, and thirty were longer on the second visit than on the first.\n\n"
)
TREE = [("First of all.", None), ("A reply.", 0), ("Deeper still.", 1), ("Second.", None)]


def thread(comments: str) -> Thread:
    return page_thread(ARTICLE + comments, "page", "page.txt")


def tree(read: Thread) -> list[tuple[str, int | None]]:
    at = {comment.id: index for index, comment in enumerate(read.comments)}
    return [(c.text, None if c.parent is None else at[c.parent]) for c in read.comments]


SHAPES = {
    "seed": (
        "4 Comments\n\n  1. 1\n\n    {0}\n\n    • 2\n\n      {1}\n\n      • 3\n\n        {2}\n\n  2. 4\n\n    {3}\n"
    ),
    "no blank lines": "4 Comments\n  1. 1\n    {0}\n    • 2\n      {1}\n      • 3\n        {2}\n  2. 4\n    {3}\n",
    "tabs": "4 Comments\n\n1. 1\n\n\t{0}\n\n\t• 2\n\n\t\t{1}\n\n\t\t• 3\n\n\t\t\t{2}\n\n2. 4\n\n\t{3}\n",
    "six spaces": (
        "Comments (4)\n\n1. 1\n      {0}\n      * 2\n            {1}\n            * 3\n"
        "                  {2}\n2. 4\n      {3}\n"
    ),
    "brackets": "4 responses\n\n1) 1\n\n   {0}\n\n   - 2\n\n     {1}\n\n     - 3\n\n       {2}\n\n2) 4\n\n   {3}\n",
    "round signs": "4 Comments\n\n  1. 1\n    {0}\n    ◦ 2\n      {1}\n      ▪ 3\n        {2}\n  2. 4\n    {3}\n",
    "letter o": "4 Comments\n\n  1. 1\n    {0}\n    o 2\n      {1}\n      o 3\n        {2}\n  2. 4\n    {3}\n",
    "on one line": "4 Comments\n\n1. {0}\n   • {1}\n     • {2}\n2. {3}\n",
    "bullets": "4 Comments\n\n• {0}\n\n  • {1}\n\n    • {2}\n\n• {3}\n",
    "stars": "4 Comments\n\n* {0}\n\n  * {1}\n\n    * {2}\n\n* {3}\n",
    "hash": "4 Comments\n\n#1\n  {0}\n    #2\n      {1}\n        #3\n          {2}\n#4\n  {3}\n",
    "storeys": "4条评论\n\n1楼\n  {0}\n    2楼\n      {1}\n        3楼\n          {2}\n4楼\n  {3}\n",
    "full width": (
        "共４条评论\n\n１．　１\n\n　　{0}\n\n　　• ２\n\n　　　　{1}\n\n"
        "　　　　• ３\n\n　　　　　　{2}\n\n２．　４\n\n　　{3}\n"
    ),
    "controls between": (
        "4 Comments\n\nSort by: newest\n\n  1. 1\n\n    {0}\n\n    Reply\n\n    • 2\n\n"
        "      {1}\n\n      Reply\n\n      • 3\n\n        {2}\n\n  2. 4\n\n    {3}\n"
    ),
}
BELOW = "\nWhat do you think?\n\nLeave a comment\n\nName* Mail* Message* Send\n\nTags: queues, shops\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_tree(shape: str, ends: str) -> None:
    """Marks, indentation and line ends differ; texts and parents do not, and the site's lines stay out."""
    page = SHAPES[shape].format(*(text for text, _ in TREE)) + BELOW
    read = page_thread((ARTICLE + page).replace("\n", ends), "page", "page.txt")
    assert tree(read) == TREE
    assert read.declared_comments == 4
    assert read.article.title == "Why Queues Sell"
    assert (read.article.author, read.article.published) == ("Ada Moore", "2021-05-03")
    assert {line.kind for line in read.chrome if line.text.startswith(("What", "Leave", "Name"))} == {"form"}


def test_right_aligned_numbers_are_one_level() -> None:
    """Numbers of one and two digits that end in the same column are all top level."""
    entries = "".join(f"{i:>3}. {i}\n\n      Text {i}.\n\n" for i in range(1, 13))
    read = thread("12 Comments\n\n" + entries)
    assert [c.depth for c in read.comments] == [0] * 12
    assert [c.id for c in read.comments] == [str(i) for i in range(1, 13)]


@pytest.mark.parametrize(
    "page",
    [
        (
            "2 Comments\n\n  1. 1\n\n    Three reasons:\n\n    1. Price.\n    2. Place.\n\n"
            "    That is all.\n\n  2. 2\n\n    Yes.\n"
        ),
        "2 Comments\n\n1. Three reasons:\n\n   1. Price.\n   2. Place.\n\n   That is all.\n\n2. Yes.\n",
        "2 Comments\n\n1. Three reasons:\n1. Price.\n2. Place.\nThat is all.\n\n2. Yes.\n",
        "2 Comments\n\n#1\nThree reasons:\n\n1. Price.\n2. Place.\n\nThat is all.\n\n#2\nYes.\n",
    ],
)
def test_a_list_inside_a_comment_is_not_comments(page: str) -> None:
    """A writer's own numbered list stays in the comment."""
    read = thread(page)
    assert [c.number for c in read.comments] == [1, 2]
    assert "1. Price.\n2. Place." in read.comments[0].text
    assert read.comments[1].text == "Yes."


def test_the_articles_list_is_not_comments() -> None:
    """The numbered list above the heading stays in the article, marks and all."""
    read = thread("1 comment\n\n  1. 1\n\n    Fine.\n")
    assert "1. It costs nothing.\n2. It cannot be faked for long." in read.article.text
    assert len(read.comments) == 1


def test_paragraphs_and_line_breaks_are_kept() -> None:
    """Blank lines part paragraphs, single breaks stay, only indentation goes."""
    read = thread("1 comment\n\n  1. 1\n\n    Dear Ada,\n\n    one\n    two  spaces\n\n    Rob\n")
    assert read.comments[0].text == "Dear Ada,\n\none\ntwo  spaces\n\nRob"


def test_a_count_above_or_below_is_not_the_heading() -> None:
    """The heading is the line that comments follow, not the count in front of the title or under the thread."""
    page = ARTICLE.replace("Why Queues Sell", "Comments (9)\n\nWhy Queues Sell")
    page += "2 Comments\n\n  1. 1\n\n    Yes.\n\n  2. 2\n\n    No.\n\nComments (7)\n\nJoin in\n"
    read = page_thread(page, "page", "page.txt")
    assert read.article.title == "Why Queues Sell"
    assert (read.declared_comments, [c.text for c in read.comments]) == (2, ["Yes.", "No."])


def test_missing_comments_leave_the_article() -> None:
    """A page whose comments did not come along keeps its article and tells of the difference."""
    read = thread("24 Comments\n\nLeave a reply\n\nName *\n")
    assert read.comments == ()
    assert read.declared_comments == 24
    assert [notice.code for notice in read.notices] == ["comment-count"]
    assert read.article.text.endswith("than on the first.")


def test_none_declared_is_none_found() -> None:
    """'No comments yet' declares zero and needs no notice."""
    read = thread("No comments yet\n\nBe the first to comment\n")
    assert (read.declared_comments, read.comments, read.notices) == (0, (), ())


def test_only_comments_give_an_empty_article() -> None:
    """A page with nothing but comments has an empty article and says so."""
    read = page_thread("2 Comments\n\n  1. 1\n\n    Yes.\n\n  2. 2\n\n    No.\n", "page", "page.txt")
    assert read.article.text == ""
    assert read.article.title is None
    assert [c.text for c in read.comments] == ["Yes.", "No."]
    assert [notice.code for notice in read.notices] == ["no-article"]


def test_comments_without_a_heading() -> None:
    """Numbers that can be nothing else open comments even where the heading is lost."""
    read = thread("  1. 1\n\n    Yes.\n\n    • 2\n\n      No.\n")
    assert [(c.id, c.parent) for c in read.comments] == [("1", None), ("2", "1")]
    assert "no-heading" in [notice.code for notice in read.notices]


@pytest.mark.parametrize(
    "page", ["2 Comments\n\n• Yes.\n\n• No.\n", "2 Comments\n\n#1\nYes.\n#1\nNo.\n  1. 1\n    x\n"]
)
def test_ids_are_unique_without_numbers(page: str) -> None:
    """Where numbers are missing, ids are positions on the page, with a notice."""
    read = thread(page)
    ids = [c.id for c in read.comments]
    assert len(set(ids)) == len(ids)
    if page.startswith("2 Comments\n\n•"):
        assert ids == ["1", "2"]
        assert "comment-numbers" in [notice.code for notice in read.notices]


def test_an_advertisement_inside_the_thread_is_chrome() -> None:
    """A site line between two comments belongs to neither and ends nothing."""
    read = thread("2 Comments\n\n  1. 1\n\n    Yes.\n\nAdvertisement\n\n  2. 2\n\n    No.\n")
    assert [c.text for c in read.comments] == ["Yes.", "No."]
    assert ("share", "Advertisement") in {(line.kind, line.text) for line in read.chrome}


def test_quoted_lines_are_pointed_at() -> None:
    """Lines quoted with `>` are offsets into the comment's text."""
    read = thread("1 comment\n\n  1. 1\n\n    > They waited.\n    > And paid.\n\n    So did I.\n")
    (comment,) = read.comments
    assert [comment.text[a:b] for a, b in comment.quoted] == ["> They waited.\n> And paid."]
