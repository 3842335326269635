"""Sentences of a paragraph.

The only module that knows sentencex. It proposes boundaries; the rules here forbid what it gets wrong and add what it
leaves out. A boundary too many breaks a translation, one too few only makes a longer segment: when unsure, no boundary.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import sentencex  # type: ignore[import-untyped]  # compiled, without stubs

Span = tuple[int, int]

_WIDE_MARKS = "。！？｡"
_OTHER_MARKS = "؟।॥۔։።။"
_MARKS = rf".!?…{_WIDE_MARKS}{_OTHER_MARKS}"
_OPENS = r"[\"'“‘«‹„‚「『*_~`(\[¿¡（【]|!\[|<[a-zA-Z][^<>]*>|&(?:quot|[lb]dquo|lsquo|laquo|#8220);"
_CLOSES = (
    r"\]\([^()\s]*\)"  # the end of a link
    r"|\[\^?[\w-]+\]"  # a reference
    r"|[\"'”’»›」』*_~`)\]）】]"
    r"|“(?=[\s.,;:!?)]|\Z)"  # German
    r"|</[a-zA-Z][^<>]*>"
    r"|&(?:quot|[rl]dquo|rsquo|raquo|#8221);"
)

_CANDIDATE = re.compile(
    rf"(?<![{_MARKS}])(?P<mark>[{_MARKS}]++)(?P<close>(?:{_CLOSES})*)(?P<blank>\s*+)(?P<open>(?:{_OPENS})*)(?P<next>\S?)"
)
"""A sentence-ending mark, what closes behind it, the blanks, what opens, and the first character of the next word."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence may end, and what the rules want to know of it."""

    text: str
    language: str
    begin: int
    """Where the sentence that may end here begins."""
    mark: int
    at: int
    """Where the next sentence would begin: behind the blanks, before what opens."""
    word: int
    """Where its first word begins."""
    marks: str
    close: str
    blank: str
    next: str
    quotation: int
    """Where the quotation that is open at the mark begins, or -1."""
    proposed: bool
    """Whether sentencex would end the sentence here."""

    @property
    def before(self) -> str:
        """The last words before the mark."""
        return self.text[max(self.begin, self.mark - 40) : self.mark]

    @property
    def after(self) -> str:
        """The first words behind the boundary."""
        return self.text[self.word : self.word + 120]

    @property
    def wide(self) -> bool:
        """Whether the mark is a full-width one, which needs no blank."""
        return self.marks[-1] in _WIDE_MARKS

    @property
    def starter(self) -> bool:
        """Whether the next word is one that hardly ever follows an abbreviation inside a sentence."""
        word = re.match(r"\w+", self.after)
        return word is not None and word[0] in _STARTERS.get(self.language, frozenset())


def sentences(text: str, *, language: str = "en", protected: Sequence[Span] = ()) -> tuple[str, ...]:
    """The sentences of a paragraph; joined they are `text`, blanks stay with the sentence before them.

    `protected` are character spans (paired markup, code, links) that no boundary falls inside. `language` is a language
    code, whatever follows it (`zh_CN`, `pt-BR`). Line breaks are blanks. Never raises, linear in the length of `text`.
    """
    if not text:
        return ()
    cuts = [0, *_boundaries(text, re.split(r"[-_@.]", language)[0].lower(), protected), len(text)]
    return tuple(text[start:end] for start, end in pairwise(cuts))


def _boundaries(text: str, language: str, protected: Sequence[Span]) -> Iterator[int]:
    closed = _united([*protected, *_parentheses(text)])
    quotations = _quotations(text)
    proposals = _proposals(text, language)
    begin = 0
    for match in _CANDIDATE.finditer(text):
        at = match.end("blank")
        if at == len(text) or _inside(closed, at):
            continue
        place = _place(match, language, begin, quotations, proposals)
        if _is_boundary(place):
            yield at
            begin = at


def _place(
    match: re.Match[str], language: str, begin: int, quotations: Sequence[Span], proposals: Sequence[int]
) -> _Place:
    found = bisect_left(proposals, match.end("mark"))
    return _Place(
        text=match.string,
        language=language,
        begin=begin,
        mark=match.start("mark"),
        at=match.end("blank"),
        word=match.start("next"),
        marks=match["mark"],
        close=match["close"],
        blank=match["blank"],
        next=match["next"],
        quotation=_open_quotation(quotations, match.start("mark")),
        proposed=found < len(proposals) and proposals[found] <= match.start("next"),
    )


