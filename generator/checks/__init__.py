"""
What content is held against. One rule, one module, one generator.

`ITEM_RULES` look at one item alone and are asked once for the same text. So are
`MANUSCRIPT_RULES`, which read a file as it was written; what they find is held against the data
files and the editor's own leave by `settling`. `WHOLE_RULES` look at all items by their facts.
`RULES` look closely at some items, with the places of their fields: at those that `suspects` finds
to name something that is not there. `CLOCK_RULES` say what depends on the instant too.
"""

from collections.abc import Callable, Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.abbreviations import abbreviations
from generator.checks.addresses import addresses
from generator.checks.alternatives import alternatives
from generator.checks.anchors import anchors
from generator.checks.approvals import approvals
from generator.checks.consents import consent_ends, consents
from generator.checks.dates import dates
from generator.checks.declarations import declarations
from generator.checks.doubled import doubled
from generator.checks.file_names import file_names
from generator.checks.files import named_files_exist
from generator.checks.headings import headings
from generator.checks.headlines import headlines
from generator.checks.identities import identities
from generator.checks.leaves import leaves
from generator.checks.lengths import lengths
from generator.checks.letters import letters
from generator.checks.link_words import link_words
from generator.checks.links import links
from generator.checks.old_encodings import old_encodings
from generator.checks.pasted import pasted
from generator.checks.pictures import pictures
from generator.checks.privacy import privacy
from generator.checks.registers import registers
from generator.checks.relations import relations
from generator.checks.share_texts import share_texts
from generator.checks.tone_marks import tone_marks
from generator.kernel.diagnostics import Diagnostic

ITEM_RULES = (dates, consents)
LANGUAGE_RULES: tuple[Callable[[Manuscript], Iterator[Diagnostic]], ...] = (
    *(headlines, headings, alternatives, link_words),
    *(letters, old_encodings, doubled, tone_marks, abbreviations, pasted),
)
MANUSCRIPT_RULES: tuple[Callable[[Manuscript], Iterator[Diagnostic]], ...] = (
    declarations,
    privacy,
    *LANGUAGE_RULES,
)
WHOLE_RULES = (identities, addresses, lengths, leaves, pictures, file_names, approvals)
CLOCK_RULES = (consent_ends,)
RULES = (registers, named_files_exist, links, anchors, relations, share_texts)
