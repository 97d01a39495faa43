"""The forms of what is written down about stretches of an article: excuses and zones."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.zones import ZONES, Zone
from lunar_tui.facts import editing
from lunar_tui.facts.amending import change_excuse, change_zone
from lunar_tui.facts.marks import placed
from lunar_tui.facts.model import Evidence, Excuse, ZoneMark
from lunar_tui.facts.quoting import evidence_at
from lunar_tui.facts.writing import NOWHERE
from lunar_tui.problems import Report, did_you_mean
from lunar_tui.tui.form import Field, Form, Judgement
from lunar_tui.tui.formmaker import FormMaker, Spot, whole
from lunar_tui.tui.text import join, label

#: Characters of either end of a long stretch.
_ENDS = 60


class Lying(NamedTuple):
    """A mark that lies on a stretch, and all that it paints."""

    mark: ZoneMark
    zone: Zone

    @property
    def where(self) -> str:
        if self.mark.lines is None:
            return "by its words"
        first, last = self.mark.lines
        return f"line {first}" if first == last else f"lines {first}-{last}"


class MarkForms(FormMaker):
    """Forms for excuses and zones."""

    # --- excuses ------------------------------------------------------------------------------

    def excuse(self, spot: Spot) -> Form | None:
        """Why no claim needs to cite a sentence; None where it can be no quote.

        Of one that is excused: its reason, which may be changed or cleared.
        """
        file, known = spot.article.file, self._excuse_at(spot)
        piece = known.quote if known else evidence_at(spot.article, spot.low, spot.high)
        if piece is None:
            return None
        quote = label(f"“{piece.quote}”") if known else self._quoted(whole(spot), piece)

        def reasons() -> list[str]:
            sources = self.library.sources.values()
            found = (excuse.reason for source in sources for excuse in source.excused)
            return list(dict.fromkeys(found))

        def judge(typed: dict[str, str]) -> Judgement:
            return _excused(file, known, piece, typed["reason"])

        cleared = "; cleared, the excuse is taken away" if known else ""
        field = Field(
            "reason",
            "reason",
            known.reason if known else "",
            f"why no claim needs to cite it{cleared}",
            reasons,
        )
        title = "The sentence is excused" if known else "Excuse the sentence"
        return Form(title, [field], judge, self._trial, quote=quote)

    def _excuse_at(self, spot: Spot) -> Excuse | None:
        """The excuse that the reader tells of first."""
        source = self.library.sources.get(spot.article.file)
        for excuse in source.excused if source else ():
            found = self.library.locate(excuse.quote)
            if found.certain and found.start < spot.high and found.end > spot.low:
                return excuse
        return None

    # --- zones --------------------------------------------------------------------------------

    def zone(self, spot: Spot) -> Form:
        """What a stretch of an article is, marked by its words where these can be a quote."""
        article, file = spot.article, spot.article.file
        lying = self._lying(article, spot.start, spot.end)
        known = self._known(spot)
        piece = evidence_at(article, spot.start, spot.end, "mentions")
        mark = _mark(article, spot, piece)
        present = dict.fromkeys(name for name, _ in known)
        settled = len(present) == 1 and all(one for _, one in known)
        below = self._below(article, lying) if lying else ""

        def judge(typed: dict[str, str]) -> Judgement:
            zone = typed["zone"]
            if not zone and lying:
                return Judgement(
                    lambda book: change_zone(book, file, lying.mark, ""),
                    "zone: the mark is taken away",
                    remark=f"The mark goes, {lying.where}; without it this is: {below}.",
                )
            if not zone:
                return Judgement(mistakes={"zone": "no mark lies here; which zone is it?"})
            if zone not in ZONES:
                hint = did_you_mean(zone, list(ZONES))
                return Judgement(mistakes={"zone": f"no zone{hint}: {', '.join(ZONES)}"})
            if settled and zone in present:
                return Judgement(remark="It is marked so already.")
            if lying and _same(article, lying.zone, spot):
                return Judgement(
                    lambda book: change_zone(book, file, lying.mark, zone), f"zone: {zone}"
                )
            new = mark._replace(zone=zone)
            return Judgement(lambda book: editing.add_zone(book, file, new), f"zone: {zone}")

        cleared = "; cleared, the mark is taken away" if lying else ""
        field = Field(
            "zone", "zone", next(iter(present), ""), f"{', '.join(ZONES)}{cleared}",
            lambda: list(ZONES),
        )  # fmt: skip
        lines = "" if piece else f"the whole of {Lying(mark, Zone('', 0, 0)).where} · "
        quote = Content("\n").join(
            [
                join((lines, "dim"), ("now ", "dim"), _told(known)),
                label(f"“{_cut(article, spot.start, spot.end)}”"),
            ]
        )
        return Form("What this is", [field], judge, self._trial, quote=quote)

    def _known(self, spot: Spot) -> list[tuple[str, Lying | None]]:
        """The zones of a stretch at present, each with the mark that says so; None: a guess."""
        article = spot.article
        return [
            (zone.name, self._lying(article, max(zone.start, spot.start), min(zone.end, spot.end)))
            for zone in _zones_in(article, spot.start, spot.end)
        ]

    def _lying(self, article: Article, start: int, end: int) -> Lying | None:
        """The mark that lies on top of a stretch."""
        source = self.library.sources.get(article.file)
        marks = placed(source, article.text, article.display, Report()) if source else ()
        found = [Lying(mark, zone) for mark, zone in marks if zone.start < end and zone.end > start]
        return found[-1] if found else None

    def _below(self, article: Article, lying: Lying) -> str:
        """What a stretch is without the mark that lies on it."""
        marks = [*article.marks]
        marks.reverse()
        marks.remove(lying.zone)
        marks.reverse()
        bare = Article(article.file, article.text, article.metadata, tuple(marks))
        zones = _zones_in(bare, lying.zone.start, lying.zone.end)
        return ", ".join(dict.fromkeys(zone.name for zone in zones))


def _cut(article: Article, start: int, end: int) -> str:
    """The words of a stretch; of many, the first and the last."""
    words = " ".join(article.display[start:end].split())
    if len(words) <= 2 * _ENDS:
        return words
    # Chinese has no blanks to cut at.
    first, last = words[:_ENDS].rpartition(" "), words[-_ENDS:].partition(" ")
    return f"{first[0] or first[2]} … {last[2] or last[0]}"


def _told(known: list[tuple[str, Lying | None]]) -> str:
    """The zones of a stretch, each with what says so."""
    said = [
        f"{name}: {f'marked in sources.yaml, {lying.where}' if lying else 'a guess'}"
        for name, lying in known
    ]
    return " · ".join(dict.fromkeys(said))


def _excused(file: str, known: Excuse | None, piece: Evidence, reason: str) -> Judgement:
    if known:
        remark = "" if reason else "Without a reason the excuse is taken away."
        what = "excuse changed" if reason else "the sentence is not excused any more"
        return Judgement(lambda book: change_excuse(book, file, known, reason), what, remark=remark)
    if not reason:
        return Judgement(mistakes={"reason": "why does no claim need to cite it?"})
    new = Excuse(piece, reason)
    return Judgement(lambda book: editing.add_excuse(book, file, new), "sentence excused")


def _mark(article: Article, spot: Spot, piece: Evidence | None) -> ZoneMark:
    """A mark by words, which are not found in a text that says something else by now.

    Of more than one paragraph, by lines.
    """
    if piece:
        return ZoneMark("", None, piece, NOWHERE)
    lines = (article.line_of(spot.start), article.line_of(max(spot.start, spot.end - 1)))
    return ZoneMark("", lines, None, NOWHERE)


def _zones_in(article: Article, start: int, end: int) -> list[Zone]:
    """The zones of a stretch; those that hold nothing but blanks there are left out."""
    return [
        zone
        for zone in article.zones
        if article.display[max(zone.start, start) : min(zone.end, end)].strip()
    ]


def _same(article: Article, zone: Zone, spot: Spot) -> bool:
    """Whether a zone is just the stretch that was chosen, but for blanks."""
    one, other = (
        (end - len(text.lstrip()), start + len(text.rstrip()))
        for start, end in ((zone.start, zone.end), (spot.start, spot.end))
        for text in [article.display[start:end]]
    )
    return one == other
