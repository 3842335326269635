"""What words of a language say: numbers, times, units, negations, opposites; and which say little on their own.

Lists of common knowledge, as short as they can be: a word that is missing costs a translator a look (a sentence that
could have been published is not), or, among the opposites, hides that an edit turned a sentence round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import MappingProxyType
from typing import Final

VALUES: Final = (*range(21), *range(30, 100, 10), 100, 1000, 10**6, 10**9, 10**12)
"""What the cardinals of a language are listed for, in order."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A language as its lists have it: words parted by spaces, words of one meaning by `/`."""

    cardinals: str = ""
    """For VALUES, each a pattern; `-` where there is none."""
    ordinals: str = ""
    """From the first on, each a pattern."""
    compounds: str = ""
    """A pattern of numerals that are written together."""
    more_numbers: str = ""
    """Patterns of halves, dozens, doubles."""
    months: str = ""
    """Twelve patterns."""
    weekdays: str = ""
    """Seven patterns, from Monday on."""
    times: str = ""
    units: str = ""
    """Patterns."""
    turning: str = ""
    """Words that turn a sentence round, or say how far it goes: not, only, must."""
    prefixes: str = ""
    """Syllables in front of a word that make it its opposite."""
    opposites: str = ""
    """Groups parted by spaces, their meanings by `/`, words of one meaning by `=`: one in the place of another says
    another thing."""
    bounds: str = ""
    """Words in front of a number that say how it is meant: at least, about, by."""
    persons: str = ""
    """Two groups: pronouns of men, of women."""
    peoples: str = ""
    """How words of nations begin where they have no capital."""
    common: str = ""
    """Words that carry no content: articles, prepositions, pronouns, auxiliaries."""
    starters: str = ""
    """Words that often begin a sentence or stand in a title, and are no names."""


