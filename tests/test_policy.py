"""What a project and its translators say of rules: severities, exceptions by article and by entry, limits."""

from pathlib import Path, PurePosixPath

import pytest

from l10n.catalogue import Entry
from l10n.checks import RULES, Rule, policy
from l10n.errors import UsageError
from l10n.exemptions import named
from l10n.locales import locale
from l10n.problem import Severity
from l10n.project import configuration

RU, ZH = locale("ru"), locale("zh_CN")


def configured(text: str) -> object:
    return policy(configuration(text, Path("l10n.toml")), RULES)


def test_rules_have_the_severity_that_the_project_says() -> None:
    found = policy(configuration('[check.rules]\nterm = "error"\nmachine = "off"', Path("l10n.toml")), RULES)
    assert found.of(PurePosixPath("a.md"), RU) == {"term": Severity.ERROR, "machine": None}


def test_exceptions_hold_for_their_articles_and_locales() -> None:
    text = """
        [check]
        rules = { term = "info" }
        [[check.paths]]
        paths = ["archive/*"]
        locales = ["zh-Hans"]
        rules = { term = "off" }
        """
    found = policy(configuration(text, Path("l10n.toml")), RULES)
    assert found.of(PurePosixPath("archive/a.md"), ZH) == {"term": None}
    assert found.of(PurePosixPath("archive/a.md"), RU) == {"term": Severity.INFO}
    assert found.of(PurePosixPath("news/a.md"), ZH) == {"term": Severity.INFO}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source_language = en", r"l10n.toml:1: not TOML: Invalid value; put text in quotation marks"),
        ('# ours\nlocales = ["ru"]\nname "X"', r"l10n.toml:3: not TOML: Expected '=' after a key"),
        ('locales = ["ru"\n', "l10n.toml:1: not TOML: Unclosed array"),
        ('name = "a"\nname = "b"\n', "l10n.toml:2: not TOML: Cannot overwrite a value; .* set each key once"),
        ('[check.rules]\ntrem = "off"', "check.rules: unknown rule 'trem'; did you mean 'term'?"),
        ('[check.rules]\nterm = "of"', "check.rules.term must be one of error, warning, info, off"),
        ("[check.limits]\nlenght = 2", "unknown key 'check.limits.lenght'; did you mean 'length'?"),
        ("[check.limits]\nlength = 0", "check.limits.length must be above 0"),
        ("[check.limits]\nlength = nan", "check.limits.length must be a number, not nan"),
        ("[check.limits]\nlength = inf", "check.limits.length must be a number, not inf"),
        ("[chekc]", "unknown key 'chekc'; did you mean 'check'?"),
        ('locales = ["ru", "zh_CN", "RU"]', "locales has ru twice; take one of them out"),
        ('locales = ["ru", "ru"]', "locales has ru twice; take one of them out"),
        ('locales = ["zh_CN", "ru", "zh_CN"]', "locales has zh_CN twice; take one of them out"),
        ('output = "source"', "output must be another folder than source, not 'source'"),
        ('[check.limits]\nlength = "2"', "check.limits.length must be a number"),
        ('[check.paths]\npaths = ["a"]', r"write \[\[check.paths\]\]"),
        ('[[check.paths]]\npath = ["a"]', "unknown key check.paths.path; did you mean 'paths'?"),
        ('[[check.paths]]\nlocales = ["xx_YY"]', "unknown locale 'xx_YY'"),
        ('[check]\nbaseline = "../x.json"', "check.baseline must be a file inside the project"),
        (
            'locales = ["en", "ru"]',
            r"locales: en is the language of the articles \(source_language = 'en'\); take it out",
        ),
        ('locales = ["ru", "EN.utf-8"]', "locales: en is the language of the articles"),
        ('locales = ["eng"]', "locales: en is the language of the articles"),
        ('locales = ["en_US"]', "locales: en_US is the language of the articles"),
        ('locales = ["en-Latn-US"]', "locales: en_Latn_US is the language of the articles"),
        ('source_language = "de_DE"\nlocales = ["de"]', "locales: de is the language of the articles"),
        ('source_language = "zh"\nlocales = ["zh-Hans"]', "locales: zh_CN is the language of the articles"),
        ('source_language = "ru"', "locales: ru is the language of the articles"),
        ('source_language = "xx_YY"', "l10n.toml: source_language: unknown locale 'xx_YY'"),
        ('locales = ["chinese"]', "l10n.toml: locales: unknown locale 'chinese'"),
        ('locales = ["zh_CN", "zh_Hans"]', "locales has zh_CN and zh_Hans, which are one language"),
        ('output = "build/{locale}"', r"output: unknown '\{locale\}' in 'build/\{locale\}'; did you mean 'locale'"),
        ('output = "{local}/{path}"', r"output: unknown '\{local\}' .*did you mean 'locale'"),
        ('source = "source/{langauge"', r"source: unknown '\{langauge'"),
        ('catalogues = "po/{lang}"', r"catalogues: unknown '\{lang\}'"),
        ('exclude = ["{drafts,old}/*"]', r"exclude: unknown '\{drafts,old\}'"),
        ('[[check.paths]]\npaths = ["{locale}/*"]', r"check.paths.paths: unknown '\{locale\}'"),
        ('[check]\nbaseline = "{name}.json"', r"check.baseline: unknown '\{name\}'"),
        ('[links]\nlocalised = ["{locale}.png"]', "is one file for all; name {stem}, {name} or {path}, too"),
        ('[links]\nlocalised = ["{stem}.png"]', "links.localised must name {locale}"),
        ('[links]\nlocalised = ["{stem}.{locla}"]', "links.localised: unknown 'locla'.*did you mean 'locale'"),
        ('[links]\nlocalised = ["{stem}.{locale!r}"]', "links.localised: unknown 'locale!r'"),
        ('[links.rewrite]\n"/en/" = "/{lcoale}/"', "links.rewrite./en/: unknown 'lcoale'.*did you mean 'locale'"),
        ('[links.rewrite]\n"/{locale}/" = "/x/"', r"links.rewrite: unknown '\{locale\}' in '/\{locale\}/'"),
        ('output = "Source"', "output must be another folder than source, not 'Source'"),
        (
            'source = "docs/ru"\noutput = "docs"',
            "output: localised articles would lie in docs/ru/, where the articles are",
        ),
        ('source = "RU/pages"\noutput = "."', "output: localised articles would lie in ./ru/, where the articles are"),
        ('catalogues = ".l10n/po"', "catalogues must not be a hidden folder"),
        ('output = ".l10n"', "output must not be a hidden folder"),
    ],
)
def test_what_is_wrong_names_the_nearest_that_is_right(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        configured(text)


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        ("en", ["en_GB", "en_AU", "en_Shaw"]),
        ("en_GB", ["en_US"]),
        ("pt", ["pt_BR", "pt_AO"]),
        ("zh_CN", ["zh_TW", "zh_HK", "zh_SG"]),
        ("sr", ["sr@latin"]),
        ("de", ["de_AT", "de_CH"]),
        ("ru", ["be", "uk"]),
    ],
)
def test_a_regional_variant_is_a_language_of_its_own(source: str, targets: list[str]) -> None:
    configured(f'source_language = "{source}"\nlocales = {targets}')


def test_a_brace_in_a_name_can_be_written() -> None:
    configured('exclude = ["[{]draft}.md"]')


def test_a_comment_excepts_its_entry() -> None:
    entry = Entry("a", comments=("l10n:ignore numbers, term (the source is wrong)", "l10n:ignore length"))
    assert named(entry) == ("numbers", "term", "length")


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_has_a_manual(rule: Rule) -> None:
    """One line, then a bad and a good example."""
    assert rule.summary.endswith("."), rule.manual
    assert "Bad:" in rule.manual
    assert "Good:" in rule.manual
