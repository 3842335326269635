"""Downloads come out whole or not at all, whatever the server does; what has arrived is not fetched again."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import environment
from server import (
    Behaviour,
    Request,
    Site,
    careless,
    cut_off,
    endless,
    etag,
    part,
    redirect,
    reset,
    serving,
    stalled,
    status,
    without_parts,
)

from l10n.errors import InputError, L10nError
from l10n.models.download import Patience, download, read, redirected
from l10n.models.partial import STALE_SECONDS, partial, sweep_partial

CONTENT = bytes(range(256)) * 1200  # several chunks
PATIENT = Patience(seconds=60, delays=(0, 0, 0))
"""On a busy machine a server that answers may take its time."""
HASTY = Patience(seconds=0.2, delays=(0,) * 20)
"""For servers that stop answering."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    with serving() as site:
        yield site


def fetched(url: str, folder: Path, patience: Patience = PATIENT) -> bytes:
    """What a download makes of the partial file in a folder."""
    with partial(folder / "model") as (path, file):
        download(url, file, patience)
        return path.read_bytes()


def arrived(url: str, folder: Path) -> int:
    """Bytes that a download left, which failed."""
    with pytest.raises(InputError), partial(folder / "model") as (_, file):
        download(url, file, Patience(seconds=60, delays=()))
    return (folder / "model.part").stat().st_size


def test_a_file_is_fetched_whole(site: Site, tmp_path: Path) -> None:
    assert fetched(site.put("/model", CONTENT), tmp_path) == CONTENT


@pytest.mark.parametrize(
    "misbehaviour",
    [cut_off(100_000), cut_off(0), reset(70_000), reset(0), status(503), status(429)],
    ids=["cut off", "cut off at once", "reset", "reset at once", "overloaded", "too many requests"],
)
def test_what_fails_once_is_tried_again(site: Site, tmp_path: Path, misbehaviour: Behaviour) -> None:
    assert fetched(site.put("/model", CONTENT, misbehaviour), tmp_path) == CONTENT


def test_a_server_that_stops_answering_is_asked_again(site: Site, tmp_path: Path) -> None:
    assert fetched(site.put("/model", CONTENT, stalled(100_000)), tmp_path, HASTY) == CONTENT


def test_a_download_that_was_cut_off_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    """Also in a later process: all it needs lies on the disk."""
    url = site.put("/model", CONTENT, cut_off(100_000))
    size = arrived(url, tmp_path)

    assert 0 < size <= 100_000
    assert fetched(url, tmp_path) == CONTENT
    assert site.asked("/model") == [None, f"bytes={size}-"]


def test_progress_counts_every_byte_once(site: Site, tmp_path: Path) -> None:
    counts: list[tuple[int, list[int]]] = []

    @contextmanager
    def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
        assert label == "Downloading model"
        steps: list[int] = []
        counts.append((total, steps))
        yield steps.append

    url = site.put("/model", CONTENT, cut_off(100_000))
    with partial(tmp_path / "model") as (_, file):
        download(url, file, PATIENT, progress)

    assert [total for total, _ in counts] == [len(CONTENT)] * 2
    assert sum(counts[1][1]) == len(CONTENT)
    assert counts[1][1][0] == sum(counts[0][1])


def other(content: bytes) -> bytes:
    return content[::-1]


def test_a_file_that_changed_meanwhile_is_fetched_from_its_start(site: Site, tmp_path: Path) -> None:
    """The server sees by If-Range that its file is another one; no byte of the old one is kept."""
    url = site.put("/model", CONTENT, cut_off(100_000))
    arrived(url, tmp_path)
    site.files["/model"] = other(CONTENT)

    assert fetched(url, tmp_path) == other(CONTENT)
    assert [headers.get("if-range") for _, headers in site.requests] == [None, etag(CONTENT)]


