"""Ids as people write them, and ids that are made of what a claim says."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from lunar_tui.facts.model import Claim
from lunar_tui.facts.record import Record

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_identifier(text: str) -> bool:
    """Whether it has the form of an id: lower-case letters, digits and hyphens."""
    return _ID.fullmatch(text) is not None


def identifier(record: Record) -> str | None:
    """The key "id" of a record; what is no id is reported."""
    text = record.text("id", required=True)
    if text and not is_identifier(text):
        report = record.report
        suggestion = slug(text) or "my-id"
        report.add(
            record.place_of("id"),
            "S005",
            f'the id "{text}" must be lower-case letters, digits and hyphens: "{suggestion}"',
        )
        return None
    return text


def is_claim_id(text: str, entity: str) -> bool:
    """Whether an explicit id belongs to the entity: no two entities then share one."""
    owner, *parts = text.split("/")
    return owner == entity and bool(parts) and all(is_identifier(part) for part in parts)


def derived_id(claim: Claim) -> str:
    """The id of a claim that is given none: its entity, its property and its value."""
    value = claim.value
    words = value.entity or value.text
    if value.accuracy != "exact" and words == f"{value.amount} {value.unit}".strip():
        # Nobody worded the value: "50 kg" stands for "more than 50 kg" too.
        words = f"{value.accuracy} {words}"
    return f"{claim.entity}/{claim.property}/{slug(words)}"


def digest_of(claim: Claim) -> str:
    """Tells claims apart that have the same entity, property and words."""
    value = {key: str(part) for key, part in claim.value._asdict().items() if part}
    quotes = sorted((piece.source, piece.quote, piece.prefix) for piece in claim.evidence)
    return _digest(repr((value, claim.qualifiers.given(), quotes)))


_SLUG_LENGTH = 40
_WORD = re.compile(r"[a-z0-9]+")


def slug(text: str) -> str:
    """``text`` as part of an id: lower-case ASCII words joined by hyphens, at most 40 characters.

    Text that says something else besides gets a short digest: signs, and letters of other scripts,
    so that ``>50 kg`` and ``<50 kg`` are two ids.
    """
    plain = text.replace(",", "")
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = _WORD.findall(plain.lower().replace("'", ""))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer) > _SLUG_LENGTH:
            break
        made = longer
    if made and not _says_more(text):
        return made
    return f"{made}-{_digest(text)}" if made else _digest(text)


_SIGNS = re.compile(r"(?:^|\s)[-−]\d|\.\.|[%‰?$+<=>^`|~]")


def _says_more(text: str) -> bool:
    """Whether ``text`` has a sign such as ``>``, ``%`` or a minus, or a letter not Latin."""
    if _SIGNS.search(text) or text.isascii():
        return bool(_SIGNS.search(text))
    return any(
        unicodedata.category(character)[0] in "LNS"
        for character in unicodedata.normalize("NFKD", text)
        if not (character.isascii() and character.isalnum())
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
