"""What may stand behind `--model` and `--labels`, and what is shown of it."""

from __future__ import annotations

import pytest

from agorascope.errors import UsageError
from agorascope.guests import chosen
from agorascope.guests.choices import served
from agorascope.settings import Choice, Settings

LOGIN = "openai:m@https://ann:s3cret@host.example:8443/v1"


def test_a_task_a_model_and_its_labels() -> None:
    """Labels belong to the task they name, or to the only model; spaces do not count, a label may hold an =."""
    assert chosen(["sentiment=./m"], ["A=negative, b=c = positive"]) == (
        Choice("sentiment", "./m", (("A", "negative"), ("b=c", "positive"))),
    )
    two = chosen(["sentiment=./m", "stance = owner/name@v1"], ["stance:yes=favor,no=against"])
    assert two == (Choice("sentiment", "./m"), Choice("stance", "owner/name@v1", (("yes", "favor"), ("no", "against"))))


@pytest.mark.parametrize(
    ("models", "labels", "word"),
    [
        (["mood=./m"], [], "sentiment, stance"),
        (["./m"], [], "TASK=MODEL"),
        (["sentiment="], [], "TASK=MODEL"),
        (["argument=./m"], [], "spans"),
        (["language=./m"], [], "TASK"),
        (["stance=./m", "stance=./n"], [], "twice"),
        ([], ["A=negative"], "which model"),
        (["sentiment=./m", "spam=./n"], ["A=spam"], "which model"),
        (["sentiment=./m"], ["spam:A=spam"], "no --model spam"),
        (["sentiment=./m"], ["A=negative", "B=positive"], "twice"),
        (["sentiment=./m"], ["A"], "THEIRS=OURS"),
        (["stance=openai:m@http://127.0.0.1/v1"], ["A=favor"], "nothing to map"),
        (["stance=openai:m"], [], "openai:MODEL@URL"),
        (["stance=openai:m@ftp://host"], [], "openai:MODEL@URL"),
        (["stance=openai:m@http://"], [], "openai:MODEL@URL"),
        (["stance=openai:m@http://:80/"], [], "no query"),
        (["stance=openai:m@http://host:port/v1"], [], "not a URL"),
        (["stance=openai:m@https://host/v1?key=s3cret"], [], "no query"),
    ],
)
def test_what_cannot_be_meant_is_refused(models: list[str], labels: list[str], word: str) -> None:
    """A wrong option is a usage error that says what to write, and shows no secret."""
    with pytest.raises(UsageError, match=word) as error:
        chosen(models, labels)
    assert "s3cret" not in str(error.value)


def test_a_command_of_one_task_takes_a_model_for_that_task() -> None:
    """`label stance` with a model for sentiment is a slip, and is told."""
    with pytest.raises(UsageError, match="asks a model for stance"):
        chosen(["sentiment=./m"], [], only=["stance"])
    with pytest.raises(UsageError, match="asks a model for stance, spam and nothing else"):
        chosen(["spam=./m", "keypoint=./m"], [], only=["stance", "spam"])


@pytest.mark.parametrize(
    ("spec", "model", "url"),
    [
        ("openai:llama3:8b@http://localhost:11434/v1/", "llama3:8b", "http://localhost:11434/v1"),
        ("openai:org/m@2@https://h/v1/chat/completions", "org/m@2", "https://h/v1"),
        ("openai:m@http://[::1]:80", "m", "http://[::1]:80"),
        (LOGIN, "m", "https://host.example:8443/v1"),
    ],
)
def test_endpoints_are_read(spec: str, model: str, url: str) -> None:
    """A model's name may hold colons, slashes and @; the URL ends before the interface's own path, without a login."""
    assert (served(spec).model, served(spec).url) == (model, url)


def test_secrets_are_never_shown() -> None:
    """User and password of a URL reach the request, and neither settings, names nor reprs."""
    [choice] = chosen([f"stance={LOGIN}"], [])
    settings = Settings(choices=(choice,))
    assert served(choice.spec).login == ("ann", "s3cret")
    assert settings.shown()["model.stance"] == "openai:m@https://host.example:8443/v1"
    for text in (repr(settings), str(settings.shown()), repr(served(choice.spec)), repr(choice)):
        assert "s3cret" not in text
        assert "ann" not in text.replace("Annotated", "")


def test_settings_show_choices_only_where_there_are_any() -> None:
    """Results without another model say what they always said; with one they name it and its mapping."""
    assert not [name for name in Settings().shown() if "." in name]
    shown = Settings(choices=chosen(["spam=./m"], ["A=ham,B=spam"])).shown()
    assert shown["model.spam"] == "./m"
    assert shown["labels.spam"] == "A=ham,B=spam"
