"""A copy's damage: what is wrong where, what may have stood there, and the text as it is read.

One module a kind of damage. The text that is read has the same length as the copy, character for character: a repair
puts one character in the place of another, or :data:`~luoshi.text.GONE` where something should not be there. So every
offset counts into the copy, and every quote is cut from it.
"""

from luoshi.sources.cleaning.damage import Damage, Survey
from luoshi.sources.cleaning.survey import patched, survey

__all__ = ["Damage", "Survey", "patched", "survey"]
