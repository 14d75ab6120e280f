"""Who brings a file in: whoever keeps a register (``<register>.keep``), of what is at most internal. Cell by cell: tests/web/tables/permissions.tsv."""

from functools import reduce
from operator import or_

from luoshi_web.accounts.rights import RIGHTS
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.matters.rights import keeps

RIGHTS.add_rule("imports.list", reduce(or_, (keeps(register) for register in TABLES)))
