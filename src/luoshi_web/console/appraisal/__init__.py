"""Appraisals: tables, sheets with every point's evidence, objections, rules and groups."""
