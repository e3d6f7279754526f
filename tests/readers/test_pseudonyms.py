"""Pseudonyms: the same person has one, everywhere; no name is left, and no other word is touched."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from agorascope.errors import UsageError
from agorascope.readers import read
from agorascope.readers.notation.quotations import quoted
from agorascope.readers.persons.keys import NAMED, key_from
from agorascope.readers.persons.people import introduced
from agorascope.readers.persons.pseudonyms import Pseudonyms
from agorascope.records import Article, Chrome, Comment, Link, Notice, Thread

SHARED = Path(__file__).parents[3] / "shared" / "threads"
KEY = b"a key that only tests have"
PSEUDONYM = re.compile(r"[A-Z][a-z]{14}")
NAMES = Pseudonyms(KEY)


def thread(*said: tuple[str | None, str], author: str | None = None, answers: bool = True) -> Thread:
    """Make a thread of authors and texts, each answering the one before it, with signatures and addressees found."""
    comments = [
        Comment(id=str(n), parent=str(n - 1) if n and answers else None, author=who, text=text, quoted=quoted(text))
        for n, (who, text) in enumerate(said)
    ]
    article, done = introduced(Article(title="About", author=author, text=f"As {author} says."), comments)
    return Thread(id="t", source="t.jsonl", format="jsonl", article=article, comments=done)


def texts(*said: tuple[str | None, str], author: str | None = None) -> list[str]:
    """Give the texts under pseudonyms, with the names of known authors back in angle brackets: `<Anna Karr>`."""
    names = [*filter(None, (author, *(who for who, _ in said)))]
    back = {NAMES.of(name): f"<{name}>" for name in names}
    done = NAMES.thread(thread(*said, author=author))
    return [PSEUDONYM.sub(lambda found: back.get(found[0], "<?>"), comment.text) for comment in done.comments]


def test_one_person_has_one_pseudonym() -> None:
    """Case, accents, width and blanks of a name do not matter; other people have other pseudonyms."""
    assert PSEUDONYM.fullmatch(NAMES.of("Κατερίνα Ξενάκη"))
    same = ["Κατερίνα Ξενάκη", "ΚΑΤΕΡΙΝΑ  ΞΕΝΑΚΗ", " κατερινα ξενακη\u200b", "Κατερι\u0301να Ξενάκη", "ΚατερίναΞενάκη"]
    assert len({NAMES.of(name) for name in same}) == 1
    assert NAMES.of("Ａｎｎａ") == NAMES.of("anna")
    different = ["Μαρία", "Μάριος", "Anna", "Anna K.", "김철수", "강창석", "たけた", "だけだ", "周敏", "周"]
    assert len({NAMES.of(name) for name in different}) == len(different)


def test_another_key_gives_other_pseudonyms() -> None:
    """Without the key nobody can tell whose a pseudonym is."""
    assert NAMES.of("Anna") != Pseudonyms(b"another key, of the same length").of("Anna")
    assert NAMES.of("Anna") == Pseudonyms(KEY).of("Anna")


def test_an_english_thread() -> None:
    """Salutations and signatures are their author's in every form; of a line signed only the name goes."""
    assert texts(
        ("Philippa Nwosu", "Dear Sabine,\n\nYour line is on our wall.\n\nPhilippa"),
        ("Sabine Achterberg", "Philippa, it is on mine. Please write.\n\n— Sabine"),
        ("Rob (beds, Leeds)", "> Your line is on our wall.\n\nAnd then?"),
        ("Philippa Nwosu", "Hi Rob :) Some of them walk.\n\nP."),
        ("Noor", "We run a bookshop, and Noor is my name.\n\n— Noor, The Bent Spine, Hebden"),
        ("busymum_of_3", "I agree with Philippa Nwosu; so does @Philippa, and @sabineachterberg."),
        ("Kees", "Not busymum_of_3 again. Rob (beds, Leeds) is right."),
        author="Sabine Achterberg",
    ) == [
        "Dear <Sabine Achterberg>,\n\nYour line is on our wall.\n\n<Philippa Nwosu>",
        "<Philippa Nwosu>, it is on mine. Please write.\n\n— <Sabine Achterberg>",
        "> Your line is on our wall.\n\nAnd then?",
        "Hi <Rob (beds, Leeds)> :) Some of them walk.\n\n<Philippa Nwosu>",
        "We run a bookshop, and <Noor> is my name.\n\n— <Noor>, The Bent Spine, Hebden",
        "I agree with <Philippa Nwosu>; so does @<Philippa Nwosu>, and @<Sabine Achterberg>.",
        "Not <busymum_of_3> again. <Rob (beds, Leeds)> is right.",
    ]


