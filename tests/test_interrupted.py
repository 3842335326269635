"""A long translation that is killed again and again: nothing is lost, nothing is decoded twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import polib
from command import MODELS, environment, l10n, write
from engine import plugged_in

SENTENCES = 300
KILLS = 5


def articles(project: Path) -> None:
    """Sentences in twenty articles, no two alike, some with code and links."""
    write(project / "l10n.toml", 'locales = ["ru"]\n')
    draw = random.Random(7)  # noqa: S311
    words = ("river", "stone", "window", "letter", "garden", "station", "summer", "teacher", "market", "bridge")
    for article in range(20):
        lines = []
        for number in range(SENTENCES // 20):
            some = " ".join(draw.choices(words, k=draw.randint(3, 20)))
            marked = [f"{some}", f"{some} `code`", f"[{some}](a.md) too"][number % 3]
            lines.append(f"Number {article * SENTENCES // 20 + number} {marked}.\n")
        write(project / "source" / f"{article:02}.md", "\n".join(lines))


def test_hundreds_of_segments_killed_five_times(tmp_path: Path) -> None:
    """With the real engine. The diary has what was decoded, delivered and answered by the next request."""
    project = tmp_path / "project"
    articles(project)
    l10n(project, "models", "install", "--here", str(MODELS / "translate-en_ru-1_0.argosmodel"))
    l10n(project, "extract")
    diary, plugins = tmp_path / "diary", plugged_in(tmp_path / "plugins", "diary", "engine:open_diary")
    paths = os.pathsep.join([str(plugins), str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    settings = {"L10N_DIARY": str(diary), "PYTHONPATH": paths}
    surroundings = environment(project / ".home", settings)
    command = [sys.executable, "-m", "l10n", "translate", "--engine", "diary"]
    draw = random.Random(11)  # noqa: S311
    for _ in range(KILLS):
        before = diary.stat().st_size if diary.exists() else 0
        process = subprocess.Popen(command, cwd=project, env=surroundings)
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            if diary.exists() and diary.stat().st_size > before + draw.randint(0, 4000):
                break
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "it was done before it could be killed"
    done = subprocess.run(command, cwd=project, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    lines = Counter(diary.read_text(encoding="utf-8").splitlines())
    assert [line for line, count in lines.items() if count > 1] == []
    entries = [entry for path in project.glob("locales/ru/**/*.po") for entry in polib.pofile(path)]
    assert len(entries) == SENTENCES
    assert all(entry.msgstr for entry in entries)
    again = subprocess.run(command, cwd=project, env=surroundings, capture_output=True, text=True, check=False)
    assert "0 entries drafted, 0 catalogues written" in again.stderr
