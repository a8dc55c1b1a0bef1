"""Writes official papers as Word files (S0.12, S2.43)."""

from documents.paper import Paper


def write_docx(paper: Paper) -> bytes:
    """Lay out a paper in the form in force on its day; answer the bytes of a .docx.

    The same paper gives the same bytes under the same libraries, so a hash of them freezes it.
    """
    # python-docx comes with the first paper: a start does not wait for it.
    from documents.docx_writer_paper import written

    return written(paper)
