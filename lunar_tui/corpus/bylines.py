"""Lines that say who wrote, when and where, and lines that say what a picture shows."""

from __future__ import annotations

import re

from lunar_tui.corpus.labels import seeker, words

LONGEST = 160
"""Characters of a line of dates and names; what is longer is none."""

_SENTENCE = 8
"""Blanks in a line that ends as a sentence does, and is one."""
_FEW, _SOME = 6, 30
"""Letters beside a date."""

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s)?|märz|apr(?:il)?|avril"
    r"|may|mai"
    r"|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|août|sept?(?:ember|embre)?|o[ck]t(?:ober"
    r"|obre)?"
    r"|nov(?:ember|embre)?|de[cz](?:ember)?|déc(?:embre)?|ago|set|dez"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:de )?{_MONTH}|\b{_MONTH} \d{{1,2}}(?!\d)"
    r"|\b(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b"
    r"|(?:19|20)\d\d ?年 ?\d{1,2} ?月|\b\d{1,2}月\d{1,2}日",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?uhr)?", re.IGNORECASE)
_AGO = re.compile(
    r"(?:vor|il y a|hace|há) (?:\d+|einer?|une?) \w{3,8}\b.{0,60}|\d+ \w{3,7} ago|gestern|yesterday"
    r"|\d{1,2}:\d\d",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|[Dd]i) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:[A-ZÄÖÜÉÀ][\w.'’-]*|staff|admin|the)(?:[ ,/|&-]+(?:[A-ZÄÖÜ][\w.'’-]*|and|und|et|y"
    r"|[-–|/]|in"
    r"|\d[\d:.,/-]*)){0,12}"
    r"|[A-ZÄÖÜÉ][\w.'’-]+(?: [A-ZÄÖÜÉ][\w.'’-]+){1,3},? (?:[\w ]{0,40} )?(?:correspondent"
    r"|editor|reporter"
    r"|writer|contributor|Associated Press|Press|News|Redakteur|Redakteurin|Korrespondent)"
    r"|(?i:\W?(?:reporting|additional reporting|writing|editing|compiled|written|edited|interview"
    r"|text|story|words|author|source|quelle|autor|auteur|fuente|fonte|источник|автор|текст"
    r"|redaktion|来源|作者|记者|编译|稿源|文|通讯员)(?: der \w+)?(?: ?[:：/] ?| by ).{1,160}"
    r"|(?:first |last )?(?:published|updated|posted|modified|publié|mis à jour|veröffentlicht"
    r"|aktualisiert|stand:|publicado|actualizado|опубликовано|обновлено|发布时间|时间)\b.{0,120}"
    r"|(?:lesezeit|reading time|tempo de leitura|temps de lecture|время чтения)\b.{0,30}"
    r"|\d{1,2} min(?:ute)?s?\.? (?:read|de lecture|lesezeit)|.{3,60}记者 .{2,20}|기사입력.{0,40})"
)
_FILLER = re.compile(
    r"\b(?:published|updated|posted|on|at|by|in|est|edt|gmt|utc|bst|cst|cet|pst|pdt|mon|tue|wed|thu"
    r"|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|uhr|le|um|am|pm|à|den"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|date|datum|last|modified|first"
    r"|an|hour|ago|de|г|года|в|and|press|release|no)\b\.?",
    re.IGNORECASE,
)
_SIGNED_DATE = re.compile(
    r"[A-ZÄÖÜÉ][\w.'’-]+(?: [A-ZÄÖÜÉ][\w.'’-]+){1,3},?[ |·-]+(?:\d\d?[./-]\d\d?[./-]\d{4}"
    r"|\d{4}-\d\d-\d\d).*"
)
_HEADER = re.compile(r"(?:from|to|cc|date|sent|reply-to|von|an|datum|от|кому|дата): \S")

_CREDIT = re.compile(
    r"(?:photo(?:graph|graphy|s)?|foto|fotos|image|images|picture|pictures|bild|fotografie|crédits?"
    r"|image credits?|photo credits?|credit|credits|crédit photo|file photo|bildquelle|фото"
    r"|图片|摄影)"
    r"(?: ?[:：/©]| by | courtesy| credit|s? ?\()"
    r"|- photo [A-Z]|\bphoto [A-Z]\w+ [A-Z]\w+$|[\u4e00-\u9fff ]{1,8}摄 ?[)）]?$|^图[为:：]"
    r"|\bgetty images\b|\(?\b(?:reuters|afp|epa|dpa|ap|xinhua|tass)/[a-z]|/(?:reuters|afp|ap"
    r"|tass|xinhua)\b"
    r"|\bap photo\b|, (?:associated press|ap|afp|reuters)$|\bafp via\b|\((?:c|nasa)[/)]|^©|^ⓒ"
    r"|\| getty"
    r"|\(pic(?:ture)?d?[:)]|\(symbolbild|/ ?(?:handout|ap file|file photo)\b|courtesy of [A-Z]"
    r"|, photos? ©|[.!] ?(?:photo|foto) ?[:：]|^(?:above|left|right|cover image|below): "
    r"|^image (?:illus\w+|via)|^\[?사진",
    re.IGNORECASE,
)
# An expression with so many branches is slow: first, whether one of them can begin at all.
_may_credit = seeker(
    words(
        "photo|foto|image|picture|bild|credit|crédit|фото|图|摄|getty|reuters|afp|epa/|dpa/|ap/"
        "|xinhua"
        "|tass|press|, ap|(c|(nasa|©|ⓒ|(pic|/ap|handout|courtesy|above: |left: |right: |below: "
        "|사진"
    )
)
_LONGEST_CAPTION = 600
_SIGNED = re.compile(
    r"[.\s]/[A-Z][\w. ]{2,30}/[A-Z][\w ]{1,25}$|\([A-Z][^()]{1,60}/[A-Z][^()]{1,60}\)$"
    r"|©.{0,60}$|/ ?\([cC]\) ?[A-Z].{2,40}$|\w/[A-Z][A-Za-z ]{2,24}$"
)


def is_byline(text: str) -> bool:
    """Whether a line says only who wrote, when or where."""
    if len(text) > LONGEST or not text:
        return False
    if text.endswith((".", "!", "?", "。")) and text.count(" ") > _SENTENCE:
        return False
    if _BY.fullmatch(text) or _HEADER.match(text.lower()):
        return True
    return is_date(text)


def is_date(text: str) -> bool:
    """Whether little but a date stands in a line."""
    if len(text) > LONGEST:
        return False
    if _AGO.fullmatch(text) or _SIGNED_DATE.fullmatch(text):
        return True
    if not any(map(str.isdigit, text)) or not _DATE.search(text):
        return False
    left = _FILLER.sub("", _TIME.sub("", _DATE.sub("", text)))
    letters = sum(map(str.isalpha, left))
    # A sentence may be as short: It opened on 3 May.
    return letters <= (_FEW if text.endswith((".", "!", "?", "。")) else _SOME)


def is_caption(text: str) -> bool:
    """Whether a line says what a picture shows, or who made it."""
    if len(text) > _LONGEST_CAPTION:
        return False
    lowered = text.lower()
    # In a long one that names an agency, it is at either end.
    if _may_credit(lowered) and _CREDIT.search(
        text if len(text) < LONGEST else f"{text[:40]}\n{text[-120:]}"
    ):
        return True
    return ("/" in text or "©" in text) and bool(_SIGNED.search(text[-120:]))
