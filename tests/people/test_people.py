"""Who is who on a page: forms linked by the evidence the page gives, and people who stay apart."""

from __future__ import annotations

import random

import pytest

from agorascope.people import Named, aliases, as_one, people
from agorascope.records import Article, Comment, Person

ARTICLE = Article(text="Nothing is said here.")


def comment(identity: str, text: str = "Well.", **fields: object) -> Comment:
    """Make a comment; a signature stands on its last line, an addressee opens it."""
    called, signed = fields.get("addressee"), fields.get("signature")
    whole = f"{called}, {text}" if called else text
    return Comment(id=identity, text=f"{whole}\n\n{signed}" if signed else whole, **fields)  # type: ignore[arg-type]


def one(found: tuple[Person, ...], name: str) -> Person:
    """Give the only person with a form of a name."""
    people_with = [p for p in found if name in {p.name, *(v.form for v in p.variants)}]
    assert len(people_with) == 1, [p.name for p in found]
    return people_with[0]


def reasons(person: Person) -> dict[str, str]:
    """Give the reason of each form."""
    return {v.form: v.reason for v in person.variants}


def test_whoever_writes_is_one_person_with_all_comments() -> None:
    """A display name is one person in whatever case; nameless comments are nobody's."""
    found = people(ARTICLE, (), [comment("1", author="Mia Lund"), comment("2", author="MIA LUND"), comment("3")])
    assert [(p.name, p.comments) for p in found] == [("Mia Lund", ("1", "2"))]


def test_signatures_and_calls_are_forms_of_the_writers_name() -> None:
    """The parent's writer is called; forms stand where they first do, with the title before them."""
    found = people(
        ARTICLE,
        (),
        [
            comment("1", author="Γιάννης Ρήγας", signature="Γ. Ρήγας"),
            comment("2", "κύριε Ρήγα, όχι.", author="Mia Lund", parent="1", addressee=None),
            Comment(id="3", parent="1", author="Tom Roe", text="Όχι, κύριε Ρήγα, λάθος.", addressee="Ρήγα"),
        ],
    )
    person = one(found, "Γιάννης Ρήγας")
    assert reasons(person) == {"Γιάννης Ρήγας": "full-name", "Γ. Ρήγας": "part-of-name", "κύριε Ρήγα": "title"}
    called = person.variants[2]
    assert (called.comment, called.start, called.end) == ("3", 5, 15)


def test_a_reply_names_a_writer_who_has_only_a_handle() -> None:
    """By `addressed`; one who has a name already is not called by another one."""
    calls = {"addressee": "Στάθη", "parent": "1", "author": "Mia Lund"}
    found = people(ARTICLE, (), [comment("1", author="naxian_79"), comment("2", **calls)])
    assert reasons(one(found, "naxian_79")) == {"naxian_79": "full-name", "Στάθη": "addressed"}
    found = people(ARTICLE, (), [comment("1", author="Ορέστης"), comment("2", **calls)])
    assert one(found, "Ορέστης") != one(found, "Στάθη")


def test_a_nameless_reply_is_known_by_the_answer_to_it() -> None:
    """Who is called by one name twice in a branch wrote both comments; the author answers in turns."""
    found = people(
        Article(author="Ada Bell"),
        (),
        [
            comment("1", signature="shop-of-dreams.com"),
            comment("2", parent="1", addressee="Όνειρο", by_article_author=True),
            comment("3", parent="2"),
            comment("4", parent="3", addressee="Όνειρο", by_article_author=True),
        ],
    )
    assert one(found, "Όνειρο").comments == ("1", "3")
    assert one(found, "Ada Bell").comments == ("2", "4")


def test_a_nameless_reply_that_may_be_anybodys_stays_nobodys() -> None:
    """Where two names are called, or the answer comes from a third person."""
    thread = [
        comment("1", author="Mia Lund"),
        comment("2", parent="1", author="Tom Roe"),
        comment("3", parent="2"),
        comment("4", parent="3", author="Kai Holm", addressee="Mia"),
    ]
    assert one(people(ARTICLE, (), thread), "Mia Lund").comments == ("1",)


def test_the_articles_author_is_who_top_level_comments_call() -> None:
    """Where no byline is given: by the forms that belong together, and a surname with a title; by no other name."""
    found = people(
        ARTICLE,
        (),
        [
            comment("1", addressee="Ρόμπερτ"),
            comment("2", addressee="Ρομπ"),
            Comment(id="3", text="Αγαπητέ κύριε Frost, όχι.", addressee="Frost"),
            comment("4", addressee="Σοφία"),
            comment("5", parent="1", signature="Rob", by_article_author=True),
        ],
    )
    author = one(found, "Rob")
    assert reasons(author) == {
        "Ρόμπερτ": "short-form",
        "Ρομπ": "transliteration",
        "κύριε Frost": "addressed",
        "Rob": "full-name",
    }
    assert author.comments == ("5",)
    assert one(found, "Σοφία").comments == ()


