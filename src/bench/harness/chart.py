"""The figures of src/bench/mock as bars, in SVG: median, whiskers from the least to the most, and where the gate is."""

import dataclasses
from xml.sax.saxutils import escape

from .measure import spread
from .mockcases import CASES
from .report import interval

WIDTH, LABELS, BARS = 780, 250, 420
BAR, GAP, GROUP_GAP, TITLE = 15, 3, 12, 34
GREY, BLUE, OTHER, RED, INK = "#9aa4ae", "#1f6feb", "#d9a441", "#cf222e", "#24292f"
COLOURS = {"Sluice": BLUE, "bare Vert.x": GREY}
FONT = "font-family='system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif'"


@dataclasses.dataclass(frozen=True)
class Bar:
    """`values`: median, min and max; `gate`: the most that it may be, None where there is none."""

    label: str
    server: str
    values: dict
    gate: float | None = None


@dataclasses.dataclass(frozen=True)
class Panel:
    """`groups`: lists of bars that are drawn close together, all to one scale."""

    title: str
    groups: list

    @property
    def height(self):
        return TITLE + sum(len(group) * (BAR + GAP) + GROUP_GAP for group in self.groups)

    @property
    def scale(self):
        most = max(max(bar.values["max"], bar.gate or 0) for group in self.groups for bar in group)
        return BARS / most


def draw(rows, raw):
    """The chart, None where nothing that belongs into it was measured."""
    panels = [panel for panel in (cpu(rows), late(rows), others(raw)) if panel.groups]
    if not panels:
        return None
    height = sum(panel.height for panel in panels) + 40
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' viewBox='0 0 {WIDTH} {height}'"
        f" {FONT} font-size='12' fill='{INK}'>",
        f"<rect width='{WIDTH}' height='{height}' fill='#ffffff'/>",
    ]
    top = 6
    for panel in panels:
        parts += lines(panel, top)
        top += panel.height
    parts.append(text(16, height - 14, "median; whiskers: least and most of all runs; red: the gate", size=11))
    return "\n".join([*parts, "</svg>", ""])


def cpu(rows):
    whats = {case.name: case.what for case in CASES}
    groups = [pair(whats[row.case], row) for row in rows if row.figure == "CPU µs"]
    return Panel("CPU µs per request, at saturation", groups)


def late(rows):
    figures = [row for row in rows if row.figure.startswith("p50 µs") or row.figure == "p99 µs"]
    groups = [pair(f"{row.case}: {row.figure}", row) for row in figures]
    return Panel("Time to the answer at half of saturation, µs", groups)


def others(raw):
    """The first case in which others took part."""
    for case in CASES:
        servers = raw.get(case.name, {}).get("servers", {})
        if len(servers) > 2:
            figures = {name: spread([run["tree_us"] for run in one["runs"]]) for name, one in servers.items()}
            bars = [Bar(name, name, values) for name, values in figures.items()]
            return Panel(f"{case.what} by other mocks, CPU µs per request", [bars])
    return Panel("", [])


def pair(label, row):
    gate = None if row.gate is None else row.gate * row.yardstick["median"]
    return [Bar(label, "bare Vert.x", row.yardstick), Bar("", "Sluice", row.sluice, gate)]


def lines(panel, top):
    yield text(16, top + 20, panel.title, weight="bold")
    place = top + TITLE
    for group in panel.groups:
        for bar in group:
            yield from drawn(bar, place, panel.scale)
            place += BAR + GAP
        place += GROUP_GAP


def drawn(bar, top, scale):
    middle, (median, low, high) = top + BAR / 2, (bar.values[key] * scale for key in ("median", "min", "max"))
    colour = COLOURS.get(bar.server, OTHER)
    yield text(LABELS - 8, top + 12, bar.label, anchor="end")
    yield f"<rect x='{LABELS}' y='{top}' width='{median:.1f}' height='{BAR}' fill='{colour}'/>"
    yield line(LABELS + low, middle, LABELS + high, middle, INK, 1)
    end = max(median, high)
    if bar.gate is not None:
        mark = LABELS + bar.gate * scale
        yield line(mark, top - 1, mark, top + BAR + 1, RED, 2)
        end = max(end, bar.gate * scale)
    named = "" if bar.label == bar.server else f"  {bar.server}"
    yield text(LABELS + end + 6, top + 12, interval({key: bar.values["median"] for key in bar.values}) + named, size=11)


def line(x, y, other_x, other_y, colour, width):
    ends = f"x1='{x:.1f}' y1='{y:.1f}' x2='{other_x:.1f}' y2='{other_y:.1f}'"
    return f"<line {ends} stroke='{colour}' stroke-width='{width}'/>"


def text(x, y, words, size=12, weight="normal", anchor="start"):
    looks = f"font-size='{size}' font-weight='{weight}' text-anchor='{anchor}'"
    return f"<text x='{x:.1f}' y='{y:.1f}' {looks}>{escape(words)}</text>"
