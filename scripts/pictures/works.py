"""Covers about the workshops: machines and what people wear at them."""

from __future__ import annotations

import math

from pictures.canvas import (
    BRICK,
    CREAM,
    DENIM,
    INK,
    LEAF,
    MIST,
    MUSTARD,
    ORANGE,
    PAPER,
    ROSE,
    SAND,
    SKINS,
    SLATE,
    STEEL,
    TEAL,
    WOOD,
    Canvas,
    Point,
)
from pictures.things import Look, figure, torso


def sewing_hall(canvas: Canvas) -> None:
    """Draw a garment workshop in perspective."""
    canvas.sky("#e8eee6", "#f6ecdb")
    canvas.polygon([(0, 800), (440, 360), (760, 360), (1200, 800)], "#d8c7a4")
    canvas.polygon([(0, 0), (440, 220), (760, 220), (1200, 0)], "#dbe3dc")
    for side in (-1, 1):
        for near, far in ((1.0, 0.72), (0.68, 0.5), (0.47, 0.36)):
            xs = [600 + side * (160 + 440 * depth) for depth in (near, far)]
            tops = [220 - 150 * (depth - 0.1) + 60 for depth in (near, far)]
            lows = [360 + 110 * (depth - 0.1) for depth in (near, far)]
            shape = [(xs[0], tops[0]), (xs[1], tops[1]), (xs[1], lows[1]), (xs[0], lows[0])]
            canvas.polygon(shape, "#aed0d6")
    for depth, lamp in ((0.3, 40), (0.55, 66), (0.95, 100)):
        y = 225 - 190 * depth
        for side in (-1, 1):
            centre = (600 + side * 210 * depth, y)
            canvas.glow((centre[0], y + 20), lamp * 2, "#fff6d8", 0.6)
            canvas.box((centre[0] - lamp / 2, y), lamp, lamp * 0.12, PAPER, radius=4)
    colours = (ROSE, TEAL, MUSTARD, LEAF)
    for row, depth in enumerate((0.24, 0.42, 0.66, 1.0)):
        for column, place in enumerate((-1.28, -0.43, 0.43, 1.28)):
            spot = (600 + place * 420 * depth, 375 + 400 * depth)
            _seamstress(canvas, spot, 330 * depth, colours[(row + column) % 4])


def _seamstress(canvas: Canvas, foot: Point, size: float, cloth: str) -> None:
    x, y = foot
    look = Look("#6d93a6", INK, "", SKINS[0], PAPER)
    torso(canvas, (x, y - size * 0.34), size * 0.9, look, ((0.1, 0.2), (-0.06, 0.2)))
    canvas.box((x - size * 0.42, y - size * 0.34), size * 0.84, size * 0.06, WOOD, radius=3)
    for side in (-0.36, 0.33):
        canvas.box((x + side * size, y - size * 0.28), size * 0.04, size * 0.28, SLATE)
    canvas.box((x + size * 0.06, y - size * 0.4), size * 0.28, size * 0.06, PAPER, radius=3)
    canvas.box((x + size * 0.06, y - size * 0.53), size * 0.26, size * 0.06, PAPER, radius=6)
    canvas.box((x + size * 0.26, y - size * 0.53), size * 0.08, size * 0.16, PAPER, radius=4)
    drape = [(-0.4, -0.36), (0.1, -0.36), (0.06, -0.2), (-0.14, -0.16), (-0.36, -0.22)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in drape], cloth)


def hard_hats(canvas: Canvas) -> None:
    """Draw a rack of helmets with gloves and goggles."""
    canvas.sky("#cfdcd8", "#e9e3d2")
    for x in range(0, 1200, 120):
        canvas.stroke([(x, 0), (x, 800)], "#00000010", 3)
    for y in (360, 690):
        canvas.box((60, y), 1080, 26, WOOD, radius=5)
        canvas.box((60, y + 26), 1080, 10, "#00000022")
    for x, colour in zip((220, 475, 730, 985), (MUSTARD, PAPER, BRICK, TEAL), strict=True):
        _helmet(canvas, (x, 358), colour)
    for x, colour in ((240, DENIM), (960, ORANGE)):
        _helmet(canvas, (x, 688), colour)
    for x in (470, 560):
        canvas.box((x - 30, 580), 62, 108, SAND, radius=16)
        for finger in range(4):
            canvas.box((x - 31 + finger * 16, 530 + abs(finger - 1.4) * 8), 15, 80, SAND, radius=8)
        canvas.box((x - 34, 660), 70, 28, BRICK, radius=6)
    canvas.stroke([(640, 640), (840, 640)], INK, 12)
    for x in (690, 785):
        canvas.box((x - 44, 606), 86, 68, INK, radius=26)
        canvas.box((x - 34, 616), 66, 48, "#a9d2d8", radius=20)
        canvas.stroke([(x - 18, 648), (x + 2, 626)], "#ffffffa0", 5)


