"""What stands around names, dates and times in datelines and credits: read in an article, written in a locale.

By language, as Babel names it without its region; `zh_Hant` has words of its own. A language that is read need not be
written: then an engine is asked for the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from l10n.locales.table import Locale

BYLINES: Mapping[str, str] = {
    "en": "by|written by|story by|reported by",
    "ru": "автор|авторы|текст",
    "zh": "作者|记者|記者|文",
    "de": "von",
    "fr": "par",
    "es": "por",
    "it": "di",
    "pt": "por",
    "uk": "автор|автори",
}
"""What stands before the names of authors."""

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "first": "first (?:published|posted)(?: on| at)?",
        "published": "(?:last )?published(?: on| at)?",
        "posted": "(?:last )?posted(?: on| at)?",
        "updated": "(?:last )?updated(?: on| at)?",
        "modified": "(?:last )?modified(?: on| at)?",
        "created": "(?:last )?created(?: on| at)?",
        "date": "date",
        "at": "at",
    },
    "ru": {"published": "опубликовано", "updated": "обновлено", "modified": "изменено", "date": "дата", "at": "в"},
    "zh": {"published": "发布时间|发布于|發布", "updated": "更新时间|更新于|更新", "date": "日期"},
    "de": {
        "published": "veröffentlicht(?: am)?",
        "updated": "aktualisiert(?: am)?",
        "modified": "stand",
        "date": "datum",
        "at": "um",
    },
    "fr": {"published": "publié(?: le)?", "updated": "mis à jour(?: le)?", "date": "date", "at": "à"},
    "es": {"published": "publicado(?: el)?", "updated": "actualizado(?: el)?", "date": "fecha", "at": "a las"},
    "it": {"published": "pubblicato(?: il)?", "updated": "aggiornato(?: il)?", "date": "data", "at": "alle"},
    "pt": {"published": "publicado(?: em)?", "updated": "atualizado(?: em)?", "date": "data", "at": "às"},
    "uk": {"published": "опубліковано", "updated": "оновлено", "date": "дата", "at": "о"},
}
"""What stands before a date or a time, by what it says."""

CREDITS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "file": r"(?:file|archive)\s+(?:photo(?:graph)?|image|picture)s?",
        "photo": r"(?:photo(?:graph)?|image|picture)s?(?:\s+credits?)?|credits?",
        "source": "sources?",
    },
    "ru": {"photo": "фото|изображение", "source": "источник"},
    "zh": {"photo": "图片来源|圖片來源|图|摄影", "source": "来源|來源"},
    "de": {"photo": "foto|bild", "source": "quelle"},
    "fr": {"photo": "photo|crédit photo|crédits?", "source": "source"},
    "es": {"photo": "foto|imagen|crédito", "source": "fuente"},
    "it": {"photo": "foto|immagine|credito", "source": "fonte"},
    "pt": {"photo": "foto|imagem|crédito", "source": "fonte"},
    "uk": {"photo": "фото|зображення", "source": "джерело"},
}
"""What stands before a colon and whoever made a picture, or where figures are from."""


@dataclass(frozen=True, slots=True)
class Frames:
    """How a language writes what stands around names and moments."""

    byline: tuple[str, str]
    """Before one author, and before several; with the blank that follows."""
    labels: Mapping[str, str]
    """By what they say; `posted` and `created` are `published` where they are missing."""
    colon: str
    before: tuple[str, str]
    """What joins a label without a colon to a date, and to a time."""
    at: str
    """What stands between a date and a time that are joined by a word."""
    reading: str
    """How long an article takes to read; `{}` stands for the minutes."""
    credits: Mapping[str, str]
    by_platform: str = "{} / {}"
    """Whose picture it is, and where it was posted."""
    moment: str = ""
    """What a label has before its colon: `发布时间：`, not `发布：`."""

    def label(self, kind: str) -> str:
        """The word of a label."""
        return self.labels.get(kind, self.labels["published"])

    def joint(self, kind: str, *, time: bool, colon: bool) -> str:
        """What stands between a label and a date, or a time; `date` takes a colon, whether it had one or not."""
        if kind == "date":
            return self.colon
        return self.moment + self.colon if colon else self.before[time]


_FRAMES: Mapping[str, Frames] = {
    "en": Frames(
        ("By ", "By "),
        {
            "first": "First published",
            "published": "Published",
            "posted": "Posted",
            "updated": "Updated",
            "modified": "Last modified",
            "created": "Created",
            "date": "Date",
        },
        ": ",
        (" ", " at "),
        "at ",
        "{} read",
        {"photo": "Photo: ", "source": "Source: ", "file": "File photo: "},
    ),
    "ru": Frames(
        ("Автор: ", "Авторы: "),
        {
            "first": "Впервые опубликовано",
            "published": "Опубликовано",
            "updated": "Обновлено",
            "modified": "Изменено",
            "created": "Создано",
            "date": "Дата",
        },
        ": ",
        (" ", " в "),
        "в ",
        "Время чтения: {}",
        {"photo": "Фото: ", "source": "Источник: ", "file": "Архивное фото: "},
    ),
    "uk": Frames(
        ("Автор: ", "Автори: "),
        {
            "first": "Вперше опубліковано",
            "published": "Опубліковано",
            "updated": "Оновлено",
            "modified": "Змінено",
            "created": "Створено",
            "date": "Дата",
        },
        ": ",
        (" ", " о "),
        "о ",
        "Час читання: {}",
        {"photo": "Фото: ", "source": "Джерело: ", "file": "Архівне фото: "},
    ),
    "zh": Frames(
        ("作者：", "作者："),
        {
            "first": "首次发布",
            "published": "发布",
            "updated": "更新",
            "modified": "修改",
            "created": "创建",
            "date": "日期",
        },
        "：",
        ("于", "于"),
        "",
        "阅读时间：{}",
        {"photo": "图片来源：", "source": "来源：", "file": "资料图片："},
        "{}/{}",
        "时间",
    ),
    "zh_Hant": Frames(
        ("作者：", "作者："),
        {
            "first": "首次發布",
            "published": "發布",
            "updated": "更新",
            "modified": "修改",
            "created": "建立",
            "date": "日期",
        },
        "：",
        ("於", "於"),
        "",
        "閱讀時間：{}",
        {"photo": "圖片來源：", "source": "來源：", "file": "資料圖片："},
        "{}/{}",
        "時間",
    ),
    "de": Frames(
        ("Von ", "Von "),
        {
            "first": "Erstmals veröffentlicht",
            "published": "Veröffentlicht",
            "updated": "Aktualisiert",
            "modified": "Geändert",
            "created": "Erstellt",
            "date": "Datum",
        },
        ": ",
        (" am ", " um "),
        "um ",
        "{} Lesezeit",
        {"photo": "Foto: ", "source": "Quelle: ", "file": "Archivfoto: "},
        "{}/{}",
    ),
    "fr": Frames(
        ("Par ", "Par "),
        {
            "first": "Première publication",
            "published": "Publié",
            "updated": "Mis à jour",
            "modified": "Modifié",
            "created": "Créé",
            "date": "Date",
        },
        "\u00a0: ",
        (" le ", " à "),
        "à ",
        "{} de lecture",
        {"photo": "Photo\u00a0: ", "source": "Source\u00a0: ", "file": "Photo d’archives\u00a0: "},
    ),
    "es": Frames(
        ("Por ", "Por "),
        {
            "first": "Publicado por primera vez",
            "published": "Publicado",
            "updated": "Actualizado",
            "modified": "Modificado",
            "created": "Creado",
            "date": "Fecha",
        },
        ": ",
        (" el ", " a las "),
        "a las ",
        "{} de lectura",
        {"photo": "Foto: ", "source": "Fuente: ", "file": "Foto de archivo: "},
    ),
    "it": Frames(
        ("Di ", "Di "),
        {
            "first": "Pubblicato per la prima volta",
            "published": "Pubblicato",
            "updated": "Aggiornato",
            "modified": "Modificato",
            "created": "Creato",
            "date": "Data",
        },
        ": ",
        (" il ", " alle "),
        "alle ",
        "{} di lettura",
        {"photo": "Foto: ", "source": "Fonte: ", "file": "Foto d’archivio: "},
    ),
    "pt": Frames(
        ("Por ", "Por "),
        {
            "first": "Publicado pela primeira vez",
            "published": "Publicado",
            "updated": "Atualizado",
            "modified": "Modificado",
            "created": "Criado",
            "date": "Data",
        },
        ": ",
        (" em ", " às "),
        "às ",
        "{} de leitura",
        {"photo": "Foto: ", "source": "Fonte: ", "file": "Foto de arquivo: "},
    ),
}


def press(target: Locale) -> str:
    """The key of the tables for writing: a language, Chinese in Traditional characters apart."""
    return "zh_Hant" if target.babel.startswith("zh_Hant") else target.language


def frames(target: Locale) -> Frames | None:
    """How a locale writes frames; None where nobody told."""
    return _FRAMES.get(press(target))