def test_the_authors_comments_and_byline_are_one() -> None:
    """Under whatever name the site shows them."""
    found = people(Article(author="Ada Bell"), (), [comment("1", author="editor", by_article_author=True)])
    assert reasons(one(found, "Ada Bell")) == {"Ada Bell": "full-name", "editor": "article-author"}
    assert one(found, "Ada Bell").comments == ("1",)


def test_full_names_in_other_letters_or_shorter_are_one_writer() -> None:
    """Two words agree; a given name alone does not make two writers one, nor do two surnames."""
    pairs = [("Giorgos Lemos", "Γιώργος Λέμος"), ("Bob Frost", "Robert Frost"), ("罗庭安", "羅庭安")]
    for first, second in pairs:
        found = people(ARTICLE, (), [comment("1", author=first), comment("2", author=second)])
        assert [p.comments for p in found] == [("1", "2")]
    apart = [("Nikos", "Νίκος"), ("Mia", "Mia Lund"), ("Mia Lund", "Mia Holm"), ("Mia L.", "Mia Lund")]
    for first, second in apart:
        found = people(ARTICLE, (), [comment("1", author=first), comment("2", author=second)])
        assert [p.comments for p in found] == [("1",), ("2",)]


def test_a_form_that_fits_several_people_stays_apart() -> None:
    """Also a full name that two spellings of two people share."""
    thread = [
        comment("1", author="Mia Lund"),
        comment("2", author="Mia Holm"),
        comment("3", author="Tom Roe"),
        comment("4", parent="3", author="Kai Holm", addressee="Mia"),
    ]
    assert one(people(ARTICLE, (), thread), "Mia").comments == ()
    names = ["Nicola Rossi", "Nicolas Rossi", "Νικόλας Ρόσσι"]
    found = people(ARTICLE, (), [comment(str(n), author=name) for n, name in enumerate(names)])
    assert [p.comments for p in found] == [("0",), ("1",), ("2",)]


def test_a_reply_may_call_somebody_above_its_parent() -> None:
    """Flat pages hang replies under the wrong comment; whose name it is decides."""
    thread = [
        comment("1", author="Mia Lund"),
        comment("2", parent="1", author="Tom Roe"),
        comment("3", parent="2", author="Kai Holm", addressee="Mia"),
    ]
    assert reasons(one(people(ARTICLE, (), thread), "Mia Lund"))["Mia"] == "part-of-name"


def named(text: str, *forms: tuple[str, str, bool]) -> tuple[Named, ...]:
    """Give names in an article: form, fullest form, whether the bearer speaks."""
    return tuple(
        Named(text.index(form), text.index(form) + len(form), holder, speaks, " " in holder or speaks)
        for form, holder, speaks in forms
    )


def test_people_of_the_article() -> None:
    """Who claims something or has a title is a person; what is only named may be a firm, unless it comments."""
    text = "Ada Maria Bell says so. Castle Rock is near. Dr. Moss left. So did Mr Bell. Kai Holm was there."
    rows = named(
        text,
        ("Ada Maria Bell", "Ada Maria Bell", True),
        ("Castle Rock", "Castle Rock", False),
        ("Moss", "Moss", False),
        ("Kai Holm", "Kai Holm", False),
    )
    at = text.index("Bell. Kai")
    rows = (*rows, Named(at, at + 4, "Bell", speaks=False, sure=False))
    found = people(Article(text=text), rows, [comment("1", author="Kai Holm")])
    assert [p.name for p in found] == ["Ada Maria Bell", "Moss", "Kai Holm"]
    assert reasons(found[0]) == {"Ada Maria Bell": "full-name", "Mr Bell": "title"}
    assert found[2].comments == ("1",)
    assert all(text[v.start : v.end] == v.form for p in found for v in p.variants if v.start is not None)


def test_the_name_is_given_as_a_dictionary_would() -> None:
    """Not in the case that the article happens to use."""
    text = "Σύμφωνα με τον Ορέστη Βλάχο, όχι."
    found = people(Article(text=text), named(text, ("Ορέστη Βλάχο", "Ορέστης Βλάχος", True)), ())
    assert found[0].name == "Ορέστης Βλάχος"
    assert reasons(found[0]) == {"Ορέστη Βλάχο": "case"}


