"""Law 8 in MDX, in the eyes of its compiler: a built page compiles to the expressions, modules and tags of its source.

The articles and translations are drawn at random from a fixed seed, so that one start of Node judges all of them.
"""

import json
import random

from articles import page
from judges import judge, node

from l10n.build import build
from l10n.document import ParseOptions
from l10n.locales import locale

_JUDGE = """
    import {createRequire} from 'node:module';
    import {pathToFileURL} from 'node:url';
    const from = name => import(pathToFileURL(`${process.cwd()}/node_modules/${name}/index.js`));
    const {compileSync} = await from('@mdx-js/mdx');
    const {visit} = await from('unist-util-visit');
    const items = text => {
        const found = [];
        const seen = () => tree => visit(tree, node => {
            if (!node.type.startsWith('mdx')) return;
            const values = (node.attributes ?? []).filter(each => !['title', 'alt'].includes(each.name));
            const said = values.map(each => [each.name, each.value?.value ?? each.value]);
            found.push([node.type.replace(/Flow|Text/, ''), node.name, node.value, said]);
        });
        try {
            compileSync(text, {remarkPlugins: [seen]});
        } catch (error) {
            return `error: ${error.message}`;
        }
        return found.map(each => JSON.stringify(each)).sort();
    };
    console.log(JSON.stringify(given.texts.map(items)));
"""
BLOCKS = (
    *("Some words here. And *more* {a.b} words.", "# A `heading` here", "## Head {x}", "- An item here\n- Two `b` {c}"),
    *("> A quotation {q} of words.", "Hi <Foo x={1}>you</Foo> there.", '![Alt text](i.png "Its title")'),
    *('<Card title="Words" n={2}>\n\nInner words.\n\n</Card>', "A [link](u) and `{code}`.", "{/* note */}"),
    *("export const w = {\n  t: 'x'\n}", "Line one  \nline two.", "Escaped \\{brace} word."),
    "<b>Bold</b> words <br/> here.",
)
PIECES = (
    *("Слово", "word ", " ", "{", "}", "{a.b}", "{x}", "{q}", "{c}", "{1+1}", "<", "<Foo x={1}>", "</Foo>"),
    *("<Foo x={2}>", "<b>", "</b>", "<br/>", "<Evil />", "\\", "`", "*", "**", "  \n", "\n", "import x from 'y'"),
    *("export const z = 1", "<!-- x -->", "<>", "</>", "&#123;", "&lt;", "5 < 6", " <3", "`{code}`", "[x](u)"),
    *("{/* c */}", "'", '"', "/*", "*/", "\\{", "# ", "- ", "> ", "a<b", "{'}'}", "```", "~~~", "|", "<a href={x}>"),
)


def drawn(chance: random.Random) -> tuple[str, str]:
    """An article, and how it is built with translations that are odd, hostile, or its own words with something more."""
    article = "\n\n".join(chance.sample(BLOCKS, chance.randint(1, 3))) + "\n"
    made = page(article.encode(), "a.mdx", options=ParseOptions(anchors="off"))
    texts = {}
    for text in (segment.text for segment in made.segments):
        odd = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 5)))
        texts[text] = chance.choice([odd, text + chance.choice(PIECES), f"{chance.choice(PIECES)} {text}"])
    return article, build(made, texts, locale("ru")).content.decode()


def test_a_built_page_compiles_to_the_code_of_its_source() -> None:
    judge("@mdx-js/mdx")
    chosen = random.Random(8)  # noqa: S311 - nothing secret
    pairs = [drawn(chosen) for _ in range(120)]
    before, after = (json.loads(node(_JUDGE, texts=[pair[side] for pair in pairs])) for side in (0, 1))
    wrong = [(pair, code, new) for pair, code, new in zip(pairs, before, after, strict=True) if code != new]
    assert wrong == []
    assert sum(source != built for source, built in pairs) > 40
    assert not any(isinstance(code, str) for code in before)
