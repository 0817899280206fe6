"""Who is spoken of in an English passive is not who speaks; the agent is, else nobody. Invented news."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import load_registry, resolve

NOBODY = "unnamed source"


def labels(text: str, **options: Any) -> list[str]:
    document, attributions = marked(text, lang="en", **options)
    return [speaker.actor.label for speaker in resolve(document, attributions, load_registry())]


@pytest.mark.parametrize(
    "passive",
    [
        "{2s:Rolf Kern} {2c:is accused of} {2x:fraud}.",
        "{2s:Rolf Kern} {2c:was asked about} {2x:the bridge}.",
        "{2s:Rolf Kern} {2c:has been seen as} {2x:a rebel}.",
        "{2s:Rolf Kern} was {2c:widely expected} {2x:to resign}.",
        "Rolf Kern, {2c:referred to} {2x:as the fox}, left.",
        "The man {2c:known as} {2x:the fox} left.",
        "It was raining when {2c:asked} {2x:about it}, he left.",
        "The road {2c:is expected} {2x:to open}.",
    ],
)
def test_who_is_spoken_of_does_not_speak(passive: str) -> None:
    assert labels(f"{{1s:Nils Arend}} {{1c:said}} {{1x:it rained}}. {passive}") == ["Nils Arend", NOBODY]


@pytest.mark.parametrize(
    "active",
    [
        "{2s:Rolf Kern} {2c:accused} her {2x:of fraud}.",
        "{2s:Rolf Kern} {2c:often referred to} {2x:the bridge}.",
        "{2s:Rolf Kern} {2c:was quoted as saying} {2x:it was late}.",
        "{2s:Rolf Kern} {2c:has asked} {2x:for help}.",
        "{2s:Rolf Kern}, a friend, {2c:described} {2x:the bridge}.",
        "{2s:Rolf Kern} {2c:is opposed to} {2x:the bridge}.",
        "{2x:The bridge} {2c:was described} by {2s:Rolf Kern}.",
    ],
)
def test_who_feels_or_acts_speaks_also_in_the_passive(active: str) -> None:
    assert labels(f"{{1s:Nils Arend}} {{1c:said}} {{1x:it rained}}. {active}")[1] == "Rolf Kern"


def test_a_pronoun_behind_a_passive_means_its_subject() -> None:
    text = (
        "{1s:Nils Arend} {1c:said} {1x:it rained}. {2s:Rolf Kern} {2c:was asked about} {2x:the flood}. "
        '{3x:"No comment,"} {3s:he} {3c:said}.'
    )
    assert labels(text) == ["Nils Arend", NOBODY, "Rolf Kern"]


def test_the_verb_joined_to_a_passive_has_its_subject() -> None:
    text = (
        "{1s:Nils Arend} {1c:spoke of} {1x:rain}. {2s:The Canal Fund} {2c:is known as} {2x:lean} "
        "and {3c:wants} {3x:more}."
    )
    assert labels(text)[1:] == [NOBODY, "Canal Fund"]
