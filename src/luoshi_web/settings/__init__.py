"""Settings: ``base`` for all, then ``development``, ``testing`` and ``production``; what differs by machine is in ``environment``."""
