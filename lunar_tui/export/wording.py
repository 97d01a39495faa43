"""How claims and sources are put into words; the same in every text format."""

from __future__ import annotations

import re

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.dates import as_of, words
from lunar_tui.display import clean_line
from lunar_tui.facts.model import Claim, Entity
from lunar_tui.library import Library


def one_line(text: str) -> str:
    """``text`` made safe, on one line, with single blanks."""
    return re.sub(" {2,}", " ", clean_line(text)).strip(" ")


def kind_label(library: Library, entity: Entity) -> str:
    """The kind of an entity as people read it: ``mission``."""
    kind = library.facts.schema.kinds.get(entity.kind)
    return (kind.label if kind else entity.kind).lower()


def value(library: Library, claim: Claim) -> str:
    """The value in the words of the source, with the date it means where the words differ."""
    text = library.value_text(claim)
    date = claim.value.date
    return f"{text} [{date}]" if date and date != text else text


def remarks(library: Library, claim: Claim) -> list[str]:
    """Everything that limits a claim, most important first; each a few words."""
    given = claim.qualifiers
    found = []
    if claim.basis == "editor":
        found.append("editor's own, no source")
    if given.certainty == "planned" or (given.certainty == "inferred" and not given.inferred_from):
        found.append(given.certainty)
    if given.inferred_from:
        found.append(f"inferred from: {given.inferred_from}")
    # "about 23 days" says so itself; "23 days" does not.
    if claim.value.accuracy != "exact" and claim.value.text[:1].isdigit():
        found.append(claim.value.accuracy)
    speaker, said_on = library.speaker(claim), given.said_on
    if speaker:
        found.append(f"said by {speaker}" + (f", {words(said_on)}" if said_on else ""))
    elif said_on:
        found.append(f"said {words(said_on)}")
    if given.about:
        found.append(as_of(given.about))
    found += [
        f"{name}: {text}"
        for name, text in (("role", given.role), ("scope", given.scope), ("note", given.note))
        if text
    ]
    if claim.rank != "normal":
        found.append(f"{claim.rank}: {claim.rank_reason}" if claim.rank_reason else claim.rank)
    return found


def citation(article: Article | None, source: str) -> str:
    """Publisher, title and date of an article; what it does not state itself is marked."""
    if article is None:
        return source
    meta = article.metadata
    publisher = _marked(article, "publisher", "publisher not stated")
    # Without a title in the metadata, the article is known by its first words.
    title = _marked(article, "title", "", "“{}”") if meta.title else f"“{article.title}”"
    return f"{publisher}, {title}, {_marked(article, 'published', 'date not stated')}"


def _marked(article: Article, field: str, otherwise: str, form: str = "{}") -> str:
    meta = article.metadata
    text: str = meta.dated if field == "published" else getattr(meta, field)
    if not text:
        return otherwise
    shown = form.format(text)
    return f"{shown} (inferred)" if article.metadata.reason(field) else shown


def inferences(article: Article) -> list[str]:
    """Why each inferred piece of metadata was inferred: ``publisher inferred: …``."""
    return [f"{field} inferred: {reason}" for field, reason in article.metadata.inferred]