def test_a_rest_of_another_file_is_not_glued_on(site: Site, tmp_path: Path) -> None:
    """The server heeds no If-Range, but its ETag gives it away."""
    url = site.put("/model", CONTENT, cut_off(100_000), careless)
    arrived(url, tmp_path)
    site.files["/model"] = other(CONTENT)

    assert fetched(url, tmp_path) == other(CONTENT)


def misplaced(request: Request, content: bytes) -> None:
    """As many bytes as are missing, but those from the start, and a header that says so."""
    missing = len(content) - (request.asked_from or 0)
    request.answer(206, content[:missing], Content_Range=f"bytes 0-{missing - 1}/{len(content)}")


@pytest.mark.parametrize(
    "behaviour",
    [
        without_parts,
        misplaced,
        part("bytes 0-9/10", lambda content: content[:10]),
        part("bytes 5-14/307200", lambda content: content[5:15]),
        part("bytes */307200", lambda content: content[:10]),
        part("pages 1-2/3", lambda content: content[:10]),
        part("bytes 1-99999999999999999999/3", lambda content: content[:10]),
        status(416),
    ],
    ids=["no parts", "other bytes", "from the start", "another part", "no part", "no bytes", "no number", "refused"],
)
def test_a_wrong_answer_to_the_wish_for_the_rest_leads_back_to_the_start(
    site: Site, tmp_path: Path, behaviour: Behaviour
) -> None:
    url = site.put("/model", CONTENT, cut_off(100_000), behaviour)
    arrived(url, tmp_path)

    assert fetched(url, tmp_path) == CONTENT


def test_a_rest_of_the_wrong_length_is_not_glued_on(site: Site, tmp_path: Path) -> None:
    """The range is the right one, but the bytes are fewer."""

    def short(request: Request, content: bytes) -> None:
        start = request.asked_from or 0
        request.answer(206, content[start : start + 9], Content_Range=f"bytes {start}-{start + 8}/{len(content)}")

    url = site.put("/model", CONTENT, cut_off(100_000), short)
    arrived(url, tmp_path)

    assert fetched(url, tmp_path) == CONTENT


def test_bytes_of_one_address_are_not_continued_from_another(site: Site, tmp_path: Path) -> None:
    arrived(site.put("/first", CONTENT, cut_off(100_000)), tmp_path)

    assert fetched(site.put("/second", other(CONTENT)), tmp_path) == other(CONTENT)
    assert site.asked("/second") == [None]


@pytest.mark.parametrize("note", [b"", b"[]", b"{", b'["x"]', b"\xff", b"[" * 100_000])
def test_a_damaged_note_of_the_origin_only_costs_time(site: Site, tmp_path: Path, note: bytes) -> None:
    url = site.put("/model", CONTENT, cut_off(100_000))
    arrived(url, tmp_path)
    (tmp_path / "model.part.origin").write_bytes(note)

    assert fetched(url, tmp_path) == CONTENT


@pytest.mark.parametrize(
    ("behaviours", "reason"),
    [
        ([status(404)], "the server answers 404"),
        ([status(500)] * 9, "the server answers 500; try again later"),
        ([stalled(10)] * 99, "timed out"),
        ([reset(10)] * 9, "try again later"),
        ([cut_off(10)] * 9, "try again later"),
        ([redirect("/model")] * 99, "more than 5 redirections"),
        ([redirect("file:///etc/passwd")], "neither http nor https"),
        ([redirect("http://[")], "leads to an address that is none"),
        ([redirect("")], "neither http nor https"),
        ([part("bytes 0-9/10", lambda content: content[:10])] * 9, "another part than it was asked for"),
    ],
)
def test_what_cannot_be_had_is_named_with_the_reason(
    site: Site, tmp_path: Path, behaviours: list[Behaviour], reason: str
) -> None:
    url = site.put("/model", CONTENT, *behaviours)

    with pytest.raises(InputError) as refusal:
        fetched(url, tmp_path, HASTY if reason == "timed out" else PATIENT)

    assert str(refusal.value).startswith(f"{url}: ")
    assert reason in str(refusal.value)


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/model"
        with pytest.raises(InputError, match=r"/model: cannot be downloaded: .*refused.*; try again later"):
            fetched(url, tmp_path)


