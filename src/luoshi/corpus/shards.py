"""One shard read: the one way in which documents become rows, whichever engine runs it."""

from luoshi.corpus.shard import Shard, ShardOutcome


def read_shard(shard: Shard, out: str) -> ShardOutcome:
    """Read the documents of ``shard`` into the work folder of the dataset ``out``, all of them or none.

    What lies there already under the shard's digest is not read again. Whatever a document does becomes a row or an issue; what
    is raised is the folder's fault (:class:`OSError`) or ours.
    """
    raise NotImplementedError
