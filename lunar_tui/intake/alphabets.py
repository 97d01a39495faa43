"""How languages are written: data by which an encoding is told from others."""

from __future__ import annotations

from typing import NamedTuple


class Alphabet(NamedTuple):
    """The letters beyond ASCII of a language, and the encodings it was written in before UTF-8.

    ``words``: frequent words without such letters. ``ordered``: the letters are its whole alphabet,
    the most frequent first.
    """

    language: str
    encodings: tuple[str, ...]
    letters: str
    words: frozenset[str] = frozenset()
    ordered: bool = False


_WEST = ("cp1252", "mac_roman", "cp850")
_MIDDLE = ("cp1250", "iso8859-2")
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac_cyrillic")
_BALTIC = ("cp1257", "iso8859-13")


def _latin(language: str, encodings: tuple[str, ...], letters: str, words: str) -> Alphabet:
    return Alphabet(language, encodings, letters, frozenset(words.split()))


def _whole(language: str, encodings: tuple[str, ...], letters: str) -> Alphabet:
    return Alphabet(language, encodings, letters, ordered=True)


# In the order in which they are taken where nothing speaks for one of them.
ALPHABETS = (
    _latin("en", _WEST, "éïèöçñü", "the of and to in is that for was on with"),
    _latin("fr", _WEST, "éèàêçôîûâùëïœüæÿ", "le la les de des et du que un en une pour dans"),
    _latin("de", _WEST, "üäößé", "der die und das von mit den im ist des ein eine zu nicht"),
    _latin("es", _WEST, "óíáéñúü¿¡ªº", "el la de los que en las por del un una con se"),
    _latin("pt", _WEST, "ãáçéíóêâõúàôüªº", "de da do que em os para uma um com dos das se"),
    _latin("it", _WEST, "àèìùòé", "il di che la per un del della in con non si una"),
    _latin("nl", _WEST, "éëïèöüáó", "de het een van en in op is dat niet met voor"),
    _latin("sv", _WEST, "äöåé", "och att det som en av den till inte med"),
    _latin("da", _WEST, "øåæéü", "og af det er til den at ikke en som med"),
    _latin("fi", _WEST, "äöå", "ja on ei se tai ole mutta joka"),
    _latin("is", _WEST, "íáðóéöþæúý", "og er ekki sem til um"),
    _latin("pl", _MIDDLE, "ąęłóśżćńź", "w z na do nie to jest przez od o za po jak"),
    _latin("cs", _MIDDLE, "íáéěýčřšžůúťňóď", "a v na se je do pro z od ve s o po nebo"),
    _latin("sk", _MIDDLE, "áíéčýúšžľťôňóďäŕĺ", "a v na sa je do pre z od vo s o po alebo"),
    _latin("hu", _MIDDLE, "áéőöóüíúű", "a az egy nem hogy van meg vagy nincs"),
    _latin("hr", _MIDDLE, "čšžćđ", "i je u na se za od da ne ili"),
    _latin("ro", _MIDDLE, "ăîâşţ", "de la nu cu din pe pentru este sau un"),
    _latin("tr", ("cp1254",), "ıüşöçğİâîû", "ve bir bu de da ile olan"),
    _latin("lt", _BALTIC, "ėšųžįčąūę", "ir yra kad arba su ne nuo iki apie tai jei kaip bet dar"),
    _latin("lv", _BALTIC, "āīēšņļžčūģķ", "un ir nav no uz par ar vai bet ka"),
    _latin("et", _BALTIC, "äõüöšž", "ja on ei see kui"),
    _whole("ru", _CYRILLIC, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    _whole("uk", _CYRILLIC, "оаинвітерслкдмупязьгбчйхжєшющїцфґ"),
    _whole("bg", _CYRILLIC, "аоиентрсвлкдпмуъзягбчщжхцйюшфь"),
    _whole("sr", _CYRILLIC, "аоиенрсјтукдвмлпгзбчшћцњжљхђфџ"),
    _whole("el", ("cp1253", "iso8859-7"), "αοιετνσηρπκμλςυίδόγάέωχθήύφβξώζψϊϋΐΰ"),
    _whole("he", ("cp1255", "iso8859-8"), "יוהלאמתרשבנדעחקפםטסגזכךןץצף"),
    _whole("ar", ("cp1256", "iso8859-6"), "الينمتروبةعدسفهكقحجشطصخذضزثءأإآئؤىغظ"),
    _whole("th", ("cp874",), "านรอกเงมยลวดทสตะ่้ปบคหัิีืุูจพชขใไแถธศซผ์ฉฟณโำ็"),
)

# Languages without an alphabet: signs that most texts of a few dozen signs have.
COMMON = {
    "zh": frozenset(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
        "过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开"
        "但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物"
        "這個們來為國說時會對生於後裡學經現沒動還進開軍無與長機關點業間問發種"
    ),
    "ko": frozenset(
        "이다는의에을를가은고한로사지하기서아인리도대시정자어나일부수스라해전있제상그보성구도장원"
        "여주국조관할위회만들면으과된되공동방용화당실연경세오신적습니것설파"
    ),
}
