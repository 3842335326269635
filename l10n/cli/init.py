"""`l10n init`: a new project."""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli.terminal import Session, tell
from l10n.errors import InputError
from l10n.locales import locale
from l10n.project import CONFIGURATION, Configuration, configuration
from l10n.store import Border, ChangedError, place, sweep, write_atomic

_CONFIGURATION = """\
# l10n: articles in, reviewed localised articles out. Every key has a default; lines that are commented out show it.

# The language of the articles, and the locales to translate them into.
source_language = "en"
locales = [{locales}]

# The name in the headers of catalogues; the folder's name by default.
# name = ""

# Folders: articles, catalogues, localised articles.
# source = "source"
# catalogues = "locales"
# output = "build"

# Articles to leave alone, as patterns below `source`.
# exclude = ["drafts/*"]

# What a translator sees as one entry: a "sentence" or a "paragraph". May be changed at any time.
# segmentation = "sentence"

# What drafts translations: "argos" (offline machine translation), "firefox" (its models), or "pseudo" (accented
# text for layout tests).
# engine = "argos"

# How much time drafts may take: "fast", "balanced" or "best" (Argos Translate's own answers).
# quality = "best"

# How Traditional Chinese (zh_TW, zh_HK) is drafted: by a "model", from Simplified Chinese by "opencc", or "auto":
# by a model if there is one.
# traditional_chinese = "auto"

# Front-matter values and HTML attributes that are for translators.
# front_matter = ["title", "subtitle", "description", "summary", "excerpt", "caption", "alt"]
# attributes = ["alt", "title", "aria-label", "placeholder"]

# How translated headings keep the anchors of the source: "attribute" ({{#id}}), "html" (<a id>) or "off".
# anchors = "attribute"

# What `#:` in catalogues names: the "file", or the file and "line" (entries then change when lines move).
# references = "file"

# Whether a translation stays reviewed when only blanks, quotation marks, capitals or a slip of the pen were changed in
# its sentence: "keep", or "outdate".
# cosmetic = "keep"

# Whether aircraft, missiles and vehicles are called as the press of the locale calls them (Su-35: Су-35, 苏-35).
# designations = true

[dates]
# How dates are written: "full", "long", "medium", "short", a pattern such as "d MMMM y", or a table by locale, such as
# {{ ru = "long", zh_CN = "y年M月d日" }}.
# style = "long"
# In which order your articles write dates in figures (04/05/2023): "DMY" or "MDY"; "unknown": they are left alone.
# order = "unknown"

[numbers]
# Money: by "name" where that needs no case (1,5 млрд долларов, but $100), by "symbol" or "code", or as in the "source".
# currency = "name"
# From how many digits on numbers are parted into groups of three; 0: as the language does (Russian: 5).
# grouping = 0
# Whether Chinese counts by 万 and 亿, and from which value on where the article has figures alone (1,500,000).
# myriads = true
# myriads_from = 1000000

[memory]
# What a reviewed translation of the same sentence between the same neighbours becomes: a "draft", or "reviewed".
# trust = "draft"
# How alike a sentence must be, in per cent, for its translation to be offered as a draft.
# least = 80

[build]
# The lowest state whose text is published: "reviewed", "machine" or "none" (whatever there is).
# require = "machine"
# Below it, the "source" text stands in, or the article is not written: "skip".
# fallback = "source"
# What is published where a sentence changed under its translation: the old text where only the "wording" changed, else
# the source, so that no number, name or negation is wrong; the old "translation", whatever changed; the "source"; or
# what follows from `require`: "machine" is as "wording", "reviewed" as "source", "none" as "translation".
# outdated = "require"
# How emphasis is written that no renderer would see, as in `**真，**她`: with a character reference beside it
# ("entity"), with the punctuation moved out ("move"), with "tags", or not at all: "off", the source stands in.
# emphasis = "entity"
# The files that articles show or link to: a "copy" beside the built articles, a "link" back to the file itself, or
# "none" of both, where a site generator has them elsewhere.
# assets = "copy"

[links]
# Where versions of pictures and other files for a locale lie: beside the file, or below the source where it begins with
# "/", such as "/{{locale}}/{{path}}". {{locale}} is tried as zh_CN, zh-Hans and zh; {{name}} is {{stem}}{{suffix}}.
# localised = ["{{stem}}.{{locale}}{{suffix}}"]
# What addresses begin with, and what they begin with in a locale; {{tag}} is zh-Hans, {{language}} zh.
# rewrite = {{ "/en/" = "/{{locale}}/" }}
# Where a link to an article leads that is not built in a locale: to its "source", or "keep" it.
# fallback = "source"

[check]
# The lowest state that passes `l10n check`.
# require = "reviewed"
# The lowest severity that makes it fail: "error", "warning" or "info".
# fail_on = "error"
# A file of known problems that do not count; `l10n check --write-baseline` writes it.
# baseline = "l10n-baseline.json"
# What single rules are worth: "error", "warning", "info" or "off"; `l10n check --rules` lists them.
# rules = {{ numbers = "error", term = "off" }}
# How far a translation may go before a rule speaks.
# limits = {{ length = 1.2, incomplete = 1.2, script-share = 0.6, residue = 4, inconsistent = 3 }}

# What rules are worth in some articles (patterns below `source`) and locales.
# [[check.paths]]
# paths = ["archive/*"]
# locales = ["zh_CN"]
# rules = {{ numbers = "off" }}

# Entries that are excepted from a rule, where an editor has no field for the comment "l10n:ignore RULE": the article,
# and the hash of the source text as `l10n check` tells it. With rule = "markup" the text is built with other links.
# [[check.ignore]]
# article = "news/visit.md"
# rule = "markup"
# source = "3f9a1c07"
# locales = ["ru"]

[typography]
# Whether the typography of Russian and Chinese drafts is put right.
# drafts = true
# Rules that do not count, such as "ru.dash".
# off = []
# Russian per cent: "tight" (12,5%), or "space" (12,5 %).
# percent = "tight"
# Chinese beside Latin letters and figures: "none", "space", "keep" (as it is), or "usual": a space in Taiwan, else
# none.
# latin_space = "usual"
# Russian ё: "optional", "required" or "forbidden".
# yo = "optional"
# Chinese title marks around works that the source marks up (*The Times*, <cite>): "report" or "apply".
# titles = "report"
# Dollars and euros in Russian: "any", "sign" ($100) or "word" (100 долл.).
# currency = "any"
"""
_ARTICLE = """\
---
title: Welcome
description: The first article of this project.
---

# Welcome

Write articles in Markdown, HTML or plain text in this folder. Then run `l10n run`, and open the catalogues below
`locales/` in your PO editor.
"""
_IGNORED = """\
/build/
/.l10n/
"""


