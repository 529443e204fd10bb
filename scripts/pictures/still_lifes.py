"""Covers of things close up: a meal, a book by the window, a letter box, a gift."""

from __future__ import annotations

import math

from pictures.canvas import (
    BRICK,
    BROWN,
    DENIM,
    INK,
    LEAF,
    LIME,
    MIST,
    MOSS,
    MUSTARD,
    NIGHT,
    ORANGE,
    PAPER,
    ROSE,
    SAND,
    SKINS,
    STEEL,
    TEAL,
    WOOD,
    Canvas,
    Point,
    bow,
)
from pictures.things import dice_from, flower, star, steam


def lunch_tray(canvas: Canvas) -> None:
    """Draw a shift meal on a steel tray, seen from above."""
    canvas.sky("#c98f63", "#bb8058")
    for y in range(60, 800, 130):
        canvas.stroke([(0, y), (1200, y - 24)], "#00000012", 5)
    canvas.box((142, 112), 940, 600, "#00000024", radius=60)
    canvas.box((130, 96), 940, 600, "#cfd8da", radius=60)
    canvas.box((150, 116), 900, 560, "#e4eaea", radius=46)
    wells = (
        ((180, 146), 420, 320),
        ((630, 146), 390, 220),
        ((180, 496), 250, 150),
        ((460, 496), 240, 150),
    )
    for corner, width, height in wells:
        canvas.box(corner, width, height, "#c4cfd2", radius=34)
        canvas.box((corner[0] + 8, corner[1] + 10), width - 16, height - 18, "#d9e1e2", radius=28)
    _rice(canvas, (390, 306))
    _fried_fish(canvas, (825, 256))
    _greens(canvas, (305, 571))
    canvas.stroke(bow((490, 540), (672, 540), 62), MUSTARD, 40)
    canvas.stroke(bow((500, 536), (660, 536), 52), "#f3cd6d", 10)
    for end in ((490, 540), (672, 540)):
        canvas.circle(end, 11, BROWN)
    _soup(canvas, (872, 525), 140)
    for y, tilt in ((735, 0), (760, 8)):
        canvas.stroke([(230, y + 6), (980, y - tilt)], "#7a4a2c", 11)


def _rice(canvas: Canvas, centre: Point) -> None:
    canvas.ellipse(centre, 180, 128, "#ffffff")
    canvas.ellipse((centre[0] - 14, centre[1] - 16), 136, 88, "#f7f5ef")
    dice = dice_from(4)
    for _ in range(150):
        angle, reach = dice.uniform(0, math.tau), math.sqrt(dice.random())
        x = centre[0] + 168 * reach * math.cos(angle)
        y = centre[1] + 118 * reach * math.sin(angle)
        canvas.ellipse((x, y), 7, 3, "#e6e2d5")


