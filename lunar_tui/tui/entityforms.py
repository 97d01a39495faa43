"""The forms of what stands in the panels: an entity and its names, an article, a deletion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from lunar_tui.corpus.article import Metadata
from lunar_tui.facts import editing
from lunar_tui.facts.dates import is_date
from lunar_tui.facts.model import Alias, Entity
from lunar_tui.facts.renaming import change_names, renamed
from lunar_tui.problems import Problem
from lunar_tui.tui.deletion import Deletion
from lunar_tui.tui.form import Field, Form, Judgement
from lunar_tui.tui.formmaker import FormMaker
from lunar_tui.tui.messages import EditAsked
from lunar_tui.tui.text import counted, join, label

_ARTICLE = {
    "title": "as printed",
    "publisher": "who published it",
    "author": "as printed",
    "published": "the day, month or year: 2021-04-27, 2021-04, 2025-04~ (around)",
    "language": "en, de, zh …",
    "url": "where it stands",
}
#: What an article often does not state itself.
_INFERRED = ("publisher", "author", "published")
_WHY = "where the article does not state it, why we think so; else empty"
#: Other names that are shown to be edited.
_LINES = 60
#: Names that are listed before the rest is counted.
_LISTED = 4


class EntityForms(FormMaker):
    """Forms for what stands in the panels."""

    # --- an entity ----------------------------------------------------------------------------

    def edit_entity(self, entity: Entity) -> Form:
        """Its name, and its other names, a line for each."""
        aliases = [
            Field(f"alias-{number}", _also(alias), alias.name, self._standing(alias))
            for number, alias in enumerate(entity.aliases[:_LINES])
        ]
        fields = [
            Field("name", "name", entity.name, "what it is called here"),
            *aliases,
            Field("new", "also", "", "one more name of it; W on words of an article quotes them"),
        ]

        def judge(typed: dict[str, str]) -> Judgement:
            return _named(entity, typed)

        kind = self.library.facts.schema.kinds[entity.kind].label.lower()
        claims = counted(len(entity.claims), "claim", "claims")
        head = label(f"{kind} · {claims} · its id stays {entity.id}", "dim")
        if len(entity.aliases) > _LINES:
            head = join(head, (f" · {_LINES} of {len(entity.aliases)} other names", "dim"))
        title = f"Edit {entity.name}"
        return Form(title, fields, judge, self._trial, quote=head, start="name")

    def _standing(self, alias: Alias) -> str:
        """What is known of an alias, and how it is taken away."""
        if alias.evidence:
            piece = alias.evidence[0]
            said = f"stated by {self.library.source_name(piece.source)}: “{piece.quote}”"
        else:
            said = "the editor's"
        return f"another name of it, {said}; cleared, it goes"

    # --- a deletion ---------------------------------------------------------------------------

    def delete_entity(self, entity: Entity, problems: Sequence[Problem]) -> Deletion:
        """What goes with an entity, and the ``problems`` that would be left."""
        claims = counted(len(entity.claims), "claim goes", "claims go")
        names = len(entity.names) - 1
        also = f", and {counted(names, 'other name', 'other names')}" if names else ""
        left = list(self._left(entity, problems))
        more = "Of what else speaks of it, this would be broken:" if left else ""
        lines = [f"{claims} with it{also}.", more or "Nothing else speaks of it."]
        known = entity.id
        asked = EditAsked(
            f"deleted: {entity.name}", lambda book: editing.delete_entity(book, known, entity)
        )
        text = Content("\n").join(map(label, lines))
        return Deletion(f"Delete {entity.name}", text, left, asked)

    def _left(self, entity: Entity, problems: Iterable[Problem]) -> Iterable[Content]:
        """The problems of a deletion in a line for each sort, with what they are in."""
        facts = self.library.facts
        linking = [
            self._name(claim.entity)
            for claim in facts.claims.values()
            if claim.entity != entity.id
            and entity.id in (claim.value.entity, claim.qualifiers.said_by)
        ]
        own = {claim.id for claim in entity.claims}
        findings = [
            one.id
            for one in facts.findings
            if one.entity == entity.id or not own.isdisjoint(one.claims)
        ]
        sorts = Counter(problem.code for problem in problems)
        if linking:
            links = counted(len(linking), "link to it", "links to it")
            yield _listed(f"{links}, of", dict.fromkeys(linking))
        if findings:
            noun = "finding" if len(findings) == 1 else "findings"
            yield _listed(f"{len(findings)} {noun} of the editor's:", findings)
        if not (linking or findings):
            yield from (label(problem.message) for problem in [*problems][:_LISTED])
        elif sorts:
            count = counted(sorts.total(), "problem", "problems")
            yield label(f"lunar-tui check would name {count}.", "dim")

    # --- an article ---------------------------------------------------------------------------

    def edit_article(self, file: str) -> Form:
        """What is known of an article; it is the file of that name, which stays as it is."""
        source = self.library.sources.get(file)
        known = source.metadata if source else Metadata()
        article = self.library.article(file)
        fields = []
        for name, what in _ARTICLE.items():
            fields.append(Field(name, name, str(getattr(known, name)), what, self._used(name)))
            if name in _INFERRED or known.reason(name):
                reason = known.reason(name)
                fields.append(Field(f"why-{name}", "  inferred", reason, f"{name}: {_WHY}"))

        def judge(typed: dict[str, str]) -> Judgement:
            return _described(file, known, typed)

        # Without a title it is known by how it begins.
        opening = article.opening if article and not known.title else ""
        head = join(label(opening), label(file, "dim italic"), sep=" · ")
        title = "What is known of the article"
        return Form(title, fields, judge, self._trial, quote=head, start="title")

    def _used(self, name: str) -> Callable[[], list[str]] | None:
        """What other articles have there."""
        if name not in ("publisher", "author", "language"):
            return None
        sources = self.library.sources.values()
        found = {str(getattr(source.metadata, name)) for source in sources}
        return lambda: sorted(found - {""})


def _also(alias: Alias) -> str:
    return f"also · {alias.language}" if alias.language else "also"


def _listed(lead: str, names: Iterable[str]) -> Content:
    found = list(names)
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    return join(f"{lead} ", (", ".join(found[:_LISTED]), "bold"), more)


def _named(entity: Entity, said: dict[str, str]) -> Judgement:
    """The edit that gives an entity the names that were typed."""
    aliases = [
        said.get(f"alias-{number}", alias.name) for number, alias in enumerate(entity.aliases)
    ]
    mistakes = {} if said["name"] else {"name": "it needs a name"}
    names = Counter(filter(None, (said["name"], *aliases, said["new"])))
    known = Counter([entity.name, *(alias.name for alias in entity.aliases)])
    for field, text in said.items():
        if text and names[text] > max(1, known[text]):
            mistakes[field] = "it has this name twice"
    if mistakes:
        return Judgement(mistakes=mistakes)
    new = [Alias(said["new"])] if said["new"] else []
    unsaid = [
        name
        for alias, name in zip(entity.aliases, aliases, strict=True)
        if name and len(renamed(alias, name).evidence) < len(alias.evidence)
    ]
    remark = f"No quote holds “{unsaid[0]}”: its evidence goes, you say so." if unsaid else ""
    return Judgement(
        lambda book: change_names(book, entity, said["name"], aliases, new),
        f"edited {said['name']}",
        remark=remark,
    )


def _described(file: str, known: Metadata, said: dict[str, str]) -> Judgement:
    """The edit that writes down of an article what was typed."""
    mistakes = {}
    reasons = []
    for name in _ARTICLE:
        reason = said.get(f"why-{name}", "")
        if reason:
            reasons.append((name, reason))
        if reason and not said[name] and getattr(known, name):
            mistakes[f"why-{name}"] = f"the {name} is empty: nothing is inferred"
    published = said["published"]
    if published and published != known.published and not is_date(published):
        mistakes["published"] = "no EDTF date; 2021-04-27, 2021-04, 2025-04~"
    if mistakes:
        return Judgement(mistakes=mistakes)
    values = {name: said[name] for name in _ARTICLE}
    new = Metadata(**values, inferred=tuple(reasons))
    return Judgement(
        lambda book: editing.describe_article(book, file, new, known),
        f"described {said['title'] or file}",
    )
