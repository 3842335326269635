"""`l10n review`: entries decided on one by one, with the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import get_terminal_size

import click

from l10n import review as core
from l10n.cli import card, options
from l10n.cli.terminal import Session, counted, exit_code, is_terminal, report_errors, tell_all
from l10n.errors import InputError, UsageError
from l10n.pipeline.articles import read
from l10n.pipeline.review import Desk, offered, open_desk, take
from l10n.review import Act, Decision, Item


@click.command("review")
@options.paths
@options.locales
@click.option("--all", "everything", is_flag=True, help="Reviewed entries, too.")
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], names: tuple[str, ...], *, everything: bool) -> None:
    """Go through the entries that wait for a person, with the keyboard: missing, drafted, unfinished, outdated.

    Each decision is saved at once, also beside other programs that have the catalogue open. Press ? for the keys.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "review needs a terminal for its keys; without one, use `l10n status`, `l10n check` or a PO editor"
        )
    project = session.project()
    project.sweep()
    reading = read(project, paths)
    desk, review, outcome = open_desk(project, reading, options.chosen(project, names), everything=everything)
    if review.queue:
        review = _Table(desk, review).work()
    report_errors(outcome.errors)
    session.say(_summary(desk, review))
    sys.exit(exit_code(outcome))


def _summary(desk: Desk, review: core.Session) -> str:
    if not desk.places:
        return "no catalogues yet: run `l10n extract`"
    if not review.queue and not review.history:
        return "nothing waits for a person; `--all` shows what is reviewed"
    decided = review.decided
    left = sum(item not in decided for item in review.queue)
    return f"{counted(len(decided), 'entry', 'entries')} decided on, {left} left"


_ACTS: Mapping[str, Act] = {
    "a": Act.ACCEPT,
    "s": Act.SKIP,
    "n": Act.NEXT,
    "b": Act.BACK,
    "u": Act.UNDO,
    "\x1b[C": Act.NEXT,
    "\x1bOC": Act.NEXT,
    "\x1b[D": Act.BACK,
    "\x1bOD": Act.BACK,
}
"""What keys mean; the arrows as terminals send them in either mode (ECMA-48, DECCKM)."""


@dataclass(slots=True)
class _Table:
    """The screen, the keys, and the review between them."""

    desk: Desk
    review: core.Session
    message: str = ""
    attempts: dict[Item, str] = field(default_factory=dict)
    """Texts that were refused: the next edit starts from them."""

    def work(self) -> core.Session:
        """The review when the person leaves it."""
        while True:
            self._draw()
            key = _key()
            self.message = ""
            if key in {"q", ""}:
                return self.review
            if key == "?":
                self._help()
            elif key == "e":
                self._edit()
            elif key in _ACTS:
                self._take(Decision(_ACTS[key]))
            else:
                self.message = "no such key; ? for help"

    def _draw(self) -> None:
        click.clear()
        shown = self._card()
        if shown:
            click.echo(card.drawn(shown, get_terminal_size().columns), nl=False)
            return
        tell_all(f"{self.message}\n{_summary(self.desk, self.review)}. This is the end.\n\n{card.KEYS}\n".lstrip())

    def _card(self) -> card.Card | None:
        item, entry = self.review.item, self.review.entry
        if item is None or entry is None:
            return None
        place = self.desk.places[item.catalogue]
        title = f"{place.article.name} → {place.locale.name}  {self.review.at + 1} of {len(self.review.queue)}"
        before, after = self.review.neighbours
        problem = self.desk.refusal(self.review, item, entry.translation) if entry.translation else ""
        match = offered(self.desk.match(item), entry)
        return card.Card(title, entry, before, after, match, problem, self.message)

    def _help(self) -> None:
        click.clear()
        tell_all(card.HELP + "\n")
        _key()

    def _edit(self) -> None:
        shown, item = self._card(), self.review.item
        if shown is None or item is None:
            return
        text = self.attempts.get(item, shown.entry.translation)
        try:
            written = click.edit(card.sheet(shown, text), extension=".txt")
        except (click.ClickException, UnicodeDecodeError) as error:
            self.message = str(error)
            return
        if written is None:
            self.message = "nothing was saved in the editor, nothing is changed"
            return
        self.attempts[item] = card.text_of(written, shown)
        self._take(Decision(Act.EDIT, self.attempts[item]))
        if not self.message:
            del self.attempts[item]

    def _take(self, decision: Decision) -> None:
        try:
            self.review, self.message = take(self.desk, self.review, decision)
        except InputError as error:
            self.message = str(error)


def _key() -> str:
    """The key that was pressed; of several at once, as in a paste, the first. Empty where the terminal is gone."""
    try:
        found = click.getchar()
    except EOFError:
        return ""
    return found if found.startswith("\x1b") else found[:1]
