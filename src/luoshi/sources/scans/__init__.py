"""Scans and photographs of pages: pictures to rows of characters, by two readings that must agree on every figure.

The recognition itself (OCR) is `rapidocr`, an extra: `pip install 'luoshi[ocr]'`. Nothing here imports it but :mod:`.engine`, in a process
of its own. A wrong digit is worse than a missing one: where the two readings of a page give a figure differently, the text has `□`
for each of its characters, as editors print what they cannot make out, and a notice says what either reading saw.
"""
