"""Reconsideration and court cases (行政复议与应诉)."""
