"""No page takes a file: a form that brings one is turned away before it is read, so that nobody can fill the disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousFileOperation
from django.core.files.uploadhandler import FileUploadHandler


class NoUploads(FileUploadHandler):
    """Refuses what is longer than any form of ours, and every file in what is shorter; the answer is 400."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Look at the length before anything is read. Raises RequestDataTooBig."""
        if content_length > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            raise RequestDataTooBig("The form is longer than any of ours.")

    def new_file(self, *args: Any, **words: Any) -> None:
        """Raises SuspiciousFileOperation: no form here has a file."""
        raise SuspiciousFileOperation("No form here takes a file.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Never reached; nothing is kept."""
        return None

    def file_complete(self, file_size: int) -> None:
        """Never reached; there is no file."""
        return
