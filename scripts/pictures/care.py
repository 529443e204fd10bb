"""Covers about looking after people: homes, health and children."""

from __future__ import annotations

import math

from pictures.canvas import (
    BRICK,
    BROWN,
    DENIM,
    INK,
    LEAF,
    LIME,
    MOSS,
    MUSTARD,
    PAPER,
    ROSE,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    Canvas,
    Point,
)
from pictures.things import Look, cloud, figure, hills, house, pot_plant, torso, tree


def warm_houses(canvas: Canvas) -> None:
    """Draw small houses with tiled roofs among trees."""
    canvas.sky("#bcd6d6", "#fbeccd", end=520)
    canvas.glow((960, 200), 300, "#fff4d4")
    canvas.circle((960, 200), 52, "#fbe3a8")
    hills(canvas, 430, 60, "#a5c1a6", 0.2)
    hills(canvas, 500, 34, "#86ab82", 1.7)
    canvas.box((0, 560), 1200, 240, "#a9c27d")
    for foot, size, colour in (
        ((90, 590), 230, MOSS),
        ((520, 560), 190, LEAF),
        ((1120, 590), 260, MOSS),
        ((830, 560), 170, LEAF),
    ):
        tree(canvas, foot, size, colour)
    house(canvas, (150, 620), 250, "#f2dfbd", "#b9543a")
    house(canvas, (880, 615), 230, "#e9d3b0", "#a84b36")
    house(canvas, (430, 690), 370, "#fbf0da", BRICK)
    canvas.polygon([(594, 690), (650, 690), (760, 800), (470, 800)], "#e2cfa4")
    for step in range(9):
        canvas.circle(
            (760 + 5 * step + 12 * math.sin(step), 440 - 26 * step), 10 + step * 2, "#ffffff2c"
        )
    for x in range(0, 440, 44):
        canvas.box((x, 716), 9, 66, PAPER, radius=4)
    canvas.box((0, 732), 440, 9, PAPER)
    canvas.box((0, 758), 440, 9, PAPER)
    figure(canvas, (850, 760), 170, Look(ROSE, INK, "", SKINS[0]), ((-0.07, 0.28), (0.1, 0.16)))
    child = Look(MUSTARD, DENIM, "", SKINS[0])
    figure(canvas, (910, 764), 110, child, ((-0.12, -0.1), (0.07, 0.3)))


def check_up(canvas: Canvas) -> None:
    """Draw a doctor listening to a worker's chest."""
    canvas.sky("#d6e6e4", "#eef0e4")
    canvas.box((0, 640), 1200, 160, "#c7d3c6")
    canvas.box((70, 110), 300, 270, PAPER, radius=8)
    canvas.box((84, 124), 272, 242, "#a9d0d6")
    canvas.polygon([(84, 330), (170, 260), (250, 310), (356, 240), (356, 366), (84, 366)], LIME)
    canvas.box((214, 124), 10, 242, PAPER)
    canvas.box((940, 120), 180, 240, PAPER, radius=8)
    _heart(canvas, (1030, 215), 46, ROSE)
    levels = (310, 310, 285, 330, 300, 310, 310)
    beat = zip((965, 1000, 1012, 1030, 1046, 1056, 1095), levels, strict=True)
    canvas.stroke(list(beat), TEAL, 5)
    canvas.box((880, 560), 300, 34, PAPER, radius=12)
    for x in (900, 1150):
        canvas.box((x, 594), 12, 130, STEEL)
    worker = Look(DENIM, INK, "", SKINS[2])
    doctor = Look(WHITE, SLATE, "", SKINS[0], long_hair=True)
    for x, look, bend in ((500, worker, 1), (770, doctor, -1)):
        canvas.box((x - 70, 600), 140, 22, WOOD, radius=6)
        for leg in (-58, 46):
            canvas.box((x + leg, 620), 12, 130, BROWN)
        canvas.stroke(
            [(x - 16, 580), (x + bend * 104, 586), (x + bend * 100, 744)], look.trousers, 46
        )
    torso(canvas, (500, 600), 560, worker, ((0.03, 0.3), (0.13, 0.26)))
    torso(canvas, (770, 600), 560, doctor, ((-0.2, 0.1), (-0.16, 0.26)))
    canvas.bow((752, 428), (604, 470), 60, INK, 7)
    canvas.circle((598, 466), 17, STEEL)
    canvas.bow((736, 352), (800, 352), 62, INK, 6)
    pot_plant(canvas, (120, 740), 210)


def _heart(canvas: Canvas, centre: Point, size: float, colour: str) -> None:
    x, y = centre
    for side in (-1, 1):
        canvas.circle((x + side * size * 0.46, y - size * 0.2), size * 0.52, colour)
    canvas.polygon([(x - size * 0.92, y), (x + size * 0.92, y), (x, y + size)], colour)


def nursery_yard(canvas: Canvas) -> None:
    """Draw a playground with a slide and a swing near factory roofs."""
    canvas.sky("#a9cfd8", "#fbeed3", end=540)
    canvas.glow((220, 170), 240, "#fff4d0")
    canvas.circle((220, 170), 50, "#fbe0a0")
    cloud(canvas, (760, 130), 240, "#ffffffc8")
    for x in range(600, 1200, 150):
        canvas.polygon([(x, 420), (x, 340), (x + 150, 420)], "#a3bbbd")
    canvas.box((600, 420), 600, 150, "#b3c7c8")
    for x in (60, 180, 320, 480, 1150):
        tree(canvas, (x, 570), 190 + x % 70, MOSS if x % 120 else LEAF)
    canvas.box((0, 560), 1200, 240, "#a7c67f")
    canvas.ellipse((640, 730), 520, 60, "#e6d3a2")
    for x in (220, 292):
        canvas.stroke([(x, 720), (x, 360)], BRICK, 12)
    for y in range(420, 720, 50):
        canvas.stroke([(220, y), (292, y)], BRICK, 9)
    canvas.box((196, 356), 150, 16, BRICK, radius=5)
    canvas.polygon([(180, 300), (270, 230), (360, 300)], TEAL)
    canvas.stroke([(344, 370), (420, 460), (520, 640), (610, 700)], MUSTARD, 34)
    figure(canvas, (262, 360), 104, Look(ROSE, DENIM, "", SKINS[0], long_hair=True))
    for x in (770, 1060):
        canvas.stroke([(x - 50, 730), (x, 340), (x + 50, 730)], DENIM, 13)
    canvas.stroke([(770, 340), (1060, 340)], DENIM, 13)
    for x, shirt, lean in ((860, MUSTARD, -36), (970, LEAF, 30)):
        for rope in (-26, 26):
            canvas.stroke([(x + rope, 340), (x + rope + lean, 620)], BROWN, 5)
        canvas.box((x - 40 + lean, 618), 80, 12, WOOD, radius=5)
        torso(
            canvas,
            (x + lean, 616),
            140,
            Look(shirt, INK, "", SKINS[1]),
            ((-0.06, 0.1), (0.06, 0.1)),
        )
        canvas.stroke([(x + lean, 616), (x + lean + 34, 670)], INK, 15)
    figure(canvas, (650, 760), 200, Look("#e9c24f", INK, "", SKINS[0], long_hair=True))
    figure(canvas, (585, 764), 112, Look(BRICK, DENIM, "", SKINS[1]), ((-0.07, 0.3), (0.2, -0.1)))
