"""The different texts of the corpus: a query over the forms of all comments, and the texts themselves on disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, overload

from agorascope.corpus.folder import Folder, whole
from agorascope.corpus.reposts.forms import PLACE
from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.signatures import sketch

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.part import Part
    from agorascope.corpus.threads import Row
    from agorascope.deduplication.signatures.windows import Hashes

TEXTS: Final = "texts"
_REMEMBERED = 20_000  # forms: a leader is compared with many
_OPEN = 512  # files of texts


def distinct(engine: Engine, folder: Folder) -> pa.Table:
    """Give the different texts in the order in which they are compared: most copied first, of equals the first posted.

    Columns: digest, copies, first (the `order` of the first post), place and comment_id of that post, weight, code.
    """
    import pyarrow as pa
    from daft import col

    forms = engine.frame(folder.work / "forms")
    seen = forms.where(col("digest").not_null())
    texts = seen.groupby("digest").agg(col("order").count().alias("copies"), col("order").min().alias("first"))
    posts = seen.select(col("order").alias("first"), "place", "comment_id", "weight", "code")
    found = texts.join(posts, on="first").to_arrow()
    standing = pa.array(_standing(found["copies"].to_numpy()))
    keyed = found.append_column("standing", standing)
    return (
        keyed.sort_by([("standing", "descending"), ("first", "ascending")]).drop_columns(["standing"]).combine_chunks()
    )


def _standing(copies: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Give `deduplication.cluster.standing` of many counts: the number of bits."""
    import numpy as np

    return np.frexp(copies.astype(np.float64))[1].astype(np.int32)


def sketches(part: Part) -> Mapping[str, list[Row]]:
    """Give the rows of `keys` for the first posts of texts that are long enough, and lay their texts beside it."""
    import pyarrow as pa

    places = [row["place"] for row in part.folder.rows("firsts", part.number)]
    texts = part.folder.table("comments", part.number, ["text"])["text"]
    forms = [Form(texts[place % PLACE].as_py()) for place in places]
    keys = sketch.keys([form.near for form in forms])
    columns = {
        "place": pa.array(places, pa.int64()),
        "text": pa.array([form.text for form in forms], pa.large_string()),
        "near": pa.array([form.near for form in forms], pa.large_string()),
        "weight": pa.array([form.weight for form in forms], pa.int64()),
        "keys": pa.FixedSizeListArray.from_arrays(pa.array(keys.ravel()), sketch.BANDS),
    }
    _lay(part.folder.file(TEXTS, part.number, "arrow"), pa.table(columns))
    rows = zip(places, forms, keys.tolist(), strict=True)
    return {"keys": [{"place": place, "keys": own} for place, form, own in rows if not form.is_short]}


def _lay(path: Path, table: pa.Table) -> None:
    import pyarrow as pa

    with whole(path) as part, pa.ipc.new_file(str(part), table.schema) as file:
        file.write_table(table)


class Texts(Sequence[Form]):
    """Texts by number, read from disk when they are asked for; the last some thousand are remembered."""

    def __init__(self, folder: Folder, places: NDArray[np.int64]) -> None:
        """Name the texts by their places, in order."""
        self._folder, self._places = folder, places
        self._forms: OrderedDict[int, Form] = OrderedDict()

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, number: int) -> Form: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Form]: ...
    def __getitem__(self, number: int | slice) -> Form | Sequence[Form]:
        """Give the text of that number."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        form = self._forms.get(number)
        if form is None:
            form = self._forms[number] = self._read(number)
            if len(self._forms) > _REMEMBERED:
                self._forms.popitem(last=False)
        return form

    def _read(self, number: int) -> Form:
        laid, row = self._at(number)
        near = laid.near[row].as_py()
        return Form(laid.text[row].as_py(), near, near, laid.weight[row].as_py())

    def keys(self, numbers: Sequence[int] | None = None) -> Hashes:
        """Give the keys of all the texts, or of those with these numbers: (texts, bands) uint64."""
        import numpy as np

        places = self._places if numbers is None else self._places[list(numbers)]
        found = np.empty((len(places), sketch.BANDS), np.uint64)
        parts = places // PLACE
        for part in np.unique(parts).tolist():
            which = np.flatnonzero(parts == part)
            laid = _laid(str(self._folder.file(TEXTS, part, "arrow")))
            found[which] = laid.keys[np.searchsorted(laid.places, places[which])]
        return found

    def _at(self, number: int) -> tuple[_Laid, int]:
        place = int(self._places[number])
        laid = _laid(str(self._folder.file(TEXTS, place // PLACE, "arrow")))
        return laid, int(laid.places.searchsorted(place))


class _Laid:
    """A file of texts, mapped into memory."""

    def __init__(self, path: str) -> None:
        import pyarrow as pa

        with pa.memory_map(path) as file:
            table = pa.ipc.open_file(file).read_all()
        self.text, self.near, self.weight = (table[name].combine_chunks() for name in ("text", "near", "weight"))
        self.places = table["place"].combine_chunks().to_numpy()
        self.keys = table["keys"].combine_chunks().flatten().to_numpy().reshape(-1, sketch.BANDS)


@lru_cache(maxsize=_OPEN)
def _laid(path: str) -> _Laid:
    return _Laid(path)


def forget() -> None:
    """Let go of the files of texts: they are about to be written anew."""
    _laid.cache_clear()