def test_a_greek_thread() -> None:
    """Vocatives, other cases of a whole name, capitals and Latin letters are the same person."""
    assert texts(
        ("Γιάννης", "Κυρία Ξενάκη,\n\nδιαφωνώ.\n\nΓιάννης"),
        ("Κατερίνα Ξενάκη", "Γιάννη, δεν το έγραψα έτσι."),
        ("Αντώνης Βρεττός", "> Γιάννη, δεν το έγραψα έτσι.\n\nΤο έγραψε!\n\nΜε εκτίμηση,\nΑ. Βρεττός"),
        ("Εύη Μ.", "Κύριε Βρεττέ, αυτό δεν γίνεται."),
        ("Αντώνης Βρεττός", "Ποτέ, κυρία Εύη."),
        ("tasos_pir", "Συμφωνώ με τον Αντώνη Βρεττό και την ΚΑΤΕΡΙΝΑ ΞΕΝΑΚΗ. Και @Katerina_Xenaki!"),
        author="Κατερίνα Ξενάκη",
    ) == [
        "Κυρία <Κατερίνα Ξενάκη>,\n\nδιαφωνώ.\n\n<Γιάννης>",
        "<Γιάννης>, δεν το έγραψα έτσι.",
        "> Γιάννη, δεν το έγραψα έτσι.\n\nΤο έγραψε!\n\nΜε εκτίμηση,\n<Αντώνης Βρεττός>",
        "Κύριε <Αντώνης Βρεττός>, αυτό δεν γίνεται.",
        "Ποτέ, κυρία <Εύη Μ.>.",
        "Συμφωνώ με τον <Αντώνης Βρεττός> και την <Κατερίνα Ξενάκη>. Και @<Κατερίνα Ξενάκη>!",
    ]


def test_a_chinese_thread() -> None:
    """Names stand among other characters without blanks; short ones are names only where somebody is called."""
    assert texts(
        ("甲方小王", "我就是甲方，同意康一鸣的观点。"),
        ("文案不死", "@甲方小王你说得对，小王不错"),
        ("周敏", "回复 文案不死：不是"),
        ("待业中的阿May", "@周敏 周敏说得好\n\n——老魏"),
        ("Kevin_he", "支持Kevin_he和待业中的阿May"),
        author="康一鸣",
    ) == [
        "我就是甲方，同意<康一鸣>的观点。",
        "@<甲方小王>你说得对，小王不错",
        "回复 <文案不死>：不是",
        "@<周敏> 周敏说得好\n\n——<?>",
        "支持<Kevin_he>和<待业中的阿May>",
    ]


def test_fields_hold_what_stands_in_the_text() -> None:
    """Signature and addressee are the pseudonyms at their places, also where a longer name stands there."""
    done = NAMES.thread(
        thread(
            ("Petra Karr", "Hi Rob, no.\n\nPetra"),
            ("Rob Stone", "@Petra Karr yes.\n\nRob"),
            ("Petra Karr", "Rob, Rob said Rob Stone. Hi Robert.\n\nP."),
        )
    )
    petra, rob = NAMES.of("Petra Karr"), NAMES.of("Rob Stone")
    assert [(c.author, c.signature, c.addressee) for c in done.comments] == [
        (petra, petra, rob),
        (rob, rob, petra),
        (petra, petra, rob),
    ]
    assert [c.text for c in done.comments] == [
        f"Hi {rob}, no.\n\n{petra}",
        f"@{petra} yes.\n\n{rob}",
        f"{rob}, Rob said {rob}. Hi Robert.\n\n{petra}",
    ]


def test_who_is_called_stands_in_the_writers_own_words() -> None:
    """A name quoted above a salutation is not the salutation."""
    (_, done) = NAMES.thread(thread(("Ann Lee", "Hm."), ("Bob", "> To Ann\n\nHi Ann, well."))).comments
    assert done.text == f"> To Ann\n\nHi {NAMES.of('Ann Lee')}, well."


