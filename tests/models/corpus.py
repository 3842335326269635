"""The English text from which the vocabularies of the test models are learnt.

Real models learn from millions of sentences. Ours only need pieces for the words that news and documentation are made
of, so templates are filled with words in turn: every word of a list appears about equally often, in changing company,
and the text is the same wherever and whenever it is made.
"""

import re
from collections.abc import Iterator
from itertools import cycle, islice

LEARNT = 8000
"""Sentences that a vocabulary is learnt from."""

SLOT = re.compile(r"<(\w+)>")


def words(text: str) -> tuple[str, ...]:
    """Words as they stand between blanks; `+` stands for a blank inside a name."""
    return tuple(word.replace("+", " ") for word in text.split())


WORDS = {
    "country": words("""
        Russia China France Germany Italy Spain Poland Turkey India Pakistan Japan Korea Vietnam Mongolia Kazakhstan
        Belarus Ukraine Georgia Armenia Azerbaijan Uzbekistan Iran Iraq Syria Israel Egypt Algeria Nigeria Kenya Brazil
        Argentina Mexico Canada Australia Serbia Hungary Austria Greece Norway Sweden Finland Denmark Britain Scotland
        Ireland Portugal Cuba Indonesia Malaysia Thailand the+United+States the+United+Kingdom the+European+Union
        South+Africa Saudi+Arabia the+Netherlands Switzerland
    """),
    "city": words("""
        Moscow Beijing London Paris Berlin Rome Madrid Warsaw Ankara Delhi Tokyo Seoul Hanoi Minsk Kyiv Tehran Cairo
        Washington New+York Brussels Geneva Vienna Prague Athens Shanghai Hong+Kong Singapore Kazan Sochi Vladivostok
        Saint+Petersburg the+capital the+Kremlin the+White+House the+north the+south the+region
    """),
    "nation": words("""
        Russian Chinese French German Italian Spanish Polish Turkish Indian Japanese Korean American British Canadian
        Brazilian European Asian African Ukrainian Israeli Iranian Egyptian Swedish Finnish Greek foreign
    """),
    "first": words("""
        Li John Mary Peter Anna Alice Robert Ivan Sergei Vladimir Dmitry Alexander Maria Elena Natalia Michael David
        James Thomas Wang Zhang Shangfu Xi Jinping Emma Paul Olga Viktor Andrei Ahmed Fatima
    """),
    "family": words("""
        Smith Johnson Brown Ivanov Petrov Putin Lavrov Shoigu Peskov Volkov Wei Liu Chen Yang Miller Taylor Wilson
        Müller Novak Garcia Martin Bernard Tanaka Kim Park Singh Khan Popov Sokolov
    """),
    "person": words("""
        minister president chairman secretary ambassador general colonel governor mayor deputy director spokesman
        spokeswoman leader delegate adviser commander official judge lawyer professor scientist engineer doctor teacher
        journalist editor author translator reviewer developer student worker farmer driver artist musician player
        captain coach owner manager expert analyst historian citizen visitor resident defence+minister prime+minister
        foreign+minister head+of+state
    """),
    "people": words("""
        officials people countries leaders troops soldiers officers experts scientists students workers children women
        men citizens voters residents tourists companies banks members partners users authors editors translators
        readers developers allies forces parties sides cities schools hospitals markets neighbours
    """),
    "body": words("""
        ministry government parliament council commission committee court agency department embassy university museum
        company bank hospital school army navy fleet police party union organisation institute laboratory newspaper
        press+service team club federation corporation factory airport station theatre
    """),
    "field": words("""
        defence foreign+affairs finance health education science culture trade energy transport agriculture justice
        security economy industry technology sport tourism environment communication labour space
    """),
    "theme": words("""
        agreement cooperation partnership relationship relations visit meeting summit talks treaty decision statement
        report plan project programme policy strategy law election campaign budget investment contract dispute conflict
        crisis war peace attack exercise operation mission sanctions protest strike accident earthquake flood fire
        storm weather climate research discovery exhibition festival concert match tournament championship record price
        growth inflation currency export import supply delivery construction development reform question answer
        problem solution result reason role nature level stability progress friendship history landing job month trip
    """),
    "quality": words("""
        military strategic political economic financial social public national international regional local official
        new old first second third last next recent early important major serious special joint common general
        independent large small long short high low strong weak good bad better best possible necessary successful
        peaceful restless dangerous safe free open closed ready full empty whole main modern famous young great demand
    """),
    "said": words("""
        said told reported announced stressed noted added explained confirmed denied promised warned recalled
        believed thought hoped expected suggested argued insisted emphasised
    """),
    "did": words("""
        signed discussed supported opposed approved rejected opened closed visited left reached started finished
        continued stopped changed improved strengthened weakened increased reduced doubled built destroyed sold bought
        sent received met invited thanked praised criticised accused protected defended won lost found showed held
        published prepared considered made took gave saw knew wrote read led kept brought
    """),
    "do": words("""
        sign discuss support approve reject open close visit leave reach start finish continue stop change improve
        strengthen increase reduce build sell buy send receive meet invite help protect develop win lose find show hold
        publish prepare consider make take give see know write read lead keep bring work live speak learn understand
    """),
    "doing": words("""
        signing discussing supporting opening closing visiting leaving reaching starting continuing changing improving
        strengthening increasing reducing building selling buying sending meeting helping protecting developing winning
        holding publishing preparing making taking giving writing reading leading working living speaking learning
    """),
    "month": words("January February March April May June July August September October November December"),
    "weekday": words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "money": words("dollars euros roubles yuan pounds yen per+cent tonnes barrels kilometres metres shares"),
    "amount": words("two three four five six seven eight nine ten twelve twenty hundred thousand million billion many"),
    "time": words("""
        today yesterday tomorrow now soon later already again recently finally often always never still at+night
        in+the+morning in+the+evening last+week this+year next+month at+the+weekend for+a+long+time
    """),
    "link": words("and but because although while when where which that who after before until if since so or"),
    "place": words("in on at near from to between into through over under around across against without with within"),
    "their": words("the a his her its their our this that these those every each another some any no such both"),
    "pronoun": words("He She They We It You I Nobody Everyone This That There Who What"),
    "was": words("is are was were has+been have+been will+be would+be can+be must+be may+be should+be could+not+be"),
    "thing": words("""
        file folder window door book message letter page line word sentence paragraph heading table list image link
        button menu option setting key value number name title text code command error warning version release update
        package library function class module object method argument parameter type string server client network
        address password account database request response cache log test example guide manual documentation article
        catalogue translation glossary language locale format source project repository branch change section chapter
    """),
    "act": words("""
        install run click select press copy paste delete move save load download upload configure enable disable set
        reset restart create remove add replace rename check call return import print edit translate review build
        render merge split commit push search filter sort connect store
    """),
    "how": words("""
        quickly slowly easily carefully manually automatically correctly exactly directly only simply usually
        previously currently completely immediately together also even just more most very too
    """),
    "year": tuple(str(year) for year in range(1941, 2031)),
    "day": tuple(str(day) for day in range(1, 32)),
    "number": tuple(str(number * number % 9973) for number in range(3, 120)),
    "clock": tuple(f"{number * 7 % 24:02d}:{number * 11 % 60:02d}" for number in range(48)),
    "part": tuple(f"{number % 17}.{number * 3 % 10}" for number in range(1, 52)),
    "site": words("www.example.com https://example.org/news info@example.com docs.example.net/guide.html"),
}

