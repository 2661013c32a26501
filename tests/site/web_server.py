"""A static host on this machine: `_headers`, compression, 404.html, and counts of what went over the wire."""

from __future__ import annotations

import fnmatch
import gzip
import threading
from collections import Counter
from functools import lru_cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".webmanifest", ".atom"}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
    ".epub": "application/epub+zip",
}


def read_headers(text: str) -> list[tuple[str, dict[str, str]]]:
    """Return the rules of a `_headers` file: of each pattern its headers, in order."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.strip() and not line.startswith((" ", "\t")):
            rules.append((line.strip(), {}))
        elif ":" in line:
            name, _, value = line.strip().partition(":")
            rules[-1][1][name] = value.strip()
    return rules


@lru_cache(maxsize=512)
def compressed(data: bytes) -> bytes:
    """Return what goes over the wire."""
    return gzip.compress(data, 6, mtime=0)


class WebServer:
    """Serves a folder on a free port of the loopback address.

    Args:
        site: the folder; read at every request, so a test may change it.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self._rules = (0.0, read_headers(""))
        self.sent: Counter[str] = Counter()
        """Bytes over the wire by path: headers and compressed body."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def file_of(self, path: str) -> tuple[Path, HTTPStatus]:
        """Return the file that answers a path."""
        file = self.site / unquote(path).lstrip("/")
        if path.endswith("/"):
            file /= "index.html"
        if file.is_file() and file.name != "_headers":
            return file, HTTPStatus.OK
        return self.site / "404.html", HTTPStatus.NOT_FOUND

    def headers_for(self, path: str) -> dict[str, str]:
        """Return what `_headers` asks for: of every pattern that matches, the later ones winning."""
        file, found = self.site / "_headers", dict[str, str]()
        if file.stat().st_mtime != self._rules[0]:
            self._rules = (file.stat().st_mtime, read_headers(file.read_text(encoding="utf-8")))
        for pattern, headers in self._rules[1]:
            if fnmatch.fnmatchcase(path, pattern):
                found |= headers
        return found


def _handler(server: WebServer) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if not path.endswith("/") and (server.site / unquote(path).lstrip("/")).is_dir():
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            file, status = server.file_of(path)
            data = file.read_bytes()
            headers = {"Cache-Control": "no-cache", **server.headers_for(path)}
            headers["Content-Type"] = TYPES.get(file.suffix, "application/octet-stream")
            if file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
                data = compressed(data)
                headers["Content-Encoding"] = "gzip"
                headers["Vary"] = "Accept-Encoding"
            headers["Content-Length"] = str(len(data))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)
            server.sent[path] += len(data) + sum(len(f"{n}: {v}\r\n") for n, v in headers.items()) + 40

        do_HEAD = do_GET  # noqa: N815 - the name http.server calls

    return Handler
