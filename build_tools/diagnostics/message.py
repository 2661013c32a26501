"""A sentence that can still be said in another language.

A finding is made long before anybody knows which language its reader speaks.
It therefore carries the English sentence with its gaps unfilled, and the
values for the gaps; the sentence is looked up in a catalogue when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Gives the sentence of a catalogue for an English one."""


def untranslated(text: str) -> str:
    """Return `text` itself: the catalogue of a reader who reads English."""
    return text


class Message:
    """An English sentence with named gaps, and their values.

    Args:
        text: the sentence, gaps written `{name}`. It is the key in the message
            catalogue, so it must be a literal at the place of the call.
        values: what goes into the gaps; a value may itself be a Message.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = tuple(sorted(values.items()))

    def say(self, translate: Translate = untranslated) -> str:
        """Return the whole sentence in the language of `translate`."""
        spoken = {
            name: value.say(translate) if isinstance(value, Message) else value for name, value in self.values
        }
        return translate(self.text).format(**spoken)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash((self.text, str(self.values)))

    def __repr__(self) -> str:
        return f"Message({self.say()!r})"
