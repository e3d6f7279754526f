"""The ways in which blogs announce comments."""

from __future__ import annotations

import pytest

from agorascope.readers.facts import heading, site_kind

COUNTED = {
    "16 Σχόλια": 16,
    "24 Comments": 24,
    "46条评论": 46,
    "共 8 條留言": 8,
    "Comments (24)": 24,
    "24 responses": 24,
    "3 thoughts on “Why we fail”": 3,
    "Σχόλια (5)": 5,
    "5 απαντήσεις": 5,
    "评论 24": 24,
    "24 則留言": 24,
    "Σχόλια: 12": 12,
    "One Response to “X”": 1,
    "Ένα σχόλιο": 1,
    "12 σχόλια στο “Το άρθρο”": 12,
    "ΣΧΟΛΙΑ 7": 7,
    "7 ΣΧΟΛΙΑ": 7,
    "Comments: 1,204": 1204,
    "1.204 σχόλια": 1204,
    "网友评论（57）": 57,
    "评论（１２）": 12,
    "已有 12 条评论": 12,
    "8 則回應": 8,
    "大家怎么说（24条）": 24,
    "评论列表（共 52 条评论，审核后显示）": 52,
    "《国货》有3条评论": 3,
    "三条评论": 3,
    "Δύο σχόλια": 2,
    "💬 24 Comments": 24,
    "— 5 comments —": 5,
}
NONE = [
    "Δεν υπάρχουν σχόλια",
    "No comments yet",
    "暂无评论",
    "Comments are closed.",
    "Κανένα σχόλιο",
    "抢沙发",
]
BARE = ["Comments", "Σχόλια", "评论", "网友评论", "留言", "Discussion:", "ΑΠΟΨΕΙΣ"]
OTHER = [
    "24 people died",
    "In 24 comments I said that",
    "Το 24 σχόλια είναι πολλά για μια ανάρτηση",
    "我有3条建议",
    "Comments are the lifeblood of a blog",
    "评论家说",
    "Responses fell by 24 per cent in May",
    "",
    "   ",
    "Αλέξανδρος Μαυρής, Δευτέρα 15 Μαΐου 2023 — 24 σχόλια — 3.318 αναγνώσεις",
]
SITE = {
    "Leave a Reply": "form",
    "Your email address will not be published. Required fields are marked *": "form",
    "Αφήστε μια απάντηση": "form",
    "Ποια είναι η γνώμη σας;": "form",
    "发表评论": "form",
    "Όνομα *": "form",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.": "anti-spam",
    "Tags: a, b": "tags",
    "Ετικέτες: α, β": "tags",
    "相关标签:建设": "tags",
    "Related posts": "related",
    "Διαβάστε επίσης": "related",
    "上一篇：把葱": "related",
    "Share this:": "share",
    "分享": "share",
    "© 2021 Foo. All rights reserved.": "footer",
    "京ICP备12345678号": "footer",
    "Αρχική > Νέα": "navigation",
}


@pytest.mark.parametrize(("line", "count"), COUNTED.items())
def test_a_heading_tells_its_count(line: str, count: int) -> None:
    """A heading with a count, in figures or words, narrow or full width, gives that count."""
    found = heading(line)
    assert found is not None
    assert (found.count, found.bare) == (count, False)


@pytest.mark.parametrize("line", NONE)
def test_no_comments_is_a_count_of_zero(line: str) -> None:
    """A line that says that there are none declares zero."""
    found = heading(line)
    assert found is not None
    assert found.count == 0


@pytest.mark.parametrize("line", BARE)
def test_a_heading_may_have_no_count(line: str) -> None:
    """A bare word declares nothing."""
    found = heading(line)
    assert found is not None
    assert (found.count, found.bare) == (None, True)


@pytest.mark.parametrize("line", OTHER)
def test_other_lines_are_no_headings(line: str) -> None:
    """Sentences and lines of facts that mention comments are not headings."""
    assert heading(line) is None


@pytest.mark.parametrize(("line", "kind"), SITE.items())
def test_site_lines_have_kinds(line: str, kind: str) -> None:
    """A site line is known by its words, in every language, with its kind."""
    assert site_kind(line) == kind
