"""Words of news English: what kinds of things are called, what happens, who says so, how surely.

Nothing here belongs to one subject. Words are matched without capitals.
"""

from __future__ import annotations


def wordset(words: str) -> frozenset[str]:
    """The words of a text that blanks part."""
    return frozenset(words.split())


#: What a kind of entity may be called, by the part that its entities can play in a sentence.
ROLES = {
    "person": wordset("person people politician official executive minister scientist astronaut"),
    "body": wordset(
        "organisation organization company firm agency institution institute bank group ministry"
        " corporation party union government airline university committee country state nation"
        " court tribunal authority council"
    ),
    "country": wordset("country state nation"),
    "place": wordset(
        "site place city town country region province location port island facility base plant"
        " field mine airport museum"
    ),
    "mission": wordset("mission flight probe spacecraft satellite expedition"),
    "vehicle": wordset("vehicle rocket launcher ship aircraft vessel craft ferry train"),
    "deal": wordset("agreement treaty contract deal law memorandum accord pact bill"),
    "work": wordset(
        "programme program project initiative product structure building bridge tunnel road railway"
        " infrastructure construction"
    ),
    "event": wordset("event meeting conference election war visit summit incident"),
}

#: Words that stand for an entity named before.
NOUNS = {
    "person": wordset("he she"),
    "body": wordset("company bank agency firm group corporation ministry airline organisation"),
    "mission": wordset("mission probe spacecraft satellite craft lander orbiter flight"),
    "vehicle": wordset("rocket vehicle capsule launcher ship vessel aircraft"),
    "deal": wordset("agreement treaty memorandum accord pact deal contract law"),
    "work": wordset("programme program project"),
}
ARTICLES = wordset("the a an its their his her this that these our")
DETERMINERS = wordset("the this")

#: What ends the reach of a verb.
BREAKS = wordset('; : ( ) " “ ” which who where when while but because although whereas . ! ?')
#: Not part of a noun phrase.
CONNECTORS = wordset(
    "and or of in on at to for from by with into over under about after before between during"
    " through against as is are was were be been being has have had do does did will would shall"
    " should can could may might must that which who where when while but if than then not no said"
    " says , . ; : ( ) \" “ ” – — 's ’s ' / -"
)

#: What makes of a statement a plan, and what makes nothing of it.
HEDGES = wordset(
    "will would plan plans planned planning scheduled expected expects expect set due aims aim"
    " aimed intends intend intended projected proposed proposes proposal hopes hope may might could"
    " should shall seeks prospective future upcoming possible considering slated likely wants ready"
)
#: After a verb: "launch is scheduled for May".
LATER = wordset(
    "scheduled planned expected due slated projected targeted would might could may will"
)
NEGATIONS = wordset(
    "not no never without denied denies deny neither nor fail failed fails refused refuses rejected"
    " unless if whether cannot unlikely yet cancelled canceled postponed delayed instead rather"
    " ended terminated suspended"
)
#: Before a clause they leave it to somebody's belief, or take it back.
DOUBTS = wordset(
    "doubt doubts doubted doubting doubtful joke jokes joked joking hardly scarcely falsely wrongly"
    " claim claims claimed claiming allege alleges alleged alleging believe believes believed"
    " suspect suspects suspected speculate speculates speculated rumour rumours rumoured rumor"
    " rumors rumored allegation allegations myth wonder wonders wondered guess guesses guessed"
    " thinks thought pretend pretends pretended imagine imagines imagined mocked"
    " disbelieve disbelieved"
    " reportedly supposedly allegedly purportedly apparently ostensibly seemingly"
)
#: The same where "that" or "to" follows: "is wrong that".
DOUBTS_THAT = wordset(
    "wrong mistaken false untrue disputed disputes dispute lie lied dreamed dreamt think"
    " suggested suggests suggestion idea notion theory belief legend assertion reports talk"
)
#: The same of what is past; of what is to come they say no more than that it is planned.
GUESSES = wordset("probably perhaps maybe possibly presumably conceivably arguably")
#: Before a verb: it was not done.
NEARLY = wordset("nearly almost")
#: Before "have", of what may have been.
POSSIBLY = wordset("may might could would should must")
#: Before "to" or a form on "-ing": nobody says that it was done.
ATTEMPTS = wordset(
    "considered considers mulled mulls contemplated contemplates weighed weighs explored explores"
    " discussed discusses tried tries attempted attempts sought seeks wanted offered offers"
    " threatened threatens"
)
#: After "is" or "remains", of a whole clause.
REFUTED = wordset(
    "disputed false untrue wrong myth doubtful unproven unconfirmed doubted refuted debunked"
    " contested questionable disproved fiction hoax rumour rumor lie nonsense"
)
#: Who says something, and could not be asked.
VOICES = wordset(
    "some many others critics opponents sceptics skeptics observers rumours rumors legend locals"
    " gossip people sources insiders"
)
#: A sentence that begins with one of them asks.
AUXILIARIES = wordset(
    "was were is are did does do has have had will would could can should may might"
)
#: What somebody holds of something, and the verbs that say so.
HOLDINGS = wordset("stake stakes share shares holding holdings shareholding interest interests")
OWNING = wordset(
    "has have had holds held owns owned bought buys acquired acquires kept keeps retains retained"
    " raised raises"
)
#: Of such a thing: it is there no more, or was only thought of.
LET_GO = wordset(
    "sold sell sells selling lost lose loses losing relinquished surrendered divested divests"
    " offloaded disposed forfeited gave considered considers mulled discussed weighed explored"
)
#: Of what lasts: it does so no longer.
FORMERLY = wordset("until till formerly previously")