def _fried_fish(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    canvas.polygon([(x + 108, y), (x + 168, y - 52), (x + 150, y), (x + 168, y + 52)], "#a8622f")
    canvas.ellipse(centre, 136, 58, "#c47a3c")
    canvas.ellipse((x - 6, y - 14), 108, 30, "#d79350")
    for shift in (-30, 14, 58):
        canvas.stroke([(x + shift, y - 34), (x + shift - 14, y + 34)], "#8f4f24", 7)
    canvas.circle((x - 98, y - 12), 9, PAPER)
    canvas.circle((x - 98, y - 12), 4, INK)
    for dx, dy in ((20, 76), (60, 68), (-30, 74)):
        canvas.stroke([(x + dx, y + dy), (x + dx + 26, y + dy - 8)], LEAF, 9)


def _greens(canvas: Canvas, centre: Point) -> None:
    dice = dice_from(9)
    for _ in range(34):
        x, y = centre[0] + dice.uniform(-92, 92), centre[1] + dice.uniform(-44, 44)
        turn = dice.uniform(0, math.pi)
        end = (x + 24 * math.cos(turn), y + 24 * math.sin(turn))
        canvas.stroke([(x, y), end], dice.choice((LEAF, MOSS, LIME)), dice.uniform(9, 17))


def _soup(canvas: Canvas, centre: Point, radius: float) -> None:
    x, y = centre
    canvas.circle((x + 8, y + 10), radius, "#00000024")
    canvas.circle(centre, radius, PAPER)
    canvas.ring(centre, radius, TEAL, 9)
    canvas.circle(centre, radius * 0.82, "#e8b46a")
    for dx, dy, size, colour in (
        (-40, -30, 26, BRICK),
        (38, 20, 24, BRICK),
        (-20, 44, 20, "#f4d9a0"),
        (50, -42, 18, "#f4d9a0"),
        (4, -4, 15, LEAF),
        (-62, 20, 12, LEAF),
    ):
        canvas.circle((x + dx, y + dy), size, colour)
    steam(canvas, (x, y - 20), 130, "#ffffff66")


def evening_class(canvas: Canvas) -> None:
    """Draw chrysanthemums, an account book and a cup by a window."""
    canvas.sky("#f0e3cb", "#ead7b6")
    canvas.box((250, 50), 700, 500, PAPER, radius=8)
    canvas.box((272, 72), 656, 456, "#b9d6da")
    canvas.glow((760, 190), 230, "#fff3d2")
    canvas.polygon(
        [(272, 440), (430, 380), (600, 430), (780, 350), (928, 420), (928, 528), (272, 528)],
        "#95b78f",
    )
    for x in (486, 706):
        canvas.box((x, 50), 12, 500, PAPER)
    canvas.box((40, 22), 1120, 14, BROWN, radius=7)
    for mirror in (1, -1):
        for fold, colour in enumerate((ROSE, "#d48b76", ROSE, "#d48b76")):
            xs = (70 + fold * 62, 138 + fold * 62, 124 + fold * 40, 70 + fold * 40)
            shape = zip(xs, (30, 30, 566, 566), strict=True)
            canvas.polygon([(600 + mirror * (x - 600), y) for x, y in shape], colour)
    canvas.box((0, 590), 1200, 210, WOOD)
    canvas.box((0, 590), 1200, 14, "#00000020")
    _vase(canvas, (390, 660))
    canvas.polygon([(570, 650), (760, 632), (780, 740), (560, 764)], PAPER)
    canvas.polygon([(760, 632), (950, 650), (980, 762), (780, 740)], "#f3ead8")
    for row in range(5):
        y = 662 + row * 17
        canvas.stroke([(584 - row, y + 4), (750 + row * 2, y - 10)], STEEL, 2)
        canvas.stroke([(782 + row * 2, y - 8), (944 + row * 5, y + 6)], STEEL, 2)
    canvas.stroke([(880, 690), (1030, 640)], BRICK, 10)
    canvas.box((1060, 640), 84, 86, TEAL, radius=14)
    canvas.ring((1150, 680), 28, TEAL, 10)
    steam(canvas, (1102, 630), 70)


def _vase(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    blooms = [
        (-130, -330),
        (-60, -390),
        (20, -420),
        (100, -370),
        (150, -300),
        (-95, -265),
        (-10, -320),
        (70, -285),
    ]
    for dx, dy in blooms:
        canvas.stroke([(x + dx * 0.1, y - 120), (x + dx, y + dy)], MOSS, 7)
    for dx, dy in ((-120, -210), (120, -200), (-60, -190), (70, -180)):
        canvas.stroke([(x, y - 130), (x + dx, y + dy)], LEAF, 22)
    for index, (dx, dy) in enumerate(blooms):
        colour = (MUSTARD, PAPER, ROSE)[index % 3]
        for petal in range(12):
            angle = petal * math.tau / 12
            tip = (x + dx + 38 * math.cos(angle), y + dy + 38 * math.sin(angle))
            canvas.stroke([(x + dx, y + dy), tip], colour, 15)
        canvas.circle((x + dx, y + dy), 14, "#b9792c")
    canvas.polygon(
        [
            (x - 62, y - 170),
            (x + 62, y - 170),
            (x + 82, y - 70),
            (x + 48, y + 24),
            (x - 48, y + 24),
            (x - 82, y - 70),
        ],
        TEAL,
    )
    canvas.box((x - 70, y - 182), 140, 18, "#24606d", radius=8)
    canvas.stroke([(x - 74, y - 84), (x + 74, y - 84)], MIST, 8)


def suggestion_box(canvas: Canvas) -> None:
    """Draw a letter going into a wooden box on a brick wall."""
    canvas.sky("#d9b38f", "#cfa47e")
    for row in range(14):
        for column in range(-1, 10):
            x, y = column * 130 + row % 2 * 65, row * 60
            shade = ("#cf9f78", "#c9966f", "#d4a882")[(row * 3 + column * 5) % 3]
            canvas.box((x + 4, y + 4), 122, 52, shade, radius=5)
    canvas.box((402, 252), 420, 440, "#00000030", radius=20)
    canvas.box((390, 236), 420, 440, WOOD, radius=18)
    canvas.polygon([(360, 250), (410, 180), (790, 180), (840, 250)], BROWN)
    for y in (340, 430, 520, 610):
        canvas.stroke([(404, y), (796, y)], "#00000018", 4)
    canvas.box((470, 296), 260, 26, NIGHT, radius=12)
    canvas.box((560, 520), 80, 80, MUSTARD, radius=40)
    canvas.circle((600, 552), 12, BROWN)
    canvas.polygon([(595, 556), (605, 556), (610, 584), (590, 584)], BROWN)
    canvas.polygon([(520, 120), (690, 140), (676, 300), (506, 300)], PAPER)
    canvas.stroke([(520, 120), (596, 206), (690, 140)], "#cfc3ab", 5)
    canvas.stroke([(1210, -30), (820, 120)], TEAL, 130)
    canvas.stroke([(850, 108), (800, 128)], "#24606d", 134)
    canvas.stroke([(780, 135), (735, 165)], SKINS[1], 92)
    for dx, dy in ((0, 0), (8, 34), (10, 66)):
        canvas.stroke([(738 + dx, 150 + dy), (664 + dx, 176 + dy)], SKINS[1], 30)
    canvas.stroke([(748, 138), (690, 128)], SKINS[1], 30)
    _flower_box(canvas)


def _flower_box(canvas: Canvas) -> None:
    canvas.box((60, 690), 280, 70, BROWN, radius=8)
    dice = dice_from(2)
    for _ in range(26):
        x, y = dice.uniform(74, 326), dice.uniform(560, 690)
        canvas.stroke([(200 + (x - 200) * 0.8, 692), (x, y)], LEAF, 5)
    for _ in range(18):
        spot = dice.uniform(80, 320), dice.uniform(550, 660)
        flower(canvas, spot, dice.uniform(14, 20), dice.choice((ROSE, PAPER, "#e9c24f")), BRICK)


def welfare_points(canvas: Canvas) -> None:
    """Draw a telephone with a loyalty card of stars, a gift, a basket and a book."""
    canvas.sky("#cfe0da", "#eee6d0")
    canvas.box((0, 600), 1200, 200, "#c39a6b")
    canvas.box((0, 600), 1200, 12, "#00000018")
    canvas.box((448, 92), 320, 610, "#00000022", radius=44)
    canvas.box((434, 76), 320, 610, INK, radius=44)
    canvas.box((452, 108), 284, 546, PAPER, radius=20)
    canvas.box((476, 134), 236, 110, TEAL, radius=16)
    canvas.polygon(star((532, 190), 36), MUSTARD)
    for line, width in ((168, 100), (196, 66)):
        canvas.box((584, line), width, 14, MIST, radius=7)
    for index in range(12):
        centre = (512 + index % 3 * 82, 300 + index // 3 * 86)
        is_earned = index in range(8)
        canvas.circle(centre, 32, "#fbe7b8" if is_earned else "#f0e2c6")
        canvas.polygon(star(centre, 21), MUSTARD if is_earned else SAND)
    canvas.box((120, 470), 230, 200, BRICK, radius=8)
    canvas.box((104, 440), 262, 52, "#d06a4f", radius=8)
    canvas.box((218, 440), 36, 230, MUSTARD)
    for side in (-1, 1):
        canvas.ring((236 + side * 40, 416), 38, MUSTARD, 14)
    _basket(canvas, (950, 690))
    for left, top, colour in ((70, 730, DENIM), (96, 690, MOSS)):
        canvas.box((left, top), 280, 44, colour, radius=7)
        canvas.box((left + 14, top + 8), 266, 28, PAPER, radius=3)


def _basket(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    leaves = ((-110, 190, LEAF), (-60, 250, MOSS), (40, 230, LEAF), (100, 200, LIME))
    for dx, height, colour in leaves:
        for bend in (-34, 0, 34):
            canvas.stroke([(x + dx, y - 130), (x + dx + bend, y - height)], colour, 26)
    for dx, colour in ((-84, BRICK), (-10, ORANGE), (66, BRICK)):
        canvas.circle((x + dx, y - 158), 40, colour)
    for dx in (20, 112):
        canvas.ellipse((x + dx, y - 146), 28, 36, "#f5e4c8")
    canvas.polygon([(x - 170, y - 140), (x + 170, y - 140), (x + 132, y), (x - 132, y)], "#c98f4e")
    for row in range(4):
        canvas.stroke(
            [(x - 160 + row * 9, y - 112 + row * 30), (x + 160 - row * 9, y - 112 + row * 30)],
            "#a8713a",
            7,
        )
    for column in range(-3, 4):
        canvas.stroke([(x + column * 46, y - 136), (x + column * 38, y - 6)], "#a8713a", 5)
    canvas.box((x - 182, y - 154), 364, 26, "#b57d42", radius=12)
