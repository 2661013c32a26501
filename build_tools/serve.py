"""`playbook serve`: build, serve on this machine, rebuild what changed, reload the browser."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Collection, Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from build_tools.errors import PlaybookError, SettingsError
from build_tools.settings import Settings

EVENTS, SCRIPT = "/__playbook__/events", "/__playbook__/reload.js"
_RELOAD = b"""new EventSource("/__playbook__/events").onmessage = () => location.reload();\n"""
QUIET = 1.5
"""Seconds without a change after which the search index is made anew; the pages are there at once."""
_TAG = b'<script src="/__playbook__/reload.js"></script>'


class Browsers:
    """The pages that are open now, each waiting to be told of a change."""

    def __init__(self) -> None:
        self._waiting: set[queue.SimpleQueue[str]] = set()
        self._lock = threading.Lock()

    def join(self) -> queue.SimpleQueue[str]:
        """Return a queue that gets a message at each change."""
        mailbox: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._waiting.add(mailbox)
        return mailbox

    def leave(self, mailbox: queue.SimpleQueue[str]) -> None:
        """Forget a page that was closed."""
        with self._lock:
            self._waiting.discard(mailbox)

    def tell(self) -> None:
        """Have every open page reload."""
        with self._lock:
            for mailbox in self._waiting:
                mailbox.put("reload")


class Shown:
    """What is served: the site that was published, and pages that are newer.

    Args:
        site: the published site.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self._newer: dict[str, tuple[int, bytes]] = {}
        self._lock = threading.Lock()

    def show(self, pages: Mapping[str, str], change: int) -> None:
        """Show newer pages, given by address, until the build of this change is published."""
        with self._lock:
            self._newer |= {
                f"{address}index.html": (change, html.encode()) for address, html in pages.items()
            }

    def published(self, change: int) -> None:
        """Forget the pages that are in the site now: those of this change and of all before it."""
        with self._lock:
            self._newer = {name: page for name, page in self._newer.items() if page[0] > change}

    def read(self, file: Path) -> bytes:
        """Return the bytes of a file of the site.

        Raises:
            OSError: it cannot be read.
        """
        name = file.relative_to(self.site).as_posix() if file.is_relative_to(self.site) else ""
        newer = self._newer.get(name)
        return file.read_bytes() if newer is None else newer[1]


class Builder:
    """Builds what has changed, in a thread of its own: an edited page is shown while a build still runs.

    Args:
        rebuild: builds with a new search index or without; False when findings stopped it.
        shown: told what is published.
        browsers: told of a change that no preview has shown.
    """

    def __init__(self, rebuild: Callable[[bool], bool], shown: Shown, browsers: Browsers) -> None:
        self._rebuild, self._shown, self._browsers = rebuild, shown, browsers
        self._change, self._untold, self._built = 0, 0, 0
        self._wanted = threading.Condition()
        threading.Thread(target=self._work, daemon=True).start()

    def changed(self, pages: Mapping[str, str]) -> None:
        """Take a change, with the pages that can be shown of it at once; none where a build has to be waited for."""
        with self._wanted:
            self._change += 1
            self._untold = self._untold if pages else self._change
            self._shown.show(pages, self._change)
            self._wanted.notify()

    def _work(self) -> None:
        unsearched = False
        while True:
            with self._wanted:
                quiet = not self._wanted.wait_for(
                    lambda: self._change > self._built, QUIET if unsearched else None
                )
                change = self._change
            if quiet:
                self._rebuild(True)
                unsearched = False
                continue
            unsearched = self._rebuild(False)
            self._shown.published(change)
            if unsearched and self._built < self._untold <= change:
                self._browsers.tell()
            self._built = change