@pytest.mark.parametrize("length", [len(CONTENT), 10**14])
def test_a_file_beyond_the_limit_is_refused_before_it_is_taken(site: Site, tmp_path: Path, length: int) -> None:
    def boastful(request: Request, content: bytes) -> None:
        request.answer(200, content, length=length)
        request.close_connection = True

    url = site.put("/model", CONTENT, boastful)
    with pytest.raises(InputError, match=f"is {length} bytes long, more than 1000"):
        fetched(url, tmp_path, Patience(seconds=60, delays=(), limit=1000))
    assert (tmp_path / "model.part").stat().st_size == 0


def test_a_file_of_unknown_length_ends_at_the_limit(site: Site, tmp_path: Path) -> None:
    def endless(request: Request, content: bytes) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(content)
        request.close_connection = True

    url = site.put("/model", CONTENT, endless)
    with pytest.raises(InputError, match="is more than 200000 bytes long"):
        fetched(url, tmp_path, Patience(seconds=60, delays=(), limit=200_000))


def test_redirections_are_followed_with_the_wish_for_the_rest(site: Site, tmp_path: Path) -> None:
    site.put("/there", CONTENT, cut_off(100_000))
    url = site.put("/model", b"", redirect("/there"), redirect(f"{site.url}/there"))
    size = arrived(url, tmp_path)

    assert fetched(url, tmp_path) == CONTENT
    assert site.asked("/there") == [None, f"bytes={size}-"]


def test_https_is_never_left() -> None:
    """What a stranger on the way could read and change is not asked for."""
    assert redirected("https://a.example/x", "/y") == "https://a.example/y"
    assert redirected("https://a.example/x", "//b.example/y") == "https://b.example/y"
    assert redirected("http://a.example/x", "https://a.example/y") == "https://a.example/y"
    with pytest.raises(InputError, match=r"leads from https to http://a\.example/y"):
        redirected("https://a.example/x", "http://a.example/y")


def test_a_small_file_is_read_into_memory(site: Site) -> None:
    assert read(site.put("/index.json", b"[]", cut_off(1)), PATIENT) == b"[]"