TEMPLATES = (
    "<country> and <country> <did> the <theme> on <weekday>, <month> <day>.",
    "<first> <family>, the <nation> <person>, <said> <time> that the <theme> <was> <quality>.",
    "The <quality> <theme> in <city> <was> <quality>, <said> the <body>.",
    "The <body> of <field> of <country> <did> <their> <quality> <theme>.",
    "“<pronoun> <did> <their> <theme> <time>,” <said> <first> <family>.",
    "<pronoun> <said> that <nation> <people> would <do> <their> <theme> <place> <city>.",
    "The <person> <did> <amount> <people> in <city> on <day> <month> <year>.",
    "By <year> the <body> will <do> <number> million <money>.",
    "<people> <was> <how> <doing> the <theme>, <link> <amount> <people> <did> it.",
    "<city>, <month> <day>, <year>: the <person> <did> the <person>.",
    "<pronoun> <did> the <thing> <link> the <people> <did> <their> <thing> <how>.",
    "To <act> the <thing>, <act> the <quality> <thing> <how>.",
    "<act> the <thing> <place> the “<thing>” <thing>.",
    "Version <part> can <act> <their> <thing> <how>; see <site>.",
    "If the <thing> <was> <quality>, <act> <their> <thing> and <act> it again.",
    "The <thing> <thing> <was> <number>, not <part>!",
    "Did the <person> <do> the <theme> at <clock>?",
    "The <nation> <body> <did> about <amount> <money> (<part> per cent) <time>.",
    "<people> <said>: <their> <theme> <was> <how> <quality> <place> <country>.",
    "<theme> <place> <field> — <amount> years of <theme>",
)


def capitalised(sentence: str) -> str:
    """The sentence with a capital first letter and everything else as it is."""
    return sentence[:1].upper() + sentence[1:]


def sentences(count: int) -> Iterator[str]:
    """The first `count` sentences of an endless text; the same ones each time."""
    turns = {kind: cycle(choices) for kind, choices in WORDS.items()}
    for template in islice(cycle(TEMPLATES), count):
        yield capitalised(SLOT.sub(lambda slot: next(turns[slot[1]]), template))
