"""In which line of a content file something stands: the parser itself doesn't say."""

import re
from collections import Counter
from collections.abc import Iterator

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-\"' ]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([\w\-]+|\"[^\"]*\"|'[^']*')\s*(?:\.[\w.\-]+\s*)?=")
_LONG_TEXT = re.compile(r'"""|\'\'\'')


def line_of(text: str, path: Path) -> int:
    """The line, from 1, of what the keys and places in lists of `path` lead to.

    What can't be found stands where the nearest table around it begins.
    """
    found: dict[Path, int] = {(): 1}
    for number, place in _places(text):
        found.setdefault(place, number)
    while path not in found:
        path = path[:-1]
    return found[path]


def line_naming(text: str, name: str) -> int:
    """The first line that gives something exactly this name, as an id does; 1 where none does."""
    wanted = re.compile(rf"\s*[\w\-]+\s*=\s*[\"']{re.escape(name)}[\"']")
    for number, line in enumerate(text.splitlines(), start=1):
        if wanted.match(line):
            return number
    return 1


def _places(text: str) -> Iterator[tuple[int, Path]]:
    """Each table and each key with its line."""
    table: Path = ()
    counts: Counter[Path] = Counter()
    is_inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not is_inside and (header := _HEADER.match(line)):
            table = _table(header[2], counts, is_one_of_many=header[1] == "[[")
            yield number, table
        elif not is_inside and (key := _KEY.match(line)):
            yield number, (*table, key[1].strip("\"'"))
        if len(_LONG_TEXT.findall(line)) % 2:
            is_inside = not is_inside


def _table(name: str, counts: Counter[Path], *, is_one_of_many: bool) -> Path:
    place: Path = ()
    parts = [part.strip(" \"'") for part in name.split(".")]
    for part in parts:
        place = (*place, part)
        is_last = part is parts[-1]
        if is_last and is_one_of_many:
            counts[place] += 1
        if counts[place]:
            place = (*place, counts[place] - 1)
    return place
