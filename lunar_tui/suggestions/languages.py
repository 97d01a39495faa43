"""Whether an article is in English: the rules are, and read nothing else."""

from __future__ import annotations

import re
import unicodedata

from lunar_tui.corpus.article import Article
from lunar_tui.suggestions.lexicon import wordset

#: So many characters tell it.
_READ = 6000
_ENGLISH = wordset(
    "the of and to was is that with by from has it for are were will said its be an this have not"
    " which but they had he she his their or as at"
)
#: The commonest words of other languages that are written in Latin letters, and no English ones.
_OTHERS = wordset(
    "der und das von zu mit den ist nicht ein eine im auf für dem des sich werden wird"
    " le la les et du une est dans pour que qui au aux sur par avec ne pas"
    " el los las del y por una con para se su lo como"
    " il di che della gli nel sono con non una dal"
    " de het een van voor dat zijn niet ook bij naar wordt"
    " og av på er som til det ikke fra har et om i på och att är inte"
    " os da em um uma não ao na dos mais"
    " w z się nie że jest jak ja ei että oli se ve bir bu için"
    " że az és hogy nem egy a"
) - wordset("a i la")
#: Fewer of them, or of any words, tell nothing.
_ENOUGH = 4
_LETTERS = 30


def foreign(article: Article) -> str:
    """The language of an article that is not in English, as it is declared; or ``other``.

    Empty: it is in English, or nothing tells that it is not.
    """
    declared = article.metadata.language.strip().lower()
    if declared:
        main = re.split(r"[-_]", declared)[0]
        return "" if main in ("en", "eng", "english") else declared
    return "other" if _is_other(article.display[:_READ]) else ""


def _is_other(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    letters = sum(len(word) for word in words)
    latin = sum(len(word) for word in words if word.isascii() or _is_latin(word[0]))
    if letters >= _LETTERS and latin * 2 < letters:
        return True
    others = sum(word in _OTHERS for word in words)
    return others >= _ENOUGH and others > sum(word in _ENGLISH for word in words)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
