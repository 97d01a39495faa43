"""The default vocabulary: what workspaces commonly ask, under which names, and how news answers it.

Nothing here belongs to one subject. A property of a workspace is one of these where its id, its
label or another word for it is one of their names; without properties, these are the properties.
Words are matched by their stems.
"""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.suggestions.lexicon import wordset

#: The properties that `lunar-tui new` writes: who still has them all has not chosen their own yet.
STARTER = wordset(
    "happened began ended announced signed founded role organisation member participant signatory"
    " place count cost purpose statement"
)
#: Of these, several answers may be true at once.
SEVERAL = wordset(
    "deputy spokesperson people partner partners signatory signed-by participant member statement"
    " part part-of coordinated-with located-in near associated-with operator acquires sued"
)


class Dated(NamedTuple):
    """What happens on a day. ``triggers``: phrases, ``~n`` stands for up to n words between.

    ``subjects``: the roles of what it happens to; ``otherwise``: of what it is said where a
    workspace has no such thing. ``object``: that stands after the word, as in "unveiled the plan".
    ``names``: what else such a property is called.
    """

    id: str
    triggers: str
    subjects: frozenset[str]
    names: str = ""
    object: bool = False
    otherwise: frozenset[str] = frozenset()


_CRAFT = wordset("mission vehicle work")
_THINGS = wordset("deal work mission vehicle")
_BODY, _PERSON = wordset("body"), wordset("person")

DATED = (
    Dated(
        "launched",
        "launch|blasted off|lifted off|lift off|blast off|liftoff|=send",
        _CRAFT,
        "liftoff|blast off",
    ),
    Dated("landed", "land|landing|touched down|touchdown", wordset("mission vehicle"), "touchdown"),
    Dated(
        "returned",
        "return|sent back|send back|came back|brought ~10 back|bring ~10 back",
        wordset("mission vehicle"),
    ),
    Dated(
        "signed",
        "sign|conclude|ink|=agreed",
        wordset("deal"),
        "agreed|agreement|signature|concluded|contract date",
        otherwise=_BODY,
    ),
    Dated("ratified", "ratify", wordset("deal"), "ratification"),
    Dated("approved", "=approved", wordset("deal work"), "approval"),
    Dated("announced", "announce|unveil|reveal", _THINGS, "announcement|unveiled", object=True),
    Dated(
        "founded",
        "=founded|set up|=established|=incorporated",
        wordset("body work place"),
        "established|foundation|created|formed|incorporated",
    ),
    Dated(
        "opened",
        "=opened|=opens|to =open|will =open|would =open|inaugurate|reopen|enter service",
        wordset("place event work vehicle"),
        "opening|inaugurated|inauguration|in service|entered service",
    ),
    Dated("closed", "=closed|shut down", wordset("place work"), "closure"),
    Dated(
        "completed",
        "complete|completion|finish",
        wordset("mission work vehicle deal place"),
        "completion|finished",
    ),
    Dated(
        "begins",
        "begin|begun|began|start|commence",
        wordset("work event mission deal place"),
        "began|begun|started|start of work|construction began|work began|commenced",
    ),
    Dated("held", "=held|took place|take place", wordset("event"), "happened|took place|when"),
    Dated(
        "built",
        "build|built|construct",
        wordset("place vehicle work"),
        "construction|constructed",
    ),
    Dated(
        "delivered",
        "deliver|delivery|=handed over",
        wordset("vehicle work"),
        "delivery|handed over",
    ),
    Dated(
        "acquired",
        "acquire|=bought|take over|took over",
        wordset("body place"),
        "acquisition|bought|takeover",
        object=True,
    ),
    Dated("appointed", "=appointed|=elected|=named", _PERSON, "elected|named|appointment"),
    Dated("resigned", "resign|step down|stepped down", _PERSON, "resignation|stepped down"),
    Dated("died", "die", _PERSON, "death|date of death"),
    Dated("born", "born", _PERSON, "birth|date of birth"),
)


class Counted(NamedTuple):
    """What is measured. ``unit``: the kind of unit, or ``count``; ``near``: words beside it.

    ``words``: what such a property is called; one of them in its id or its label will do.
    """

    id: str
    unit: str
    near: str
    words: frozenset[str]
    subjects: frozenset[str]


_SOLID = wordset("mission vehicle work place")

COUNTED = (
    Counted(
        "mass",
        "mass",
        "weigh|weight|mass|collect|gather|retrieve|brought|bring|carry|return",
        wordset("mass weight"),
        wordset("mission vehicle"),
    ),
    Counted(
        "duration",
        "time",
        "last|take|took|duration",
        wordset("duration"),
        wordset("mission event"),
    ),
    Counted(
        "gap",
        "time",
        "first ~12 in|first ~12 over",
        wordset("gap interval"),
        wordset("mission work"),
    ),
    Counted("length", "length", "=long|length", wordset("length long"), _SOLID),
    Counted("height", "length", "=high|=tall|height", wordset("height"), _SOLID),
    Counted("width", "length", "=wide|width|breadth", wordset("width breadth"), _SOLID),
    Counted("depth", "length", "=deep|depth", wordset("depth"), _SOLID),
    Counted("speed", "speed", "speed", wordset("speed"), _SOLID),
    Counted("area", "area", "area|cover", wordset("area surface"), _SOLID),
    Counted(
        "cost",
        "money",
        "price|cost|worth|value",
        wordset("price cost value worth"),
        wordset("deal work vehicle mission place"),
    ),
    Counted(
        "budget",
        "money",
        "budget|funding",
        wordset("budget funding"),
        wordset("deal work vehicle mission body place"),
    ),
    Counted(
        "revenue",
        "money",
        "revenue|turnover|=sales",
        wordset("revenue turnover sales"),
        _BODY,
    ),
    Counted("profit", "money", "profit|earn|net income", wordset("profit earnings income"), _BODY),
    Counted("loss", "money", "loss|=lost", wordset("loss"), _BODY),
    Counted("members", "count", "join|member", wordset("members member membership"), frozenset()),
    Counted(
        "employees",
        "count",
        "employ|staff|worker|job|workforce",
        wordset("employees staff workforce headcount"),
        _BODY,
    ),
)
#: Words of a property's id or label that tell what its unit measures.
MEASURED = {
    "length": wordset("length height width depth span distance diameter radius altitude draught"),
    "money": wordset("cost price value budget fee toll fine damages compensation debt loan salary"),
    "mass": wordset("mass weight tonnage payload"),
    "time": wordset("duration age delay"),
    "speed": wordset("speed"),
    "area": wordset("area surface"),
    "power": wordset("power output"),
    "share": wordset("share percentage rate"),
}
