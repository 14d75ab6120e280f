"""建议提案: suggestions of deputies and proposals of members of the CPPCC, from filing to the second rating. docs/registers/proposals.md follows one."""
