"""Who may do what with a finding. Cell by cell: tests/web/tables/permissions.tsv.

Whoever keeps the register verifies and signs off, two persons of it; the unit's head applies; the leader in charge excepts and approves.
"""

from luoshi_web.registers.matters.rights import unit_rights

unit_rights("findings")
