"""Covers about electricity: lines, substations and those who look after them."""

from __future__ import annotations

import math
import random

from pictures.canvas import (
    BRICK,
    BROWN,
    DENIM,
    INK,
    LEAF,
    LIME,
    MUSTARD,
    NIGHT,
    ORANGE,
    PAPER,
    SAND,
    SKINS,
    SLATE,
    TEAL,
    Canvas,
    Point,
)
from pictures.things import (
    Look,
    cloud,
    dice_from,
    figure,
    head,
    hills,
    pylon,
    rain,
    stars,
    string_wires,
    torso,
    tree,
    truck,
)


def dawn_pylons(canvas: Canvas) -> None:
    """Draw high-voltage towers over rice fields at sunrise."""
    canvas.sky("#7fa3b4", "#f7d9ae", end=560)
    canvas.glow((820, 470), 420, "#fff1cf")
    canvas.circle((820, 470), 62, "#fbe6b4")
    hills(canvas, 500, 46, "#9db7b5", 0.4)
    hills(canvas, 545, 34, "#7c9f9a", 2.1)
    canvas.box((0, 570), 1200, 230, LIME)
    for row in range(9):
        top, bottom = 600 + (row - 4) * 62, 600 + (row - 4) * 260
        canvas.polygon([(top, 570), (top + 9, 570), (bottom + 46, 800), (bottom, 800)], "#8aa862")
    towers = [((1130, 592), 150), ((905, 606), 230), ((600, 640), 370), ((190, 720), 600)]
    hooks = [pylon(canvas, foot, size, INK) for foot, size in towers]
    string_wires(canvas, [[(1290, 470)] * 6, *hooks, [(-260, 120 + 40 * k) for k in range(6)]], INK)
    for x, y in ((420, 210), (470, 185), (520, 222)):
        canvas.bow((x - 18, y), (x, y + 6), -5, INK, 3)
        canvas.bow((x, y + 6), (x + 18, y), -5, INK, 3)


def substation(canvas: Canvas) -> None:
    """Draw a substation late in the day."""
    canvas.sky("#8fb3bd", "#f4dcb9", end=600)
    canvas.glow((180, 480), 360, "#fdeecb")
    hills(canvas, 520, 40, "#9bb9ab", 1)
    _switchyard(canvas, steel=SLATE, tank=TEAL, ground="#cdbb94", discs=BRICK)
    tree(canvas, (1130, 640), 210)
    tree(canvas, (60, 650), 170, LEAF)


def substation_by_night(canvas: Canvas) -> None:
    """Draw the same yard in the dark, with one window lit."""
    canvas.sky("#14233a", "#33506a", end=620)
    stars(canvas, 5, 60, 300)
    hills(canvas, 520, 40, "#1f3a4c", 1)
    _switchyard(canvas, steel="#0f1d2d", tank="#1c3f4f", ground="#1b2c3a", discs="#54483f")
    canvas.box((930, 470), 230, 180, "#26404f")
    canvas.box((915, 452), 260, 24, "#142636", radius=4)
    canvas.glow((1040, 545), 190, "#ffd98a", 0.7)
    canvas.box((985, 505), 110, 78, "#ffe3a0", radius=4)
    canvas.box((1037, 505), 6, 78, "#26404f")
    head(canvas, (1018, 556), 15, Look())
    canvas.box((998, 574), 40, 9, TEAL)


def _switchyard(canvas: Canvas, *, steel: str, tank: str, ground: str, discs: str) -> None:
    canvas.box((0, 620), 1200, 180, ground)
    for x in (150, 450, 750, 1050):
        canvas.stroke([(x - 26, 640), (x, 190)], steel, 9)
        canvas.stroke([(x + 26, 640), (x, 190)], steel, 9)
        for step in range(1, 7):
            y, half = 640 - step * 64, 26 * (1 - step * 64 / 450)
            canvas.stroke([(x - half, y), (x + half, y)], steel, 4)
    for y in (232, 262):
        canvas.stroke([(150, y), (1050, y)], steel, 9)
    for x in (200, 250, 300, 350, 400, 500, 550, 600, 650, 700, 800, 850, 900, 950, 1000):
        _insulator(canvas, (x, 262), steel, discs)
    for start in (150, 450, 750):
        canvas.bow((start + 50, 312), (start + 250, 312), 34, steel, 3)
    for x in (270, 570, 850):
        _transformer(canvas, (x, 690), tank, discs)
    for x in range(0, 1210, 40):
        canvas.stroke([(x, 800), (x, 722)], steel, 5)
    for y in (738, 772):
        canvas.stroke([(0, y), (1200, y)], steel, 3)


