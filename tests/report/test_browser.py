"""The page in a real browser: it opens, filters, prints, fits, and asks nobody for anything."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from initproofs.check import check
from initproofs.cli import main
from initproofs.course import FOLDER
from initproofs.read import READERS, read, read_text
from initproofs.report import FORMATS
from initproofs.report.style import Style

from ..cli import examples
from ..read.files import filed
from .test_page import HOSTILE

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
REPORT = replace(examples.REPORT, document=read_text("note.md", examples.SOURCE))
NOTES = Path(__file__).parents[1] / "notes"
AUDIT = Path(__file__).with_name("audit.js").read_text("utf8").partition("\n")[2]
WIDTHS = (320, 390, 736, 1024, 1440, 1920)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def listened(page):
    """What a page complains of and what it asks for, from now on."""
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("popup", lambda other: complaints.append(other.url))
    page.on("request", lambda request: requests.append(request.url))
    return complaints, requests


def read_all(*names):
    return [read(NOTES / name) for name in names]


@pytest.fixture
def opened(browser, tmp_path):
    """A page that is open, what it complained of, and what it asked for."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    complaints, requests = listened(page)

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


@pytest.mark.parametrize("suffix", READERS)
def test_a_hostile_note_is_inert(opened, suffix):
    page = opened(check(read_text(f"a{suffix}", filed(suffix, HOSTILE))))
    page.keyboard.press("o")
    assert page.evaluate("document.scripts.length") == 1
    assert page.locator("img, iframe, object, embed, form, base").count() == 0
    events = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
    assert page.evaluate(f"{events}.filter(a => a.name.startsWith('on')).length") == 0
    for link in page.locator("a").all():
        assert link.get_attribute("href").startswith("#")
    page.evaluate("document.querySelectorAll('a, summary').forEach(e => e.click())")
    assert page.url.split("#")[0].endswith("report.html")
    assert page.title().endswith("· checked by initproofs")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_there_for_everybody(opened, scheme, width):
    page = opened(REPORT, *map(check, read_all("first_steps.md", "columns_and_a_relu.md")))
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(AUDIT) == []
    page.keyboard.press("o")
    assert page.evaluate(AUDIT) == []


def test_the_audit_finds_what_is_lacking(browser):
    page = browser.new_page()
    page.set_content("<h1>x</h1><h3>y</h3><p style='color: #999'>faint</p><a href='#no'></a>")
    lacking = "\n".join(page.evaluate(AUDIT))
    for words in (
        "a language",
        "one main",
        "after 1: <h3>",
        "a name: <a",
        "place to go",
        "faint",
    ):
        assert words in lacking
    page.close()


def test_the_keyboard_alone_is_enough(opened):
    page = opened(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip ui"
    stops = page.evaluate("[...document.querySelectorAll('a, input, summary')].length")
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('details.claim > summary')"):
            break
    shown = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(shown) == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.activeElement.parentElement.open")


def test_the_course_of_derivations(browser, tmp_path):
    """Every theorem of ours on one page, as `initproofs report derivations` writes it."""
    path = tmp_path / "report.html"
    assert main(["report", str(FOLDER), "-o", str(path)]) == 0
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    complaints, requests = listened(page)
    page.goto(path.as_uri())
    assert page.locator("section.doc").count() == len([*FOLDER.glob("*.md")])
    assert page.locator(".counts").first.inner_text().endswith("all read.")
    assert page.locator(".theorem .opens").count() >= page.locator("section.doc").count() - 1
    assert page.locator("code.unread").count() == 0  # every formula is set …
    unseen = "[...document.querySelectorAll('.said math')].filter(e => !e.getClientRects().length)"
    assert page.evaluate(f"{unseen}.length") == 0  # … and there to be seen
    drawn = "[...document.querySelectorAll('svg.plot')].map(e => e.getBoundingClientRect().height)"
    assert min(page.evaluate(drawn)) > 100
    assert page.locator("figure[id*=simulation]").count() >= 9

    links = page.locator(".said a[href$='-note']")
    target = links.first.get_attribute("href")
    links.first.click()
    assert page.url.endswith(target)
    opened = page.locator("details.claim[open]")
    summary = page.locator("details.claim > summary").first
    summary.click()
    assert opened.count() == 1
    assert page.locator("details.claim[open] .verdict").is_visible()
    summary.click()
    assert opened.count() == 0
    page.locator("label.proved").click()
    proved = page.locator("details.proved").count()
    visible = "[...document.querySelectorAll('summary')].filter(e => e.checkVisibility())"
    here = page.evaluate(f"{visible}.filter(e => e.parentElement.matches('.claim')).length")
    assert 0 < here == page.locator("details.claim").count() - proved
    page.locator("label.proved").click()
    assert page.evaluate(AUDIT) == []
    assert len(page.pdf(page_ranges="1-20")) > 100_000
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    assert requests == [path.as_uri()]
