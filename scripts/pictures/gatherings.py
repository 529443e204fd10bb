"""Covers about coming together: talks, rallies, matches and holidays."""

from __future__ import annotations

import random
from itertools import pairwise

from pictures.canvas import (
    BRICK,
    BROWN,
    DENIM,
    INK,
    LEAF,
    MOSS,
    MUSTARD,
    NIGHT,
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
    bow,
)
from pictures.things import (
    Look,
    cloud,
    dice_from,
    figure,
    flower,
    head,
    hills,
    pot_plant,
    star,
    stars,
    steam,
    torso,
    tree,
)


def meeting_table(canvas: Canvas) -> None:
    """Draw two sides facing each other over a long table."""
    canvas.sky("#e9dfc9", "#f3e8d3")
    canvas.box((0, 600), 1200, 200, "#c9ad84")
    for left in (150, 480, 810):
        canvas.box((left, 90), 240, 250, PAPER, radius=6)
        canvas.box((left + 12, 102), 216, 226, "#a9c9cf")
        hills_in_window = [(left + 12, 300), (left + 90, 250), (left + 160, 285), (left + 228, 240)]
        canvas.polygon([*hills_in_window, (left + 228, 328), (left + 12, 328)], "#86a98a")
        canvas.box((left + 116, 90), 8, 250, PAPER)
    workers = [
        Look(TEAL, hat=MUSTARD, skin=SKINS[2]),
        Look(TEAL, hat="", skin=SKINS[0], long_hair=True),
        Look(TEAL, hat=MUSTARD, skin=SKINS[1]),
    ]
    office = [
        Look(PAPER, hat="", skin=SKINS[1]),
        Look("#c9d4da", hat="", skin=SKINS[0], long_hair=True),
        Look(PAPER, hat="", skin=SKINS[2], hair="#6d6a66"),
    ]
    for place, look in zip((150, 320, 480), workers, strict=True):
        torso(canvas, (place, 590), 480, look, ((0.0, 0.26), (0.06, 0.26)))
    for place, look in zip((730, 890, 1050), office, strict=True):
        torso(canvas, (place, 590), 480, look, ((-0.06, 0.26), (0.0, 0.26)))
    canvas.polygon([(60, 560), (1140, 560), (1200, 660), (0, 660)], "#b07d52")
    canvas.box((0, 658), 1200, 36, "#8f6240")
    for x in (210, 370, 560, 760, 930):
        canvas.polygon([(x, 590), (x + 74, 590), (x + 84, 624), (x - 4, 624)], PAPER)
        for line in (600, 608, 616):
            canvas.stroke([(x + 10, line), (x + 66, line)], STEEL, 2)
    for x in (300, 500, 690, 880):
        canvas.box((x, 600), 26, 24, TEAL, radius=6)
        steam(canvas, (x + 13, 596), 34)
    pot_plant(canvas, (610, 608), 130)


def handshake(canvas: Canvas) -> None:
    """Draw a close handshake, the one sleeve an overall's, the other a shirt's."""
    canvas.sky("#cfe0dd", "#f6e6c9")
    hills(canvas, 640, 30, "#b5cbb2", 0.5)
    for x, height in ((40, 210), (190, 150), (900, 180), (1040, 240)):
        canvas.box((x, 680 - height), 120, height, "#a9c1bd")
        for roof in (x, x + 60):
            canvas.polygon(
                [(roof, 681 - height), (roof, 645 - height), (roof + 60, 681 - height)], "#a9c1bd"
            )
    canvas.box((0, 680), 1200, 120, "#a7c08c")
    canvas.glow((600, 400), 430, "#fffdf6", 0.9)
    dark, fair, crease = SKINS[2], SKINS[0], "#c98f68"
    canvas.stroke([(-60, 700), (370, 500)], TEAL, 190)
    canvas.stroke([(372, 499), (410, 481)], "#24606d", 196)
    canvas.stroke([(1260, 700), (830, 500)], PAPER, 180)
    canvas.stroke([(828, 499), (792, 482)], "#dfe5e4", 188)
    canvas.stroke([(470, 456), (650, 420)], dark, 136)
    canvas.stroke([(735, 458), (655, 416)], fair, 134)
    for finger in range(4):
        start, end = (668 - finger * 6, 384 + finger * 34), (528 + finger * 12, 402 + finger * 32)
        canvas.stroke([start, end], crease, 40)
        canvas.stroke([start, end], fair, 34)
    canvas.stroke([(520, 402), (580, 352), (655, 350)], "#b98055", 52)
    canvas.stroke([(520, 402), (580, 352), (655, 350)], dark, 46)
    canvas.circle((548, 404), 5, "#ffffff60")


