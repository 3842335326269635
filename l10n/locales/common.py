"""Words that name nobody: what looks like a byline or a credit, and is a phrase of common words, is for an engine.

`By Popular Demand`, `Photo: Unknown`, `Opinion`: in titles, every word has a capital.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from l10n.locales.dates import date_names, family
from l10n.locales.table import locale

_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        # times
        "early late morning noon midday afternoon evening night midnight day week month year weekend dawn dusk sunrise"
        " sunset today tomorrow yesterday tonight now then spring summer autumn fall winter season christmas easter eve"
        # ways
        " popular demand royal appointment invitation request default design accident chance mistake nature force"
        " proxy law order decree hand land sea air rail road water train car bus bike bicycle plane ship boat ferry"
        " foot way means far any all every some no one two three the a an of and or for in at on to from by with"
        " necessary numbers number degrees comparison contrast extension definition"
        # whoever it is
        " unknown anonymous author authors editor editors editorial staff reporter reporters correspondent"
        " correspondents writer writers contributor contributors columnist team desk bureau newsroom agency agencies"
        " our own special guest admin administrator user users reader readers owner person people family friends"
        " various others none"
        # where it is
        " left right top bottom centre center above below here there front back page cover inset"
        " table figure chart graph map diagram appendix chapter section part annex note notes work works"
        " internet web online public domain archive archives handout courtesy provided supplied press pool stock"
        " illustration illustrations composite file library collection video screenshot social media"
        " opinion analysis comment news world sport sports politics business culture travel weather live breaking"
        " exclusive update updates feature features interview review reviews report reports sale free open closed"
        " sold out new"
        # offices
        " ministry department office government administration council committee commission parliament court police"
        " army navy fire service services embassy health education interior finance justice foreign affairs defence"
        " defense city town state national federal local regional municipal central international university"
        " institute museum church hospital school company bank union association society foundation"
        # the same in other languages that are read
        " редакция редакции редакцией корреспондент корреспонденты наш наши собкор аноним неизвестно неизвестен"
        " неизвестный интернет архив иллюстрация пресса"
        " служба новости спорт мнение 佚名 编辑部 本报记者 本报 网络 资料 新华"
        " redaktion agenturen unbekannt archiv eigene hand auge rédaction inconnu redacción desconocido redazione"
        " sconosciuto redação desconhecido редакція невідомо",
    )
)


def is_common(name: str, language: str) -> bool:
    """Whether a name is made of common words, days and months, perhaps with numbers.

    `language`: any name `locale` reads.
    """
    words = [word.strip(".,'’").casefold() for word in name.split()]
    known = _WORDS | _times(language)
    return any(word in known for word in words) and all(word.isdecimal() or word in known for word in words)


@lru_cache(maxsize=32)
def _times(language: str) -> frozenset[str]:
    names = date_names(family(locale(language).babel))
    return frozenset(names.months) | frozenset(names.weekdays)
