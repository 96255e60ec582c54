"""The table that a reader sees, and the raw runs as JSON beside it."""

import math

from .measure import spread

RATIO, MORE, ITSELF = "ratio", "more", "sluice"
UNITS = {RATIO: "", MORE: " more", ITSELF: " itself"}


class Row:
    """One figure of a case. The ratio is taken pair by pair: Sluice divided by the yardstick.

    Gate and prize are the most that what is `judged` may be; the least where more is better. `judged`: the ratio, how
    much more than the yardstick it is, or the figure itself.
    """

    def __init__(self, case, figure, yardstick, sluice, gate=None, prize=None, more_is_better=False, judged=RATIO):
        self.case, self.figure = case, figure
        self.yardstick, self.sluice = spread(yardstick), spread(sluice)
        self.ratio = spread([divided(ours, theirs) for ours, theirs in zip(sluice, yardstick)])
        self.more = spread([ours - theirs for ours, theirs in zip(sluice, yardstick)])
        self.gate, self.prize, self.more_is_better, self.judged = gate, prize, more_is_better, judged

    @property
    def missed(self):
        return self.gate is not None and not self.within(self.gate)

    def within(self, bound):
        value = getattr(self, self.judged)["median"]
        return value >= bound if self.more_is_better else value <= bound

    def cells(self):
        return [
            self.case,
            self.figure,
            interval(self.yardstick),
            interval(self.sluice),
            interval(self.ratio, 2),
            self.verdict(self.gate, "MISSED"),
            self.verdict(self.prize, "not yet"),
        ]

    def verdict(self, bound, otherwise):
        if bound is None:
            return "–"
        most = f"{'≥' if self.more_is_better else '≤'} {bound:g}{UNITS[self.judged]}"
        return f"{most} {'met' if self.within(bound) else otherwise}"

    def as_json(self):
        return vars(self) | {"missed": self.missed}


def divided(ours, theirs):
    """The ratio, also where there is nothing on either side."""
    if theirs == 0:
        return 1 if ours == 0 else math.inf
    return ours / theirs


def interval(values, digits=None):
    if digits is None:
        digits = 2 if values["median"] < 10 else 1 if values["median"] < 1000 else 0
    median, low, high = (f"{values[key]:,.{digits}f}" for key in ("median", "min", "max"))
    return median if low == high else f"{median} [{low}..{high}]"


def table(rows, subject):
    head = ["case", "figure", "yardstick", subject, "ratio", "gate", "prize"]
    return grid([head, *(row.cells() for row in rows)])


def grid(lines):
    """Lines of cells, the first of them the head, as Markdown."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    ruled = [lines[0], ["-" * width for width in widths], *lines[1:]]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in ruled)