def opening_rally(canvas: Canvas) -> None:
    """Draw workers gathered before a factory hung with pennants."""
    canvas.sky("#a9cbd2", "#f7e8cc", end=520)
    canvas.glow((600, 400), 480, "#fff7e2", 0.6)
    for x in range(0, 1200, 200):
        canvas.polygon([(x, 300), (x, 220), (x + 200, 300)], "#7f9aa2")
    canvas.box((0, 300), 1200, 260, "#93acb1")
    for x in range(40, 1200, 160):
        canvas.box((x, 350), 90, 90, "#d8e6e4", radius=4)
        canvas.box((x + 42, 350), 6, 90, "#93acb1")
    canvas.box((500, 400), 200, 160, SLATE)
    colours = (BRICK, MUSTARD, TEAL, PAPER, LEAF)
    for start, end, sag in (((0, 120), (620, 210), 50), ((620, 210), (1200, 90), 60)):
        rope = bow(start, end, sag)
        canvas.stroke(rope, SLATE, 3)
        for index, (left, top) in enumerate(rope[1:-1:2]):
            pennant = [(left - 17, top + 1), (left + 17, top + 1), (left, top + 46)]
            canvas.polygon(pennant, colours[index % 5])
    canvas.box((0, 560), 1200, 240, "#c9b78f")
    canvas.box((430, 520), 340, 60, WOOD, radius=4)
    figure(canvas, (600, 524), 190, Look(TEAL, INK, MUSTARD), ((-0.16, -0.1), (0.14, 0.14)))
    _crowd(canvas, dice_from(17))


def _crowd(canvas: Canvas, dice: random.Random) -> None:
    hats = (MUSTARD, MUSTARD, PAPER, BRICK, TEAL, LEAF)
    shirts = (DENIM, TEAL, ORANGE, "#7c97a6", MOSS)
    right_hands: list[Point] = [(0.06, -0.3), *[(0.07, 0.3)] * 5]
    for row in range(4):
        size = 170 + row * 60
        for column in range(-1, 15 - row * 2):
            x = column * size * 0.56 + (row % 2) * size * 0.28 + dice.uniform(-6, 6)
            look = Look(dice.choice(shirts), INK, dice.choice(hats), dice.choice(SKINS))
            right_hand = dice.choice(right_hands)
            torso(canvas, (x, 660 + row * 62), size, look, ((-0.07, 0.3), right_hand))