def _insulator(canvas: Canvas, top: Point, steel: str, discs: str) -> None:
    x, y = top
    canvas.stroke([top, (x, y + 48)], steel, 4)
    for disc in range(4):
        canvas.ellipse((x, y + 12 + disc * 10), 11, 4, discs)


def _transformer(canvas: Canvas, foot: Point, tank: str, discs: str) -> None:
    x, y = foot
    canvas.box((x - 80, y - 150), 160, 150, tank, radius=8)
    for fin in range(9):
        canvas.box((x - 72 + fin * 17, y - 128), 7, 108, "#00000022", radius=3)
    canvas.box((x - 88, y - 12), 176, 14, INK, radius=3)
    for shift in (-48, 0, 48):
        canvas.stroke([(x + shift, y - 150), (x + shift * 1.2, y - 222)], INK, 6)
        for disc in range(5):
            spot = (x + shift * (1 + disc * 0.04), y - 160 - disc * 12)
            canvas.ellipse(spot, 15 - disc, 5, discs)


def storm_repair(canvas: Canvas) -> None:
    """Draw a crew righting a pole under a stormy sky."""
    canvas.sky("#42586a", "#c4b79e", end=620)
    canvas.glow((980, 560), 330, "#f3dcae", 0.7)
    for centre, size, colour in (
        ((230, 150), 420, "#33475a"),
        ((640, 110), 520, "#3a5063"),
        ((1020, 190), 400, "#4a6071"),
        ((420, 260), 300, "#55697a"),
    ):
        cloud(canvas, centre, size, colour)
    hills(canvas, 590, 26, "#6d7f6c", 0.9)
    canvas.box((0, 620), 1200, 180, "#56654f")
    canvas.ellipse((260, 736), 210, 26, "#8ea3a4")
    canvas.ellipse((930, 770), 170, 18, "#8ea3a4")
    canvas.stroke([(660, 690), (800, 210)], BROWN, 18)
    canvas.stroke([(726, 268), (866, 308)], BROWN, 11)
    for x, y in ((740, 262), (796, 277), (850, 294)):
        canvas.box((x - 6, y - 26), 12, 24, PAPER, radius=4)
    canvas.bow((740, 240), (-30, 330), 70, NIGHT, 3)
    canvas.bow((850, 270), (1230, 420), 160, NIGHT, 3)
    canvas.stroke([(775, 300), (396, 600)], SAND, 4)
    looks = (Look(ORANGE, INK, MUSTARD), Look(ORANGE, INK, PAPER), Look(TEAL, INK, MUSTARD))
    for x, look in zip((400, 310, 215), looks, strict=True):
        figure(canvas, (x - 12, 712), 200, look, ((0.22, -0.02), (0.12, 0.04)))
    figure(canvas, (730, 722), 190, Look(ORANGE, INK, MUSTARD), ((-0.16, -0.16), (-0.22, -0.2)))
    truck(canvas, (850, 720), 320, MUSTARD)
    canvas.stroke([(920, 640), (1010, 470), (1130, 440)], INK, 14)
    rain(canvas, 11, 130, "#dfe8e850")