class SiteRequest(SimpleHTTPRequestHandler):
    """Answers one browser: pages with the script that reloads them, and the events that script waits for."""

    protocol_version = "HTTP/1.1"

    def __init__(self, shown: Shown, browsers: Browsers, *args: Any) -> None:
        self._shown, self._browsers = shown, browsers
        super().__init__(*args, directory=str(shown.site))

    def log_message(self, *_args: Any) -> None:
        """Say nothing: the terminal is for findings."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._events()
        elif path == SCRIPT:
            self._send(_RELOAD, "text/javascript")
        else:
            self._page(path)

    def _page(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if file.is_dir():
            if not path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            file /= "index.html"
        status = HTTPStatus.OK
        if not file.is_file():
            file, status = self._shown.site / "404.html", HTTPStatus.NOT_FOUND
        try:
            data = self._shown.read(file)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        if file.suffix == ".html":
            data = data.replace(b"</body>", _TAG + b"</body>")
        self._send(data, self.guess_type(str(file)), status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        mailbox = self._browsers.join()
        try:
            while True:
                try:
                    message = f"data: {mailbox.get(timeout=15)}\n\n"
                except queue.Empty:
                    message = ": still here\n\n"
                self.wfile.write(message.encode())
                self.wfile.flush()
        except OSError:
            self._browsers.leave(mailbox)


def parse_address(address: str) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:8000`.

    Raises:
        SettingsError: it is not of that form.
    """
    host, _, port = address.rpartition(":")
    if not (port.isascii() and port.isdigit()) or not 0 <= int(port) < 65536:  # noqa: PLR2004 - TCP's ports
        raise SettingsError(
            "`{address}` is not an address to serve at", "write it as 127.0.0.1:8000", address=address
        )
    return host.strip("[]") or "127.0.0.1", int(port)


def _listen(address: str, shown: Shown, browsers: Browsers) -> tuple[ThreadingHTTPServer, str]:
    """Answer browsers from now on; return the server and its address."""
    host, port = parse_address(address)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server_type = type("Server", (ThreadingHTTPServer,), {"address_family": family, "daemon_threads": True})
    try:
        server = server_type((host, port), partial(SiteRequest, shown, browsers))
    except OSError as error:
        raise SettingsError(
            "cannot serve at {address} ({reason})",
            "choose another port with --addr",
            address=address,
            reason=error.strerror,
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    name = f"[{host}]" if ":" in host else host
    return server, f"http://{name}:{server.server_address[1]}/"


def serve(
    settings: Settings,
    address: str,
    rebuild: Callable[[bool], bool],
    preview: Callable[[Collection[Path]], Mapping[str, str]],
    say: Callable[[str], None],
    translate: Callable[[str], str] = str,
) -> None:
    """Serve the site and rebuild it whenever something it is made from changes, until interrupted.

    Args:
        settings: where everything is.
        address: host and port; port 0 takes a free one.
        rebuild: builds the site, with a new search index or, sooner, without, and says what was found;
            returns False when the findings stopped it and the last good site stays. What it raises
            ends the first build; later it is said, and serving goes on.
        preview: draws the pages that show the changed files, by address, so that they can be looked at
            before the build is through; none where only a build can know.
        say: shows a line to the person at the terminal.
        translate: the catalogue of that person's language.

    Raises:
        SettingsError: the address is taken or wrong.
    """
    from watchfiles import watch  # noqa: PLC0415 - only needed here

    parse_address(address)  # said before the build, not after it
    rebuild(True)
    browsers, shown = Browsers(), Shown(settings.site)
    server, url = _listen(address, shown, browsers)
    say(url)
    watched = [p for p in (settings.content, settings.i18n, settings.docs, settings.config) if p.exists()]
    builder = Builder(lambda reindex: _rebuilt(partial(rebuild, reindex), say, translate), shown, browsers)
    try:
        for changed in watch(*watched, debounce=40, step=10):
            pages = _previewed(preview, {Path(path) for _, path in changed})
            builder.changed(pages)
            if pages:
                browsers.tell()
    finally:
        server.shutdown()
        server.server_close()


def _previewed(
    preview: Callable[[Collection[Path]], Mapping[str, str]], changed: Collection[Path]
) -> Mapping[str, str]:
    """Return the pages that show a change; none where a file cannot be read, which the build then says."""
    try:
        return preview(changed)
    except (PlaybookError, OSError):
        return {}


def _rebuilt(
    rebuild: Callable[[], bool], say: Callable[[str], None], translate: Callable[[str], str]
) -> bool:
    """Return True for a new site; a file that is half written or gone is said, and waited for."""
    try:
        return rebuild()
    except PlaybookError as error:
        message, help = error.say(translate)
        say(f"playbook: {message}; {help}" if help else f"playbook: {message}")
    except OSError as error:
        reason = translate(error.strerror) if error.strerror else str(error)
        say(f"playbook: {error.filename}: {reason}" if error.filename else f"playbook: {reason}")
    return False