SPEECH = wordset(
    "said says say told tells stated states announced announces added adds confirmed confirms"
    " reported reports noted notes explained declared revealed disclosed"
)
#: After a noun they make no longer one of it: "the bridge carries", but not "the bridge contract".
VERBS = wordset(
    "cost costs took takes carries opens became began made makes got gets had goes went won lost"
    " paid pays sold sells bought buys built builds left employs holds measures weighs lies stands"
    " owns runs ran serves spent owes grew rose fell sank wants needs plans hopes gave gives kept"
    " signed across near along ordered also now"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

HEADS = (
    "head|chief|director|director-general|president|chairman|chairwoman|chair|ceo|executive|leader"
    "|boss|governor|administrator|secretary-general|commissioner|commander"
)
#: Before a title they make it another one.
LESSER = wordset(
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
SUFFIXES = wordset(
    "inc corp co ltd plc ag sa nv gmbh llc group company corporation limited bank airlines"
    " industries"
)
#: At the end of the name of a company; it is often called without them.
LEGAL = SUFFIXES - {"bank", "airlines", "industries"} | wordset(
    "as asa a/s oy oyj ab aps bv spa srl sarl sas kg se pty llp lp co-op holdings holding"
    " incorporated"
)
#: Words in capitals before the name of a person.
HONORIFICS = wordset(
    "mayor judge justice professor prof senator sen representative congressman congresswoman"
    " councillor ambassador bishop archbishop cardinal father rabbi imam sheikh sergeant sgt"
    " lieutenant lt colonel col captain capt admiral brigadier inspector sheriff constable"
    " detective prosecutor prince princess duke duchess baron baroness pope pastor reverend rev"
    " doctor general major gen madam miss"
)
#: Of these, names of things begin with them, too: General Motors, Prince Street.
DOUBTFUL = wordset("general major prince captain father justice cardinal duke baron")
#: Words in capitals before or after a name that are no part of it.
TITLES = (
    frozenset(HEADS.split("|"))
    | frozenset(STAFF.split("|"))
    | wordset(
        "spokesman spokeswoman spokesperson minister premier king queen chancellor secretary prime"
        " vice deputy managing chief mr mrs ms dr sir lord"
    )
)
#: What can be a member of something.
MEMBERS = wordset(
    "countries nations states members organisations organizations companies institutions parties"
    " banks people governments airlines firms groups"
)
#: Before an amount: it is only compared with.
COMPARED = wordset("from against than compared versus vs")
