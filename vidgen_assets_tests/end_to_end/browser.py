"""Debian's Chromium, without a screen, for whatever is to be seen in a browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PATIENCE_MS = 60_000
_ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@contextmanager
def browsing(width: int = 1600, height: int = 900) -> Iterator[Page]:
    """An empty page of a new browser, so many pixels large."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_ARGUMENTS))
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def photograph(page: Page, name: str) -> None:
    """Keep a picture for a person, where one is wanted."""
    if folder := os.environ.get("VIDGEN_TEST_SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
