"""First steps: what an installation still lacks."""