def test_strangers() -> None:
    """Who wrote nothing has the pseudonym of the name, one for its cases, in every thread; @handles too."""
    one = NAMES.thread(thread(("a1b2", "Γεια σου Στέλιο, καλά τα λες."))).comments[0].addressee
    other = NAMES.thread(thread((None, "Κείμενο.\n\nΜε εκτίμηση,\nΣτέλιος"))).comments[0]
    assert one == other.signature
    assert one in other.text.split("\n")
    done = NAMES.thread(thread(("x9y8", "Ask @some.body_1, u/other-one or info@example.org, 3 @ 5 €. .@me2")))
    assert re.fullmatch(
        r"Ask @([A-Z]\w{14}), u/([A-Z]\w{14}) or info@example\.org, 3 @ 5 €\. \.@([A-Z]\w{14})", done.comments[0].text
    )
    assert PSEUDONYM.findall(done.comments[0].text)[0] == NAMES.of_form("some.body_1")


def test_of_two_namesakes_the_likelier_is_meant() -> None:
    """A first name is its own comment's author, then the one above, then the article's, in every order of a page."""
    said = [("Anna Zorba", "First."), ("Bob", "Anna, no."), ("Anna Abel", "Second.\n\nAnna")]
    done = NAMES.thread(thread(*said, author="Anna Mill"))
    assert [c.addressee for c in done.comments] == [None, NAMES.of("Anna Zorba"), None]
    assert done.comments[2].signature == NAMES.of("Anna Abel")
    top = thread(("Bob", "Dear Anna,\n\nno."), *said, author="Anna Mill", answers=False)
    assert NAMES.thread(top).comments[0].addressee == NAMES.of("Anna Mill")
    assert NAMES.thread(top).comments[0] == NAMES.thread(_reversed(top)).comments[-1]


def _reversed(read: Thread) -> Thread:
    return structs.replace(read, comments=read.comments[::-1])


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Noor", "I know Noor well", True),
        ("Noor", "noor, Noora and aNoor", False),
        ("Rob", "Rob knows", False),
        ("Yesterday", "Yesterday it rained", False),
        ("9527", "the year 9527", False),
        ("giannis.k", "with giannis.k, and", True),
        ("giannis.k", "with giannis.kappa", False),
        ("M.", "at 5 P.M.", False),
        ("Carol-Ann M.", "as Carol-Ann M says", True),
        ("★Anna★", "as ★Anna★ says", True),
        ("Trina (fashion)", "I agree with Trina (as ever)", True),
        ("Anna  Karr", "as Anna\u00a0Karr says", True),
        ("Ζωή Δέδε", "η Ζωη\u0301 Δέδε λέει", True),
        ("周敏", "我同意周敏的话", False),
        ("康一鸣", "我同意康一鸣的话", True),
    ],
)
def test_names_anywhere(name: str, text: str, is_found: bool) -> None:  # noqa: FBT001
    """Whole names are found as whole words, as they are written, where they can be nothing but a name."""
    done = NAMES.thread(thread((name, "x"), ("other1", text), answers=False)).comments[1].text
    assert (NAMES.of(name) in done) is is_found
    assert is_found or done == text


def test_offsets_move_with_the_text() -> None:
    """What was quoted is still quoted, and nothing else."""
    text = "Anna Karr:\n> Anna Karr said\n> that Anna Karr\nNo, Anna Karr.\n> Anna Karr\n[quote=Anna Karr]x[/quote]"
    done = NAMES.thread(thread(("Anna Karr", text))).comments[0]
    anna = NAMES.of("Anna Karr")
    assert [done.text[start:end] for start, end in done.quoted] == [
        f"> {anna} said\n> that {anna}",
        f"> {anna}",
        f"[quote={anna}]x[/quote]",
    ]


def test_links_move_with_the_text() -> None:
    """Links stand behind the same words as before, names among them or not; where they lead stays."""
    text, url = "Anna Karr and I wrote to Anna Karr: read on, @some_body, here", "http://a.example/x"
    words = ("Anna Karr and I", "wrote", "Karr: read", "some_body", "here")
    links = tuple(Link(text.rindex(one), text.rindex(one) + len(one), url) for one in words)
    before = Comment(id="1", author="Anna Karr", text=text, links=links)
    done = NAMES.thread(Thread(id="t", source="", format="", article=Article(), comments=(before,))).comments[0]
    anna, somebody = NAMES.of("Anna Karr"), NAMES.of_form("some_body")
    moved = [f"{anna} and I", "wrote", f"{anna}: read", somebody, "here"]
    assert [(done.text[link.start : link.end], link.url) for link in done.links] == [(one, url) for one in moved]


