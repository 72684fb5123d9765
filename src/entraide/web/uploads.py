"""How much a form may bring: a few kilobytes of words, and files only where a page takes them. More is turned away before it is read.

So nobody can fill memory or disk. A page that takes files says so with `takes_files`; nothing of ours is ever laid on the disk.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig, SuspiciousFileOperation
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# No form of words is longer.
WORDS_BYTES = 64 * 1024


def takes_files(*, most_bytes: int) -> Callable[[View], View]:
    """Let a page take files, `most_bytes` in all at most with the rest of the form. Write it above the other decorators of the page."""

    def mark(view: View) -> View:
        view.most_bytes = most_bytes  # type: ignore[attr-defined]
        return view

    return mark


class BodyMiddleware:
    """Looks at the length of what is sent before anything of it is read, and lets files in where the page takes them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _words: Any) -> None:
        """Before the page. Raises RequestDataTooBig; the answer is 400."""
        most_bytes = getattr(view, "most_bytes", 0)
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > (most_bytes or WORDS_BYTES):
            raise RequestDataTooBig("The form is longer than any of ours.")
        if most_bytes:
            request.upload_handlers = [MemoryFileUploadHandler(request)]


class NoUploads(FileUploadHandler):
    """Refuses every file, where a page takes none; the answer is 400."""

    def new_file(self, *args: Any, **words: Any) -> None:
        """Raises SuspiciousFileOperation: this form has no file."""
        raise SuspiciousFileOperation("No form here takes a file.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Never reached; nothing is kept."""
        return None

    def file_complete(self, file_size: int) -> None:
        """Never reached; there is no file."""
        return
