"""Reading runs apart from requests: a file of 14 pages takes a second, a hostile one up to forty."""

from luoshi_web.jobs.clock import now
from luoshi_web.jobs.tasks import job


@job(tries=3)
def read_in_background(copy_id: int) -> str:
    """Read one copy; returns its state afterwards. Asked twice it reads once: a copy that has been read is left alone."""
    from luoshi_web.ledgerstore.services.read import read_copy

    return read_copy(copy_id=copy_id, at=now())