def test_the_machines_proxy_is_used_with_its_password(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", site.url.replace("//", "//me:p%40ss@"))
    site.put("http://models.example/model", CONTENT)

    assert fetched("http://models.example/model", tmp_path) == CONTENT
    assert site.requests[0][1]["proxy-authorization"] == "Basic bWU6cEBzcw=="


def test_a_proxy_that_is_none_is_named(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del site
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")

    with pytest.raises(InputError, match="the proxy in this machine's settings is none"):
        fetched("http://models.example/model", tmp_path)


# --- partial files ---


def test_one_process_at_a_time_holds_a_partial_file(tmp_path: Path) -> None:
    with (
        partial(tmp_path / "model"),
        pytest.raises(L10nError, match=r"model\.part: another l10n is downloading this model"),
        partial(tmp_path / "model"),
    ):
        pass
    with partial(tmp_path / "model"):
        pass


HOLDING = """
import sys
from pathlib import Path
from l10n.models.partial import partial
with partial(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_sweep_takes_what_was_left_and_nothing_that_is_in_use(tmp_path: Path) -> None:
    """A partial file of yesterday is garbage, unless a process holds it; one of today may still be gone on with."""
    yesterday = time.time() - STALE_SECONDS - 10
    for name in ("old", "held", "new"):
        (tmp_path / f"{name}.part").write_bytes(b"bytes")
        (tmp_path / f"{name}.part.origin").write_text('["", ""]')
        if name != "new":
            os.utime(tmp_path / f"{name}.part", (yesterday, yesterday))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, tmp_path / "held"],
        env=environment(tmp_path, {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        sweep_partial(tmp_path)
        kept = {path.name for path in tmp_path.glob("*.part*")}
        holder.communicate()

    assert kept == {"held.part", "held.part.origin", "new.part", "new.part.origin"}
    sweep_partial(tmp_path)
    assert {path.name for path in tmp_path.glob("*.part")} == {"new.part"}


DOWNLOADING = """
import sys
from pathlib import Path
from l10n.models.download import download
from l10n.models.partial import partial
with partial(Path(sys.argv[1])) as (_, file):
    download(sys.argv[2], file)
"""


def test_a_killed_download_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    """Killed while the server stalls: the bytes that arrived are on the disk, and the lock is gone."""
    url = site.put("/model", CONTENT, stalled(200_000))
    child = subprocess.Popen(
        [sys.executable, "-c", DOWNLOADING, tmp_path / "model", url], env=environment(tmp_path, {})
    )
    with child:
        file = tmp_path / "model.part"
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not (file.exists() and file.stat().st_size):
            time.sleep(0.01)
        child.kill()
    size = file.stat().st_size

    assert size
    assert hashlib.sha256(fetched(url, tmp_path)).digest() == hashlib.sha256(CONTENT).digest()
    assert site.asked("/model") == [None, f"bytes={size}-"]


# --- servers that never come to an end ---

STRICT = Patience(seconds=30, delays=(), window=0.3, least=1_000_000)
"""So much arrives in a window of no server that trickles, and the connection is never silent for 30 seconds."""
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "behaviour",
    [
        endless(OK + b"Content-Length: 100000000\r\n\r\n", b"x"),
        endless(OK + b"Connection: close\r\n\r\n", b"x"),
        endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        endless(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"Trailer: x\r\n"),
        endless(OK + b"X-Long: ", b"x"),
        endless(b"", b"H"),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        endless(b"HTTP/1.1 302 Found\r\nLocation: /model\r\n", b"\0"),
    ],
    ids=["body", "body without length", "chunks", "trailers", "header", "status line", "continue", "redirect"],
)
def test_a_server_that_trickles_is_not_waited_for(site: Site, tmp_path: Path, behaviour: Behaviour) -> None:
    """What has arrived stays for the next time."""
    url = site.put("/model", CONTENT, behaviour)
    with pytest.raises(InputError, match="the server sends fewer than 1000000 bytes a second; try again later"):
        fetched(url, tmp_path, STRICT)
    assert fetched(url, tmp_path) == CONTENT


def test_a_trickle_of_unknown_length_is_no_whole_file(site: Site, tmp_path: Path) -> None:
    """Its end is the end of the connection, which is also what cutting it looks like."""
    url = site.put("/model", CONTENT, endless(OK + b"Connection: close\r\n\r\n", b"x"))
    with pytest.raises(InputError, match="the server sends fewer than 1000000 bytes a second"):
        fetched(url, tmp_path, STRICT)


def test_a_file_has_so_much_time_and_no_more(site: Site) -> None:
    """However much of it comes."""
    url = site.put("/index.json", b"[]", endless(OK + b"Content-Length: 9000000\r\n\r\n", b"x" * 100))
    with pytest.raises(InputError, match=r"not complete after 0\.5 seconds"):
        read(url, Patience(seconds=30, delays=(), window=30, whole=0.5))


def sends(content: bytes) -> Behaviour:
    def behave(request: Request, _: bytes) -> None:
        request.wfile.write(content)

    return behave


@pytest.mark.parametrize("number", [101, 100_000])
def test_headers_without_end_are_refused(site: Site, tmp_path: Path, number: int) -> None:
    lines = b"".join(b"X-%d: y\r\n" % at for at in range(number))
    url = site.put("/model", CONTENT, sends(OK + lines + b"\r\n"))
    with pytest.raises(InputError, match="try again later"):
        fetched(url, tmp_path, Patience(seconds=60, delays=()))


def test_an_index_without_end_is_refused(site: Site) -> None:
    url = site.put("/index.json", b"[]", endless(OK + b"Connection: close\r\n\r\n", b"x" * 1_000_000, pause=0))
    with pytest.raises(InputError, match="is more than 16777216 bytes long"):
        read(url, Patience(delays=()))
