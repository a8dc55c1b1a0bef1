"""A resolution that is to be carried out: its text was read from a Word file, clause by clause."""

from documents.reading import read_draft
from storage.drafts import store_draft
from tests.stories.issued import Issued
from tests.stories.papers import draft_docx


class InForce(Issued):
    """An issued resolution with the clauses of a real paper."""

    def __init__(self, committee, **given):
        super().__init__(committee, **given)
        self.does(self._write)

    def _write(self, work):
        store_draft(
            work.session, read_draft(draft_docx(), "du-thao.docx"), resolution_id=self.id,
            member_id=self.ids["Lê Thị Hạnh"], file_id="file", file_name="du-thao.docx", now=work.now,
        )  # fmt: skip