def night_line_work(canvas: Canvas) -> None:
    """Draw a lineman in a bucket on a rainy night."""
    canvas.sky("#101c2e", "#2d4559")
    for centre, size in (((200, 120), 420), ((760, 80), 520), ((1120, 180), 360)):
        cloud(canvas, centre, size, "#1a2a3e")
    hills(canvas, 640, 26, "#13222f", 0.8)
    canvas.box((0, 690), 1200, 110, "#101c27")
    canvas.ellipse((740, 745), 330, 24, "#26404f")
    canvas.glow((610, 270), 250, "#ffe0a0", 0.75)
    canvas.glow((1010, 700), 260, "#ffe7b4", 0.55)
    canvas.stroke([(540, 740), (540, 130)], "#4a3a30", 26)
    canvas.stroke([(400, 210), (680, 210)], "#59473b", 16)
    for x in (420, 480, 600, 660):
        canvas.box((x - 8, 168), 16, 36, "#d9d2c2", radius=5)
    for x, level in ((420, 320), (480, 300)):
        canvas.bow((x, 168), (-20, level), 80, "#0a121c", 4)
    for x, level in ((600, 260), (660, 240)):
        canvas.bow((x, 168), (1220, level), 80, "#0a121c", 4)
    truck(canvas, (640, 745), 380, "#d59a35")
    canvas.stroke([(740, 650), (890, 430)], "#c78d2c", 22)
    canvas.stroke([(890, 430), (700, 372)], "#b57f27", 18)
    torso(
        canvas,
        (676, 320),
        330,
        Look(ORANGE, INK, MUSTARD, SKINS[1]),
        ((-0.14, -0.12), (-0.25, 0.02)),
    )
    canvas.box((624, 300), 104, 92, PAPER, radius=12)
    canvas.box((624, 330), 104, 12, BRICK)
    for x, look in (
        (330, Look("#c96a35", "#0d1722", "#d9b25a")),
        (240, Look("#25586a", "#0d1722", PAPER)),
    ):
        figure(canvas, (x, 745), 210, look, ((0.05, 0.2), (0.14, -0.1)))
    rain(canvas, 31, 190, "#cfe0e648")


def control_room(canvas: Canvas) -> None:
    """Draw two operators before the wall display of a control room."""
    canvas.sky("#14273a", "#1d3a4c")
    dice = dice_from(6)
    _wall_display(canvas, dice)
    canvas.glow((600, 420), 420, "#6fc3c0", 0.22)
    canvas.polygon([(0, 800), (90, 600), (1110, 600), (1200, 800)], "#29485a")
    for x in (200, 380, 700, 880):
        canvas.box((x, 500), 160, 106, NIGHT, radius=8)
        canvas.box((x + 10, 510), 140, 84, "#2f7280", radius=4)
        for line in range(4):
            canvas.box((x + 22, 522 + line * 18), dice.uniform(40, 112), 6, "#9fe0cf", radius=3)
    for x, look in (
        (370, Look(DENIM, INK, "", SKINS[1], long_hair=True)),
        (850, Look(DENIM, INK, "", SKINS[2])),
    ):
        _operator(canvas, x, look)


def _wall_display(canvas: Canvas, dice: random.Random) -> None:
    canvas.box((70, 60), 1060, 430, "#0e1c2b", radius=12)
    canvas.box((84, 74), 1032, 402, "#12303d", radius=8)
    for x in (170, 340, 510):
        canvas.stroke([(x, 120), (x, 430)], "#4fb3a5", 4)
    for y, colour in ((140, "#4fb3a5"), (230, MUSTARD), (320, "#4fb3a5"), (410, "#4fb3a5")):
        canvas.stroke([(130, y), (600, y)], colour, 4)
    for x in (170, 340, 510):
        for y in (140, 230, 320, 410):
            colour = BRICK if (x, y) == (340, 320) else "#9fe0cf"
            canvas.box((x - 14, y - 14), 28, 28, colour, radius=6)
    curve = [
        (680 + step * 10, 300 - 70 * math.sin(step / 7) - 30 * math.sin(step / 3))
        for step in range(40)
    ]
    canvas.polygon([(680, 420), *curve, (1070, 420)], "#2f728070")
    canvas.stroke(curve, "#f3cd6d", 5)
    for bar in range(13):
        height = dice.uniform(14, 50)
        canvas.box((684 + bar * 30, 160 - height), 18, height, "#4fb3a5", radius=3)


def _operator(canvas: Canvas, x: float, look: Look) -> None:
    torso(canvas, (x, 790), 460, look, ((0.02, 0.12), (0.02, 0.12)))
    canvas.dome((x, 572), 46, 50, look.hair)
    canvas.box((x - 44, 560), 88, 44, look.hair, radius=20)
    canvas.pen.arc([2 * x - 96, 1024, 2 * x + 96, 1220], 180, 360, fill=PAPER, width=12)
    canvas.box((x - 52, 556), 18, 40, PAPER, radius=8)
    canvas.box((x + 34, 556), 18, 40, PAPER, radius=8)
    canvas.box((x - 96, 690), 192, 120, "#132330", radius=34)