def _helmet(canvas: Canvas, foot: Point, colour: str) -> None:
    x, y = foot
    canvas.dome((x, y - 30), 92, 118, colour)
    canvas.dome((x - 26, y - 34), 40, 92, "#ffffff2a")
    for shift in (-26, 0, 26):
        ridge = [(x + shift * 0.6, y - 140 + abs(shift) * 0.3), (x + shift * 2, y - 40)]
        canvas.stroke(ridge, "#00000022", 6)
    canvas.box((x - 112, y - 38), 224, 24, colour, radius=12)
    canvas.box((x - 112, y - 24), 224, 10, "#00000020", radius=5)


def gears(canvas: Canvas) -> None:
    """Draw interlocking gear wheels."""
    canvas.sky("#dfe5df", "#efe4cd")
    for x in range(-200, 1400, 90):
        canvas.stroke([(x, 0), (x + 260, 800)], "#00000009", 26)
    for centre, radius, colour, turn in (
        ((420, 430), 250, TEAL, 0.0),
        ((795, 300), 146, MUSTARD, 0.1),
        ((760, 622), 146, BRICK, 0.16),
        ((1010, 520), 125, SLATE, 0.05),
        ((120, 130), 120, SAND, 0.2),
        ((1090, 110), 104, MIST, 0.1),
    ):
        shadow = (centre[0] + 12, centre[1] + 16)
        _gear(canvas, shadow, radius, "#00000014", turn)
        _gear(canvas, centre, radius, colour, turn)
        canvas.circle(centre, radius * 0.68, "#ffffff22")
        for hole in range(6):
            angle = turn + hole * math.tau / 6
            spot = (
                centre[0] + radius * 0.46 * math.cos(angle),
                centre[1] + radius * 0.46 * math.sin(angle),
            )
            canvas.circle(spot, radius * 0.13, CREAM)
        canvas.circle(centre, radius * 0.24, INK)
        canvas.circle(centre, radius * 0.11, STEEL)


def _gear(canvas: Canvas, centre: Point, radius: float, colour: str, turn: float) -> None:
    teeth = round(radius / 10.4)  # equally far apart on every wheel, so that wheels mesh
    rim = []
    for tooth in range(teeth):
        for part, reach in ((0.0, 0.9), (0.14, 1.06), (0.4, 1.06), (0.54, 0.9)):
            angle = turn + (tooth + part) * math.tau / teeth
            spot = radius * reach
            rim.append((centre[0] + spot * math.cos(angle), centre[1] + spot * math.sin(angle)))
    canvas.polygon(rim, colour)


def pump_hall(canvas: Canvas) -> None:
    """Draw pipes, a hand wheel and gauges of a waterworks."""
    canvas.sky("#d5e0de", "#e6e2d2")
    for x in range(0, 1200, 150):
        canvas.stroke([(x, 0), (x, 640)], "#0000000c", 4)
    canvas.box((0, 640), 1200, 160, "#a9b4ae")
    canvas.stroke([(-20, 240), (420, 240), (420, 560), (760, 560)], DENIM, 92)
    canvas.stroke([(1220, 170), (900, 170), (900, 470)], TEAL, 78)
    for x, y, width, height in (
        (150, 186, 26, 108),
        (366, 330, 108, 26),
        (540, 506, 26, 108),
        (846, 300, 108, 26),
        (1010, 122, 26, 96),
    ):
        canvas.box((x, y), width, height, SLATE, radius=6)
    canvas.box((690, 440), 420, 230, "#3c6f8f", radius=60)
    for fin in range(8):
        canvas.box((850 + fin * 28, 456), 12, 198, "#00000020", radius=5)
    canvas.circle((770, 555), 96, "#2f5d7b")
    canvas.circle((770, 555), 44, STEEL)
    canvas.box((680, 660), 450, 34, INK, radius=8)
    canvas.stroke([(420, 240), (420, 150)], SLATE, 18)
    canvas.ring((420, 122), 92, BRICK, 20)
    for spoke in range(3):
        angle = spoke * math.pi / 3
        arm = (84 * math.cos(angle), 84 * math.sin(angle))
        canvas.stroke([(420 - arm[0], 122 - arm[1]), (420 + arm[0], 122 + arm[1])], BRICK, 12)
    for x, y, turn in ((640, 330, -0.6), (240, 400, 0.4)):
        canvas.stroke([(x, y + 60), (x, y + 170)], SLATE, 10)
        canvas.circle((x, y), 70, INK)
        canvas.circle((x, y), 58, PAPER)
        for tick in range(9):
            angle = math.pi * (0.8 + 1.4 * tick / 8)
            ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (44, 53)]
            canvas.stroke(ends, INK, 4)
        canvas.stroke([(x, y), (x + 40 * math.sin(turn), y - 40 * math.cos(turn))], BRICK, 6)
    look = Look(TEAL, INK, MUSTARD, SKINS[1])
    figure(canvas, (140, 760), 300, look, ((-0.06, 0.3), (0.18, -0.02)))
