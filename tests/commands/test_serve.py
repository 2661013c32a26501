"""`playbook serve` and `mkdocs serve`: a real server, a changed file, a browser that is told."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from build_tools.errors import SettingsError
from build_tools.serve import Browsers, Builder, Shown, parse_address
from tests import projects

URL = re.compile(r"http://[\w.\[\]:]+/")


class Running:
    """A server that runs, the lines it has said, and its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.lines, self.url = process, [], ""
        self._said = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._said:
                self.lines.append(line.rstrip())
                self._said.notify_all()
        with self._said:
            self.lines.append("<end>")
            self._said.notify_all()

    def wait_for(self, words: str) -> str:
        """Return the first line with these words, once it is said; the test's own timeout ends the wait."""
        with self._said:
            self._said.wait_for(lambda: any(words in line or line == "<end>" for line in self.lines))
            found = [line for line in self.lines if words in line]
        assert found, "\n".join(self.lines)
        return found[0]

    def get(self, path: str) -> str:
        with urlopen(f"{self.url}{path}") as response:
            return response.read().decode()  # type: ignore[no-any-return]


@contextmanager
def running(folder: Path, *command: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=folder, env=projects.environment(PYTHONUNBUFFERED="1", NO_COLOR="1"),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    server = Running(process)
    try:
        found = URL.search(server.wait_for("http://"))
        assert found
        server.url = found[0]
        yield server
    finally:
        process.terminate()  # an interrupt may be ignored, as under nohup
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def change_until(folder: Path, name: str, text: str, happened: threading.Event) -> None:
    """Write a file, again and again with another last line, until what is waited for has happened."""
    number = 0
    while not happened.is_set():
        number += 1
        fresh = folder / f".{number}.tmp"
        fresh.write_text(f"{text}\n<!-- {number} -->\n", encoding="utf-8")
        fresh.replace(folder / name)
        happened.wait(1)


def listen(server: Running, told: threading.Event) -> None:
    """Wait on the server's events, as a browser does."""
    with urlopen(f"{server.url}__playbook__/events") as events:
        for line in events:
            if line.startswith(b"data: reload"):
                told.set()
                return


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Running]]:
    """A project and its server."""
    folder = projects.project(tmp_path_factory.mktemp("serve") / "project")
    with running(folder, "build_tools", "serve", "--addr", "127.0.0.1:0") as server:
        yield folder, server


def test_browser_is_told_of_a_change_and_gets_the_new_page(served: tuple[Path, Running]) -> None:
    folder, server = served
    assert "Begin with" in server.get("en/")
    told = threading.Event()
    threading.Thread(target=listen, args=(server, told), daemon=True).start()
    change_until(folder, "content/en/pages/index.md", projects.HOME.replace("Begin", "Start"), told)
    assert "Start with" in server.get("en/")
    assert "Begin with" not in server.get("en/")


def test_the_search_follows_when_it_is_quiet(served: tuple[Path, Running]) -> None:
    folder, server = served
    before = server.get("pagefind/pagefind-entry.json")
    page = folder / "content/en/guides/trust.md"
    page.write_text(page.read_text(encoding="utf-8").replace("slowly", "steadily"), encoding="utf-8")
    deadline = threading.Event()
    while server.get("pagefind/pagefind-entry.json") == before:  # the test's own timeout ends the wait
        deadline.wait(0.2)
    assert server.get("pagefind/pagefind-entry.json") != before


def test_an_edit_is_shown_while_a_build_is_still_waited_for(tmp_path: Path) -> None:
    """Shown pages stay until the build of their own change is published, not of an earlier one."""
    begun, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def rebuild(_reindex: bool) -> bool:
        if over.is_set():
            return True
        begun.set()
        assert go_on.wait(60)
        go_on.clear()
        return True

    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("old")
    (tmp_path / "b.html").write_text("old")
    shown, browsers = Shown(tmp_path), Browsers()
    mailbox = browsers.join()
    builder = Builder(rebuild, shown, browsers)
    builder.changed({"a/": "first"})
    assert begun.wait(60)
    assert shown.read(tmp_path / "a/index.html") == b"first"
    begun.clear()
    builder.changed({"a/": "second"})
    builder.changed({})
    go_on.set()
    assert begun.wait(60), "what came meanwhile is built too"
    assert shown.read(tmp_path / "a/index.html") == b"second"
    assert shown.read(tmp_path / "b.html") == b"old"
    over.set()
    go_on.set()
    assert mailbox.get(timeout=60) == "reload", "a change without a preview is told when it is built"
    assert shown.read(tmp_path / "a/index.html") == b"old", "now the site has it"