def sports_field(canvas: Canvas) -> None:
    """Draw a football match before a full stand."""
    canvas.sky("#a8cbd3", "#eef0dc", end=330)
    cloud(canvas, (240, 110), 230, "#ffffffd0")
    cloud(canvas, (900, 80), 280, "#ffffffd0")
    for x in range(-20, 1240, 95):
        tree(canvas, (x, 330), 130 + (x * 37) % 50, MOSS if x % 2 else LEAF)
    canvas.box((120, 230), 960, 150, "#d9c9a6")
    canvas.box((90, 176), 1020, 22, BRICK, radius=6)
    for x in (130, 600, 1060):
        canvas.box((x, 190), 12, 190, SLATE)
    dice = dice_from(3)
    shirts = (TEAL, BRICK, MUSTARD, PAPER, DENIM, ROSE, LEAF)
    for row in range(4):
        for column in range(38):
            x, y = 158 + column * 24 + row % 2 * 9, 258 + row * 30
            canvas.box((x - 9, y + 5), 18, 22, dice.choice(shirts), radius=6)
            canvas.circle((x, y), 7.5, dice.choice(SKINS))
    for stripe in range(7):
        shade = "#7fae6c" if stripe % 2 else "#74a463"
        canvas.box((0, 372 + stripe * 62), 1200, 62, shade)
    canvas.stroke([(40, 400), (1160, 400)], PAPER, 5)
    canvas.stroke([(600, 400), (600, 800)], PAPER, 5)
    canvas.pen.ellipse([940, 1030, 1460, 1350], outline=PAPER, width=10)
    red = Look(BRICK, SKINS[1], "", SKINS[1], shorts=PAPER)
    blue = Look(DENIM, SKINS[0], "", SKINS[0], shorts=INK)
    running = ((-0.16, 0.1), (0.15, 0.12))
    players = [
        ((250, 600), 190, red),
        ((420, 520), 160, blue),
        ((690, 660), 220, blue),
        ((850, 560), 175, red),
        ((1040, 640), 205, blue),
        ((545, 700), 230, red),
    ]
    for foot, size, look in players:
        canvas.ellipse((foot[0] + 10, foot[1]), size * 0.2, size * 0.04, "#00000028")
        figure(canvas, foot, size, look, running)
    canvas.circle((620, 702), 17, PAPER)
    canvas.polygon(star((620, 702), 9, 0.7), INK)


def lanterns(canvas: Canvas) -> None:
    """Draw children carrying star lanterns under a full moon."""
    canvas.sky("#17264a", "#55608a", end=700)
    stars(canvas, 8, 80, 380)
    canvas.glow((930, 170), 300, "#fdf0c4", 0.7)
    canvas.circle((930, 170), 84, "#fdf0c8")
    for x, width, height in ((0, 300, 210), (310, 260, 250), (580, 300, 200), (890, 320, 230)):
        canvas.box((x, 640 - height), width, height, "#2a3760")
        canvas.polygon(
            [(x - 14, 640 - height), (x + width / 2, 580 - height), (x + width + 14, 640 - height)],
            "#202b50",
        )
        for left in range(2):
            canvas.box((x + 50 + left * 130, 690 - height), 62, 62, "#f6cf83", radius=4)
    canvas.box((0, 640), 1200, 160, "#39456b")
    colours = (BRICK, MUSTARD, LEAF, ROSE, DENIM)
    tones = ("#f05a3f", "#f7b733", "#76b36a", "#f08aa0", "#f05a3f")
    children = ((140, 210), (360, 180), (580, 225), (800, 185), (1010, 205))
    for index, (x, size) in enumerate(children):
        look = Look(colours[index], "#1c2745", "", SKINS[index % 3], long_hair=index % 2 == 1)
        figure(canvas, (x, 760), size, look, ((-0.06, 0.28), (0.2, -0.02)))
        hand = (x + size * 0.3, 760 - size * 0.78)
        tip = (hand[0] + 34, hand[1] - size * 0.42)
        canvas.stroke([hand, tip], SAND, 4)
        _star_lantern(canvas, (tip[0], tip[1] + 62), 50, tones[index])


def _star_lantern(canvas: Canvas, centre: Point, radius: float, colour: str) -> None:
    canvas.glow(centre, radius * 2.6, "#ffd27a", 0.75)
    canvas.ring(centre, radius * 1.12, "#fbe3a8", 4)
    canvas.polygon(star(centre, radius), colour)
    canvas.polygon(star(centre, radius * 0.5, 0.5), "#ffe9ad")
    canvas.stroke([(centre[0], centre[1] - radius), (centre[0], centre[1] - radius - 12)], SAND, 3)
    for shift in (-10, 0, 10):
        end = (centre[0] + shift, centre[1] + radius * 1.12 + 26)
        canvas.stroke([(centre[0] + shift, centre[1] + radius * 1.1), end], colour, 3)