# What sentencex proposes.

_WINDOW = 4000
_MARGIN = 300
_HIDDEN = re.compile(r"[\"“”„«»‹›‘‚「」『』()\[\]（）【】*_~`\ud800-\udfff]")


def _proposals(text: str, language: str) -> list[int]:
    """Its boundaries, ascending.

    It gets windows, as its time grows with the square of the length; and neither quotation marks, as it never looks
    inside a quotation, nor the markup around a boundary.
    """
    plain = _HIDDEN.sub(" ", _CANDIDATE.sub(_bare, text))
    found: list[int] = []
    for start in range(0, len(plain), _WINDOW):
        offset = max(0, start - _MARGIN)
        boundaries = sentencex.get_sentence_boundaries(language, plain[offset : start + _WINDOW + _MARGIN])
        ends = (offset + boundary["end_index"] for boundary in boundaries)
        found += [end for end in ends if start < end <= start + _WINDOW]
    return found


def _bare(match: re.Match[str]) -> str:
    return f"{match['mark']}{' ' * (match.start('next') - match.end('mark'))}{match['next']}"


# Where no boundary falls: protected spans and parentheses; and where quotations are.

_PARENTHESES: Mapping[str, str] = {")": "(", "）": "（", "]": "[", "】": "【"}
_QUOTES: Mapping[str, str] = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‹": "›"}
_BRACKET = re.compile(r"[()\[\]（）【】]")
_QUOTE = re.compile(r"[“”«»„「」『』\"‹›]")


def _parentheses(text: str) -> Iterator[Span]:
    """The pairs of parentheses, inner ones before outer ones; those without a partner are no pair."""
    waiting: dict[str, list[int]] = {opening: [] for opening in _PARENTHESES.values()}
    for match in _BRACKET.finditer(text):
        opening = _PARENTHESES.get(match[0])
        if opening is None:
            waiting[match[0]].append(match.start())
        elif waiting[opening]:
            yield waiting[opening].pop(), match.end()


def _quotations(text: str) -> list[Span]:
    """The quotations from opening to closing mark, in order; a quotation within another counts as part of it."""
    spans: list[Span] = []
    start, closing = -1, ""
    for match in _QUOTE.finditer(text):
        if start >= 0 and match[0] in closing:
            spans.append((start, match.end()))
            start, closing = -1, ""
        elif start < 0 and match[0] in _QUOTES:
            start, closing = match.start(), _QUOTES[match[0]]
    return spans if start < 0 else [*spans, (start, len(text))]


def _open_quotation(quotations: Sequence[Span], at: int) -> int:
    index = bisect_left(quotations, (at, at)) - 1
    return quotations[index][0] if index >= 0 and quotations[index][1] > at else -1


