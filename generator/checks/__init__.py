"""Rules over the catalog. One rule, one module, one generator; `RULES` is all of them."""

from generator.checks.addresses import addresses
from generator.checks.dates import dates
from generator.checks.files import named_files_exist
from generator.checks.identities import identities
from generator.checks.links import links
from generator.checks.registers import registers
from generator.checks.relations import relations

RULES = (identities, addresses, registers, dates, named_files_exist, links, relations)
