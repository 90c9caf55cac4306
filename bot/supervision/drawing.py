"""画图：用 pygal 在服务端把一张图画成不带脚本的 SVG，和只放行它自己那段样式的 CSP。"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

import pygal

from bot.supervision.charts import Chart, ChartName
from bot.web.render import STATIC

TYPE = 16  # 字号，像素
WIDE, HALF = 720, 552  # 单放一行的、两张并排的
COLUMNS_HIGH = 320
BAR_PITCH = 40
AROUND_BARS = 80  # 横条图里刻度和图例占的高
MARGIN = 8
AROUND_COLUMNS = 90  # 竖条图里刻度和图例占的高
STYLE_SHEET = Path(__file__).with_name("chart.css")
HATCHED = (
    '<pattern id="hatched" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="8" height="8"/><rect class="hatch-line" width="2" height="8"/></pattern>'
)


def size(chart: Chart) -> tuple[int, int]:
    """Width and height in CSS pixels, so that the page keeps the place free before the picture comes."""
    if chart.name is ChartName.OVER_TIME:
        return WIDE, COLUMNS_HIGH
    width = WIDE if chart.name is ChartName.BY_CATEGORY else HALF
    return width, AROUND_BARS + BAR_PITCH * len(chart.bars)


def draw(chart: Chart) -> bytes:
    """The chart as SVG; serve it under `policy`."""
    upright = chart.name is ChartName.OVER_TIME
    bars = chart.bars if upright else chart.bars[::-1]  # pygal 的横条从下往上排
    width, height = size(chart)
    labels = [bar.label for bar in bars]
    scale = _scale(max(sum(bar.counts) for bar in bars))
    longest_label = max(_pixels(label) for label in labels)
    kind = pygal.StackedBar if upright else pygal.HorizontalStackedBar
    picture = kind(
        width=width,
        height=height,
        margin=MARGIN,
        margin_left=MARGIN if upright else MARGIN + ceil(longest_label - _as_pygal_thinks(labels)),
        x_labels=labels,
        x_labels_major_every=ceil((longest_label + TYPE) * len(labels) / (width - 60)) if upright else 1,
        show_minor_x_labels=not upright,
        y_labels=scale,
        truncate_label=-1,
        truncate_legend=-1,
        legend_at_bottom=True,
        legend_at_bottom_columns=len(chart.parts),
        legend_box_size=TYPE,
        print_values=True,
        value_formatter=str,
        formatter=_number(chart, scale[-1], longest_label),
        defs=[HATCHED],
        style=pygal.style.Style(label_font_size=TYPE, value_font_size=TYPE, legend_font_size=TYPE),
        no_prefix=True,
    )
    for n, (_, name) in enumerate(chart.parts):
        picture.add(name, [bar.counts[n] for bar in bars])
    picture.add_xml_filter(lambda root: _plain(root, chart))
    svg: bytes = picture.render()
    return svg


def _number(chart: Chart, most: int, longest_label: float) -> Callable[[int], str]:
    """How a part's number is written in it: not at all where there is no room; the table has them all."""
    width, height = size(chart)
    upright = chart.name is ChartName.OVER_TIME
    long: float = height - AROUND_COLUMNS if upright else width - longest_label - 4 * MARGIN
    thick = 0.7 * ((width - 60) / len(chart.bars) if upright else BAR_PITCH)

    def number(n: int) -> str:
        along, across = (TYPE, _pixels(str(n))) if upright else (_pixels(str(n)), TYPE)
        return str(n) if n * long / most >= along + 2 and thick >= across else ""

    return number


def _plain(root: Element, chart: Chart) -> Element:
    """Nothing in it but shapes, text and our own style sheet; its title and its words first."""
    tones = {f"color-{n}": part.value for n, (part, _) in enumerate(chart.parts)}
    for parent in list(root.iter()):
        for child in list(parent):
            if (
                not isinstance(child.tag, str)  # 注释
                or child.tag in {"script", "style", "title", "desc"}
                or "tooltip-overlay" in child.get("class", "")
                or (child.tag == "rect" and not (child.get("width") and child.get("height")))  # 零件的一段
            ):
                parent.remove(child)
        kinds = parent.get("class", "").split()
        if any(kind in tones for kind in kinds):
            parent.set("class", " ".join(tones.get(kind, kind) for kind in kinds))
    root.attrib.pop("id")
    root.set("role", "img")
    root.set("lang", "zh-CN")
    for n, (tag, text) in enumerate((("title", chart.title), ("desc", chart.words), ("style", _sheet()))):
        child = root.makeelement(tag, {})
        child.text = text
        root.insert(n, child)
    return root


@cache
def _sheet() -> str:
    """chart.css with the tokens of app.css, light and dark; a browser prints a picture in the light ones."""
    found = re.findall(r":root (\{.*?\})", (STATIC / "app.css").read_text(encoding="utf-8"), flags=re.S)
    light, dark = (re.sub(r"/\*.*?\*/", "", block) for block in found[:2])
    rules = STYLE_SHEET.read_text(encoding="utf-8")
    return f":root {light}\n@media (prefers-color-scheme: dark) {{ :root {dark} }}\n{rules}"


@cache
def policy() -> str:
    """CSP of a chart: nothing loads, nothing runs, and no style but the one sheet, named by its hash."""
    allowed = base64.b64encode(hashlib.sha256(_sheet().encode()).digest()).decode()
    return (
        f"sandbox; default-src 'none'; style-src 'sha256-{allowed}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _scale(longest: int) -> list[int]:
    """Whole numbers from nothing to the longest bar, five steps at most."""
    step = next(s * 10**e for e in range(9) for s in (1, 2, 5) if s * 10**e * 5 >= longest)
    return list(range(0, longest + step, step))


def _pixels(text: str) -> float:
    return TYPE * sum(1.0 if east_asian_width(c) in "WF" else 0.6 for c in text)


def _as_pygal_thinks(labels: list[str]) -> float:
    """pygal takes a Chinese character for as wide as a Latin one."""
    return 0.6 * TYPE * max(len(label) for label in labels)
