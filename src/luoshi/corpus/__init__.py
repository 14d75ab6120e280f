"""Many reports into one dataset, and what is taken away from it.

``inputs`` finds the documents, ``plan`` cuts them into shards, ``shards`` reads one shard, ``engines`` say where shards are read,
``run`` holds it together and finishes the dataset. Docs: docs/corpus.md.
"""

from luoshi.text.callable_package import make_callable

make_callable(__name__)