def test_the_address_somebody_signs_with_names_a_person() -> None:
    """It is left out, of authors with a name and of those without one."""
    comments = tuple(
        Comment(id=str(n), author=who, author_url="http://anna-karr.example", text="Well.")
        for n, who in enumerate(("Anna Karr", None))
    )
    done = NAMES.thread(Thread(id="t", source="", format="", article=Article(), comments=comments))
    assert [comment.author_url for comment in done.comments] == [None, None]
    assert "anna" not in repr(done.comments)


def test_offsets_inside_a_name() -> None:
    """Offsets that cut a name in two stay in order, apart and inside the text."""
    comment = Comment(id="1", author="Anna Karr", text="Anna Karr!", quoted=((0, 2), (2, 5), (5, 9), (9, 10)))
    done = NAMES.thread(Thread(id="t", source="", format="", article=Article(), comments=(comment,))).comments[0]
    assert done.text == f"{NAMES.of('Anna Karr')}!"
    assert done.quoted == ((0, 15), (15, 16))


def test_what_is_left_as_it_is() -> None:
    """The article's text is not touched, nor ids, nor comments without names."""
    before = thread(("Anna Karr", "Well."), (None, "As always."), author="Anna Karr")
    after = NAMES.thread(before)
    assert after.article == structs.replace(before.article, author=NAMES.of("Anna Karr"))
    assert after.comments == (structs.replace(before.comments[0], author=NAMES.of("Anna Karr")), before.comments[1])
    assert (after.id, after.source, after.format) == (before.id, before.source, before.format)


def test_notices_and_site_lines() -> None:
    """What we say of a thread, and the page's other lines, name nobody; ids stay."""
    before = structs.replace(
        thread(("Rob", "Hm."), ("Anna Karr", "Well.")),
        notices=(Notice("x", "answers 'Rob', or Anna Karr", "comment 1"), Notice("y", "Anna Karr", "Anna Karr")),
        chrome=(Chrome(1, "author", "By ANNA KARR"),),
    )
    after = NAMES.thread(before)
    told = [*(f"{n.message} {n.where}" for n in after.notices), *(line.text for line in after.chrome)]
    assert not [text for text in told if re.search("anna|karr|rob", text, re.IGNORECASE)]
    assert [n.code for n in after.notices] == ["x", "y"]
    assert after.notices[0].where == "comment 1"


def _dev(language: str, ending: str = "jsonl") -> Thread:
    path = SHARED / f"{language}-dev.{ending}"
    if not path.exists():
        pytest.skip("the shared threads are not part of the repository")
    [found] = read([str(path)])
    assert isinstance(found, Thread)
    return found


@pytest.mark.parametrize("language", ["el", "zh", "en"])
def test_no_name_is_left_in_a_thread(language: str) -> None:
    """No author's name of two words stands in a text or a field; what was quoted is quoted."""
    before = _dev(language)
    after = NAMES.thread(before)
    names = {name for name in (before.article.author, *(c.author for c in before.comments)) if name}
    full = {name for name in names if " " in name or (len(name) > 2 and not name.isascii())}
    left = [
        (name, field)
        for comment in after.comments
        for field in (comment.text, comment.author, comment.signature, comment.addressee)
        for name in full
        if field and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", field)
    ]
    assert full
    assert left == []
    assert all(c.author is None or PSEUDONYM.fullmatch(c.author) for c in after.comments)
    assert all(name is None or name in c.text for c in after.comments for name in (c.signature, c.addressee))
    for old, new in zip(before.comments, after.comments, strict=True):
        assert [old.text[s] for s, _ in old.quoted] == [new.text[s] for s, _ in new.quoted]


