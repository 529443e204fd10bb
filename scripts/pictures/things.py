"""What several scenes share: land, weather, houses, people and vehicles."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pictures.canvas import (
    BRICK,
    BROWN,
    INK,
    LEAF,
    MIST,
    MOSS,
    MUSTARD,
    NIGHT,
    SKINS,
    STEEL,
    TEAL,
    Canvas,
    Point,
)


def dice_from(seed: int) -> random.Random:
    """Return dice that fall the same way for the same *seed*."""
    return random.Random(seed)  # noqa: S311 -- scatters leaves and rain, guards nothing


def star(centre: Point, radius: float, inner: float = 0.42) -> list[Point]:
    """Return the outline of a five-pointed star; *inner* is how deep it is cut."""
    x, y = centre
    turns = [(math.pi * (k / 5 - 0.5), radius * (inner if k % 2 else 1)) for k in range(10)]
    return [(x + r * math.cos(angle), y + r * math.sin(angle)) for angle, r in turns]


def hills(canvas: Canvas, level: float, swing: float, colour: str, phase: float = 0) -> None:
    """Fill everything below a rolling line."""
    ridge = [
        (x, level - swing * (math.sin(x / 210 + phase) + 0.5 * math.sin(x / 83 + 2 * phase)))
        for x in range(0, canvas.width + 20, 20)
    ]
    canvas.polygon([(0, canvas.height), *ridge, (canvas.width, canvas.height)], colour)


def cloud(canvas: Canvas, centre: Point, size: float, colour: str) -> None:
    """Draw a flat-bottomed cloud *size* wide."""
    x, y = centre
    canvas.box((x - size / 2, y - size * 0.1), size, size * 0.2, colour, radius=size * 0.1)
    for shift, lift, radius in ((-0.2, 0.08, 0.16), (0.04, 0.16, 0.21), (0.25, 0.06, 0.13)):
        canvas.circle((x + size * shift, y - size * lift), size * radius, colour)


def rain(canvas: Canvas, seed: int, drops: int, colour: str) -> None:
    """Scatter slanting drops over the sheet."""
    dice = dice_from(seed)
    for _ in range(drops):
        x, y = dice.uniform(0, canvas.width + 60), dice.uniform(-20, canvas.height)
        length = dice.uniform(22, 44)
        canvas.stroke([(x, y), (x - length * 0.35, y + length)], colour, 1.6)


def stars(canvas: Canvas, seed: int, count: int, lowest: float) -> None:
    """Scatter small stars above *lowest*."""
    dice = dice_from(seed)
    for _ in range(count):
        spot = dice.uniform(0, canvas.width), dice.uniform(0, lowest)
        canvas.circle(spot, dice.uniform(0.9, 2.2), "#f6ecdbb0")


def tree(canvas: Canvas, foot: Point, size: float, colour: str = MOSS, trunk: str = BROWN) -> None:
    """Draw a round tree *size* high."""
    x, y = foot
    canvas.stroke([(x, y), (x, y - size * 0.5)], trunk, size * 0.07)
    for dx, dy, radius in ((-0.17, 0.52, 0.2), (0.17, 0.54, 0.19), (0, 0.74, 0.25)):
        canvas.circle((x + dx * size, y - dy * size), radius * size, colour)


def pylon(canvas: Canvas, foot: Point, size: float, colour: str) -> list[Point]:
    """Draw a lattice tower *size* high and return where its six wires hang, left to right."""
    x, y = foot
    width = max(1.4, size * 0.012)
    for side in (-1, 1):
        leg = [(x + side * size * 0.15, y), (x + side * size * 0.035, y - size * 0.55)]
        canvas.stroke([*leg, (x, y - size)], colour, width * 1.5)
    for step in range(5):
        low, high = step / 5 * 0.55, (step + 1) / 5 * 0.55
        spread = [(0.15 - 0.115 * part / 0.55) * size for part in (low, high)]
        for side in (-1, 1):
            ends = [(x - side * spread[0], y - low * size), (x + side * spread[1], y - high * size)]
            canvas.stroke(ends, colour, width)
    hooks = []
    for lift, reach in ((0.62, 0.2), (0.74, 0.25), (0.86, 0.17)):
        arm = y - lift * size
        for side in (-1, 1):
            tip = (x + side * reach * size, arm)
            canvas.polygon([(x, arm - size * 0.035), tip, (x, arm + size * 0.012)], colour)
            hooks.append((tip[0], arm + size * 0.045))
            canvas.stroke([tip, hooks[-1]], colour, width)
    return sorted(hooks)


def string_wires(canvas: Canvas, hooks: Sequence[Sequence[Point]], colour: str) -> None:
    """Hang wires between neighbouring towers."""
    for near, far in pairwise(hooks):
        for start, end in zip(near, far, strict=True):
            canvas.bow(start, end, abs(start[0] - end[0]) * 0.06, colour, 1.6)


def house(canvas: Canvas, corner: Point, width: float, wall: str, roof: str = BRICK) -> None:
    """Draw a house with a tiled roof; *corner* is the lower left one."""
    x, y = corner
    height = width * 0.52
    canvas.box((x, y - height), width, height, wall)
    eaves, ridge = y - height, y - height - width * 0.36
    corners = [(x - width * 0.1, eaves), (x + width * 0.16, ridge), (x + width * 0.84, ridge)]
    canvas.polygon([*corners, (x + width * 1.1, eaves)], roof)
    for row in range(1, 5):
        level = ridge + (eaves - ridge) * row / 5
        inset = width * 0.26 * row / 5
        ends = [(x + width * 0.16 - inset, level), (x + width * 0.84 + inset, level)]
        canvas.stroke(ends, "#00000018", 2)
    canvas.box((x + width * 0.42, y - height * 0.72), width * 0.18, height * 0.72, BROWN)
    for left in (0.12, 0.72):
        canvas.box((x + width * left, y - height * 0.68), width * 0.17, height * 0.36, TEAL)
        middle = x + width * (left + 0.085)
        canvas.stroke([(middle, y - height * 0.68), (middle, y - height * 0.32)], wall, 3)


@dataclass(frozen=True)
class Look:
    """How a small figure is dressed; `hat` is a helmet's colour, "" for none."""

    shirt: str = TEAL
    trousers: str = INK
    hat: str = MUSTARD
    skin: str = SKINS[1]
    hair: str = "#2b2422"
    long_hair: bool = False
    shorts: str = ""


