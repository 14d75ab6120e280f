"""The lexicon of words: learnt from the text of the corpus alone, with no reader's help.

Words that stand between like words have like vectors (positive pointwise mutual information over two words on either side, cut to its largest dimensions), and
like vectors make a cluster. The same corpus gives the same lexicon.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import rjieba
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from luoshi.lines.lexicon import Lexicon, Singles, lexicon_of
from luoshi.lines.units import Integers
from luoshi.lines.words import name_of

WIDTH = 64
_RAREST = 4  # a word that stands in the corpus less often has no row
_CONTEXTS = 4000  # of the commonest words as neighbours
_COARSE, _FINE = 64, 256
_CLASSES = 60
_ROUNDS = 25
_SEED = 20261201
_NUMBER = re.compile(r"[\d.%]+")


def make_lexicon(texts: Sequence[str]) -> Lexicon:
    """The lexicon of the words of ``texts``."""
    words = [["0" if _NUMBER.fullmatch(word) else word for word in rjieba.cut(text)] for text in texts]
    counts = Counter(word for document in words for word in document)
    known = sorted((w for w, n in counts.items() if n >= _RAREST), key=lambda w: (-counts[w], w))
    vectors = _vectors(words, known)
    coarse, fine = _clusters(vectors, _COARSE), _clusters(vectors, _FINE)
    classes, verbs = _classes(texts, known)
    names = np.array([name_of(word) for word in known], np.uint64)
    order = np.argsort(names)
    return lexicon_of(
        names[order], classes[order], verbs[order], coarse[order] + 1, fine[order] + 1, vectors[order]
    )


def _vectors(documents: Iterable[Sequence[str]], known: Sequence[str]) -> Singles:
    number = {word: row for row, word in enumerate(known)}
    rows, columns = [], []
    for document in documents:
        at = np.array([number.get(word, -1) for word in document])
        for place, step in enumerate((-2, -1, 1, 2)):
            own, other = (at[:-step], at[step:]) if step > 0 else (at[-step:], at[:step])
            kept = (own >= 0) & (other >= 0) & (other < _CONTEXTS)
            rows.append(own[kept])
            columns.append(other[kept] + place * _CONTEXTS)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = len(known), 4 * _CONTEXTS
    counted = csr_matrix(coo_matrix((np.ones(len(row)), (row, column)), shape=shape))
    counted.sum_duplicates()
    of_word = np.asarray(counted.sum(1)).ravel()
    of_context = np.asarray(counted.sum(0)).ravel() ** 0.75
    pairs = counted.tocoo()
    told = np.log(pairs.data * of_context.sum() / (of_word[pairs.row] * of_context[pairs.col]))
    kept = told > 0
    positive = csr_matrix((told[kept], (pairs.row[kept], pairs.col[kept])), shape=shape)
    width = min(WIDTH, min(positive.shape) - 1)
    random = np.random.default_rng(_SEED)
    first = random.standard_normal(min(positive.shape))
    left, sizes, _ = svds(positive, k=width, v0=first, rng=random)
    signs = np.sign(left[np.abs(left).argmax(0), np.arange(width)])  # either is as right; one must be chosen
    vectors = left * signs * np.sqrt(sizes)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    found: Singles = vectors.astype(np.float32)
    return found


def _clusters(vectors: Singles, number: int) -> Integers:
    """The cluster of each vector: the nearest of ``number`` means, which begin as the commonest words."""
    means = vectors[:number].copy()
    nearest = np.zeros(len(vectors), np.int64)
    for _ in range(_ROUNDS):
        nearest = (vectors @ means.T).argmax(1)
        for cluster in range(len(means)):
            if (inside := nearest == cluster).any():
                mean = vectors[inside].mean(0)
                means[cluster] = mean / (np.linalg.norm(mean) + 1e-9)
    return nearest


def _classes(texts: Iterable[str], known: Sequence[str]) -> tuple[Integers, np.ndarray]:
    """The commonest class of each word in the corpus, as a number from 1 on, and whether it is a verb."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word, kind in rjieba.tag(text):
            told[word][kind] += 1
    kinds = [
        max(told[word].items(), key=lambda item: (item[1], item[0]))[0] if told[word] else "x"
        for word in known
    ]
    counts = Counter(kinds)
    names = sorted(counts, key=lambda kind: (-counts[kind], kind))[:_CLASSES]
    numbers = {kind: number for number, kind in enumerate(names, 1)}
    verbs = np.array([kind[0] == "v" and kind != "vn" for kind in kinds])
    return np.array([numbers.get(kind, 0) for kind in kinds], np.int64), verbs
