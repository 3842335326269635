"""Files from the network, by http and https: resumed, repeated, never trusted. The only module that goes online."""

from __future__ import annotations

import io
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final, Self
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationValueError, SSLError

from l10n import __version__
from l10n.errors import InputError
from l10n.models.partial import Partial

MAX_REDIRECTS: Final = 5
MAX_INDEX_BYTES: Final = 16 * 1024**2
"""The Argos index of 2026 has about 100 entries in 50 kB."""
MAX_INDEX_SECONDS: Final = 120.0
CHUNK: Final = 8 * 1024

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others the next time (RFC 9110, section 15)."""
_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a display for so many bytes (0: not known), and takes how many have arrived."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, and how much is taken from it."""

    seconds: float = 30
    """Without a byte, before a connection counts as dead."""
    delays: tuple[float, ...] = (0.5, 1, 2, 4)
    """Seconds before each further attempt."""
    limit: int = 4 * 1024**3
    """Bytes of a file; the largest Argos archives have about 250 MB."""
    least: int = 1000
    """Bytes a second that must arrive over a window: a byte now and then keeps a connection alive for ever."""
    window: float = 60
    """Seconds."""
    whole: float = 6 * 3600
    """Seconds for a file, with its redirections and all attempts; the next run goes on with what has arrived."""


PATIENCE: Final = Patience()


class _Passing(Exception):  # noqa: N818 - not an error to anybody: the next attempt may succeed
    """What may go better the next time."""