def tet_buses(canvas: Canvas) -> None:
    """Draw coaches on a mountain road with peach blossom in front."""
    canvas.sky("#a9ccd4", "#fae6cd", end=560)
    canvas.glow((300, 260), 320, "#fff3d8")
    hills(canvas, 330, 90, "#b3ccc9", 0.3)
    hills(canvas, 430, 70, "#8db3a6", 1.9)
    hills(canvas, 540, 44, "#6c9a7d", 3.1)
    road = [(0, 640), (300, 590), (640, 600), (940, 560), (1200, 590)]
    canvas.polygon([*road, (1200, 690), (940, 660), (640, 706), (300, 690), (0, 748)], "#6d7880")
    canvas.polygon(
        [(0, 748), (300, 690), (640, 706), (940, 660), (1200, 690), (1200, 800), (0, 800)],
        "#7ba36d",
    )
    for start, end in pairwise(road):
        for part in (0.1, 0.45, 0.8):
            xs = [start[0] + (end[0] - start[0]) * (part + shift) for shift in (0, 0.16)]
            ys = [start[1] + (end[1] - start[1]) * (part + shift) + 52 for shift in (0, 0.16)]
            canvas.stroke(list(zip(xs, ys, strict=True)), PAPER, 5)
    for corner, size, colour in (
        ((880, 612), 190, LEAF),
        ((545, 640), 250, MUSTARD),
        ((120, 668), 320, BRICK),
    ):
        _coach(canvas, corner, size, colour)
    _blossoms(canvas)


def _coach(canvas: Canvas, corner: Point, size: float, colour: str) -> None:
    x, y = corner
    for bag in range(4):
        canvas.box(
            (x + size * (0.16 + bag * 0.15), y - size * 0.52),
            size * 0.13,
            size * 0.09,
            (SAND, ROSE, TEAL, WOOD)[bag],
            radius=6,
        )
    canvas.box((x, y - size * 0.44), size, size * 0.4, colour, radius=size * 0.07)
    canvas.box((x + size * 0.04, y - size * 0.37), size * 0.92, size * 0.15, "#d7e8e8", radius=8)
    for window in range(6):
        centre = x + size * (0.12 + window * 0.145)
        head(canvas, (centre, y - size * 0.275), size * 0.034, Look(hat="", skin=SKINS[window % 3]))
        canvas.box((centre + size * 0.06, y - size * 0.37), size * 0.016, size * 0.15, colour)
    canvas.box((x, y - size * 0.18), size, size * 0.035, PAPER)
    canvas.circle((x + size * 0.965, y - size * 0.1), size * 0.028, "#fff0bd")
    for wheel in (0.2, 0.8):
        canvas.circle((x + size * wheel, y - size * 0.03), size * 0.085, NIGHT)
        canvas.circle((x + size * wheel, y - size * 0.03), size * 0.04, STEEL)


def _blossoms(canvas: Canvas) -> None:
    dice = dice_from(21)
    branches = [
        [(1210, 60), (1040, 110), (900, 90)],
        [(1040, 110), (960, 190), (860, 210)],
        [(1210, 200), (1100, 240), (1030, 320)],
        [(-10, 90), (110, 130), (230, 110)],
        [(110, 130), (170, 200), (250, 220)],
    ]
    for branch in branches:
        canvas.stroke(branch, BROWN, 9)
        for start, end in pairwise(branch):
            for _ in range(7):
                part = dice.random()
                x = start[0] + (end[0] - start[0]) * part + dice.uniform(-20, 20)
                y = start[1] + (end[1] - start[1]) * part + dice.uniform(-20, 20)
                flower(canvas, (x, y), dice.uniform(13, 21), "#ec9fae", MUSTARD)
