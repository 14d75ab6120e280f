"""A file's name as the text that stands in a key."""


def shown(name: str) -> str:
    """A file's name as text: names that are no UTF-8 are GBK on Chinese systems."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "backslashreplace")
    return name
