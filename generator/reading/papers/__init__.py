"""
The text of attachments: every piece of it that a reader could get out of a file.

`passages` looks into a file by its ending. What cannot be looked into, or not within limits, is
`UnreadablePaperError`, so that whoever asks can fail closed in plain words.
"""

from generator.reading.papers.passage import Passage, UnreadablePaperError
from generator.reading.papers.pdf import is_scan
from generator.reading.papers.road import ENDINGS, passages

__all__ = ["ENDINGS", "Passage", "UnreadablePaperError", "is_scan", "passages"]
