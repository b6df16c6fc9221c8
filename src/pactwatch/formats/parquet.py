"""The events of a brief as a Parquet file with typed columns; the file's metadata name the pact, the date and the headline."""

import pyarrow as pa
import pyarrow.parquet as pq

from ..nouns import Brief
from .view.rows import COLUMNS, rows
from .view.whole import whole

TEXTS = pa.list_(pa.string())
TYPES = {
    "date": pa.date32(), "symmetric": pa.bool_(), "background": pa.bool_(), "weight": pa.float64(), "claims": TEXTS, "articles": TEXTS,
    "sources": TEXTS, "urls": TEXTS, "effects": pa.map_(pa.string(), pa.float64()),
}


def schema(brief: Brief) -> pa.Schema:
    """The columns and what the file says of itself."""
    about = {"pact": brief.pact, "date": brief.date.isoformat(), "headline": brief.headline, "article_sha256": brief.article.sha256}
    return pa.schema([(c, TYPES.get(c, pa.string())) for c in COLUMNS], metadata={f"pactwatch.{k}": v for k, v in about.items()})


def write(brief: Brief, path: str) -> None:
    """Write one row per event."""
    held = [{**row, "effects": list(row["effects"].items())} for row in rows(brief)]
    with whole(path) as half:
        pq.write_table(pa.Table.from_pylist(held, schema=schema(brief)), half, compression="zstd")
