"""画图：用 pygal 在服务端把一张图画成放在页面里的 SVG：只有形状和字，不带脚本和样式，颜色由 app.css 定。"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

import pygal
from markupsafe import Markup

from bot.supervision.charts import Chart, ChartName

TYPE = 16  # 字号，像素
WIDE, HALF = 720, 552  # 单放一行的、两张并排的
COLUMNS_HIGH = 320
BAR_PITCH = 40
AROUND_BARS = 80  # 横条图里刻度和图例占的高
MARGIN = 8
AROUND_COLUMNS = 90  # 竖条图里刻度和图例占的高


def size(chart: Chart) -> tuple[int, int]:
    """Width and height in the units of the picture itself."""
    if chart.name is ChartName.OVER_TIME:
        return WIDE, COLUMNS_HIGH
    width = WIDE if chart.name is ChartName.BY_CATEGORY else HALF
    return width, AROUND_BARS + BAR_PITCH * len(chart.bars)


def draw(chart: Chart) -> Markup:
    """The chart as a part of the page."""
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
        style=pygal.style.Style(label_font_size=TYPE, value_font_size=TYPE, legend_font_size=TYPE),
        no_prefix=True,
    )
    for n, (_, name) in enumerate(chart.parts):
        picture.add(name, [bar.counts[n] for bar in bars])
    picture.add_xml_filter(lambda root: _plain(root, chart))
    return Markup(picture.render(is_unicode=True))  # noqa: S704  # pygal escapes every name that it writes


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
    """Nothing in it but shapes and text, told in words to who does not see it."""
    tones = {f"color-{n}": part.value for n, (part, _) in enumerate(chart.parts)}
    for parent in list(root.iter()):
        for child in list(parent):
            if (
                not isinstance(child.tag, str)  # 注释
                or child.tag in {"script", "style", "title", "desc", "defs"}
                or "tooltip-overlay" in child.get("class", "")
                or (child.tag == "rect" and not (child.get("width") and child.get("height")))  # 零件的一段
            ):
                parent.remove(child)
        parent.attrib.pop("id", None)
        kinds = parent.get("class", "").split()
        if any(kind in tones for kind in kinds):
            parent.set("class", " ".join(tones.get(kind, kind) for kind in kinds))
    root.set("role", "img")
    root.set("aria-label", chart.words)
    return root


def _scale(longest: int) -> list[int]:
    """Whole numbers from nothing to the longest bar, five steps at most."""
    step = next(s * 10**e for e in range(9) for s in (1, 2, 5) if s * 10**e * 5 >= longest)
    return list(range(0, longest + step, step))


def _pixels(text: str) -> float:
    return TYPE * sum(1.0 if east_asian_width(c) in "WF" else 0.6 for c in text)


def _as_pygal_thinks(labels: list[str]) -> float:
    """pygal takes a Chinese character for as wide as a Latin one."""
    return 0.6 * TYPE * max(len(label) for label in labels)
