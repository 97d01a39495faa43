"""From an article to suggestions: sentence by sentence, the rules one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.zones import CONTENT
from lunar_tui.facts.dates import date_range
from lunar_tui.facts.model import Evidence, Qualifiers, Schema
from lunar_tui.suggestions.amounts import amounts
from lunar_tui.suggestions.asserted import is_planned, is_refused
from lunar_tui.suggestions.counted import counts
from lunar_tui.suggestions.dated import dates
from lunar_tui.suggestions.drafts import Draft
from lunar_tui.suggestions.grounds import Grounds
from lunar_tui.suggestions.history import History, Scene
from lunar_tui.suggestions.linked import Link, link_rules, links, worded
from lunar_tui.suggestions.model import Highlights, Noted, Span, Suggestion, value_key
from lunar_tui.suggestions.moments import Moment, moments, weekdays
from lunar_tui.suggestions.named import inside
from lunar_tui.suggestions.phrases import stems_of
from lunar_tui.suggestions.questions import (
    AmountQuestion,
    Asking,
    DateQuestion,
    LinkQuestion,
    amount_questions,
    date_questions,
    link_questions,
)
from lunar_tui.suggestions.reading import LONGEST, Cast, Reading, read
from lunar_tui.suggestions.speech import Speech, speech
from lunar_tui.suggestions.standins import with_stand_ins
from lunar_tui.suggestions.stated import statements
from lunar_tui.suggestions.usage import NOTHING, Usage

#: Different suggestions of one article, of which nobody judges more; and places of which no quote
#: can be made. Each suggestion, and each such place, costs a few searches in all of the text.
MOST = 400
_CLOSING = '"”’) '


class Rules(NamedTuple):
    """What is asked of every sentence of a workspace."""

    asking: Asking
    people: Cast
    dates: tuple[DateQuestion, ...]
    amounts: tuple[AmountQuestion, ...]
    links: tuple[LinkQuestion, ...]
    relations: tuple[Link, ...]


class _Heard(NamedTuple):
    """A sentence with all that was found in it."""

    sentence: Sentence
    scene: Scene
    dated: tuple[Moment, ...]


def rules(schema: Schema, people: Cast, used: Usage = NOTHING) -> Rules:
    """The rules of a workspace: its own properties, or the built-in ones where it has none.

    ``used``: how its claims use the properties.
    """
    asking = Asking(schema, used, people.all_roles)
    return Rules(
        asking,
        people,
        date_questions(asking),
        amount_questions(asking),
        link_questions(asking),
        link_rules(asking),
    )


#: Characters that are read before a span, for what "it" and "he" stand for there.
_READ = 3000


def suggest(
    article: Article,
    asked: Rules,
    wanted: Callable[[Sentence], bool] = lambda _: True,
    at: Span | None = None,
) -> Iterator[Suggestion]:
    """What the ``wanted`` sentences of an article may support, in the order of the text.

    With ``at`` only those at a span are looked at, and what is read before them is limited.
    Sentences of the page around the article are never read, and each suggestion is given once.
    """
    published = article.metadata.published.rstrip("~?%")
    history = History()
    before = ""
    given: set[str] = set()
    content = [sentence for sentence in article.sentences if sentence.zone in CONTENT]
    if at:
        low, high = at[0] - _READ, at[1]
        content = [one for one in content if one.end > low and one.start < high]
    grounds = Grounds(article, content)
    for number, sentence in enumerate(content):
        text = article.display[sentence.start : sentence.end]
        # Without small letters nothing tells names from words.
        if len(text) > LONGEST or text.isupper():
            continue
        text = text.replace("\n", " ")
        reading = with_stand_ins(read(text, asked.people), history, number)
        silent = not any(token.entities or token.nation for token in reading.tokens)
        if silent and history.is_silent(number):
            before = text
            continue
        scene = Scene(reading, asked.people, history, number)
        dated = moments(text, before, published)
        scene = scene._replace(said=_said(scene, dated, published))
        there = at is None or sentence.end > at[0]
        asks = text.rstrip(_CLOSING).endswith("?")
        if there and not asks and text not in grounds.spent and wanted(sentence):
            heard = _Heard(sentence, scene, dated)
            for suggestion in _suggestions(grounds, asked, heard, published):
                if suggestion.id not in given:
                    given.add(suggestion.id)
                    yield suggestion
                if len(given) >= MOST:
                    return
            if grounds.refused >= MOST:
                return
        history.remember(scene)
        before = text


def _said(scene: Scene, dated: Iterable[Moment], published: str) -> Speech | None:
    days = sorted((*dated, *weekdays(scene.reading.text, published)))
    last = scene.history.last_speaker(scene.number)
    return speech(scene.reading, scene.people, days, last)


def _suggestions(
    grounds: Grounds, asked: Rules, heard: _Heard, published: str
) -> Iterator[Suggestion]:
    drafts: dict[tuple[str, str, str], Draft] = {}
    for draft in _drafts(asked, heard):
        # The same from two patterns is said once, by the surer one.
        key = draft.property, draft.subject.entity, value_key(draft.value)
        if key not in drafts or drafts[key].confidence < draft.confidence:
            drafts[key] = draft
    sentence, scene = heard.sentence, heard.scene
    right = [
        draft
        for draft in drafts.values()
        if grounds.wants(sentence, draft) and not is_refused(scene.reading, draft, scene.said)
    ]
    if drafts and not right and _is_whole(scene.reading, drafts.values()):
        grounds.spent.add(scene.reading.text)
    for draft in right:
        if pieces := grounds.of(sentence, scene, draft):
            yield _suggestion(grounds.article, heard, draft, pieces, published)


def _is_whole(reading: Reading, drafts: Iterable[Draft]) -> bool:
    """Whether a sentence says the same wherever it stands: it names all that it is about."""
    return not any(token.stands for token in reading.tokens) and all(
        draft.subject.named for draft in drafts
    )


def _drafts(asked: Rules, heard: _Heard) -> Iterator[Draft]:
    scene = heard.scene
    reading, people = scene.reading, scene.people
    yield from links(reading, people, asked.relations)
    yield from inside(reading, people, asked.asking)
    yield from statements(scene, asked.asking)
    stems = stems_of(reading)
    yield from worded(reading, people, stems, asked.links)
    yield from dates(scene, stems, asked.dates, heard.dated)
    if any(character.isdigit() for character in reading.text) or asked.amounts:
        taken = _taken(reading, heard.dated)
        found = amounts(reading, taken)
        years = [moment for moment in heard.dated if moment.edtf.isdigit()]
        yield from counts(scene, stems, asked.amounts, found, asked.asking.used, years=years)


def _taken(reading: Reading, dated: Iterable[Moment]) -> frozenset[int]:
    return frozenset(
        index
        for moment in dated
        for index in range(reading.at(moment.start), reading.at(moment.end - 1) + 1)
    )


def _suggestion(
    article: Article, heard: _Heard, draft: Draft, pieces: tuple[Evidence, ...], published: str
) -> Suggestion:
    sentence, reading = heard.sentence, heard.scene.reading
    quote = pieces[0]
    noted = Noted(
        article.file, draft.subject.entity, draft.property, value_key(draft.value), quote.quote
    )
    sure = draft.confidence * (1 if draft.subject.named else 0.75)
    return Suggestion(
        noted.id,
        draft.subject.entity,
        draft.property,
        draft.value,
        _qualifiers(heard, draft, published),
        pieces,
        article.file,
        sentence.start,
        sentence.end,
        sentence.zone,
        Highlights(
            _span(sentence, reading, draft.trigger),
            _span(sentence, reading, draft.subject.token),
            (sentence.start + draft.start, sentence.start + draft.end),
        ),
        draft.rule,
        round(max(0.05, sure), 3),
    )


def _span(sentence: Sentence, reading: Reading, index: int) -> Span:
    token = reading.tokens[index]
    return sentence.start + token.start, sentence.start + token.end


def _qualifiers(heard: _Heard, draft: Draft, published: str) -> Qualifiers:
    certainty = "stated"
    reading, said = heard.scene.reading, heard.scene.said
    settled = draft.fixed or draft.lasting
    if (not settled and is_planned(reading, draft)) or _is_ahead(draft, published):
        certainty = "planned"
    elif draft.inferred_from:
        certainty = "inferred"
    about = published if draft.lasting else draft.about
    quoted = said is not None and said.holds(draft.trigger) and not settled
    return Qualifiers(
        certainty=certainty,
        inferred_from=draft.inferred_from,
        about=about,
        said_by=said.speaker if said and quoted and said.speaker != draft.subject.entity else "",
        said_on=said.said_on if said and (quoted or draft.rule == "statement") else "",
        role=draft.role,
    )


def _is_ahead(draft: Draft, published: str) -> bool:
    """Whether a date lies after the day on which it is written of."""
    if draft.value.type != "date" or not published:
        return False
    try:
        first, last = date_range(draft.value.date).earliest, date_range(published).latest
    except ValueError:
        return False
    first = first or (date.min if draft.value.date.startswith("../") else None)
    return bool(first and last and first > last)
