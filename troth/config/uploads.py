"""No form takes a file, so a file in a form is thrown away unread."""

from __future__ import annotations

from typing import Any, Never

from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class RefuseUploads(FileUploadHandler):
    def new_file(self, *args: Any, **kwargs: Any) -> Never:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
