"""In which line something of a content file stands."""

from troth.content.lines import line_naming, line_of

FILE = '''# A remark, with a key = "in it"
title = "One"

[why]
text = """Two lines,
id = "not a key"
"""
sources = ["a"]

[[steps]]
id = "first"
prompt = "One?"

[[steps]]
id = "second"
"quoted" = 1

[[steps.options]]
id = "yes"

[[steps.options]]
id = "no"
'''


def test_a_key_of_the_file_is_found() -> None:
    assert line_of(FILE, ("title",)) == 2


def test_a_key_of_a_table_is_found_past_a_long_text() -> None:
    assert line_of(FILE, ("why", "text")) == 5
    assert line_of(FILE, ("why", "sources")) == 8


def test_tables_of_a_list_are_counted() -> None:
    assert line_of(FILE, ("steps", 0, "prompt")) == 12
    assert line_of(FILE, ("steps", 1, "id")) == 15
    assert line_of(FILE, ("steps", 1, "quoted")) == 16
    assert line_of(FILE, ("steps", 1, "options", 0, "id")) == 19
    assert line_of(FILE, ("steps", 1, "options", 1, "id")) == 22


def test_what_is_missing_stands_where_its_table_begins() -> None:
    assert line_of(FILE, ("steps", 0, "kind")) == 10
    assert line_of(FILE, ("kind",)) == 1
    assert line_of(FILE, ()) == 1


def test_an_entry_is_found_by_its_name() -> None:
    assert line_naming(FILE, "second") == 15
    assert line_naming(FILE, "nowhere") == 1
