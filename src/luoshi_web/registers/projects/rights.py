"""Who may do what with a project. Cell by cell: tests/web/tables/permissions.tsv."""

from luoshi_web.registers.matters.rights import unit_rights

unit_rights("projects")
