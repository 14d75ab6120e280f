"""Many reports into one dataset: ``inputs`` finds the documents, ``plan`` cuts them into shards, ``shards`` reads one shard,
``engines`` say where shards are read, ``run`` holds it together and finishes the dataset.

Docs: docs/corpus.md.
"""
