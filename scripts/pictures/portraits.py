"""Portraits of invented workers, put together from features."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageColor

from pictures.canvas import INK, MUSTARD, PAPER, WHITE, Canvas, scaled


@dataclass(frozen=True)
class Face:
    """An invented worker. `hair_style`: short, bob, bun, long; `hat`: helmet, cap, chef, ""."""

    skin: str
    backdrop: tuple[str, str]
    uniform: str
    hair: str = "#2b2422"
    hair_style: str = "short"
    hat: str = ""
    hat_colour: str = MUSTARD
    vest: str = ""
    collar: str = PAPER
    apron: str = ""
    scarf: str = ""
    width: float = 1.0
    glasses: bool = False
    headset: bool = False
    moustache: bool = False
    wrinkles: bool = False


def shade(colour: str, strength: float) -> str:
    """Return *colour* darkened; *strength* 0 leaves it, 1 makes it black."""
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return "#" + "".join(f"{round(part * (1 - strength)):02x}" for part in (red, green, blue))


def portrait(canvas: Canvas, face: Face) -> None:
    """Draw head and shoulders on a quiet backdrop, from back to front."""
    canvas.sky(*face.backdrop)
    canvas.circle((400, 420), 330, "#ffffff30")
    _hair_behind(canvas, face)
    _clothes(canvas, face)
    _skull(canvas, face)
    _hair_before(canvas, face)
    _features(canvas, face)
    if face.hat:
        {"helmet": _helmet_on, "cap": _cap_on, "chef": _chef_hat_on}[face.hat](canvas, face)
    if face.headset:
        canvas.pen.arc([scaled((252, 196)), scaled((548, 560))], 180, 360, fill=INK, width=26)
        for x in (240, 524):
            canvas.box((x, 352), 38, 92, INK, radius=18)
        canvas.bow((258, 430), (350, 510), 34, INK, 8)
        canvas.circle((352, 509), 12, INK)


def _hair_behind(canvas: Canvas, face: Face) -> None:
    if face.hair_style in ("bob", "long"):
        length = 330 if face.hair_style == "bob" else 470
        canvas.box((242, 250), 316, length, face.hair, radius=110)
    if face.hair_style == "bun":
        canvas.circle((400, 196), 66, face.hair)


def _clothes(canvas: Canvas, face: Face) -> None:
    canvas.box((120, 596), 560, 400, face.uniform, radius=150)
    canvas.box((340, 490), 120, 150, shade(face.skin, 0.12), radius=50)
    canvas.polygon([(340, 600), (460, 600), (400, 690)], shade(face.skin, 0.12))
    if face.vest:
        canvas.polygon([(215, 606), (330, 596), (392, 800), (180, 800)], face.vest)
        canvas.polygon([(585, 606), (470, 596), (408, 800), (620, 800)], face.vest)
        canvas.polygon([(252, 603), (290, 600), (318, 800), (272, 800)], "#f5e9ae")
        canvas.polygon([(548, 603), (510, 600), (482, 800), (528, 800)], "#f5e9ae")
    for side in (-1, 1):
        points = [
            (400 + side * 62, 582),
            (400 + side * 104, 640),
            (400 + side * 30, 706),
            (400, 672),
        ]
        canvas.polygon(points, face.collar)
    if face.apron:
        canvas.box((268, 690), 264, 130, face.apron, radius=24)
        for side in (-1, 1):
            canvas.stroke([(400 + side * 112, 700), (400 + side * 84, 604)], face.apron, 22)
    if face.scarf:
        canvas.box((322, 566), 156, 58, face.scarf, radius=28)
        canvas.polygon([(390, 606), (450, 606), (470, 740), (410, 730)], face.scarf)


def _skull(canvas: Canvas, face: Face) -> None:
    half = 126 * face.width
    for side in (-1, 1):
        canvas.ellipse((400 + side * (half + 2), 404), 26, 34, face.skin)
        canvas.ellipse((400 + side * (half + 4), 404), 13, 19, shade(face.skin, 0.12))
    canvas.box((400 - half, 244), 2 * half, 306, face.skin, radius=min(half, 116))


def _hair_before(canvas: Canvas, face: Face) -> None:
    half = 126 * face.width
    canvas.dome((400, 350), half + 12, 142, face.hair)
    if face.hair_style == "short":
        for side in (-1, 1):
            canvas.box((400 + side * (half - 2) - 12, 330), 24, 56, face.hair, radius=8)
        canvas.ellipse((412, 366), half - 16, 62, face.skin)
    else:
        canvas.ellipse((400 - 54, 372), half * 0.46, 74, face.skin)
        canvas.ellipse((400 + 46, 372), half * 0.53, 90, face.skin)
        canvas.box((400 - half * 0.9, 350), half * 1.8, 60, face.skin, radius=20)
        for side in (-1, 1):
            outline = ((half + 11, 336), (half + 2, 392), (half - 12, 398), (half - 26, 306))
            canvas.polygon([(400 + side * dx, y) for dx, y in outline], face.hair)


def _features(canvas: Canvas, face: Face) -> None:
    dark, line = "#2b2422", shade(face.skin, 0.28)
    brow = shade(face.hair, 0.1)
    for side in (-1, 1):
        x = 400 + side * 56
        canvas.ellipse((400 + side * 80, 452), 30, 18, "#dd6f5a38")
        canvas.ellipse((x, 402), 11, 14, dark)
        canvas.circle((x + 4, 397), 3.6, WHITE)
        canvas.bow((x - 26, 366 + side * 1), (x + 26, 366 - side * 1), -9, brow, 8)
        if face.wrinkles:
            for level in (398, 412):
                start = (400 + side * 92, level)
                canvas.stroke([start, (start[0] + side * 16, level + (level - 405))], line, 3.5)
            canvas.bow((400 + side * 70, 446), (400 + side * 74, 490), 0, line, 3)
        if face.glasses:
            canvas.ring((x, 403), 43, INK, 6)
            canvas.stroke([(400 + side * 98, 398), (400 + side * 124, 392)], INK, 6)
    if face.glasses:
        canvas.bow((386, 398), (414, 398), -5, INK, 6)
    canvas.bow((386, 440), (414, 440), 9, line, 6)
    if face.moustache:
        canvas.bow((356, 474), (444, 474), -9, face.hair, 14)
    canvas.bow((350, 486), (450, 486), 27, "#8a3d34", 8)


def _helmet_on(canvas: Canvas, face: Face) -> None:
    colour = face.hat_colour
    for side in (-1, 1):
        strap = [(400 + side * 124, 340), (400 + side * 112, 470), (400 + side * 56, 548)]
        canvas.stroke(strap, shade(INK, 0.1), 6)
    canvas.dome((400, 332), 164, 178, colour)
    canvas.dome((352, 326), 70, 138, "#ffffff26")
    canvas.box((378, 150), 44, 160, shade(colour, 0.08), radius=20)
    canvas.box((214, 314), 372, 34, colour, radius=17)
    canvas.box((222, 336), 356, 12, shade(colour, 0.16), radius=6)


def _cap_on(canvas: Canvas, face: Face) -> None:
    colour = face.hat_colour
    canvas.dome((400, 322), 152, 150, colour)
    for shift in (-70, 0, 70):
        canvas.stroke(
            [(400 + shift * 0.5, 190 + abs(shift) * 0.2), (400 + shift, 300)],
            shade(colour, 0.08),
            4,
        )
    canvas.box((246, 296), 308, 44, shade(colour, 0.07), radius=20)


def _chef_hat_on(canvas: Canvas, face: Face) -> None:
    colour = face.hat_colour
    for x, y, radius in ((306, 190, 72), (400, 156, 88), (494, 190, 72)):
        canvas.circle((x, y), radius, colour)
    canvas.box((268, 196), 264, 130, colour, radius=16)
    for x in (330, 400, 470):
        canvas.stroke([(x, 214), (x, 270)], shade(colour, 0.08), 4)
    canvas.box((262, 284), 276, 50, shade(colour, 0.06), radius=16)
