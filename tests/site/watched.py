"""A page of the browser that writes down everything that goes wrong in it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

OWN_SCHEMES = ("data:", "blob:", "about:")


class Watched:
    """A page in a context of its own.

    Args:
        context: closed by whoever opened it.
        url: of the site; a request to anywhere else is a fault.
    """

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.faults: list[str] = []
        self.expected: tuple[str, ...] = ()
        """Parts of faults that the test brings about on purpose."""
        self.responses: list[Response] = []
        self._pending: set[Request] = set()
        self.context = context
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"uncaught error: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("requestfinished", lambda request: self._pending.discard(request))  # noqa: PLW0108
        context.on("response", self._response)
        self.page: Page = context.new_page()

    def open(self, address: str) -> Page:
        """Go to an address of the site and wait until everything has been fetched."""
        self.page.goto(f"{self.url}{address}", wait_until="load")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page's modules have run, its fonts are there and nothing more is asked for."""
        quiet = 0
        while quiet < 2:
            self.page.evaluate("() => document.fonts.ready.then(() => true)")
            self.page.wait_for_timeout(20)
            quiet = 0 if self._pending else quiet + 1

    @property
    def is_loading(self) -> bool:
        """Whether something has been asked for that is not there yet."""
        return bool(self._pending)

    def _note(self, fault: str) -> None:
        if not any(part in fault for part in self.expected):
            self.faults.append(f"{self.page.url}: {fault}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self._pending.add(request)
        if not request.url.startswith((self.url, *OWN_SCHEMES)):
            self._note(f"request to somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        self._pending.discard(request)
        # The browser gives up what a page asked for when the reader leaves it; that is nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"failed request: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        self.responses.append(response)
        if response.status >= 400:
            self._note(f"{response.status}: {response.url}")
