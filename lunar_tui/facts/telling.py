"""Telling words: the small words that turn what a sentence says, in the forms they come in.

A sentence with one of them more or less says something else: not, will, about, according, before.
"""

from __future__ import annotations

from collections.abc import Iterator


def _families(bases: str) -> Iterator[tuple[str, str]]:
    """Every regular form of each verb, with the verb."""
    for base in bases.split():
        yield base, base
        if base.endswith("e"):
            endings = [base + "s", base + "d", base[:-1] + "ing"]
        elif base.endswith("y"):
            endings = [base[:-1] + "ies", base[:-1] + "ied", base + "ing", base + "s", base + "ed"]
        else:
            double = base + base[-1]
            endings = [base + "s", base + "es", base + "ed", base + "ing"]
            endings += [double + "ed", double + "ing"]
        yield from ((form, base) for form in endings)


def _alike(*lines: str) -> Iterator[tuple[str, str]]:
    """The words of each line, each with the first of its line."""
    for line in lines:
        words = line.split()
        yield from ((word, words[0]) for word in words)


_SMALL = (
    "a an the of in on at to for and with as that which who whom whose this these those it its "
    "their they them we our us i my me you your be been being is are was were has have had do "
    "does did having am there here also then so into onto upon out off while when where thus "
    "however therefore moreover furthermore additionally s t very quite just such e g i.e ie eg "
    "example instance etc via per 's 're 've 'm 'd"
)
_TITLES = (
    "mr mrs ms miss dr prof professor sir lord lady president premier chancellor minister prime "
    "vice deputy foreign defence defense general gen colonel col major captain capt admiral "
    "lieutenant lt sergeant senator sen governor gov representative rep congressman "
    "congresswoman secretary chairman chairwoman chair director chief king queen prince princess "
    "pope bishop cardinal judge justice mayor ambassador commissioner spokesman spokeswoman "
    "us russian chinese american british french german"
)
_DIRECTIONS = (
    "north south east west new northern southern eastern western upper lower great greater "
    "central latin inner outer anti pro non ex saint san los las old young de la el al"
)
#: Forms of telling words, each with what it tells.
TELLING: dict[str, str] = dict(
    [
        # Denial.
        *_alike(
            "not n't", "no none nobody nothing neither nor", "never", "without", "hardly barely"
        ),
        *_alike("unable", "impossible", "false falsely", "rarely seldom", "instead"),
        *_families("deny fail refuse reject lack cancel halt suspend abandon delay postpone avoid"),
        *_families("prevent deny dispute doubt ban oppose block dismiss withdraw"),
        # Plan and fact.
        *_alike("will shall 'll", "would", "should", "could", "might", "must", "can", "may"),
        *_alike("likely", "unlikely", "possible possibly", "perhaps maybe", "probably", "soon"),
        *_alike("potentially potential", "already", "still", "yet", "nearly almost", "going"),
        *_alike("ready", "able", "former formerly", "previously previous", "supposedly supposed"),
        *_alike("currently current now", "once", "again", "temporarily temporary"),
        *_families("plan expect intend aim hope propose schedule attempt try want consider need"),
        *_families("promise require pledge offer"),
        *_alike("seek seeks sought seeking", "begin begins began begun beginning"),
        # Who says so.
        *_alike("say says said saying", "according", "tell tells told", "alleged allegedly"),
        *_alike("think thinks thought", "apparently apparent", "reportedly", "stated"),
        *_families("claim report announce confirm suggest believe estimate argue warn allege"),
        *_families("accuse assume predict"),
        # How much and how often.
        *_alike("more", "less fewer", "most mostly", "least", "about around approximately roughly"),
        *_alike("circa approx", "over", "under", "above", "below", "than", "up", "down", "only"),
        *_alike("exactly precisely", "maximum", "minimum", "all", "every each", "any", "both"),
        *_alike("many", "few", "several", "always", "often frequently", "usually", "sometimes"),
        *_alike(
            "half", "quarter", "third", "double", "twice", "partly partially", "fully entirely"
        ),
        *_alike("even", "main mainly", "other others", "another", "same", "different"),
        # When, which way, on what condition, by whom.
        *_alike("before prior", "after", "until till", "since", "during", "today", "yesterday"),
        *_alike("tomorrow", "last", "next", "ago", "later", "earlier", "late", "early", "ahead"),
        *_alike("if", "unless", "except", "or", "but", "because", "despite although though"),
        *_alike("by", "from", "against", "between", "versus vs"),
        *_alike("north northern", "south southern", "east eastern", "west western"),
        *_alike("high higher highest", "low lower lowest", "he him his", "she her hers"),
        # Other languages, their commonest.
        *_alike("не нет ни", "без", "никогда", "будет будут", "может могут", "более", "менее"),
        *_alike("около", "nicht kein keine", "nie", "pas", "jamais", "nunca", "sin"),
        *_alike(
            "不", "未", "没 沒", "无 無", "否", "非", "将 將", "会 會", "已", "约 約", "曾", "拟"
        ),
    ]
)

#: Finite verbs that place a sentence in the present or in the past.
TENSES = dict(
    [
        *((form, "present") for form in ("is", "are", "am", "has", "have", "does", "do")),
        *((form, "present") for form in ("'re", "'ve", "'m")),
        *((form, "past") for form in ("was", "were", "had", "did")),
    ]
)

#: Words that may come and go without changing what is said.
SMALL = frozenset(_SMALL.split())

#: What is said before a person's name.
TITLES = frozenset(_TITLES.split())

#: Before a name, these make another name of it.
DIRECTIONS = frozenset(_DIRECTIONS.split())