@pytest.mark.parametrize("language", ["el", "zh", "en"])
def test_pseudonyms_are_the_same_in_every_format(language: str) -> None:
    """A table and a JSONL file of one thread name everybody alike, in whatever order the comments come."""
    one, other = NAMES.thread(_dev(language)), NAMES.thread(_dev(language, "csv"))
    assert [(c.author, c.text) for c in one.comments] == [(c.author, c.text) for c in other.comments]
    turned = NAMES.thread(_reversed(_dev(language)))
    assert turned.comments[::-1] == one.comments


WHO = st.sampled_from(
    ["Anna Karr", "Γιάννης Δέδες", "康一鸣", "tasos_pir", "Noor", "Rob", "P.", "\u0301", " ", "u\ud800"]
)
SAID = st.lists(
    WHO
    | st.sampled_from(["Hi", "Γιάννη", "@", "u/", "[quote=", "]", ",", "\n", "\n\n", ">", "—", " "])
    | st.text(max_size=5)
).map(" ".join)
FIELD = st.none() | WHO | st.text(max_size=8)
SPANS = st.lists(st.integers(0, 40), max_size=6, unique=True).map(sorted)


@st.composite
def any_threads(draw: st.DrawFn) -> Thread:
    """Draw a thread in which anything may be anything."""
    comments = []
    for n in range(draw(st.integers(0, 6))):
        text = draw(SAID)
        at = [place for place in draw(SPANS) if place <= len(text)]
        comments.append(
            Comment(
                id=str(n),
                parent=draw(st.none() | st.sampled_from("012345")),
                author=draw(FIELD),
                text=text,
                author_url=draw(FIELD),
                quoted=tuple(zip(at[::2], at[1::2], strict=False)),
                links=tuple(Link(start, end, "www.a.example") for start, end in pairwise(at)),
                signature=draw(FIELD),
                addressee=draw(FIELD),
            )
        )
    notices = (Notice("a", draw(SAID), draw(SAID)),)
    article = Article(author=draw(FIELD), text=draw(SAID))
    return Thread(id="t", source="s", format="f", article=article, comments=tuple(comments), notices=notices)


@given(any_threads())
def test_any_thread_keeps_its_shape(before: Thread) -> None:
    """Count, ids, parents and whatever is no name stay; offsets fit; twice is no harm."""
    after = NAMES.thread(before)
    assert [(c.id, c.parent) for c in after.comments] == [(c.id, c.parent) for c in before.comments]
    assert after.article.text == before.article.text
    for old, new in zip(before.comments, after.comments, strict=True):
        flat = [place for span in new.quoted for place in span]
        assert flat == sorted(flat)
        assert all(start < end <= len(new.text) for start, end in new.quoted)
        assert [link.url for link in new.links] == [link.url for link in old.links]
        assert all(0 <= link.start < link.end <= len(new.text) for link in new.links)
        assert new.author_url is None
        assert bool(old.author) == bool(new.author)
        assert not old.author or PSEUDONYM.fullmatch(new.author or "")
    assert NAMES.thread(before) == after
    again = NAMES.thread(after)
    assert [c.id for c in again.comments] == [c.id for c in before.comments]


@given(
    st.lists(st.sampled_from(["Anna Karr", "Zoë-Mae Li", "fotini k"]), min_size=1),
    st.sampled_from([" ", ", ", "。", "(", "'s "]),
)
def test_whole_names_are_found_wherever_they_stand(names: list[str], between: str) -> None:
    """However many times and with whatever between, a name of two words is replaced, and nothing else."""
    authors = sorted(set(names))
    done = NAMES.thread(thread(*((who, "x") for who in authors), (None, between.join(["so", *names, "it is"]))))
    assert done.comments[-1].text == between.join(["so", *map(NAMES.of, names), "it is"])


def test_many_people() -> None:
    """Twenty thousand people with one first name are told apart in one pass over long texts."""
    people = [f"Anna Karr{n}x" for n in range(20_000)]
    said = [(who, f"Hi Anna, {people[-1 - n]} is Anna. " + "Anna Karr, Anna. " * 5) for n, who in enumerate(people)]
    done = NAMES.thread(thread(*said))
    assert all(NAMES.of(people[-1 - n]) in comment.text for n, comment in enumerate(done.comments))


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ("a " * 300 + "b", "a " * 100_000),
        ("Aei" * 100_000, "Aeiou" * 200_000),
        ("a", "@" * 300_000),
        ("a.a", "@a.a-" * 50_000),
        ("á", "á" * 300_000 + "\u0301" * 300_000),
        ("A." * 100_000, "A." * 100_000),
        ("a" + " " * 100_000 + "b", " " * 300_000),
        ("王" * 1000, "王" * 100_000),
        ("quote", "[quote=" * 50_000 + "u/" * 50_000),
    ],
)
def test_texts_meant_to_hurt(author: str, text: str) -> None:
    """Long and repeated names and texts cost what their length is worth."""
    comment = Comment(id="1", author=author, text=text, signature=text[-280:], addressee=text[:160])
    before = Thread(id="t", source="", format="", article=Article(author=author), comments=(comment,))
    assert PSEUDONYM.fullmatch(NAMES.thread(before).comments[0].author or "")


