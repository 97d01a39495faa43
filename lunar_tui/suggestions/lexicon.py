"""Words of news English: what kinds of things are called, what happens, who says so, how surely.

Nothing here belongs to one subject. Words are matched without capitals; those under ``DATED`` and
``COUNTED`` by their stems.
"""

from __future__ import annotations

from typing import NamedTuple


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: What a kind of entity may be called, by the part that its entities can play in a sentence.
ROLES = {
    "person": _set("person people politician official executive minister scientist astronaut"),
    "body": _set(
        "organisation organization company firm agency institution institute bank group ministry"
        " corporation party union government airline university committee country state nation"
    ),
    "country": _set("country state nation"),
    "place": _set(
        "site place city town country region province location port island facility base plant"
        " field mine airport museum"
    ),
    "mission": _set("mission flight probe spacecraft satellite expedition"),
    "vehicle": _set("vehicle rocket launcher ship aircraft vessel craft"),
    "deal": _set("agreement treaty contract deal law memorandum accord pact bill"),
    "work": _set("programme program project initiative product"),
    "event": _set("event meeting conference election war visit summit incident"),
}

#: Words that stand for an entity named before.
NOUNS = {
    "person": _set("he she"),
    "body": _set("company bank agency firm group corporation ministry airline organisation"),
    "mission": _set("mission probe spacecraft satellite craft lander orbiter flight"),
    "vehicle": _set("rocket vehicle capsule launcher ship vessel aircraft"),
    "deal": _set("agreement treaty memorandum accord pact deal contract law"),
    "work": _set("programme program project"),
}
ARTICLES = _set("the a an its their his her this that these our")
DETERMINERS = _set("the this")

#: What ends the reach of a verb.
BREAKS = _set('; : ( ) " “ ” which who where when while but because although whereas . ! ?')
#: Not part of a noun phrase.
CONNECTORS = _set(
    "and or of in on at to for from by with into over under about after before between during"
    " through against as is are was were be been being has have had do does did will would shall"
    " should can could may might must that which who where when while but if than then not no said"
    " says , . ; : ( ) \" “ ” – — 's ’s ' / -"
)

#: What makes of a statement a plan, and what makes nothing of it.
HEDGES = _set(
    "will would plan plans planned planning scheduled expected expects expect set due aims aim aimed"
    " intends intend intended projected proposed proposes proposal hopes hope may might could should"
    " shall seeks prospective future upcoming possible considering slated likely wants ready"
)
#: After a verb: "launch is scheduled for May".
LATER = _set("scheduled planned expected due slated projected targeted would might could may will")
NEGATIONS = _set(
    "not no never without denied denies deny neither nor fail failed fails refused refuses rejected"
    " unless if whether cannot n't unlikely yet cancelled canceled postponed delayed instead rather"
    " ended terminated suspended"
)