def _united(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones as one; spans that only touch leave room for a boundary."""
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        elif start < end:
            united.append((start, end))
    return united


def _inside(spans: Sequence[Span], at: int) -> bool:
    index = bisect_left(spans, (at, at)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]


# Rules. Each looks at a place and says True (a boundary), False (none) or None (the next rule may know).

Verdict = bool | None


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ABBREVIATIONS: Mapping[str, frozenset[str]] = {
    "en": _words(
        "mr mrs ms mx dr prof rev hon gov sen rep pres gen lt col maj capt cpt cmdr sgt cpl pvt adm brig supt insp det "
        "st ste mt messrs mme mlle fr sr jr esq inc ltd corp co bros llc dept univ assn etc vs cf al eg ie viz approx "
        "est fig figs eq vol vols pp ch sec chap ed eds trans rev Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov dec Mon "
        "Tue Tues Wed Thu Thur Thurs Fri Sat Sun ave blvd rd hwy ft lb lbs oz hr hrs mins dist ext tel nos arts paras"
    ),
    "ru": _words(
        "г гг в вв им т тт е д др п пр ул пер пл просп пос обл р н с см ср напр руб коп тыс млн млрд трлн кв км м ч "
        "сек стр рис табл гл ст ред изд акад проф доц канд ген полк подп майор кап лейт серж адм зам зав пом мин о оз "
        "тел доб экз янв февр мар апр июн июл авг сент окт нояб дек св якобы букв лат англ нем фр соч"
    ),
    "uk": _words("р рр ст ім т д др п пр вул пл просп смт обл див напр грн коп тис млн млрд кв акад проф м с"),
    "de": _words(
        "dr prof hr fr frl st bzw ca usw etc vgl evtl ggf inkl zzgl abs nr bd hrsg jh jhd mio mrd tel str geb gest "
        "verh sog allg bspw d.h z.b u.a o.ä s.o s.u jan feb mär apr jun jul aug sep sept okt nov dez"
    ),
    "fr": _words("m mm mme mmes mlle dr me st ste av bd cf ex env etc p pp vol chap fig tél"),
    "es": _words("sr sra srta sres dr dra d da ud uds vd pág págs cap fig núm vol etc av avda gral tte cnel"),
    "it": _words("sig sigg dott prof ing avv on pag cap fig vol ecc"),
    "pt": _words("sr sra dr dra prof profa eng av pág cap fig vol etc núm"),
}
"""By language: words whose point does not end a sentence, without it; small letters stand for capitals."""

_NUMBERED = _words("no nos n nr p pp art arts sec ch fig figs vol vols eq para paras № стр рис гл ст п")
"""Abbreviations only where a number follows: `No. 5`, but `She said no. Then …`."""

_MAY_END = _words("etc inc ltd corp co jr sr bros llc al usw г гг др руб коп тыс млн млрд трлн п км м см мин сек ч кв")
"""Abbreviations that also stand at the end of sentences."""

_NEVER_END = _words("e.g i.e т.е т.к т.н z.b d.h")
"""Dotted abbreviations that something always follows."""

_STARTERS: Mapping[str, frozenset[str]] = {
    "en": _words(
        "The He She It They We This That These Those But And When Then After However Meanwhile His Her Its Their Our "
        "There If In On At As For A An"
    ),
    "ru": _words(
        "Он Она Оно Они Мы Вы Это Этот Эта Эти Тот Та Те Но И А В На По При После Когда Если Его Её Ее Их Там Так"
    ),
    "de": _words("Der Die Das Er Sie Es Wir Aber Und Doch Dann Danach Wenn Als Nach Ein Eine In Im"),
}
"""By language: words that begin a sentence and no name, so that `at 5 p.m. The …` can be two."""

_SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|adds?|added|noted|notes|asked|asks|explained|explains|stressed|replied|answered|"
    r"insisted|continued|concluded|declared|argued|claimed|warned|announced|recalled|wrote|writes|admitted|suggested|"
    r"emphasi[sz]ed|reported|stated|remarked|observed|commented|exclaimed|shouted|whispered|"
    r"сказала?|сказали|говорит|говорила?|заявила?|заявили|отметила?|добавила?|подчеркнула?|спросила?|ответила?|"
    r"пояснила?|объяснила?|сообщила?|сообщили|написала?|"
    r"sagte|sagt|erklärte|fragte|antwortete|dit|déclaré|ajouté|dijo|afirmó|añadió|disse|ha detto)\b",
    re.IGNORECASE,
)
_WIDE_SPEECH = re.compile(
    r"[^。！？，；：“”「」]{0,12}?(?:说|說|问|問|答|道|称|稱|表示|指出|强调|強調|补充|補充|写道|寫道|解释|解釋|と)"
)
_CLAUSE = re.compile(r"[^.!?…,;:—“”«»\"\n]*")
_QUOTE_ENDS = "\"”’“»›」』'"
_QUOTED = re.compile(rf"(?:[{_QUOTE_ENDS}]|&(?:quot|[rl]dquo|rsquo|raquo|#8221);)[*_]*\Z")
_ORDINAL_POINT = frozenset(
    {"de", "da", "nb", "nn", "no", "fi", "is", "cs", "sk", "sl", "hr", "bs", "sr", "hu", "et", "lv", "tr", "pl"}
)


def _check_next(place: _Place) -> Verdict:
    """A sentence begins with a letter that is not lower-case, a number or a currency sign: no `•`, no `—`, no `he`."""
    starts = place.next.isalnum() or place.next in {"$", "€", "£", "¥", "₽"}
    return None if starts and not place.next.islower() else False


def _check_words(place: _Place) -> Verdict:
    """A sentence has a word."""
    return None if any(character.isalnum() for character in place.before) else False


def _check_blank(place: _Place) -> Verdict:
    """Only full-width marks need no blank."""
    return None if place.blank or place.wide else False


def _check_ellipsis(place: _Place) -> Verdict:
    """After three points, or where they stand for an omission, a sentence may go on."""
    return False if place.marks.strip("….") == "" and place.marks != "." else None


def _check_quotation(place: _Place) -> Verdict:
    """Inside a quotation only whole sentences count: `“Stop. Or I shoot,” he said.` is one."""
    if place.quotation < 0 or re.search(rf"[{_QUOTE_ENDS}]", place.close):
        return None
    start = max(place.quotation, place.begin)
    said = place.text[start : min(place.mark, start + 200)]
    enough = len(said) > 6 if place.wide else len(said.split()) >= 3
    return None if enough else False


def _check_attribution(place: _Place) -> Verdict:
    """Who said it stays with what was said: `“…”. Li said.`, `“…!” Anna Lee asked.`."""
    if place.wide or not (_QUOTED.search(place.close) or _QUOTED.search(place.before)):
        return None
    clause = _CLAUSE.match(place.after)
    assert clause is not None, "the pattern matches nothing at all, too"
    introduces = place.after[clause.end() : clause.end() + 1] == ":"
    short = len(clause[0].split(maxsplit=7)) <= 6
    return False if short and not introduces and _SPEECH.search(clause[0]) else None


def _check_wide(place: _Place) -> Verdict:
    """A full-width mark ends a sentence, but inside closing quotation marks only where speech was quoted as a whole."""
    if not place.wide:
        return None
    if re.search(r"[)）】]", place.close):
        return False
    if not re.search(r"[”’」』\"]", place.close):
        return True
    if _WIDE_SPEECH.match(place.after) or place.language == "ja":
        return False
    opening = place.quotation
    return opening <= place.begin or place.text[opening - 1] in "：:，,"


def _check_loud(place: _Place) -> Verdict:
    """`!` and `?` end a sentence."""
    return True if place.marks.strip(".…") else None


def _check_initial(place: _Place) -> Verdict:
    """A single letter is an initial or an abbreviation; `U.S.` ends a sentence only before a word that begins one."""
    word = _last_word(place)
    if not re.search(r"(?:\A|[^\w])[^\W\d_]\Z", word) or not _is_cased(word[-1]):
        return None
    return "." in word and word.lower() not in _NEVER_END and place.starter


def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _check_number(place: _Place) -> Verdict:
    """`No. 5`, `17. April`, `1. Introduction`: an ordinal or the number of a list's item."""
    word = _last_word(place)
    if place.next.isdigit() and word.lower() in _NUMBERED:
        return False
    if not word.isdecimal():
        return None
    alone = place.before.strip() == word
    return False if alone or (len(word) <= 2 and place.language in _ORDINAL_POINT) else None


def _last_word(place: _Place) -> str:
    words = re.split(r"[\s(\[“«„\"'‘—–/]+", place.before)
    return words[-1].rstrip(_QUOTE_ENDS)


def _check_abbreviation(place: _Place) -> Verdict:
    """A listed abbreviation goes on, unless a word follows that begins a sentence and the abbreviation can end one."""
    word = _last_word(place)
    if _ABBREVIATIONS.get(place.language, frozenset()).isdisjoint({word, word.lower()}):
        return None
    return place.starter and word.lower() in _MAY_END


def _check_proposed(place: _Place) -> Verdict:
    """What no rule decides is as sentencex has it."""
    return place.proposed


_RULES: tuple[Callable[[_Place], Verdict], ...] = (
    _check_next,
    _check_words,
    _check_blank,
    _check_ellipsis,
    _check_quotation,
    _check_attribution,
    _check_wide,
    _check_loud,
    _check_number,
    _check_abbreviation,
    _check_initial,
    _check_proposed,
)
"""In order; the first that knows decides."""


def _is_boundary(place: _Place) -> bool:
    verdicts = (rule(place) for rule in _RULES)
    return next(verdict for verdict in verdicts if verdict is not None)
