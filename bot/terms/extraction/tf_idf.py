"""TF-IDF: which phrases are particular to some documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.errors import SettingsError


def tf_idf(
    rows: Sequence[int], columns: Sequence[int], counts: Sequence[int], width: int
) -> list[float]:
    """Score phrases by how much they stand out in the documents that hold them.

    Spärck Jones (1972) with scikit-learn's smoothing, ln((1 + n) / (1 + df)) + 1, on logarithmic
    term frequencies, 1 + ln tf; documents are brought to the same length (Euclidean norm). What
    is counted are our own phrases: on raw tokens punctuation would rank first.

    Args:
        rows: the number of the document of each cell.
        columns: the number of the phrase, under ``width``.
        counts: how often the phrase is in the document; cells that meet are added up.
        width: how many phrases there are.

    Returns:
        For each phrase, the sum over the documents.

    Raises:
        SettingsError: scikit-learn is not installed.
    """
    try:
        from scipy.sparse import coo_matrix  # type: ignore[import-untyped]  # ships no types
        from sklearn.feature_extraction.text import TfidfTransformer
    except ImportError as error:
        raise SettingsError(
            "Candidate terms cannot be ranked, for scikit-learn is not installed: "
            "pip install 'termwise[terms]'."
        ) from error
    if not rows:
        return [0.0] * width
    _, dense = np.unique(np.asarray(rows), return_inverse=True)
    cells = (np.asarray(counts, dtype=np.float64), (dense, np.asarray(columns)))
    matrix = coo_matrix(cells, shape=(int(dense.max()) + 1, width)).tocsr()
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(matrix)
    scores: list[float] = np.asarray(weighted.sum(axis=0)).ravel().tolist()
    return scores
