"""总览的图：数与图下的表一样，没有可画的就说一句话；画在页面里，不带脚本和样式；浅色、深色、打印都看得清。"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from bot.app import create_app
from bot.assembly import House
from bot.supervision import overview as overview_page
from bot.supervision.charts import BARS_AT_MOST, Chart, ChartName, charts
from bot.supervision.drawing import draw
from bot.web.render import STATIC
from complaint_store.services.actors import Role
from complaint_store.services.figures import FigureRow, Figures, Rate, figures
from complaint_store.services.stretches import stretches
from tests.support.browser import DESKTOP, may_skip, screen
from tests.support.house import Clock, Furnished, a_house, file, furnish, hire, told
from tests.support.pages import Visit, readable

Enter = Callable[[str], Visit]
SVG = "{http://www.w3.org/2000/svg}"
PICTURE = re.compile(r'<figure class="chart[^"]*" id="chart-([\w-]+)">.*?(<svg .*?</svg>)', re.S)
WIDE = {"width": 1920, "height": 1080}
A4 = {"width": 672, "height": 1000}  # A4 减去两边各16毫米
DAY = date(2026, 11, 18)
DAYS = "since=2026-11-12&until=2026-12-31"


@pytest.fixture(scope="module")
def furnished(house: House) -> Furnished:
    """Some late, some running, some answered."""
    found = furnish(house)
    clock = house.clock
    assert isinstance(clock, Clock)
    clock.pass_days(20)
    file(
        house,
        told(house, "阿左旗住建局欠我们公司工程款56万元，2024年5月验收完，请尽快支付。"),
        lead="盟工信局",
    )
    clock.pass_days(60)
    return found


@pytest.fixture
def overview(visit: Enter, furnished: Furnished) -> str:
    return visit("duban").get(f"/supervision?{DAYS}")


def a_row(name: str, filed: int = 0, running: int = 0, late: int = 0, due: Rate | None = None) -> FigureRow:
    nothing = Rate(0, 0)
    return FigureRow(name, name, filed, running, late, nothing, due or nothing, nothing, nothing)


def some_figures(*rows: FigureRow) -> Figures:
    time = tuple((part, row) for part, row in zip(stretches(DAY, DAY), rows[:1], strict=True))
    return Figures(DAY, DAY, rows[0], rows[0], rows, rows, time)


def table_under(page: str, caption: str) -> dict[str, list[str]]:
    """Name of the row → its cells, as words."""
    table = re.search(rf"<table[^>]*>\s*<caption[^>]*>{caption}.*?</table>", page, flags=re.S)
    assert table is not None, caption
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", table.group(), flags=re.S)
    return {
        name: [readable(c) for c in re.findall(r"<td.*?</td>", cells, flags=re.S)] for name, cells in rows
    }


def told_in(page: str, chart: ChartName) -> str:
    """What one picture says to who does not see it."""
    return parsed(dict(PICTURE.findall(page))[chart.value]).get("aria-label", "")


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  # 我们自己画的


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    return int(found.group(1)) if found else 0


def test_every_chart_tells_the_numbers_of_the_table_under_it(overview: str) -> None:
    for chart, caption in (
        (ChartName.OVER_TIME, "按收到的日子"),
        (ChartName.OPEN_BY_UNIT, "按承办单位"),
        (ChartName.BY_CATEGORY, "按事项"),
    ):
        words, rows = told_in(overview, chart), table_under(overview, caption)
        told_rows = re.split("；|：|。", words.partition("：")[2])
        for name, (filed, running, late, *_) in rows.items():
            said = next((one for one in told_rows if one.startswith(name)), "")
            if chart is not ChartName.OPEN_BY_UNIT:
                assert number(r"收到(\d+)件", said) == int(filed), (chart, name)
            assert number(r"在办(\d+)件", said) == int(running), (chart, name)
            assert number(r"逾期(\d+)件", said) == number(r"(\d+)", late), (chart, name)
    assert re.search(r"其中逾期[1-9]", told_in(overview, ChartName.OPEN_BY_UNIT)), "有逾期的才看得出"


def test_what_was_on_time_agrees_with_the_rate_in_the_table(overview: str) -> None:
    words, rows = told_in(overview, ChartName.ON_TIME_BY_UNIT), table_under(overview, "按承办单位")
    told_rows = re.findall(r"([^：；]+?)(\d+)件，按期(\d+)件，超过期限(\d+)件", words)
    assert told_rows
    for name, n, done, late in told_rows:
        share, counted = re.fullmatch(r"(\d+)% n=(\d+)", rows[name][4]).groups()  # type: ignore[union-attr]
        assert int(n) == int(counted) == int(done) + int(late)
        assert round(int(done) / int(n) * 100) == int(share)


def test_the_table_of_days_opens_just_the_tickets_of_those_days(visit: Enter, overview: str) -> None:
    supervisor = visit("duban")
    section = overview[overview.index("按收到的日子") : overview.index("<h2>按承办单位")]
    links = re.findall(r'href="(/supervision/tickets\?figure=[^"]*)" aria-label="[^"]*?(\d+)件"', section)
    assert links
    for link, n in links:
        listed = set(re.findall(r'href="(/supervision/tickets/[^"]+)"', supervisor.get(link)))
        assert len(listed) == int(n), link


def test_the_page_with_its_pictures_is_counted_once(
    visit: Enter, furnished: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[date] = []

    def counting(*who: object, since: date, **how: object) -> Figures:
        counted.append(since)
        return figures(*who, since=since, **how)  # type: ignore[arg-type]

    supervisor = visit("duban")
    monkeypatch.setattr(overview_page, "figures", counting)
    page = supervisor.get(f"/supervision?{DAYS}")
    assert [name for name, _ in PICTURE.findall(page)] == [chart.value for chart in ChartName]
    assert len(counted) == 1 and "<img" not in page


def test_a_picture_is_shapes_and_text_without_script_or_style(overview: str) -> None:
    for _, svg in PICTURE.findall(overview):
        root = parsed(svg)
        assert root.get("role") == "img"
        for node in root.iter():
            assert node.tag.removeprefix(SVG) in {"svg", "g", "rect", "path", "text"}
            assert not [
                name for name in node.attrib if name.startswith("on") or name in {"style", "href", "id"}
            ]
    assert overview.count('id="hatched"') == 1


def test_a_name_cannot_write_into_the_page() -> None:
    row = a_row('<b onclick="x()">&', 3, 2)
    assert "<b" not in draw(charts(some_figures(row))[ChartName.BY_CATEGORY])


def test_with_nothing_to_draw_it_says_so_in_a_sentence(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    hire(house, "duban", Role.SUPERVISOR)
    with TestClient(create_app(house), follow_redirects=False) as client:
        supervisor = Visit(client).log_in("duban")
        page = supervisor.get("/supervision")
        assert not PICTURE.findall(page)
        for words in ("每周收到的件数会画在这里", "没有还在办的", "没有到期", "各类事项的件数会画在这里"):
            assert words in readable(page)
        for days in ("since=0001-01-01&until=9999-12-31", "since=2000-01-01&until=2099-12-31"):
            supervisor.get(f"/supervision?{days}")


def test_what_stands_first_is_what_needs_the_eye_first() -> None:
    quiet, behind = a_row("盟发改委", 9, 9), a_row("盟工信局", 3, 2, 1, Rate(0, 1))
    found = charts(some_figures(quiet, behind))
    assert [bar.name for bar in found[ChartName.OPEN_BY_UNIT].bars] == ["盟工信局", "盟发改委"]
    assert [bar.counts for bar in found[ChartName.OPEN_BY_UNIT].bars] == [(1, 1), (0, 9)]
    assert [bar.name for bar in found[ChartName.ON_TIME_BY_UNIT].bars] == ["盟工信局"]
    assert found[ChartName.BY_CATEGORY].words == (
        "条形图，各类事项收到多少，现在怎样了：盟发改委收到9件，其中在办9件；盟工信局收到3件，其中在办2件，逾期1件。"
    )


def test_more_units_than_an_eye_can_compare_are_left_to_the_table() -> None:
    many = tuple(a_row(f"第{n}苏木镇人民政府和它那个名字很长的所", n, n) for n in range(1, 31))
    chart = charts(some_figures(*many))[ChartName.OPEN_BY_UNIT]
    assert len(chart.bars) == BARS_AT_MOST
    assert f"另有{30 - BARS_AT_MOST}个没有画" in chart.words
    assert all(len(bar.label) <= 20 for bar in chart.bars)
    assert many[-1].name in chart.words, "图上写不下的名字，话里是全的"


@pytest.mark.parametrize("n", [1, 7, 23, 480, 12_345])
def test_scales_are_whole_numbers_and_hold_every_bar(n: int) -> None:
    chart: Chart = charts(some_figures(a_row("盟工信局", n, n)))[ChartName.BY_CATEGORY]
    root = parsed(draw(chart))
    axis = next(g for g in root.iter(f"{SVG}g") if "axis x" in g.get("class", ""))
    ticks = [t.text or "" for t in axis.iter(f"{SVG}text")]
    assert all(tick.isdigit() for tick in ticks)
    assert max(int(tick) for tick in ticks) >= n


def test_a_number_is_written_only_where_it_has_room() -> None:
    rows = (a_row("盟工信局", 400, 300, 3), a_row("盟发改委", 2, 2))
    root = parsed(draw(charts(some_figures(*rows))[ChartName.BY_CATEGORY]))
    written = [t.text for t in root.iter(f"{SVG}text") if t.get("class") == "value" and t.text]
    assert sorted(written) == ["100", "297"]


def _tokens() -> list[dict[str, str]]:
    """Colours by name, light and dark, as the style sheet has them."""
    blocks = re.findall(r":root \{(.*?)\}", (STATIC / "app.css").read_text(encoding="utf-8"), flags=re.S)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks[:2])
    return [light, {**light, **dark}]


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_shapes_and_figures_stand_out_in_light_and_dark() -> None:
    for colour in _tokens():
        for ground in ("paper", "surface"):
            for edge in ("late", "brand", "ok"):
                assert _contrast(colour[edge], colour[ground]) >= 3
            assert _contrast(colour["ink"], colour[ground]) >= 4.5
        assert _contrast(colour["surface"], colour["late"]) >= 4.5


@pytest.mark.browser
@pytest.mark.skipif(
    may_skip(), reason="没有找到 /usr/bin/chromium，浏览器测试未运行；apt install chromium 后再试"
)
def test_every_picture_is_seen_without_script_at_any_width_and_on_paper(browser: Browser, url: str) -> None:
    for name, size, look in (
        ("1280", DESKTOP, {"script": False}),
        ("wide", WIDE, {}),
        ("dark", DESKTOP, {"dark": True}),
        ("a4", A4, {}),
    ):
        with screen(browser, url, size, **look) as seen:
            faults: list[str] = []
            seen.page.on("console", lambda m, into=faults: into.append(m.text) if m.type == "error" else None)
            seen.log_in("duban")
            if name == "a4":
                seen.page.emulate_media(media="print")
            page = seen.go(f"/supervision?{DAYS}")
            page.wait_for_load_state("networkidle")
            pictures = page.locator("figure.chart svg")
            assert pictures.count() == len(ChartName)
            for picture in pictures.all():
                box = picture.bounding_box()
                assert box is not None and box["height"] > 80 and box["x"] + box["width"] <= size["width"]
            seen.shot(f"supervisor-charts-{name}", whole=True)
            assert faults == [], name