# --- the key ------------------------------------------------------------------------------------


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give the user a folder for configuration, and no key."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv(NAMED, raising=False)
    yield tmp_path  # noqa: PT022 -- patches are undone behind it


def test_the_users_own_key_is_made_once(home: Path) -> None:
    """It is random, stays the same, and nobody else may read it."""
    key, path = key_from(None)
    assert path == home / "config" / "agorascope" / "pseudonym.key"
    assert (len(key), key_from(None)[0]) == (32, key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    path.unlink()
    assert key_from(None)[0] != key


@pytest.mark.parametrize("said", ["", "relative/folder"])
def test_without_a_folder_for_configuration(home: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Where none is named, or none that counts, it is ~/.config."""
    monkeypatch.setenv("XDG_CONFIG_HOME", said)
    assert key_from(None)[1] == home / "home" / ".config" / "agorascope" / "pseudonym.key"


def test_a_key_of_the_users_choice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An option comes before the environment, and that before the user's own; bytes count as they are."""
    first, second = home / "first", home / "second"
    first.write_bytes(b"0123456789abcdef\n")
    second.write_bytes(b"\xff" * 16)
    monkeypatch.setenv(NAMED, str(second))
    assert key_from(first) == (b"0123456789abcdef\n", first)
    assert key_from(None) == (b"\xff" * 16, second)
    monkeypatch.setenv(NAMED, "")
    assert key_from(None)[1].name == "pseudonym.key"


def test_keys_that_are_none(home: Path) -> None:
    """A key that could be guessed, is not there, or is no file is refused, and never shown."""
    short, large, folder = home / "short", home / "large", home / "folder"
    short.write_bytes(b"s3cret")
    folder.mkdir()
    with large.open("wb") as file:
        file.truncate(1 << 30)
    for path in (short, large, folder, home / "missing", Path("\0")):
        with pytest.raises(UsageError) as raised:
            key_from(path)
        assert "s3cret" not in str(raised.value)
    assert not (home / "config").exists()


@pytest.mark.parametrize("name", ["key.txt", "my keys/the 'first'.key"])
def test_a_missing_key_is_made_by_the_command_that_is_told(home: Path, name: str) -> None:
    """Nothing is made for the user, who gets the command that makes the key; it works, whatever the name."""
    path = home / name
    with pytest.raises(UsageError, match="there is no such file; make a key with: ") as raised:
        key_from(path)
    assert not path.exists()
    command = str(raised.value).partition("make a key with: ")[2]
    subprocess.run(command, shell=True, check=True)  # noqa: S602 - as the user would
    assert len(key_from(path)[0]) == 32


def test_a_key_that_cannot_be_written(home: Path) -> None:
    """Where no key can be made, the user is told to name one."""
    (home / "config").write_text("a file, not a folder")
    with pytest.raises(UsageError, match="--pseudonym-key"):
        key_from(None)


MAKE = "import json\nfrom agorascope.readers.persons.keys import key_from\nprint(json.dumps(key_from(None)[0].hex()))"


def test_two_processes_agree_on_one_key(home: Path) -> None:
    """Whoever comes second takes the key of the first, whole."""
    command = [sys.executable, "-c", MAKE]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) for _ in range(4)]  # noqa: S603
    keys = {json.loads(process.communicate()[0]) for process in started}
    assert keys == {key_from(None)[0].hex()}
    assert len(list((home / "config" / "agorascope").iterdir())) == 1


def test_a_key_shows_nowhere() -> None:
    """What is printed of the object does not hold it."""
    assert KEY.decode() not in f"{NAMES!r} {NAMES}"