@click.command("init")
@click.option(
    "-l", "--locale", "names", multiple=True, metavar="LOCALE", help="Translate into this locale. [ru, zh_CN]"
)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def command(session: Session, names: tuple[str, ...], folder: Path | None) -> None:
    """Start a project in FOLDER, or here: a commented l10n.toml, the folders, a first article.

    Nothing that exists is overwritten.
    """
    root = folder or session.folder or Path()
    chosen = [locale(name).name for name in names] or list(Configuration().locales)
    quoted = ", ".join(f'"{name}"' for name in chosen)
    sources = root / Configuration().source
    text = _CONFIGURATION.format(locales=quoted)
    configuration(text, root / CONFIGURATION)  # UsageError where the locales cannot be so
    files = {
        root / CONFIGURATION: text,
        root / ".gitignore": _IGNORED,
    }
    if not sources.exists() or not any(sources.iterdir()):
        files[sources / "welcome.md"] = _ARTICLE
    try:
        root.mkdir(parents=True, exist_ok=True)
        with place(root / Configuration().catalogues / "templates", Border(root), writing=True):
            pass  # the folder of catalogues is there now
        for path, text in files.items():
            _create(session, root, path, text)
        sweep(root)
    except OSError as error:
        raise InputError(str(error.filename), f"cannot be written: {error.strerror}") from error
    tell(f"Ready. Put articles into {sources}/ and run `l10n run`.")


def _create(session: Session, root: Path, path: Path, text: str) -> None:
    try:
        write_atomic(path, text.encode(), None, Border(root))
    except ChangedError:
        session.say(f"{path} exists and is left as it is")
    else:
        session.say(f"created {path}")