SPEECH = _set(
    "said says say told tells stated states announced announces added adds confirmed confirms"
    " reported reports noted notes explained declared revealed disclosed"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

HEADS = (
    "head|chief|director|director-general|president|chairman|chairwoman|chair|ceo|executive|leader"
    "|boss|governor|administrator|secretary-general|commissioner|commander"
)
#: Before a title they make it another one.
LESSER = _set(
    "deputy vice assistant former ex acting honorary associate sub incoming outgoing late"
)
STAFF = (
    "researcher|scientist|engineer|analyst|economist|official|expert|professor|member|fellow|trader"
    "|dealer|strategist|adviser|advisor|employee|designer|lawyer|historian|manager"
)
COMPASS = "north|south|east|west|northeast|northwest|southeast|southwest|centre|center"
BUILD = (
    "build|building|built|develop|developing|create|creating|establish|establishing|construct"
    "|constructing|launch|launching|run|running|explore|exploring"
)
COOPERATE = (
    "team|cooperate|cooperating|co-operate|partner|partnered|partnering|join|collaborate"
    "|collaborating|work|working"
)
LAUNCH = "launched|launch|launching|blasted|lifted|blast|lift"


#: After the name of a company they belong to it.
SUFFIXES = _set(
    "inc corp co ltd plc ag sa nv gmbh llc group company corporation limited bank airlines industries"
)
#: Words in capitals before or after a name that are no part of it.
TITLES = (
    frozenset(HEADS.split("|"))
    | frozenset(STAFF.split("|"))
    | _set(
        "spokesman spokeswoman spokesperson minister premier king queen chancellor secretary prime vice"
        " deputy managing chief mr mrs ms dr sir lord"
    )
)
#: What can be a member of something.
MEMBERS = _set(
    "countries nations states members organisations organizations companies institutions parties"
    " banks people governments airlines firms groups"
)
#: Before an amount: it is only compared with.
COMPARED = _set("from against than compared versus vs")


class Dated(NamedTuple):
    """What happens on a day. ``triggers``: phrases, ``~n`` stands for up to n words between.

    ``subjects``: the roles of what it happens to. ``object``: that stands after the word, as in
    "unveiled the plan".
    """

    id: str
    triggers: str
    subjects: frozenset[str]
    object: bool = False


_CRAFT = _set("mission vehicle work")
_THINGS = _set("deal work mission vehicle")

DATED = (
    Dated("launched", "launch|blasted off|lifted off|lift off|blast off|liftoff", _CRAFT),
    Dated("landed", "land|landing|touched down|touchdown", _set("mission vehicle")),
    Dated(
        "returned",
        "return|sent back|send back|came back|brought ~7 back|bring ~7 back",
        _set("mission vehicle"),
    ),
    Dated("signed", "sign|conclude|ink", _set("deal")),
    Dated("ratified", "ratify", _set("deal")),
    Dated("announced", "announce|unveil|reveal", _THINGS, object=True),
    Dated("founded", "=founded|set up|=established", _set("body work place")),
    Dated("opened", "=opened|inaugurate|reopen", _set("place event")),
    Dated("closed", "=closed|shut down", _set("place")),
    Dated("completed", "complete|finish", _set("mission work vehicle deal place")),
    Dated("begins", "begin|begun|start|commence", _set("work event mission deal")),
    Dated("held", "=held|took place|take place", _set("event")),
    Dated("built", "build|built|construct", _set("place vehicle work")),
    Dated("acquired", "acquire|=bought|take over|took over", _set("body place"), object=True),
    Dated("appointed", "=appointed|=elected|=named", _set("person")),
    Dated("died", "die", _set("person")),
    Dated("born", "born", _set("person")),
)


class Counted(NamedTuple):
    """What is measured. ``unit``: the kind of unit, or ``count``; ``near``: words beside it.

    ``words``: what such a property is called.
    """

    id: str
    unit: str
    near: str
    words: frozenset[str]
    subjects: frozenset[str]


COUNTED = (
    Counted(
        "mass",
        "mass",
        "weigh|weight|mass|collect|gather|retrieve|brought|bring|carry|return",
        _set("mass weight"),
        _set("mission vehicle"),
    ),
    Counted(
        "duration",
        "time",
        "last|take|took|duration",
        _set("duration length"),
        _set("mission event"),
    ),
    Counted(
        "gap", "time", "first ~12 in|first ~12 over", _set("gap interval"), _set("mission work")
    ),
    Counted(
        "price", "money", "price|cost|worth|value", _set("price cost value"), _set("deal work")
    ),
    Counted(
        "revenue", "money", "revenue|turnover|=sales", _set("revenue turnover sales"), _set("body")
    ),
    Counted(
        "profit", "money", "profit|earn|net income", _set("profit earnings income"), _set("body")
    ),
    Counted("loss", "money", "loss", _set("loss"), _set("body")),
    Counted("members", "count", "join|member", _set("members member membership"), frozenset()),
    Counted("employees", "count", "employ|staff|worker|job", _set("employees staff"), _set("body")),
)

#: Units as they are written, with the name by which values compare, and what they measure.
UNITS: dict[str, tuple[str, str]] = {
    word: (unit, measures)
    for measures, unit, words in (
        ("mass", "g", "gram grams gramme grammes g"),
        ("mass", "kg", "kilogram kilograms kilogramme kilogrammes kg kilo kilos"),
        ("mass", "tonne", "tonne tonnes"),
        ("mass", "ton", "ton tons"),
        ("mass", "lb", "pound pounds lb lbs"),
        ("time", "second", "second seconds"),
        ("time", "minute", "minute minutes"),
        ("time", "hour", "hour hours"),
        ("time", "day", "day days"),
        ("time", "week", "week weeks"),
        ("time", "month", "month months"),
        ("time", "year", "year years"),
        ("length", "m", "metre metres meter meters"),
        ("length", "km", "kilometre kilometres kilometer kilometers km"),
        ("length", "mile", "mile miles"),
        ("length", "foot", "foot feet ft"),
        ("money", "USD", "dlr dlrs dollar dollars usd"),
        ("money", "EUR", "euro euros eur"),
        ("money", "GBP", "stg sterling gbp"),
        ("money", "JPY", "yen jpy"),
        ("money", "DEM", "mark marks"),
        ("money", "CNY", "yuan rmb"),
        ("money", "RUB", "rouble roubles ruble rubles"),
        ("share", "percent", "percent pct %"),
    )
    for word in words.split()
}
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
TIMES = {
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "billion": 9,
    "bln": 9,
    "trillion": 12,
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
#: Words before a number, the longest first, and how exact they leave it.
ACCURACY = (
    ("more than", "more than"),
    ("no more than", "at most"),
    ("no fewer than", "at least"),
    ("no less than", "at least"),
    ("not less than", "at least"),
    ("less than", "less than"),
    ("fewer than", "less than"),
    ("at least", "at least"),
    ("at most", "at most"),
    ("up to", "at most"),
    ("as many as", "at most"),
    ("over", "more than"),
    ("exceeding", "more than"),
    ("above", "more than"),
    ("under", "less than"),
    ("below", "less than"),
    ("about", "approximate"),
    ("around", "approximate"),
    ("some", "approximate"),
    ("roughly", "approximate"),
    ("approximately", "approximate"),
    ("nearly", "approximate"),
    ("almost", "approximate"),
    ("an estimated", "approximate"),
    ("estimated", "approximate"),
)

#: What belongs to a country, by the names of the country in small letters.
DEMONYMS = {
    word: frozenset(names.split("|"))
    for word, names in {
        "american": "united states|us|u.s.|usa",
        "argentine": "argentina",
        "australian": "australia",
        "austrian": "austria",
        "belgian": "belgium",
        "brazilian": "brazil",
        "british": "united kingdom|britain|uk",
        "canadian": "canada",
        "chilean": "chile",
        "chinese": "china",
        "colombian": "colombia",
        "cuban": "cuba",
        "czech": "czech republic|czechia",
        "danish": "denmark",
        "dutch": "netherlands|the netherlands",
        "egyptian": "egypt",
        "ethiopian": "ethiopia",
        "finnish": "finland",
        "french": "france",
        "german": "germany",
        "greek": "greece",
        "hungarian": "hungary",
        "indian": "india",
        "indonesian": "indonesia",
        "iranian": "iran",
        "iraqi": "iraq",
        "irish": "ireland",
        "israeli": "israel",
        "italian": "italy",
        "japanese": "japan",
        "kazakh": "kazakhstan",
        "kenyan": "kenya",
        "korean": "south korea",
        "kuwaiti": "kuwait",
        "libyan": "libya",
        "malaysian": "malaysia",
        "mexican": "mexico",
        "nigerian": "nigeria",
        "norwegian": "norway",
        "pakistani": "pakistan",
        "peruvian": "peru",
        "polish": "poland",
        "portuguese": "portugal",
        "romanian": "romania",
        "russian": "russia",
        "saudi": "saudi arabia",
        "soviet": "soviet union|ussr",
        "spanish": "spain",
        "swedish": "sweden",
        "swiss": "switzerland",
        "thai": "thailand",
        "turkish": "turkey|türkiye",
        "ukrainian": "ukraine",
        "venezuelan": "venezuela",
        "vietnamese": "vietnam",
    }.items()
}
