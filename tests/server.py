"""A server on this machine that serves files well, or misbehaves as a test tells it to."""

import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Request", bytes], None]


class Request(BaseHTTPRequestHandler):
    """One request; a behaviour answers it with the means below."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        site = self.server.site
        site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        if self.path not in site.files:
            self.answer(404, b"no such file")
            return
        script = site.scripts.get(self.path, [])
        behaviour = script.pop(0) if script else whole
        behaviour(self, site.files[self.path])

    def answer(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        """A status, headers (`_` for `-`) and a body, whose length may be a lie."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """End the connection rudely, so that the other side sees a reset."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    @property
    def asked_from(self) -> int | None:
        """The first byte the client asked for."""
        asked = self.headers.get("Range")
        return int(asked.removeprefix("bytes=").removesuffix("-")) if asked else None

    def finish(self) -> None:
        """A connection that was cut off needs no farewell."""
        if not self.wfile.closed and self.connection.fileno() != -1:
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        """Nothing is printed."""


# --- behaviours ---


def etag(content: bytes) -> str:
    """What a good server calls this content."""
    return f'"{zlib.crc32(content):x}"'


def whole(request: Request, content: bytes) -> None:
    """As a good server: parts where they are asked for and the file is still the same."""
    if request.asked_from is None or request.headers.get("If-Range") not in {None, etag(content)}:
        request.answer(200, content, ETag=etag(content))
    else:
        careless(request, content)


def careless(request: Request, content: bytes) -> None:
    """The part that is asked for, whether or not the file is still the same."""
    start = request.asked_from or 0
    place = f"bytes {start}-{len(content) - 1}/{len(content)}"
    request.answer(206, content[start:], ETag=etag(content), Content_Range=place)


def without_parts(request: Request, content: bytes) -> None:
    """As a server that knows no ranges, but has an ETag."""
    request.answer(200, content, ETag=etag(content))


def cut_off(after: int) -> Behaviour:
    """The whole length is announced, and the connection closed after some bytes."""

    def behave(request: Request, content: bytes) -> None:
        request.answer(200, content[:after], length=len(content), ETag=etag(content))
        request.close_connection = True

    return behave


def reset(after: int) -> Behaviour:
    """The connection is reset after some bytes."""

    def behave(request: Request, content: bytes) -> None:
        request.answer(200, content[:after], length=len(content))
        request.hang_up()

    return behave


def stalled(after: int) -> Behaviour:
    """Nothing comes any more after some bytes, and the connection stays open."""

    def behave(request: Request, content: bytes) -> None:
        request.answer(200, content[:after], length=len(content), ETag=etag(content))
        request.wfile.flush()
        request.server.site.over.wait(10)
        request.close_connection = True

    return behave


def endless(start: bytes, again: bytes, pause: float = 0.005) -> Behaviour:
    """Bytes come one after another, each before the client's patience with a silent connection ends, and never stop."""

    def behave(request: Request, content: bytes) -> None:
        del content
        request.close_connection = True
        request.wfile.write(start)
        while not request.server.site.over.wait(pause):
            request.wfile.write(again)

    return behave


def status(number: int) -> Behaviour:
    """An error."""
    return lambda request, _: request.answer(number, b"an error page")


def redirect(to: str) -> Behaviour:
    """Sends the client elsewhere."""
    return lambda request, _: request.answer(302, b"", Location=to)


def part(place: str, body: Callable[[bytes], bytes]) -> Behaviour:
    """A part with a `Content-Range` of the test's choice."""
    return lambda request, content: request.answer(206, body(content), Content_Range=place)


# --- the server ---


@dataclass
class Site:
    """What a server has, how it behaves, and what it was asked."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    scripts: dict[str, list[Behaviour]] = field(default_factory=dict)
    """By path, the behaviours of the next requests; after these the server is good."""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, content: bytes, *behaviours: Behaviour) -> str:
        """The address of a file that is now there."""
        self.files[path] = content
        self.scripts[path] = list(behaviours)
        return f"{self.url}{path}"

    def asked(self, path: str) -> list[str | None]:
        """The ranges of all requests for a path."""
        return [headers.get("range") for asked, headers in self.requests if asked == path]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """A client may go away, and a test may close the connection."""

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket) and request.fileno() != -1:
            super().shutdown_request(request)


@contextmanager
def serving() -> Iterator[Site]:
    """A server that runs as long as the block."""
    with _Server(("127.0.0.1", 0), Request) as server:
        site = server.site = Site(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
            thread.join()
