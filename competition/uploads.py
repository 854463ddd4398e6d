"""Uploads go to disk as they arrive; the web process holds no file in memory."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class ToDisk(TemporaryFileUploadHandler):
    pass