def silent(label: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
    """No progress display."""
    del label, total
    return nullcontext(lambda _: None)


def read(url: str, patience: Patience = PATIENCE) -> bytes:
    """A small file. InputError naming the address where it cannot be had."""
    content = io.BytesIO()
    limit, whole = min(patience.limit, MAX_INDEX_BYTES), min(patience.whole, MAX_INDEX_SECONDS)
    download(url, Partial(content), replace(patience, limit=limit, whole=whole))
    return content.getvalue()


def download(url: str, part: Partial, patience: Patience = PATIENCE, progress: Progress = silent) -> None:
    """Complete a partial file from `url`, going on after what it has if the server still has the same file.

    InputError naming the address where it cannot be had; what has arrived stays for the next time.
    """
    with _Watch(patience) as watch, _pool(url, patience, watch) as http:
        for delay in (*patience.delays, None):
            try:
                _attempt(http, url, part, _Terms(patience, progress, watch))
            except (LocationValueError, SSLError, HTTPError, _Passing) as error:
                if watch.verdict:
                    raise _late(url, watch) from error
                if isinstance(error, LocationValueError | SSLError):
                    raise InputError(url, f"cannot be downloaded: {error}") from error
                if delay is None:
                    raise InputError(url, f"cannot be downloaded: {_reason(error)}; try again later") from error
                time.sleep(delay)
            else:
                if watch.verdict:  # an answer of unknown length ends where its connection was cut
                    raise _late(url, watch)
                return


def _late(url: str, watch: _Watch) -> InputError:
    return InputError(url, f"cannot be downloaded: {watch.verdict}; try again later")


class _Watch:
    """Cuts the connections of a download that takes too long, or in which too little arrives.

    Time-outs of a socket begin anew with each byte, in the status line and the headers too; so another thread looks.
    """

    def __init__(self, patience: Patience) -> None:
        self.verdict = ""
        """Why the connections were cut; empty while they are not."""
        self.arrived = 0
        """Bytes so far."""
        self._patience = patience
        self._sockets: list[socket.socket] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()
        for each in self._sockets:
            each.close()

    def keep(self, connected: socket.socket) -> socket.socket:
        """Note a connection; its double stays valid when TLS takes over the original."""
        self._sockets.append(connected.dup())
        return connected

    def _look(self) -> None:
        patience = self._patience
        end, before = time.monotonic() + patience.whole, 0
        while not self._over.wait(min(patience.window, max(0.0, end - time.monotonic()))):
            arrived = self.arrived
            if time.monotonic() >= end:
                return self._cut(f"it is not complete after {patience.whole:g} seconds")
            if arrived - before < patience.least * patience.window:
                return self._cut(f"the server sends fewer than {patience.least} bytes a second")
            before = arrived
        return None

    def _cut(self, verdict: str) -> None:
        self.verdict = verdict
        while not self._over.is_set():  # a connection that is opened meanwhile, too
            for each in list(self._sockets):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            self._over.wait(0.1)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What all attempts at one file share."""

    patience: Patience
    progress: Progress
    watch: _Watch


def _reason(error: Exception) -> str:
    """Without the objects that urllib3 puts in front."""
    return re.sub(r"^\S*(?:Connection|Pool)\([^)]*\)[^:]*: ", "", str(error))


def _pool(url: str, patience: Patience, watch: _Watch) -> urllib3.PoolManager:
    """Connections as the machine's proxy settings ask for, each of them watched."""
    pool = _unwatched(url, patience)
    pool.pool_classes_by_scheme = _watched_pools(watch)
    return pool


def _watched_pools(watch: _Watch) -> dict[str, type[urllib3.HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watch.keep(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return watch.keep(super()._new_conn())

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _unwatched(url: str, patience: Patience) -> urllib3.PoolManager:
    timeout = urllib3.Timeout(connect=patience.seconds, read=patience.seconds)
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    if proxy is None or proxy_bypass(parts.hostname or ""):
        return urllib3.PoolManager(timeout=timeout)
    place = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    secret = f"{unquote(place.username)}:{unquote(place.password or '')}" if place.username else None
    headers = urllib3.make_headers(proxy_basic_auth=secret)
    try:
        return urllib3.ProxyManager(place.geturl(), proxy_headers=headers, timeout=timeout)
    except HTTPError as error:
        raise InputError(url, f"cannot be downloaded: the proxy in this machine's settings is none: {error}") from error


def _attempt(http: urllib3.PoolManager, url: str, part: Partial, terms: _Terms) -> None:
    limit = terms.patience.limit
    known = part.validator(url)
    asked = {"Range": f"bytes={part.size}-", "If-Range": known} if known else {}
    with _answer(http, url, asked) as answer:
        total = _total(answer, url, part, known)
        if total > limit:
            raise InputError(url, f"is {total} bytes long, more than {limit}")
        with terms.progress(f"Downloading {urlsplit(url).path.rpartition('/')[2]}", total) as step:
            step(part.size)
            for chunk in answer.stream(CHUNK, decode_content=False):
                if part.size + len(chunk) > limit:
                    raise InputError(url, f"is more than {limit} bytes long")
                part.file.write(chunk)
                terms.watch.arrived += len(chunk)
                step(len(chunk))
    part.file.flush()
    if total and part.size != total:
        part.begin(url, "")
        raise _Passing("the server sent another length than it announced")


def _total(answer: urllib3.BaseHTTPResponse, url: str, part: Partial, known: str) -> int:
    """The length of the whole file, 0 where the server does not say; the partial file is made ready for the rest."""
    if answer.status == 206 and known:
        found = _CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if found and int(found[1]) == part.size and _validator(answer) in {"", known}:
            return int(found[2]) + 1 if found[3] == "*" else int(found[3])
    if answer.status in {206, 416}:
        part.begin(url, "")
        raise _Passing("the server sent another part than it was asked for")
    part.begin(url, _validator(answer))
    length = answer.headers.get("Content-Length", "")
    return int(length) if re.fullmatch(r"[0-9]{1,15}", length) else 0


def _validator(answer: urllib3.BaseHTTPResponse) -> str:
    """What `If-Range` may hold (RFC 9110, section 13.1.5): a strong ETag, else a date."""
    etag = answer.headers.get("ETag", "")
    return etag if re.fullmatch(r'"[!#-~]{1,200}"', etag) else _date(answer.headers.get("Last-Modified", ""))


def _date(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9 ,:]{1,40}", text) else ""


@contextmanager
def _answer(http: urllib3.PoolManager, url: str, asked: dict[str, str]) -> Iterator[urllib3.BaseHTTPResponse]:
    """The answer at the end of all redirections: a whole file, a part of one, or 416."""
    headers = {"User-Agent": f"l10n/{__version__}", "Accept-Encoding": "identity", **asked}
    place = url
    for _ in range(MAX_REDIRECTS + 1):
        answer = http.request("GET", place, headers=headers, preload_content=False, redirect=False, retries=False)
        try:
            if answer.status not in _REDIRECTS:
                _check_status(answer.status, url)
                yield answer
                return
            place = redirected(place, answer.headers.get("Location", ""))
        finally:
            answer.close()
    raise InputError(url, f"leads on and on: more than {MAX_REDIRECTS} redirections")


def _check_status(status: int, url: str) -> None:
    if status in _PASSING:
        raise _Passing(f"the server answers {status}")
    if status not in {200, 206, 416}:
        raise InputError(url, f"cannot be downloaded: the server answers {status}")


def redirected(url: str, to: str) -> str:
    """Where a redirection leads. InputError if that is nowhere, neither http nor https, or a step down from https."""
    try:
        place = urljoin(url, to)
        schemes = urlsplit(url).scheme, urlsplit(place).scheme
    except ValueError as error:
        raise InputError(url, f"leads to an address that is none: {to!r}") from error
    if not to or not place.isprintable() or schemes[1] not in {"http", "https"}:
        raise InputError(url, f"leads to {to!r}, which is neither http nor https")
    if schemes == ("https", "http"):
        raise InputError(url, f"leads from https to {place}, which anybody on the way could change; refused")
    return place
