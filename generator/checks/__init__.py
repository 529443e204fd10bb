"""
What content is held against. One rule, one module, one generator.

`ITEM_RULES` look at one item alone and are asked once for the same text. `WHOLE_RULES` look at
all items by their facts. `RULES` look closely at some items, with the places of their fields: at
those that `suspects` finds to name something that is not there.
"""

from generator.checks.addresses import addresses
from generator.checks.dates import dates
from generator.checks.files import named_files_exist
from generator.checks.identities import identities
from generator.checks.lengths import lengths
from generator.checks.links import links
from generator.checks.registers import registers
from generator.checks.relations import relations
from generator.checks.share_texts import share_texts

ITEM_RULES = (dates,)
WHOLE_RULES = (identities, addresses, lengths)
RULES = (registers, named_files_exist, links, relations, share_texts)