def test_faults_are_said_and_the_last_good_page_stays(served: tuple[Path, Running]) -> None:
    folder, server = served
    bad = folder / "content/en/pages/bad.md"
    said = threading.Event()
    threading.Thread(target=lambda: (server.wait_for("bad.md:1:1: PB003"), said.set()), daemon=True).start()
    change_until(folder, "content/en/pages/bad.md", "# no front matter\n", said)
    assert "Home" in server.get("en/")
    bad.unlink()


def test_broken_settings_are_said_and_serving_goes_on(served: tuple[Path, Running]) -> None:
    folder, server = served
    locales = folder / "i18n/locales.yaml"
    text = locales.read_text(encoding="utf-8")
    said = threading.Event()
    threading.Thread(
        target=lambda: (server.wait_for("locales.yaml cannot be read"), said.set()), daemon=True
    ).start()
    while not said.is_set():
        locales.unlink(missing_ok=True)
        (folder / "content/en/pages/index.md").write_text(projects.HOME, encoding="utf-8")
        said.wait(1)
    assert "Home" in server.get("en/")
    locales.write_text(text, encoding="utf-8")


def test_an_address_that_is_taken_is_told_in_the_readers_language(served: tuple[Path, Running]) -> None:
    folder, server = served
    address = server.url.removeprefix("http://").rstrip("/")
    done = projects.playbook(folder, "serve", "--addr", address, PLAYBOOK_LANGUAGE="ru")
    assert done.returncode == 2
    assert f"{address} " in done.stderr
    assert "адрес уже занят" in done.stderr


def test_unknown_address_gives_the_sites_own_page(served: tuple[Path, Running]) -> None:
    with pytest.raises(HTTPError) as error:
        served[1].get("en/nowhere/")
    assert error.value.code == 404
    assert "There is no page at this address" in error.value.read().decode()
    error.value.close()


@pytest.mark.parametrize(
    "path", ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/..%2fmkdocs.yml", "//etc/passwd", "/.playbook/x"]
)
def test_nothing_outside_the_site_is_served(path: str, served: tuple[Path, Running]) -> None:
    host = served[1].url.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", path)
    response = connection.getresponse()
    assert response.status == 404
    assert b"site_name" not in response.read()
    connection.close()


def test_folder_without_a_slash_is_sent_on(served: tuple[Path, Running]) -> None:
    host = served[1].url.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/en")
    response = connection.getresponse()
    assert (response.status, response.headers["Location"]) == (301, "/en/")
    connection.close()


def test_pages_are_never_kept_by_the_browser(served: tuple[Path, Running]) -> None:
    with urlopen(f"{served[1].url}en/") as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"


ADDRESSES = {
    "127.0.0.1:8000": ("127.0.0.1", 8000),
    "localhost:0": ("localhost", 0),
    ":8000": ("127.0.0.1", 8000),
    "8000": ("127.0.0.1", 8000),
    "[::1]:8000": ("::1", 8000),
    "0.0.0.0:65535": ("0.0.0.0", 65535),
}


@pytest.mark.parametrize(("address", "parts"), ADDRESSES.items())
def test_address(address: str, parts: tuple[str, int]) -> None:
    assert parse_address(address) == parts


@pytest.mark.parametrize("address", ["", "localhost", "localhost:", "localhost:x", "a:-1", "a:65536", "a:²"])
def test_wrong_address(address: str) -> None:
    with pytest.raises(SettingsError, match="not an address to serve at"):
        parse_address(address)


def test_port_that_is_taken_is_a_sentence(read_only: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = projects.playbook(read_only, "serve", "--addr", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 2
    assert "choose another port with --addr" in done.stderr
    assert "Traceback" not in done.stderr


def test_mkdocs_serve_gives_the_same_pages(tmp_path: Path) -> None:
    folder = projects.project(tmp_path / "project")
    assert projects.playbook(folder, "build", "--no-pdf").returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running(folder, "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--no-livereload") as server:
        for file in sorted((folder / "site").rglob("index.html")):
            page = file.relative_to(folder / "site").as_posix()
            theirs = server.get(page).replace(server.url, "https://playbook.example/")
            assert theirs == file.read_text(encoding="utf-8"), page