_EN = _Words(
    cardinals=(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty thirty forty|fourty fifty sixty seventy eighty ninety hundreds?"
        " thousands? millions? billions? trillions?"
    ),
    ordinals=(
        "first|1st second|2nd third|3rd fourth fifth sixth seventh eighth|eigth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
    more_numbers=(
        "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth"
        " (?:twen|thir|for|fif|six|seven|eigh|nine)ties twice thrice half halves|halved? quarters? thirds fifths"
        " tenths dozens? pairs? couple doubled?|doubles tripled?|triples both umpteen duo trio quartet quintet"
        " (?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)fold (?:quadrupl|quintupl)\\w+"
        " nought nil bn|bln mn|mln tn"
    ),
    months=(
        "january|jan february|feb march april|apr may june|jun july|jul august|aug september|sept? october|oct"
        " november|nov december|dec"
    ),
    weekdays="monday|mon tuesday|tues? wednesday|weds? thursday|thurs? friday|fri saturday sunday",
    times=(
        "yesterday tomorrow tonight noon midday midnight mornings? afternoons? evenings? nights? spring summer"
        " autumn winter weekends? hourly daily weekly fortnightly monthly quarterly yearly annual(?:ly)?"
        " biannual(?:ly)? am pm bc ad nightly easter christmas ramadan"
    ),
    units=(
        "per-?cent|percentage(?:s)? points? euros? dollars? pounds? yen r(?:o)?ubles? yuan francs? cents?"
        " pence|penny|pennies rupees? pesos? (?:kilo|deci|centi|milli|micro|nano)?met(?:re|er)s? miles? yards?"
        " feet|foot"
        " (?:square|cubic) inch(?:es)? acres? hectares? (?:deci|milli|centi|micro|hecto)?lit(?:re|er)s? gallons?"
        " pints?"
        " (?:kilo|milli|micro|nano)?gram(?:me)?s? kilos? kg tons? ounces? (?:milli|micro|nano)?seconds? minutes?"
        " hours?"
        " days? weeks? fortnights? months? years? decades? centur(?:y|ies) degrees? celsius fahrenheit kelvin"
        " (?:kilo|mega|giga|tera|milli)?watts? (?:kilo|milli|micro)?volts? (?:kilo|milli)?amp(?:ere)?s?"
        " (?:kilo|mega|giga|tera|peta|kibi|mebi|gibi)?bytes? (?:kilo|mega|giga|tera)?bits? (?:kilo|mega)?tonn?es?"
        " (?:kilo|mega|giga)?joules? (?:kilo|hecto)?pascals? (?:kilo|mega)?ohms?"
        " (?:kilo|mega|giga|tera)?hertz pixels? knots? (?:kilo)?calories? barrels? carats? quarters?"
    ),
    turning=(
        "not no never none nor neither nobody nothing nowhere without unless hardly/barely/scarcely/seldom/rarely"
        " except/excluding/excepting only/solely/merely/exclusively must/shall if almost/nearly all/every/each few"
        " fail/fails/failed/failing lack/lacks/lacked/lacking refuse/refuses/refused avoid/avoids/avoided"
        " cease/ceases former/ex alleged/allegedly reportedly free"
    ),
    prefixes="un in im ir il dis non mis anti counter de a",
    opposites=(
        "pro/anti must=shall/should=ought/can=could=may=might more/less=fewer most/least"
        " all=every=each/some=certain/many/few/most/any always/usually=often/sometimes=occasionally/rarely"
        " before/after/during/until/since above/below over/under up/down upper/lower"
        " upward=upwards/downward=downwards on/off in/out inside/outside left/right top/bottom front/back"
        " first/last=final/next/previous next/last=past/previous/this former/latter north/south/east/west"
        " northern/southern/eastern/western open/close=shut open/closed start=begin/stop=end=finish"
        " began=started/ended=finished=stopped beginning=start/end and/or increase/decrease=reduce rise/fall=drop"
        " rose/fell=dropped raise/lower=cut grew/shrank grow/shrink gain/loss high/low higher/lower highest/lowest"
        " large=big=huge=great/small=tiny=little larger=bigger/smaller largest=biggest/smallest long/short"
        " longer/shorter old/new/young older/newer/younger hot/cold/warm/cool fast=quick/slow faster=quicker/slower"
        " early/late earlier/later true/false yes/no enable/disable"
        " allow=permit/forbid=deny=prevent=block=prohibit=ban accept/reject=refuse=decline approve/reject win/lose"
        " won/lost winner/loser buy=purchase/sell bought/sold buyer/seller import/export upload/download push/pull"
        " send/receive=get sent/received give/take gave/took add/remove=delete=drop/subtract"
        " create/delete=destroy=remove insert/delete=remove increment/decrement show/hide include/exclude for/against"
        " support/oppose supporter/opponent internal/external public/private guilty/innocent alive/dead born/died"
        " birth/death safe/dangerous=risky success/failure succeed/fail pass/fail minimum/maximum min/max male/female"
        " man/woman men/women boy/girl father/mother brother/sister son/daughter husband/wife uncle/aunt king/queen"
        " day/night war/peace friend/enemy love/hate like/dislike good/bad=evil better/worse best/worst"
        " right=correct/wrong=incorrect strong/weak stronger/weaker rich/poor full/empty light/dark light/heavy"
        " red/green/blue/yellow/black/white/orange/purple/brown/grey=gray/pink deep/shallow wide/narrow thick/thin"
        " hard/soft easy=simple/difficult=hard wet/dry clean/dirty cheap/expensive near/far rare/common odd/even"
        " positive/negative plus/minus with/without attack/defend=defence advance/retreat arrive/leave=depart"
        " arrived/left=departed come/go came/went enter/leave=exit remember/forget agree/disagree confirm/deny=refute"
        " admit/deny encrypt/decrypt lock/unlock install/uninstall connect/disconnect mount/unmount read/write"
        " load/save synchronous/asynchronous input/output source/target parent/child client/server sender/recipient"
        " mandatory=required/optional required/forbidden temporary/permanent ascending/descending horizontal/vertical"
        " absolute/relative global/local online/offline employer/employee teacher/student doctor/patient"
        " victim/suspect citizen/foreigner soldier/civilian healthy=well/sick=ill wounded=injured=hurt/killed=dead"
        " arrested=detained/released=freed captured/freed guilty/acquitted convicted/acquitted exact/approximate"
        " exactly/approximately=about=roughly likely=probably/possibly=perhaps=maybe/certainly=definitely"
        " recommended/required deprecated/recommended/supported stable/experimental manual/automatic"
        " manually/automatically legal/criminal ally/enemy majority/minority half/whole part/whole"
        " advantage/disadvantage ahead/behind forward/backward forwards/backwards front/rear inner/outer dawn/dusk"
        " sunrise/sunset heaven/hell profit/loss surplus/deficit ancestor/descendant occupy/liberate"
        " occupied/liberated everyone=everybody/someone=somebody everything/something everywhere/somewhere"
        " allowed=permitted/forbidden=banned=prohibited gain/lose admitted=confirmed/denied=refuted"
        " strengthen/weaken widen/narrow"
        " lengthen/shorten tighten/loosen expand/contract accelerate/slow"
        " built=restored=rebuilt/demolished=destroyed survive/collapse=perish appear/vanish=disappear"
        " found/lost=missing keep/discard saved/deleted=erased stored/erased shown=visible/hidden"
        " mandatory=compulsory/voluntary=optional public/secret prewar/postwar now/then=later=formerly sooner/later"
        " partly=partially/fully=completely=entirely might=could/will triangle/square/pentagon/hexagon/octagon"
        " bilateral/trilateral centenary/bicentenary twins/triplets/quadruplets upstairs/downstairs uphill/downhill"
        " upstream/downstream inbound/outbound indoors/outdoors inward/outward incoming/outgoing immigrant/emigrant"
        " explicit/implicit inclusive/exclusive superior/inferior starboard/port northeast/southwest"
        " northwest/southeast northward=northwards/southward=southwards northbound/southbound eastbound/westbound"
        " leftmost/rightmost tenant/landlord creditor/debtor attacker/defender friend/foe plaintiff/defendant"
        " host/guest nephew/niece prince/princess lent/borrowed hired/fired=sacked promote/demote appoint/dismiss"
        " elected/defeated victory/defeat friendly/hostile optimistic/pessimistic praise/criticise=criticize"
        " welcome/condemn overestimate/underestimate overpaid/underpaid genuine=real=original/forged=fake=copy"
        " raw/cooked asleep/awake benign/malignant acute/chronic toxic=poisonous=lethal/harmless=edible tight/loose"
        " straight/curved present/absent finite/infinite before/afterwards from/until=till beyond/within"
        " stop=cease/keep=continue"
    ),
    bounds=(
        "least most more less fewer over under above below about around approximately roughly nearly almost"
        " exactly up by to from only another every until since before after between"
    ),
    persons="he/him/his/himself she/her/hers/herself",
    common=(
        "a an the this that these those and or but nor so yet of to in on at by for from with as into onto upon over"
        " under about after before between through during against within across behind beyond near off out up down is"
        " are was were be been being am do does did done doing have has had having will would shall should can could"
        " may might must i you he she it we they me him her us them my your his its our their mine yours hers ours"
        " theirs who whom whose which what when where why how there here then than too very also just only not no"
        " none never any some all each every both few many more most much other another such same own if unless"
        " because while although though until since whether let get got ones else even ever again still already"
        " soon please etc via per s t re ve ll d m"
    ),
    starters=(
        "according accordingly afterwards actually additionally adding after again all allow allows also although"
        " always among and any as asked at avoid based be because before below besides between build building but by"
        " call calling can change changes changing check checking choose choosing clearly clear click clicking close"
        " common configuration configure configuring consider copy could create creating currently custom cut debug"
        " default define defining delete deleting deploy describe despite disable do documentation does download"
        " during each earlier edit editing either enable ensure enter error errors even eventually every everyone"
        " example examples except exit experts feature features file files finally find first firstly fix fixed fix"
        " following for from frequently further furthermore generate get getting give given go guide has have having"
        " he help hence her here his how however i if import important improve improved improving in include includes"
        " including indeed information initially insert inside install installation installing instead introduction"
        " investigators it its join just keep known last later learn learning leave less let like line list local"
        " locals log long look looking make makes making many maybe meanwhile might more moreover most move much must"
        " my name nearly never nevertheless new next no nobody none nonetheless nor not note notes nothing notice now"
        " observers of off officials often old on once one only open opening optional options or other others"
        " otherwise our output over overview parameters people perhaps persons place please police pick press"
        " previously print probably project provide publish put quick quickly quit quite rather read reading recently"
        " recommended references release releases remember remove removed removing rename replace report reports"
        " required requirements researchers reset residents restart return returns review run running save saving"
        " scientists search section see select selecting send sending set setting settings setup several she should"
        " show shows similarly simple simply since so some sometimes soon sources start started starting step steps"
        " still stop store such suddenly support supported switch take taking test testing tests text than that the"
        " their them then there therefore these they think this those though through thus tip to together too"
        " troubleshoot troubleshooting try turn two type typing under understand understanding unfortunately unless"
        " unlike until up update updated updating upgrade usage use used useful user users using usually values very"
        " view visit wait want warning was watch we welcome were what whatever when whenever where whether which"
        " while who why will with within without witnesses work working would write writing yes yet you your"
    ),
)
_RU_ADJ = "(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ей|ому|ему|ую|юю|ым|им|ом|ем|ые|ие|ых|их|ыми|ими)"
_RU_ORDINALS = (
    "перв втор трет|треть четв[её]рт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат"
    " пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RU = _Words(
    cardinals=(
        "нол[ья]\\w*|нул[ья]\\w* один|одна|одно|одного|одной|одному|одну|одним|одном|одни|одних|одними"
        " два|две|двух|двум|двумя|двое|двоих|двоим три|тр[её]х|тр[её]м|тремя|трое|троих четыр\\w+|четверо|четверых"
        " пять|пяти|пятью|пятеро|пятерых шесть|шести|шестью|шестеро семь|семи|семью|семеро"
        " восемь|восьми|восемью|восьмью девять|девяти|девятью десять|десяти|десятью|десятк\\w+|десяток"
        " одиннадцат(?:ь|и|ью) двенадцат(?:ь|и|ью) тринадцат(?:ь|и|ью) четырнадцат(?:ь|и|ью) пятнадцат(?:ь|и|ью)"
        " шестнадцат(?:ь|и|ью) семнадцат(?:ь|и|ью) восемнадцат(?:ь|и|ью) девятнадцат(?:ь|и|ью) двадцат(?:ь|и|ью)"
        " тридцат(?:ь|и|ью) сорока? пят(?:ь|и|ью)десят\\w? шест(?:ь|и|ью)десят\\w? сем(?:ь|и|ью)десят\\w?"
        " вос[еь]м(?:ь|и|ью)?десят\\w? девяност[оа] сто|ста|сотн\\w+|сотен тысяч\\w*|тыс миллион\\w*|млн"
        " миллиард\\w*|млрд триллион\\w*|трлн"
    ),
    ordinals=" ".join(f"(?:{stem}){_RU_ADJ}" for stem in _RU_ORDINALS.split()),
    more_numbers=(
        f"тридцат{_RU_ADJ} сороков\\w+ (?:пяти|шести|семи|восьми)десят{_RU_ADJ} девяност{_RU_ADJ} сот{_RU_ADJ}"
        " двест\\w+"
        " двухсот\\w* трист\\w+ тр[её]хсот\\w* четыр(?:еста|[её]хсот)\\w* (?:пять|шесть|семь|восемь|девять)сот"
        " (?:пяти|шести|семи|восьми|девяти)сот\\w* полтор\\w+ половин\\w+ треть четверть дважды трижды вдвое втрое"
        " вчетверо впятеро вшестеро вдесятеро вдво[её]м втро[её]м вчетвером впятером двойн\\w+ тройн\\w+ удво\\w+"
        " утро(?:и|ен|я|ь)\\w*"
        " учетвер\\w+ двукратн\\w+ двух\\w{4,} тр[её]х(?=\\w{4})(?!сот)\\w+ четыр[её]х(?=\\w{4})(?!сот)\\w+"
        " пяти(?!ть)(?=[^дс]\\w{3})\\w+ шести(?=[^дс]\\w{3})\\w+ семи(?=[^дснот]\\w{3})\\w+ восьми(?=[^дс]\\w{3})\\w+"
        " девяти(?=[^дс]\\w{3})\\w+ десяти\\w{4,} (?:двадцати|тридцати|сорока)(?=[лмкдэп]\\w{3})\\w+"
        " тройк\\w+ четв[её]рк\\w+ пят[её]рк\\w+ шест[её]рк\\w+ сем[её]рк\\w+ десятк\\w+"
        " оба|обе|обоих дюжин\\w+ пар[аыуе] полмиллион\\w* полтысяч\\w*"
    ),
    months=(
        "январ\\w+ феврал\\w+ март(?:а|е|у|ом)? апрел\\w+ ма[йяюе]|маем июн[ьяею]\\w* июл[ьяею]\\w*"
        " август(?:а|е|у|ом)? сентябр\\w+ октябр\\w+ ноябр\\w+ декабр\\w+"
    ),
    weekdays="понедельник\\w* вторник\\w* сред[аыуеой]+ четверг\\w* пятниц\\w+ суббот\\w+ воскресень[ея]\\w*",
    times=(
        "сегодня(?:шн\\w+)? вчера(?:шн\\w+)? завтра(?:шн\\w+)? позавчера послезавтра утр[оаеу]\\w* вечер(?:а|ом|у|е)?"
        " ночь\\w*|ночи дн[её]м полдень|полудн\\w+ полночь|полуночи весн\\w+ лет[оа]м? осень\\w* зим\\w+ ежедневн\\w+"
        " еженедельн\\w+ ежемесячн\\w+ ежегодн\\w+ ежечасн\\w+"
    ),
    units=(
        "процент\\w* евро доллар\\w* рубл\\w+ фунт\\w* юан\\w+ иен\\w? копе\\w+"
        " (?:кило|деци|санти|милли|микро|нано)?метр\\w*"
        " мил[ьяией]+ фут\\w* дюйм\\w* (?:милли|микро|деци)?литр\\w* (?:кило|милли|микро)?грамм\\w*"
        " (?:кило|мега)?тонн\\w* (?:милли|микро|нано)?секунд\\w* минут\\w*"
        " час(?:а|ов|у|ам|ы)? д(?:ень|ня|ней|ни|ням) недел\\w+ месяц\\w* год(?:а|у|ом|ы|ов|ам)? лет век(?:а|ов|е)?"
        " градус\\w* (?:кило|мега|гига|милли)?ватт\\w* (?:кило|мега|гига|тера)?байт\\w*"
        " (?:кило|мега|гига|тера)?бит(?:а|ов)?"
        " (?:кило|милли)?вольт\\w* (?:кило|мега|гига)?герц\\w* кг км см мм мг га гектар\\w* баррел\\w+ тенге"
        " гривен|гривн\\w"
    ),
    turning=(
        "не нет ни без никогда никто/никого/никому ничто/ничего нигде никуда нельзя невозможно кроме/исключая"
        " едва/вряд только/лишь/исключительно должен/должна/должно/должны/обязан/обязана/обязаны если почти"
    ),
    prefixes="не без бес анти контр де дис",
    opposites=(
        "должен=должна=должно=должны=обязан=обязана=обязаны/следует/нужно=надо=необходимо/можно=может=могут=можете=можем=могу"
        " и/или больше/меньше более/менее все/некоторые/многие/немногие/каждый/любой всё/ничего"
        " всегда/иногда/часто/редко/обычно до/после перед/после над/под вверх/вниз верхний/нижний внутри/снаружи"
        " слева/справа левый/правый налево/направо первый/последний следующий/предыдущий/прошлый/этот"
        " северный/южный/восточный/западный"
        " север=севера=северу=севере/юг=юга=югу=юге/восток=востока=востоке/запад=запада=западе открыт/закрыт"
        " открытый/закрытый открыть/закрыть открывается/закрывается открылся/закрылся начать/закончить/остановить"
        " начался/закончился увеличить/уменьшить/сократить увеличился/уменьшился/сократился вырос/упал/снизился"
        " рост/падение/снижение высокий/низкий выше/ниже большой/маленький/малый длинный/короткий"
        " старый/новый/молодой горячий/холодный быстрый/медленный ранний/поздний раньше/позже истина/ложь да/нет"
        " включить/выключить/отключить включён/выключен/отключён разрешить/запретить разрешено/запрещено"
        " разрешил/запретил разрешается/запрещается принять/отклонить/отвергнуть принял/отклонил выиграть/проиграть"
        " выиграл/проиграл купить/продать купил/продал импорт/экспорт отправить/получить дать/взять добавить/удалить"
        " добавил/удалил создать/удалить показать/скрыть за/против внутренний/внешний виновен/невиновен живой/мёртвый"
        " жив/мёртв родился/умер успех/неудача минимум/максимум мужчина/женщина муж/жена отец/мать брат/сестра"
        " сын/дочь война/мир друг/враг хороший/плохой лучше/хуже лучший/худший сильный/слабый богатый/бедный"
        " полный/пустой светлый/тёмный красный/зелёный/синий/жёлтый/чёрный/белый прибыл/убыл пришёл/ушёл"
        " приехал/уехал вошёл/вышел согласился/отказался подтвердил/опроверг ранен/убит ранены/убиты"
        " арестован/освобождён с/без плюс/минус вход/выход"
        " разрешён/запрещён разрешает=позволяет/запрещает открывают/закрывают принят/отвергнут=отклонён"
        " принимает/отвергает=отклоняет отверг/принял включает/отключает=выключает растёт/падает"
        " увеличивается/уменьшается повысился/снизился поднялся/опустился усилился/ослаб расширили/сузили"
        " построен/снесён победил/проиграл победа/поражение покупает/продаёт куплен/продан прибыл/отбыл"
        " прилетел/улетел въехал/выехал признал/отрицал поддержал/осудил нашли/потеряли добавлен/удалён начало/конец"
        " много/мало полностью/частично необходимо/запрещено вооружённый/безоружный правда/ложь мирный/военный"
        " мужской/женский король/королева верх/низ спереди/сзади передний/задний впереди/позади длиннее/короче"
        " широкий/узкий глубокий/мелкий тёплый/холодный сухой/мокрый тяжёлый/лёгкий быстро/медленно дорогой/дешёвый"
        " дороже/дешевле старше/младше здоровый/больной осуждён/оправдан прошлый/будущий минимальный/максимальный"
        " продавец/покупатель истец/ответчик союзник/противник ввоз/вывоз положительный/отрицательный"
        " временный/постоянный публичный/тайный задержан/освобождён арестован/отпущен взят/отдан дал/взял"
        " отправил/получил успех/провал восточнее/западнее севернее/южнее сейчас/потом"
    ),
    bounds="более менее больше меньше свыше около почти до от на ровно примерно минимум максимум с по после",
    persons="он/его/него/ему/нему/им/ним/нём она/её/ее/ней/неё/нее/ей/ею",
    peoples=(
        "росси русск украин белорус америк британ английск француз немецк герман китайск китаец китайц япон корей"
        " индий индус турецк турок турк польск поляк поляц итальян испан иран иракск израил палестин сирийск араб"
        " греческ грек болгар серб венгер финск шведск норвеж датск голланд литов латыш эстон казах узбек грузин"
        " армян азербайдж молдав европей африкан азиат московск киевск"
    ),
    common=(
        "и в во на с со к ко о об от до по за из у для при над под про через между перед после без а но или же бы ли"
        " то что чтобы как так это этот эта эти этого этой этом том тот та те он она оно они его её их ему ей им мы"
        " вы я ты нас вас нам вам мой твой наш ваш свой себя который которая которое которые которых кто где когда"
        " если есть был была было были будет будут быть ещё уже также тоже только не ни все всё весь вся"
    ),
    starters=(
        "а без более был была были было в важно вам ведь весь власти во вот все всё вы выберите где да далее для до"
        " документ другие его если ещё её жители за и из или именно их как каждый когда которые кто лишь между многие"
        " можно мы на нажмите настройка настройки наш не нет никто но ну нужно о об однако он она они оно описание от"
        " ошибка очень перед по под поэтому пока после потом почему при пример примеры проверка просто пусть"
        " результаты с свой см сначала снова со создание создать список так также там те теперь то тогда только тот"
        " три ты у уже удалите укажите установите установка файл файлы хотя чем через что чтобы эта эти это этот я"
    ),
)
_DE_ORDINALS = (
    "ers zwei drit vier fünf sechs sieb ach neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn"
    " neunzehn zwanzigs"
)
_DE_TIMES = (
    "(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend)"
    "(?:mal|spurig|jährig|tägig|stündig|minütig|wöchig|monatig|malig|stöckig|geschossig|teilig|köpfig|stellig"
    "|seitig|sprachig|stufig|prozentig|zeilig|bändig|türig|eckig)\\w*"
    " (?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend)fach\\w*"
)
_DE = _Words(
    cardinals=(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
        " siebzehn achtzehn neunzehn zwanzig drei(?:ss|ß)ig vierzig fünfzig sechzig siebzig achtzig neunzig"
        " (?:ein)?hundert (?:ein)?tausend million(?:en)?|mio milliarden?|mrd billion(?:en)?"
    ),
    ordinals=" ".join(f"{stem}te[nrsm]?" for stem in _DE_ORDINALS.split()),
    compounds=(
        "(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|drei(?:ss|ß)ig|vierzig|fünfzig|sech"
        "zehn|sechzig|siebzehn|siebzig|achtzig|neunzig|hundert|tausend|und(?=[a-zß])){2,}(?:s?te[nrsm]?)?"
    ),
    more_numbers=(
        "halb(?:e[nrsm]?)? hälfte viertel drittel zehntel dutzend(?:e)?"
        " doppelt(?:e[nrsm]?)? beide[nrsm]? verdoppel\\w+ (?:verdrei|vervier|verfünf|verzehn)fach\\w+"
        f" {_DE_TIMES} anderthalb paar hunderte tausende"
    ),
    months=("januar|jänner februar märz april mai juni juli august september oktober november dezember"),
    weekdays="montags? dienstags? mittwochs? donnerstags? freitags? samstags?|sonnabends? sonntags?",
    times=(
        "heute gestern morgen vorgestern übermorgen mittags? mitternacht abends? nachts? vormittags? nachmittags?"
        " frühling sommer herbst winter täglich(?:e[nrsm]?)? wöchentlich(?:e[nrsm]?)? monatlich(?:e[nrsm]?)?"
        " jährlich(?:e[nrsm]?)? stündlich"
    ),
    units=(
        "prozent(?:punkte?)? euros? dollars? pfund rubel yen yuan franken cents?"
        " (?:kilo|dezi|zenti|milli|mikro|nano)?metern? meilen?"
        " fuß zoll (?:milli|dezi|zenti|hekto)?litern? (?:kilo|milli|mikro)?gramm kilos? (?:kilo|mega)?tonnen?"
        " (?:milli|mikro|nano)?sekunden? minuten? stunden? tage[sn]?|tag wochen?"
        " monate[ns]?|monat jahre[ns]?|jahr jahrzehnte?n? jahrhunderte?n? grad celsius (?:kilo|mega|giga)?watt"
        " (?:kilo|milli)?volt"
        " (?:kilo|mega|giga|tera)?bytes? (?:kilo|mega|giga)?bits? (?:kilo|mega|giga)?hertz hektar"
    ),
    turning=(
        "nicht kein/keine/keinen/keinem/keiner/keines nie/niemals niemand/niemandem/niemanden nichts nirgends weder"
        " ohne außer/ausgenommen kaum/selten nur/lediglich/ausschließlich muss/müssen/muß falls fast/beinahe"
    ),
    prefixes="un in im ir il dis miss ab ent gegen anti de nicht",
    opposites=(
        "muss=müssen=muß/soll=sollen=sollte=sollten/darf=dürfen=kann=können=könnte=könnten und/oder mehr/weniger"
        " meiste/wenigste alle/einige/viele/wenige/jeder/manche immer/manchmal/oft/selten vor/nach über/unter auf/ab"
        " auf/zu oben/unten innen/außen innerhalb/außerhalb links/rechts linke/rechte erste/letzte"
        " nächste/vorige/letzte/dieser nord/süd/ost/west norden/süden/osten/westen nördlich/südlich/östlich/westlich"
        " offen/geschlossen geöffnet/geschlossen öffnen/schließen öffnet/schließt beginnt/endet"
        " starten/stoppen/beenden steigen/fallen/sinken stieg/fiel/sank steigt/fällt/sinkt erhöhen/senken/verringern"
        " erhöht/gesenkt/verringert hoch/niedrig höher/niedriger hohe/niedrige groß/klein große/kleine größer/kleiner"
        " lang/kurz lange/kurze alt/neu/jung alte/neue/junge heiß/kalt warm/kalt schnell/langsam früh/spät"
        " früher/später wahr/falsch richtig/falsch ja/nein aktivieren/deaktivieren aktiviert/deaktiviert"
        " erlaubt/verboten erlauben/verbieten annehmen/ablehnen angenommen/abgelehnt gewinnen/verlieren gewann/verlor"
        " gewonnen/verloren kaufen/verkaufen kaufte/verkaufte senden/empfangen geben/nehmen"
        " hinzufügen/entfernen/löschen erstellen/löschen anzeigen/ausblenden für/gegen innere/äußere interne/externe"
        " öffentlich/privat schuldig/unschuldig lebendig/tot geboren/gestorben erfolg/misserfolg minimum/maximum"
        " mindestens/höchstens mann/frau männer/frauen vater/mutter bruder/schwester sohn/tochter tag/nacht"
        " krieg/frieden freund/feind gut/schlecht gute/schlechte besser/schlechter beste/schlechteste stark/schwach"
        " reich/arm voll/leer hell/dunkel rot/grün/blau/gelb/schwarz/weiß mit/ohne plus/minus verletzt/getötet"
        " ein/aus ja/nein kam/ging"
        " gestattet/untersagt erlaubte/verbot vergrößert/verkleinert verbreitert/verengt gekauft/verkauft kommt/geht"
        " ankommt/abfährt bestätigt/dementiert unterstützt/abgelehnt gebaut/abgerissen gefunden/verloren"
        " hinzugefügt/entfernt begann/endete eingeschaltet/ausgeschaltet einschalten/ausschalten"
        " anschalten/abschalten an/aus obere/untere vorne/hinten vordere/hintere länger/kürzer breit/schmal"
        " tief/flach trocken/nass schwer/leicht teuer/billig gesund/krank kommende/vergangene positiv/negativ"
        " kostenlos/kostenpflichtig öffentlich/geheim verhaftet/freigelassen jetzt/später meist/manchmal"
        " ganz/teilweise fehlerfrei/fehlerhaft erfolgreich/erfolglos alkoholfrei/alkoholhaltig bleifrei/bleihaltig"
        " verfügt/verzichtet"
    ),
    bounds=(
        "mindestens höchstens über unter fast rund etwa ungefähr mehr weniger bis um auf von ab genau circa ca"
        " seit nach vor"
    ),
    persons="er/ihn/ihm/sein/seine/seinen/seinem/seiner sie/ihr/ihre/ihren/ihrem/ihrer",
    peoples=(
        "russisch ukrainisch amerikanisch britisch englisch französisch deutsch chinesisch japanisch koreanisch"
        " indisch türkisch polnisch italienisch spanisch iranisch irakisch israelisch palästinensisch syrisch"
        " arabisch griechisch serbisch ungarisch finnisch schwedisch norwegisch dänisch europäisch afrikanisch"
        " asiatisch österreichisch schweizerisch"
    ),
    common=(
        "der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit nach von"
        " vom zu zum zur für über unter vor um durch gegen ohne bis als wie wenn weil dass ob ist sind war waren sein"
        " wird werden wurde wurden hat haben hatte hatten kann können muss müssen soll sollen darf dürfen er sie es"
        " wir ihr ich du uns sich mich dich ihm ihn ihnen mein dein unser euer seine ihre dieser diese dieses jener"
        " der nicht kein keine auch noch nur schon sehr so da hier dort dann denn doch was wer wo wann warum"
    ),
    starters=(
        "aber alle als am an andere auch auf aus behörden bei beispiel beispiele bitte da daher dann das dass datei"
        " dateien dazu dem den denn der des deshalb die dies diese dieser dieses doch dort du durch ein eine einen"
        " einer einige einstellungen er erstellen es fehler für gegen hier hinweis ich ihr ihre im in installation"
        " ist jede jeder jedes jedoch kein keine können klicken man manche mehr mit nach nicht noch nun nur ob oder"
        " ohne sehr sein seine seit sich sie sind so sobald sollte sowie um und unter verwenden viele vom von vor"
        " wählen während war warum was wegen weil wenn wer werden wie wir wird wo zu zuerst zum zur zwischen"
    ),
)
_FR = _Words(
    cardinals=(
        "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
        " dix-huit dix-neuf vingts? trente quarante cinquante soixante septante|soixante-dix octante|huitante nonante"
        " cents? mille millions? milliards? billions?"
    ),
    ordinals=(
        "premi(?:er|ère)s? deuxièmes?|seconde?s? troisièmes? quatrièmes? cinquièmes? sixièmes? septièmes? huitièmes?"
        " neuvièmes? dixièmes? onzièmes? douzièmes? treizièmes? quatorzièmes? quinzièmes? seizièmes? \\w+-septièmes?"
        " \\w+-huitièmes? \\w+-neuvièmes? vingtièmes?"
    ),
    more_numbers=(
        "demie?s? moitiés? tiers quarts? douzaines? dizaines? centaines? milliers? vingtaine trentaine quinzaine"
        " doubl\\w+ tripl\\w+ quadrupl\\w+ couple deux-tiers"
    ),
    months=("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    weekdays="lundis? mardis? mercredis? jeudis? vendredis? samedis? dimanches?",
    times=(
        "aujourd'hui hier demain avant-hier matins? après-midi soirs? soirée nuits? midi minuit printemps été automne"
        " hiver quotidien(?:ne)?s? hebdomadaires? mensuel(?:le)?s? annuel(?:le)?s?"
    ),
    units=(
        "pour-cent pourcent euros? dollars? livres? roubles? yens? yuans? francs? centimes?"
        " (?:kilo|déci|centi|milli|micro|nano)?mètres? milles? pieds? pouces? (?:milli|centi|déci|hecto)?litres?"
        " (?:kilo|milli|micro)?grammes? kilos? tonnes?"
        " secondes? minutes? heures? jours? journées? semaines? mois an|ans|années? décennies? siècles? degrés?"
        " celsius (?:kilo|méga|giga)?watts? (?:kilo|milli)?volts? (?:kilo|méga|giga|téra)?octets? hectares?"
    ),
    turning=(
        "ne/n pas non jamais rien personne aucun/aucune ni sans sauf/excepté/hormis guère/rarement"
        " seulement/uniquement/exclusivement doit/doivent/devez/dois faut si presque"
    ),
    prefixes="in im il ir dés dé dis mal mé non anti contre a",
    opposites=(
        "doit=doivent=devez=dois/peut=peuvent=pouvez=peux=pourrait/devrait=devriez et/ou plus/moins"
        " tous/certains/plusieurs/beaucoup/quelques/chaque toujours/parfois/souvent/rarement avant/après sur/sous"
        " dessus/dessous haut/bas dedans/dehors intérieur/extérieur gauche/droite premier/dernier"
        " prochain/dernier/précédent nord/sud/est/ouest ouvert/fermé ouverte/fermée ouvrir/fermer ouvre/ferme"
        " commence/finit/termine début/fin augmenter/diminuer/réduire augmenté/diminué/réduit hausse/baisse"
        " monte/descend/baisse élevé/bas grand/petit grande/petite grands/petits long/court longue/courte"
        " vieux/neuf/nouveau/jeune ancien/nouveau chaud/froid rapide/lent tôt/tard vrai/faux vraie/fausse oui/non"
        " activer/désactiver autoriser/interdire autorisé/interdit permis/interdit permet/interdit"
        " accepter/refuser/rejeter accepté/refusé/rejeté gagner/perdre gagné/perdu acheter/vendre acheté/vendu"
        " envoyer/recevoir donner/prendre ajouter/supprimer créer/supprimer afficher/masquer pour/contre"
        " interne/externe public/privé coupable/innocent vivant/mort né/mort succès/échec minimum/maximum homme/femme"
        " hommes/femmes père/mère frère/sœur fils/fille jour/nuit guerre/paix ami/ennemi bon/mauvais bonne/mauvaise"
        " mieux/pire meilleur/pire fort/faible riche/pauvre plein/vide clair/sombre rouge/vert/bleu/jaune/noir/blanc"
        " avec/sans arrivé/parti arrive/part entre/sort blessé/tué blessés/tués arrêté/libéré"
    ),
    bounds="plus moins environ près jusqu jusque à de presque exactement depuis avant après entre dès",
    persons="il/lui elle",
    peoples=(
        "russe ukrainien américain britannique anglais français allemand chinois japonais coréen indien turc turque"
        " polonais italien espagnol iranien irakien israélien palestinien syrien arabe grec serbe hongrois finlandais"
        " suédois norvégien danois européen africain asiatique belge suisse canadien marocain algérien"
    ),
    common=(
        "le la les l un une des du de d à au aux en dans par pour sur sous avec sans et ou mais donc or ni car que qu"
        " qui quoi dont où ce cet cette ces c se s sa son ses leur leurs mon ma mes ton ta tes notre nos votre vos je"
        " j tu il elle on nous vous ils elles me m te t lui y est sont était étaient été être a ont avait avaient"
        " avoir sera seront fait faire peut peuvent doit doivent ne n pas plus très aussi comme si tout tous toute"
        " toutes même quand ainsi alors"
    ),
    starters=(
        "a ainsi alors après au aucun aussi autorités autres aux avant avec beaucoup bien ce cela celle celui"
        " cependant ces cet cette chaque cliquez comme comment configuration créer d dans de depuis des donc dont du"
        " elle elles en enfin ensuite et exemple exemples fichier fichiers il ils installation installer je l la le"
        " les leur leurs lorsque lors mais malgré même mon ne non nos notre nous on or ou où par parce parfois"
        " pendant plus plusieurs pour pourquoi puis quand que quel quelle quelques qui s sa sans se sélectionnez"
        " selon ses si son sous souvent sur tous tout toute toutes très tu un une utilisez utiliser voici voir vos"
        " votre vous y"
    ),
)
_ES = _Words(
    cardinals=(
        "cero uno|una|un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince diecis[eé]is"
        " diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
        " cien|cientos?|cientas mil mill[oó]n(?:es)? - bill[oó]n(?:es)?"
    ),
    ordinals=(
        "primer[oa]?s? segund[oa]s? tercer[oa]?s? cuart[oa]s? quint[oa]s? sext[oa]s? s[eé]ptim[oa]s? octav[oa]s?"
        " noven[oa]s? d[eé]cim[oa]s? und[eé]cim[oa]s? duod[eé]cim[oa]s?"
    ),
    compounds=(
        "veinti(?:ún|uno|una|d[oó]s|tr[eé]s|cuatro|cinco|s[eé]is|siete|ocho|nueve)|(?:dos|tres|cuatro|quin|seis|sete|"
        "ocho|nove)cient[oa]s|quinient[oa]s"
    ),
    more_numbers=(
        "medi[oa]s? mitad(?:es)? tercios? docenas? decenas? centenar(?:es)? miles dobles? triples? par pares amb[oa]s"
        " vigésim[oa]"
    ),
    months="enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    weekdays="lunes martes miércoles jueves viernes sábados? domingos?",
    times=(
        "hoy ayer mañana anteayer tardes? noches? mediodía medianoche primavera verano otoño invierno diari[oa]s?"
        " diariamente semanal(?:es|mente)? mensual(?:es|mente)? anual(?:es|mente)?"
    ),
    units=(
        "porciento euros? d[oó]lar(?:es)? libras? rublos? yenes|yen yuan(?:es)? pesos? c[eé]ntimos?"
        " (?:kil[oó]|cent[ií]|mil[ií])?metros? millas? pies? pulgadas? (?:mili|centi|hecto)?litros?"
        " (?:kilo|mili|micro)?gramos? kilos?"
        " toneladas? segundos minutos? horas? d[ií]as? semanas? mes(?:es)? años? d[eé]cadas? siglos? grados? celsius"
        " (?:kilo|mega|giga)?vatios? (?:kilo|mili)?voltios? (?:kilo|mega|giga)?bytes? hect[aá]reas?"
    ),
    turning=(
        "no nunca jamás nadie nada ningún/ninguno/ninguna ni sin salvo/excepto apenas sólo/solo/solamente/únicamente"
        " debe/deben/debes si casi tampoco"
    ),
    prefixes="in im i des dis anti contra mal no a",
    opposites=(
        "debe=deben=debes/puede=pueden=puedes=podría/debería=deberían y/o más/menos"
        " todos/algunos/muchos/pocos/varios/cada todas/algunas/muchas/pocas/varias siempre/veces antes/después"
        " sobre/bajo arriba/abajo dentro/fuera interior/exterior izquierda/derecha primero/último"
        " próximo/último/pasado/anterior norte/sur/este/oeste abierto/cerrado abierta/cerrada abrir/cerrar"
        " abre/cierra empieza/termina comienza/termina inicio/fin aumentar/disminuir/reducir aumentó/disminuyó/bajó"
        " aumento/descenso/caída subió/bajó sube/baja alto/bajo alta/baja mayor/menor grande/pequeño grandes/pequeños"
        " largo/corto larga/corta viejo/nuevo/joven antiguo/nuevo caliente/frío rápido/lento temprano/tarde"
        " verdadero/falso sí/no activar/desactivar permitir/prohibir permitido/prohibido permite/prohíbe"
        " aceptar/rechazar aceptó/rechazó aceptado/rechazado ganar/perder ganó/perdió comprar/vender compró/vendió"
        " enviar/recibir dar/tomar añadir/eliminar/quitar agregar/eliminar crear/eliminar mostrar/ocultar"
        " favor/contra interno/externo público/privado culpable/inocente vivo/muerto nació/murió éxito/fracaso"
        " mínimo/máximo hombre/mujer hombres/mujeres padre/madre hermano/hermana hijo/hija día/noche guerra/paz"
        " amigo/enemigo bueno/malo buena/mala mejor/peor fuerte/débil rico/pobre lleno/vacío claro/oscuro"
        " rojo/verde/azul/amarillo/negro/blanco con/sin llegó/salió entró/salió herido/muerto heridos/muertos"
        " detenido/liberado"
    ),
    bounds="más menos unos unas casi hasta alrededor cerca a de desde exactamente antes después entre",
    persons="él ella",
    peoples=(
        "rus[oa] ucranian american estadounidense británic ingles inglés frances francés alemán aleman chin[oa]"
        " japones japonés corean indi[oa] turc polac italian español iraní iraquí israelí palestin siri[oa] árabe"
        " grieg serbi húngar finlandes sueco noruego danés europe african asiátic mexican argentin chilen colombian"
        " peruan venezolan cuban brasileñ"
    ),
    common=(
        "el la los las un una unos unas de del a al en con por para sin sobre entre hasta desde hacia y e o u pero"
        " que quien cual cuyo donde cuando como si no se su sus mi mis tu tus nuestro nuestra lo le les me te nos os"
        " él ella ellos ellas yo usted es son era eran ser está están estar fue fueron ha han había haber hay más"
        " menos muy también ya este esta estos estas ese esa eso esto aquel todo toda todos todas"
    ),
    starters=(
        "a además al algunas algunos ante antes aquí así aunque autoridades bajo bien cada casi como con"
        " configuración crear cuando cómo de del desde después donde durante ejemplo ejemplos el ella ellos en"
        " entonces entre era es esa ese eso esta estas este esto estos está existen finalmente fue había hace haga"
        " hasta hay instalación instalar la las le lo los luego mientras mi muchos muy más ni ninguno no nos nota"
        " nuestra nuestro o otra otro otros para pero por porque primero pues que quien qué se seleccione según ser"
        " si siempre sin sobre solo son su sus sólo también tanto tras todas todo todos tu un una unas unos use usted"
        " ver y ya yo"
    ),
)
_PT = _Words(
    cardinals=(
        "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze"
        " dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte trinta quarenta c[iî]nquenta"
        " sessenta setenta oitenta noventa cem|centos? mil milh(?:ão|ões) bilh(?:ão|ões) trilh(?:ão|ões)"
    ),
    ordinals=(
        "primeir[oa]s? segund[oa]s? terceir[oa]s? quart[oa]s? quint[oa]s? sext[oa]s? sétim[oa]s? oitav[oa]s?"
        " non[oa]s? décim[oa]s?"
    ),
    compounds="(?:du|tre|quatro|quinh|seis|sete|oito|nove)(?:z?ent[oa]s|cent[oa]s)",
    more_numbers=(
        "mei[oa]s? metades? terços? dúzias? dezenas? centenas? milhar(?:es)? dobro triplo par pares ambos|ambas"
        " vigésim[oa]"
    ),
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    weekdays="segunda-feira terça-feira|terça quarta-feira quinta-feira sexta-feira sábados? domingos?",
    times=(
        "hoje ontem amanhã anteontem manhãs? tardes? noites? meio-dia meia-noite primavera verão outono inverno"
        " diári[oa]s? semanal|semanais mensal|mensais anual|anuais diariamente"
    ),
    units=(
        "porcento euros? dólar(?:es)? libras? rublos? ienes? yuans? rea(?:l|is) cêntimos? centavos?"
        " (?:quil[oô]|cent[ií]|mil[ií])?metros? milhas? pés? polegadas? (?:mili|centi|hecto)?litros?"
        " (?:quilo|mili|micro)?gramas? quilos?"
        " toneladas? segundos minutos? horas? dias? semanas? m[eê]s(?:es)? anos? décadas? séculos? graus? celsius"
        " watts? volts? (?:kilo|mega|giga)?bytes? hectares?"
    ),
    turning=(
        "não nunca jamais ninguém nada nenhum/nenhuma nem sem salvo/exceto apenas/somente/só mal deve/devem quase"
        " tampouco"
    ),
    prefixes="in im i des dis anti contra mal não a",
    opposites=(
        "deve=devem/pode=podem=poderia/deveria=deveriam e/ou mais/menos todos/alguns/muitos/poucos/vários/cada"
        " todas/algumas/muitas/poucas sempre/vezes antes/depois sobre/sob cima/baixo dentro/fora interior/exterior"
        " esquerda/direita primeiro/último próximo/último/passado/anterior norte/sul/leste/oeste aberto/fechado"
        " aberta/fechada abrir/fechar abre/fecha começa/termina início/fim aumentar/diminuir/reduzir"
        " aumentou/diminuiu/caiu aumento/queda subiu/caiu sobe/desce alto/baixo alta/baixa maior/menor grande/pequeno"
        " longo/curto velho/novo/jovem quente/frio rápido/lento cedo/tarde verdadeiro/falso sim/não ativar/desativar"
        " permitir/proibir permitido/proibido permite/proíbe aceitar/rejeitar/recusar aceitou/rejeitou/recusou"
        " ganhar/perder ganhou/perdeu comprar/vender comprou/vendeu enviar/receber dar/tomar"
        " adicionar/remover/excluir criar/excluir mostrar/ocultar favor/contra interno/externo público/privado"
        " culpado/inocente vivo/morto nasceu/morreu sucesso/fracasso mínimo/máximo homem/mulher homens/mulheres"
        " pai/mãe irmão/irmã filho/filha dia/noite guerra/paz amigo/inimigo bom/mau boa/má melhor/pior forte/fraco"
        " rico/pobre cheio/vazio claro/escuro vermelho/verde/azul/amarelo/preto/branco com/sem chegou/saiu"
        " entrou/saiu ferido/morto feridos/mortos preso/solto"
    ),
    bounds="mais menos cerca quase até a de desde exatamente antes depois entre aproximadamente",
    persons="ele/dele/nele ela/dela/nela",
    peoples=(
        "russ[oa] ucranian american britânic inglês ingles francês frances alemã chinês chines japonês japones corean"
        " indian turc polon italian espanhol iranian iraquian israelens palestin síri[oa] árabe greg[oa] sérvi húngar"
        " finlandes suec norueg dinamarqu europe african asiátic mexican argentin brasileir portugu angolan"
    ),
    common=(
        "o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com sem sobre entre até desde"
        " e ou mas que quem qual cujo onde quando como se não seu sua seus suas meu minha teu nosso nossa lhe lhes me"
        " te nos ele ela eles elas eu você é são era eram ser está estão estar foi foram há tem têm tinha ter mais"
        " menos muito também já este esta estes estas esse essa isso isto aquele todo toda todos todas ao aos à às"
    ),
    starters=(
        "a ainda alguns além ao aos apesar após aqui as assim até autoridades cada clique com como criar da de depois"
        " desde disso do dos durante e ela elas ele eles em embora enquanto entre entretanto então era essa esse esta"
        " este está eu exemplo exemplos foi há instalação instalar isso isto já logo mais mas mesmo muitos na nas no"
        " nos nossa nosso nota não o onde os ou outra outro outros para pela pelo pois por porque porém quando que"
        " quem se segundo selecione sem ser seu seus sob sobre sua suas são também tem todas todo todos um uma use"
        " usar veja ver você à às é"
    ),
)
_IT = _Words(
    cardinals=(
        "zero uno|una|un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
        " sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
        " cento mille|mila milion[ei]|mln miliard[oi]|mld bilion[ei]"
    ),
    ordinals=(
        "prim[oaie] second[oaie] terz[oaie] quart[oaie] quint[oaie] sest[oaie] settim[oaie] ottav[oaie] non[oaie]"
        " decim[oaie]"
    ),
    compounds=(
        "(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cent|mill|due|tre|quattro|cinque|sei|sette|otto"
        "|nove|mila|cento|[ia](?=[a-zé])|uno|tré){2,}(?:esim[oaie])?|\\w{4,}esim[oaie]"
    ),
    more_numbers=(
        "mezz[oaie] metà dozzin[ae] decin[ae] centinai[oa] migliai[oa] doppi[oae]? tripl[oa] paio coppia"
        " entrambi|entrambe"
    ),
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    weekdays="lunedì martedì mercoledì giovedì venerdì sabat[oi] domenic(?:a|he)",
    times=(
        "oggi ieri domani dopodomani mattin[aeo] pomeriggi[o]? ser[ae] nott[ei] mezzogiorno mezzanotte primavera"
        " estate autunno inverno giornalier[oaie] quotidian[oaie] settimanal[ei] mensil[ei] annual[ei]"
    ),
    units=(
        "percento euro dollar[oi] sterlin[ae] rubl[oi] yen yuan lir[ae] centesim[oi] (?:chilo|centi|milli)?metr[oi]"
        " migli[oa] pied[ei] pollic[ei] (?:milli|centi|etto)?litr[oi] (?:chilo|milli|micro)?gramm[oi] chil[oi]"
        " tonnellat[ae] second[oi]"
        " minut[oi] or[ae] giorn[oi] settiman[ae] mes[ei] ann[oi] decenn[io]+ secol[oi] grad[oi] celsius watt volt"
        " (?:kilo|mega|giga)?byte ettar[oi]"
    ),
    turning=(
        "non mai nessuno/nessuna/nessun niente nulla né senza tranne/eccetto/salvo appena"
        " solo/soltanto/solamente/unicamente deve/devono/devi quasi neanche neppure"
    ),
    prefixes="in im il ir dis s anti contro mal non a",
    opposites=(
        "deve=devono=devi/può=possono=puoi=potrebbe/dovrebbe=dovrebbero e/o più/meno tutti/alcuni/molti/pochi/ogni"
        " tutte/alcune/molte/poche sempre/volte prima/dopo sopra/sotto su/giù dentro/fuori interno/esterno"
        " sinistra/destra primo/ultimo prossimo/ultimo/scorso/precedente nord/sud/est/ovest aperto/chiuso"
        " aperta/chiusa aprire/chiudere apre/chiude inizia/finisce/termina inizio/fine aumentare/diminuire/ridurre"
        " aumentato/diminuito/ridotto aumento/calo sale/scende alto/basso alta/bassa maggiore/minore grande/piccolo"
        " lungo/corto vecchio/nuovo/giovane caldo/freddo veloce/lento presto/tardi vero/falso sì/no"
        " attivare/disattivare permettere/vietare consentito/vietato permesso/vietato accettare/rifiutare"
        " accettato/rifiutato vincere/perdere vinto/perso comprare/vendere comprato/venduto inviare/ricevere"
        " dare/prendere aggiungere/rimuovere/eliminare creare/eliminare mostrare/nascondere favore/contro"
        " pubblico/privato colpevole/innocente vivo/morto nato/morto successo/fallimento minimo/massimo uomo/donna"
        " uomini/donne padre/madre fratello/sorella figlio/figlia giorno/notte guerra/pace amico/nemico buono/cattivo"
        " buona/cattiva migliore/peggiore meglio/peggio forte/debole ricco/povero pieno/vuoto chiaro/scuro"
        " rosso/verde/blu/giallo/nero/bianco con/senza arrivato/partito entrato/uscito ferito/ucciso feriti/uccisi"
    ),
    bounds="più meno circa quasi oltre fino a da di esattamente prima dopo tra entro almeno massimo",
    persons="lui/egli lei/ella",
    peoples=(
        "russ[oaie] ucrain american statunitens britannic ingles frances tedesc cines giappones corean indian turc"
        " polacc italian spagnol iranian irachen israelian palestin sirian arab grec[ao] serb unghere finlandes"
        " svedes norveges danes europe african asiatic svizzer austriac"
    ),
    common=(
        "il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla"
        " in nel nella con su sul sulla per tra fra e ed o ma che chi cui dove quando come se non si suo sua suoi sue"
        " mio mia tuo nostro nostra loro mi ti ci vi lui lei noi voi io tu è sono era erano essere sta stanno ha"
        " hanno aveva avere più meno molto anche già questo questa questi queste quello quella tutto tutta tutti"
        " tutte"
    ),
    starters=(
        "a ad ai al alcune alcuni alla alle altri anche ancora autorità c che chi ci ciò come con configurazione così"
        " creare cui d da dal dalla del della delle di dopo dove due durante e ecco ed era esempi esempio fa fino gli"
        " grazie i il in infatti inoltre installare installazione invece io l la le lei lo loro lui ma mentre molti"
        " ne nel nella nelle noi non nostra nostro nota o ogni ora per perché però più poi prima qualche quando"
        " quanto quella quello questa queste questi questo qui se secondo selezionare sempre senza si solo sono sotto"
        " su sul sulla suo tra troppo tutte tutti tutto un una uno usare vedi vi voi è"
    ),
)
_LANGUAGES: Final[Mapping[str, _Words]] = MappingProxyType(
    {"en": _EN, "ru": _RU, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT, "pb": _PT, "it": _IT}
)
KNOWN: Final = frozenset({*_LANGUAGES, "zh", "zt"})
"""Languages whose negations and opposites are known."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's lists, ready to be asked."""

    numbers: tuple[tuple[str, str], ...] = ()
    """The key of a value and what is written for it."""
    times: tuple[tuple[str, str], ...] = ()
    quantity: re.Pattern[str] = re.compile("(?!)")
    """Any number, time or unit: few words are one."""
    units: tuple[tuple[str, str], ...] = ()
    turning: Mapping[str, str] = field(default_factory=dict)
    """The key of what a word says, by the word."""
    prefixes: tuple[str, ...] = ()
    opposites: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """The groups that a word is in, with the number of its meaning there."""
    bounds: frozenset[str] = frozenset()
    persons: Mapping[str, str] = field(default_factory=dict)
    peoples: re.Pattern[str] | None = None
    common: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


@lru_cache(maxsize=32)
def language(code: str) -> Language:
    """The lists of a language, as Argos names it; empty ones where there are none."""
    words = _folded(_LANGUAGES.get(code, _Words()))
    return Language(
        numbers=tuple(_numbers(words)),
        times=(
            *((f"m{at}", each) for at, each in enumerate(words.months.split(), 1)),
            *((f"d{at}", each) for at, each in enumerate(words.weekdays.split(), 1)),
            *_patterns(words.times),
        ),
        units=tuple(_patterns(words.units)),
        quantity=_quantity(words),
        turning={word: group for group in words.turning.split() for word in group.split("/")},
        prefixes=tuple(sorted(words.prefixes.split(), key=len, reverse=True)),
        opposites=_groups(words.opposites),
        bounds=frozenset(words.bounds.split()),
        persons={word: group for group in words.persons.split() for word in group.split("/")},
        peoples=re.compile(f"(?:{'|'.join(words.peoples.split())})\\w*") if words.peoples else None,
        common=frozenset(words.common.split()),
        starters=frozenset(words.starters.split()) | frozenset(words.common.split()),
    )


def _folded(words: _Words) -> _Words:
    """The lists as words are compared: `ß` is `ss`."""
    return _Words(**{each.name: getattr(words, each.name).casefold() for each in fields(_Words)})


def _quantity(words: _Words) -> re.Pattern[str]:
    numbers = (words.cardinals, words.ordinals, words.more_numbers, words.compounds)
    written = " ".join((*numbers, words.months, words.weekdays, words.times, words.units)).split()
    return re.compile("|".join(each for each in written if each != "-") or "(?!)")


def _numbers(words: _Words) -> Iterable[tuple[str, str]]:
    cardinals = zip(VALUES, words.cardinals.split(), strict=False)
    yield from ((str(value), each) for value, each in cardinals if each != "-")
    yield from ((f"{value}.", each) for value, each in enumerate(words.ordinals.split(), 1))
    yield from _patterns(words.more_numbers)
    if words.compounds:
        yield "", words.compounds


def _patterns(written: str) -> Iterable[tuple[str, str]]:
    return ((each, each) for pattern in written.split() for each in _alternatives(pattern))


_PREFIXES: Final = re.compile(r"\(\?:(?P<prefixes>[^()]*)\)(?P<optional>\??)(?P<rest>[^|]+|[^()]*\(\?:[^()]*\)[^|()]*)")


def _alternatives(pattern: str) -> list[str]:
    """The pattern once for each beginning that it has a choice of: a kilogram is no gram, twenties are no thirties."""
    match = _PREFIXES.fullmatch(pattern)
    if not match:
        return [pattern]
    beginnings = (*match["prefixes"].split("|"), *([""] if match["optional"] else []))
    return [beginning + match["rest"] for beginning in beginnings]


def _groups(written: str) -> Mapping[str, Mapping[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for at, group in enumerate(written.split()):
        for meaning, members in enumerate(group.split("/")):
            for word in members.split("="):
                found.setdefault(word, {})[at] = meaning
    return found
