"""How a cluster spread, and when it is a campaign: many authors within a day."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from agorascope.deduplication import Post, find, in_campaigns, spread
from agorascope.deduplication.posts import moment
from agorascope.settings import Settings

TEXT = "Vote no on the new bridge: it costs forty million and only the hotel owners will ever use it."
START = datetime(2026, 3, 1, tzinfo=UTC)
Row = tuple[str | None, float | None]


def posted(*rows: Row, text: str = TEXT) -> list[Post]:
    """Make posts of one text by author and hour."""
    return [
        Post(f"c{n}", text, author, f"t{n % 2}", None if hour is None else (START + timedelta(hours=hour)).isoformat())
        for n, (author, hour) in enumerate(rows)
    ]


def told(posts: list[Post], settings: Settings = Settings()) -> dict[str, tuple[int, float]]:  # noqa: B008 - frozen
    """Give the campaign of each post that is in one, by id: authors and hours."""
    found = find(posts, settings)
    return {posts[place].id: (c.authors, c.hours) for place, c in in_campaigns(found, posts, settings).items()}


def test_four_authors_within_a_day_are_a_campaign() -> None:
    """From the fourth author on, and up to twenty-four hours, it is one; a second more is none."""
    rows: list[Row] = [("ann", 0), ("bob", 5), ("cat", 6.5), ("dan", 24)]
    assert told(posted(*rows)) == dict.fromkeys(["c0", "c1", "c2", "c3"], (4, 24.0))
    assert told(posted(*rows[:3])) == {}
    assert told(posted(*rows[:3], ("dan", 24 + 1 / 3600))) == {}


def test_the_settings_say_how_many_and_how_long() -> None:
    """Two authors within an hour are one where somebody asked for that."""
    posts = posted(("ann", 0), ("bob", 1), ("cat", 30))
    asked = Settings(campaign_authors=2, campaign_hours=1)
    assert told(posts, asked) == {"c0": (2, 1.0), "c1": (2, 1.0)}


def test_one_author_many_times_is_no_campaign() -> None:
    """Who posts the same six times is one author, and three who do so are three."""
    assert told(posted(*[("ann", n) for n in range(6)])) == {}
    assert told(posted(*[("abc"[n % 3], n) for n in range(12)])) == {}


def test_posts_without_author_or_time_have_no_part() -> None:
    """They neither make a campaign nor are counted in one."""
    three: list[Row] = [("ann", 0), ("bob", 1), ("cat", 2)]
    assert told(posted(*three, ("dan", None), (None, 1), ("", 1.5))) == {}
    found = told(posted(*three, (None, 1), ("eve", None), ("dan", 3)))
    assert found == dict.fromkeys(["c0", "c1", "c2", "c5"], (4, 3.0))


def test_times_that_are_none_count_as_none() -> None:
    """'yesterday' is no time; seconds since 1970 and other zones are."""
    times = ["2026-03-01T10:00:00+02:00", "1772352000", "2026-03-01 09:00", "2026-03-01T10:00:00Z"]
    posts = [Post(str(n), TEXT, str(n), published=at) for n, at in enumerate([*times, "yesterday", "5 h ago"])]
    assert told(posts) == dict.fromkeys("0123", (4, 2.0))
    first = spread(range(6), posts, Settings())
    assert (first.first_seen, first.last_seen) == (times[0], times[3])


def test_the_window_slides_over_days() -> None:
    """One author every eight hours for a week is one long campaign: at each moment four were there within a day."""
    rows: list[Row] = [(f"a{n}", 8 * n) for n in range(21)]
    assert told(posted(*rows)) == dict.fromkeys([f"c{n}" for n in range(21)], (21, 160.0))


def test_what_stands_apart_from_a_wave_is_not_part_of_it() -> None:
    """A post a week before and one a week after are re-posts of a campaign but not in it."""
    rows: list[Row] = [("early", -168), *[(f"a{n}", n) for n in range(4)], ("late", 168)]
    assert set(told(posted(*rows))) == {"c1", "c2", "c3", "c4"}


def test_two_waves_leave_out_what_lies_between() -> None:
    """Both belong to the campaign; a lone post between them does not."""
    rows: list[Row] = [*[(f"a{n}", n) for n in range(4)], ("between", 200), *[(f"b{n}", 400 + n) for n in range(4)]]
    found = told(posted(*rows))
    assert set(found) == {f"c{n}" for n in range(9)} - {"c4"}
    assert set(found.values()) == {(8, 403.0)}


def test_short_texts_make_none() -> None:
    """So many people write 'great post!' on one day."""
    rows: list[Row] = [(f"a{n}", n) for n in range(9)]
    for text in ("Great post!", "Συμφωνώ απόλυτα!", "说得太好了", "👍"):
        assert told(posted(*rows, text=text)) == {}
    assert len(told(posted(*rows))) == 9


def test_edited_copies_belong_to_a_campaign() -> None:
    """What is near counts as what is equal."""
    posts = posted(*[(f"a{n}", n) for n in range(4)])
    changed = [
        Post(p.id, p.text + " " + "Please share" * (n % 2), p.author, p.thread, p.published)
        for n, p in enumerate(posts)
    ]
    assert set(told(changed)) == {"c0", "c1", "c2", "c3"}


def test_the_order_of_posts_does_not_matter() -> None:
    """Shuffled posts have the same campaign."""
    rows: list[Row] = [*[(f"a{n % 6}", 7 * n) for n in range(14)], (None, 3), ("x", None)]
    posts = posted(*rows)
    expected = told(posts)
    assert expected
    for seed in range(6):
        assert told(random.Random(seed).sample(posts, len(posts))) == expected  # noqa: S311 - a shuffle


def test_a_spread_names_who_where_and_when() -> None:
    """Authors and threads are named once, in order; times are those that were given."""
    posts = posted(("bob", 2), ("ann", 1), (None, 3), ("bob", None))
    found = spread([3, 2, 1, 0], posts, Settings())
    assert (found.authors, found.threads) == (("ann", "bob"), ("t0", "t1"))
    assert (found.first_seen, found.last_seen) == ("2026-03-01T01:00:00+00:00", "2026-03-01T03:00:00+00:00")
    assert found.campaign is None
    alone = spread([0], [Post("x", TEXT)], Settings())
    assert (alone.authors, alone.threads, alone.first_seen, alone.last_seen) == ((), (), None, None)


def test_milliseconds_are_times_too() -> None:
    """Seconds and milliseconds since 1970 are told apart; numbers without end are no times."""
    assert moment("1767225600") == moment("1767225600000") == moment("2026-01-01")
    assert moment("9" * 400) is None