@pytest.mark.parametrize(("friends", "writers"), [(True, ("1",)), (False, ())])
def test_somebody_cited_who_signs_with_a_given_name(*, friends: bool, writers: tuple[str, ...]) -> None:
    """Is known where he and the article's author speak to each other by name, and not else."""
    text = "Joshua Silas Frost says so."
    rows = named(text, ("Joshua Silas Frost", "Joshua Silas Frost", True))
    thread = [
        comment("1", signature="Τζόσουα", addressee="Ada" if friends else None),
        comment("2", signature="Jo"),
    ]
    found = people(Article(author="Ada Bell", text=text), rows, thread)
    assert one(found, "Joshua Silas Frost").comments == writers


def test_two_writers_of_one_given_name_are_nobody_cited() -> None:
    """The name fits both; a surname alone tells, where it is one writer's."""
    text = "Joshua Silas Frost says so."
    rows = named(text, ("Joshua Silas Frost", "Joshua Silas Frost", True))
    article = Article(author="Ada Bell", text=text)
    twice = [comment("1", signature="Joshua", addressee="Ada"), comment("2", author="Τζόσουα", addressee="Ada")]
    assert one(people(article, rows, twice), "Joshua Silas Frost").comments == ()
    assert one(people(article, rows, [comment("1", author="Frost")]), "Joshua Silas Frost").comments == ("1",)
    firm = named(text, ("Joshua Silas Frost", "Joshua Silas Frost", False))
    assert [p.name for p in people(article, firm, [comment("1", author="Frost")])] == ["Ada Bell", "Frost"]


def test_quoted_calls_are_not_the_quoters() -> None:
    """Whom the quoted words call is not whom the comment calls."""
    text = "Mia, no.\nSo it says."
    thread = [
        comment("1", author="naxian"),
        Comment(id="2", parent="1", author="Tom Roe", text=text, addressee="Mia", quoted=((0, 8),)),
    ]
    assert [p.name for p in people(ARTICLE, (), thread)] == ["naxian", "Tom Roe"]


def test_people_do_not_depend_on_the_order_of_comments() -> None:
    """Who is one person is the same in any order; forms follow the page."""
    thread = [
        comment("1", addressee="Ρόμπερτ", signature="Τζόσουα"),
        comment("2", parent="1", addressee="Τζόσουα", by_article_author=True),
        comment("3", author="Giorgos Lemos", addressee="Ρομπ"),
        comment("4", parent="3", author="Γιώργος Λέμος"),
        comment("5", parent="4", addressee="Γιώργο", signature="Rob", by_article_author=True),
        comment("6", parent="5"),
        comment("7", parent="6", addressee="Γιώργο", by_article_author=True),
        comment("8", author="Mia", addressee="Σοφία"),
    ]
    expected = {(p.name, frozenset(p.comments)) for p in people(ARTICLE, (), thread)}
    assert ("Giorgos Lemos", frozenset({"3", "4", "6"})) in expected
    for seed in range(5):
        mixed = thread[:]
        random.Random(seed).shuffle(mixed)  # noqa: S311 - an order, no secret
        found = {frozenset(p.comments) for p in people(ARTICLE, (), mixed)}
        assert found == {comments for _, comments in expected}


def test_hostile_pages() -> None:
    """Circles of parents, missing parents, ids twice, empty and endless names, control characters."""
    names = ["", " ", "\x00", "@", "\ud800", "<script>", "a" * 100_000, "Ά" * 100_000, "κ.", "Mr", "😀", "老", None]
    thread = [
        Comment(id=str(n % 9), parent=str((n + 1) % 9), author=name, signature=name, addressee=name, text=name or "")
        for n, name in enumerate(names)
    ]
    found = people(Article(author="\x00", text="x"), (Named(-1, 5, "x"), Named(0, 99, "x"), Named(0, 0, "")), thread)
    assert all(person.name for person in found)
    assert people(Article(), (), ()) == ()
    deep = [Comment(id=str(n), parent=str(n - 1), addressee="Mia", text="Mia, no.") for n in range(3000)]
    assert sum(len(p.comments) for p in people(ARTICLE, (), deep)) <= 3000


def test_one_person_under_two_names_is_one_voice() -> None:
    """The comments are named by the author's, else by a display name; texts and ids stay."""
    thread = [
        comment("1", author="Γιώργος Λέμος"),
        comment("2", author="Giorgos Lemos"),
        comment("3", author="editor"),
        comment("4", author="editor", by_article_author=True),
        comment("5", author="Mia"),
        comment("6", author="Mia"),
    ]
    found = people(Article(author="Ada Bell"), (), thread)
    assert aliases(found, thread) == {"2": "1", "3": "4"}
    shown = as_one(found, thread)
    assert [(c.author, c.by_article_author) for c in shown[:4]] == [
        ("Γιώργος Λέμος", False),
        ("Γιώργος Λέμος", False),
        ("editor", True),
        ("editor", True),
    ]
    assert [(c.id, c.text) for c in shown] == [(c.id, c.text) for c in thread]
    assert shown[4:] == thread[4:]
