"""Acts on applications for reconsideration and on court cases."""