def figure(
    canvas: Canvas, foot: Point, size: float, look: Look, hands: Sequence[Point] = ()
) -> None:
    """
    Draw a standing person *size* high, seen from afar.

    Args:
        canvas: Where to draw.
        foot: Between the feet.
        size: From sole to crown, in pixels.
        look: Colours.
        hands: Left and right hand, from the shoulder, in parts of *size*; hanging by default.
    """
    x, y = foot
    for side in (-1, 1):
        leg = [(x + side * size * 0.05, y - size * 0.46), (x + side * size * 0.075, y)]
        canvas.stroke(leg, look.trousers, size * 0.085)
        if look.shorts:
            knee = (x + side * size * 0.065, y - size * 0.26)
            canvas.stroke([leg[0], knee], look.shorts, size * 0.11)
    torso(canvas, (x, y - size * 0.42), size, look, hands or ((-0.07, 0.3), (0.07, 0.3)))


def torso(canvas: Canvas, waist: Point, size: float, look: Look, hands: Sequence[Point]) -> None:
    """Draw the upper body and head of a figure *size* high."""
    x, y = waist
    canvas.box(
        (x - size * 0.11, y - size * 0.4), size * 0.22, size * 0.42, look.shirt, radius=size * 0.08
    )
    for side, (dx, dy) in zip((-1, 1), hands, strict=True):
        shoulder = (x + side * size * 0.1, y - size * 0.34)
        hand = (shoulder[0] + dx * size, shoulder[1] + dy * size)
        canvas.stroke([shoulder, hand], look.shirt, size * 0.065)
        canvas.circle(hand, size * 0.036, look.skin)
    head(canvas, (x, y - size * 0.48), size * 0.085, look)


def head(canvas: Canvas, centre: Point, radius: float, look: Look) -> None:
    """Draw a faceless head with hair or a helmet."""
    x, y = centre
    if look.long_hair:
        canvas.box(
            (x - radius * 1.1, y - radius * 0.5),
            radius * 2.2,
            radius * 2.1,
            look.hair,
            radius=radius * 0.7,
        )
    canvas.box((x - radius * 0.4, y + radius * 0.5), radius * 0.8, radius, look.skin)
    canvas.circle(centre, radius, look.skin)
    if look.hat:
        canvas.dome((x, y - radius * 0.05), radius * 1.12, radius * 1.2, look.hat)
        canvas.box(
            (x - radius * 1.4, y - radius * 0.22),
            radius * 2.8,
            radius * 0.24,
            look.hat,
            radius=radius * 0.12,
        )
    else:
        canvas.dome((x, y - radius * 0.02), radius * 1.06, radius * 1.1, look.hair)


def truck(canvas: Canvas, corner: Point, size: float, colour: str) -> None:
    """Draw a lorry facing right; *corner* is the lower left one, *size* its length."""
    x, y = corner
    canvas.box((x, y - size * 0.3), size * 0.66, size * 0.2, colour, radius=6)
    canvas.box((x + size * 0.62, y - size * 0.42), size * 0.36, size * 0.32, colour, radius=14)
    canvas.box((x + size * 0.76, y - size * 0.38), size * 0.18, size * 0.13, MIST, radius=6)
    canvas.box((x, y - size * 0.12), size, size * 0.05, INK, radius=4)
    for wheel in (0.15, 0.32, 0.8):
        canvas.circle((x + size * wheel, y - size * 0.06), size * 0.075, NIGHT)
        canvas.circle((x + size * wheel, y - size * 0.06), size * 0.035, STEEL)


def pot_plant(canvas: Canvas, foot: Point, size: float) -> None:
    """Draw a plant in a pot *size* high."""
    x, y = foot
    for angle in (-58, -34, -12, 12, 34, 58):
        tip = math.radians(angle - 90)
        end = (x + math.cos(tip) * size * 0.62, y - size * 0.36 + math.sin(tip) * size * 0.62)
        canvas.stroke([(x, y - size * 0.34), end], LEAF if angle % 4 else MOSS, size * 0.1)
    pot = [(-0.2, -0.36), (0.2, -0.36), (0.15, 0), (-0.15, 0)]
    canvas.polygon([(x + dx * size, y + dy * size) for dx, dy in pot], BRICK)


def flower(canvas: Canvas, centre: Point, radius: float, petal: str, heart: str) -> None:
    """Draw a blossom of five petals."""
    for leaf in range(5):
        angle = leaf * math.tau / 5
        spot = (
            centre[0] + radius * 0.55 * math.cos(angle),
            centre[1] + radius * 0.55 * math.sin(angle),
        )
        canvas.circle(spot, radius * 0.45, petal)
    canvas.circle(centre, radius * 0.26, heart)


def steam(canvas: Canvas, foot: Point, size: float, colour: str = "#ffffff90") -> None:
    """Draw three wavy threads rising."""
    for shift in (-0.3, 0, 0.3):
        wave = [
            (foot[0] + size * (shift + 0.07 * math.sin(step / 3)), foot[1] - size * step / 20)
            for step in range(18)
        ]
        canvas.stroke(wave, colour, size * 0.05)
