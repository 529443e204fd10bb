"""
What of a text is somebody's own: numbers, addresses, names of children, illness beside a name.

Pure functions over text. Whoever asks takes `find` and `masked`; each kind has a module.
"""

from generator.privacy.finding import find
from generator.privacy.finds import Find, Kind
from generator.privacy.masking import mask, masked

__all__ = ["Find", "Kind", "find", "mask", "masked"]
