"""Personal data in what people write: found and masked, by one function for comments, tables and evidence (docs/voices.md), and by one of the
same length for what governments printed (docs/portal.md).

>>> mask("请打13812345678找我").text
'请打【电话】找我'
"""

from luoshi_web.masks.cover import SIGN, cover
from luoshi_web.masks.find import Found, Kind, find
from luoshi_web.masks.mask import SHOWN, Masked, mask

__all__ = ["SHOWN", "SIGN", "Found", "Kind", "Masked", "cover", "find", "mask"]
