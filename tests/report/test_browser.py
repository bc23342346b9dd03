"""The page in a real browser: it opens, filters, prints, fits, and asks nobody for anything."""

import shutil
from dataclasses import replace

import pytest

from initproofs.check import check
from initproofs.read import read_text
from initproofs.report import FORMATS
from initproofs.report.style import Style

from ..cli import examples
from .test_page import HOSTILE

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
REPORT = replace(examples.REPORT, document=read_text("note.md", examples.SOURCE))
WIDTHS = (320, 390, 736, 1024, 1440, 1920)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path):
    """A page that is open, what it complained of, and what it asked for."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: requests.append(request.url))

    def show(*reports):
        path = tmp_path / "report.html"
        path.write_text(FORMATS["html"](list(reports), [], Style()), "utf8")
        page.goto(path.as_uri())
        return page

    yield show
    assert complaints == []
    assert len(requests) == 1
    context.close()


def test_a_claim_opens_by_its_mark_and_closes_by_escape(opened):
    page = opened(REPORT)
    assert page.locator("details.claim[open]").count() == 0
    page.locator(".mend a").first.click()
    page.wait_for_selector("details.claim[open]")
    assert page.locator("details.claim[open] .verdict").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("details.claim[open]").count() == 0
    page.keyboard.press("o")
    assert page.locator("details.claim[open]").count() == len(REPORT.findings)


def test_filters_hide_and_show_without_script(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(FORMATS["html"]([REPORT], [], Style()), "utf8")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    shown = page.locator("details.refuted > summary:visible")
    before = shown.count()
    assert before
    page.locator("label.refuted").click()
    assert shown.count() == 0
    page.locator("label.refuted").click()
    assert shown.count() == before
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(opened, width):
    page = opened(REPORT, check(read_text("hostile.md", HOSTILE)))
    page.set_viewport_size({"width": width, "height": 900})
    page.keyboard.press("o")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_with_the_reasons_of_what_is_wrong(opened):
    page = opened(REPORT)
    assert len(page.pdf()) > 5000
    page.emulate_media(media="print")
    assert page.locator("details.refuted .verdict").first.is_visible()


def test_a_hostile_note_is_inert(opened):
    page = opened(check(read_text("a.md", HOSTILE)))
    page.keyboard.press("o")
    for link in page.locator(".note a").all():
        assert link.get_attribute("href").startswith("#")
    assert page.title().endswith("title · checked by initproofs")
