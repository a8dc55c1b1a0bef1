"""A committee in the database: people with accounts, a group, and a resolution at any stage."""

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import select

from actions.bodies import set_up_body
from actions.inspections import plan_inspection
from actions.members import add_member
from rules.bodies import BodyKind
from rules.clauses import Level, Node, NodeKind, Outline
from rules.drafts import DraftHead, FileKind, ReadDraft
from rules.inspections import InspectionForm
from rules.members import VOTES_BY_DEFAULT, Role
from rules.notices import Errand, Notice
from rules.numbering import DocumentType
from rules.resolutions import Audience, Stage
from rules.roster import RosterEntry
from storage.accounts import ensure_account
from storage.chats import ChatKind, ensure_chat
from storage.drafts import store_draft
from storage.engine import reading
from storage.journal import JournalRow
from storage.members import MemberRow
from storage.outbox import Form, OutboxRow
from storage.resolutions import ResolutionRow, TopicRow
from storage.work import HOUSE, Actor, Group

MONDAY_MORNING = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)  # 08:00 in Vietnam; no day off that week
GROUP_ID = -1001
ROLES = {"sec": Role.SECRETARY, "dep": Role.DEPUTY, "clerk": Role.CLERK, "guest": Role.OBSERVER}


def text_of(*clauses):
    """A text as it is read from a file: legal bases, clauses, recipients."""
    said = [
        (NodeKind.PREAMBLE, None, "", "- Căn cứ Điều lệ Đảng;"),
        *((NodeKind.CLAUSE, Level.ITEM, f"{n}.", text) for n, text in enumerate(clauses, start=1)),
        (NodeKind.RECIPIENTS, None, "", "Nơi nhận:\n- Các chi bộ trực thuộc,\n- Lưu Văn phòng Đảng ủy."),
    ]
    nodes = tuple(
        Node(
            index=place, kind=kind, level=level, label=label, path=label or f"x{place}",
            heading=text[:40], text=text, parent=None, spans=((place + 1, place + 1),),
        )
        for place, (kind, level, label, text) in enumerate(said)
    )  # fmt: skip
    return ReadDraft(
        kind=FileKind.DOCX, lines=tuple(node.text for node in nodes),
        outline=Outline(nodes=nodes, lines=len(nodes)), head=DraftHead(),
    )  # fmt: skip


class Committee:
    """People by short name: `sec`, `dep`, `m1` …, `clerk`, `guest`; `absent` ones have no account."""

    def __init__(
        self, engine, *, electors=5, kind=BodyKind.PARTY_COMMITTEE, symbol="ĐU", absent=(),
        now=MONDAY_MORNING,
    ):  # fmt: skip
        self.engine, self.now = engine, now
        self.ids, self.users, self.chats = {}, {}, {}
        members = [f"m{n}" for n in range(1, electors - 1)]
        with Group(engine, now=now) as group, group.unit(cause="test") as work:
            clerk = set_up_body(
                work, kind=kind, name="Đảng ủy xã Công Hải", parent="Tỉnh ủy Khánh Hòa",
                symbol=symbol, place="Công Hải", term="2025-2030", term_began_on=date(2025, 7, 1),
                language="vi", clerk_name="clerk",
            )  # fmt: skip
            self.body_id = clerk.body_id
            self._arrives(work, clerk, absent)
            for name in [*["sec", "dep", *members][:electors], "guest"]:
                role = ROLES.get(name, Role.MEMBER)
                entry = RosterEntry(
                    full_name=name, role=role, post="", areas="", votes=role in VOTES_BY_DEFAULT
                )
                member = add_member(work, body_id=self.body_id, entry=entry)
                self._arrives(work, member, absent)
            chat: Any = ensure_chat(
                work.session, telegram_id=GROUP_ID, kind=ChatKind.SUPERGROUP, title=""
            )
            chat.body_id = self.body_id
            work.session.add(chat)
            self.group_id = chat.id

    def _arrives(self, work, member, absent):
        name = member.full_name
        self.ids[name] = member.id
        self.users[name] = 1000 + member.id
        if name not in absent:
            user_id = self.users[name]
            chat: Any = ensure_chat(work.session, telegram_id=user_id, kind=ChatKind.PRIVATE, title="")
            ensure_account(work.session, user_id=user_id, chat_id=chat.id, now=work.now)
            member.user_id, self.chats[name] = user_id, chat.id

    def does(self, name, action, *args, **kwargs):
        """Let somebody (None: the house itself) do something in a unit of its own."""
        who = Actor.person(self.users[name]) if name else HOUSE
        with Group(self.engine, now=self.now) as group, group.unit(who=who, cause="test") as work:
            return action(work, *args, **kwargs)

    def has_resolution(
        self, stage=Stage.CONSULTED, *, clauses=("Lắp 120 đồng hồ nước.",), planned=True,
        document_type=DocumentType.RESOLUTION,
    ):  # fmt: skip
        """Put a resolution with one version of its text at a stage, and give its number."""

        def put(work):
            row: Any = ResolutionRow(
                body_id=self.body_id, document_type=document_type, abstract="về nước sạch",
                legal_bases="Căn cứ Điều lệ Đảng", drafter_id=self.ids["clerk"],
                comments_until_on=date(2026, 11, 13), audience=Audience.MEMBERS,
                created_by_id=self.ids["clerk"], created_at=self.now, changed_at=self.now,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.session.add(TopicRow(resolution_id=row.id, chat_id=self.group_id))
            self._stores(work, row.id, text_of(*clauses))
            return row.id

        def move(work):
            work.session.get_one(ResolutionRow, resolution_id).stage = stage

        resolution_id = self.does(None, put)
        if planned:
            self._plans_inspection(resolution_id)
        self.does(None, move)
        return resolution_id

    def hands_in(self, resolution_id, *clauses):
        """Store the next version of a text."""
        return self.does(None, lambda work: self._stores(work, resolution_id, text_of(*clauses)))

    def _stores(self, work, resolution_id, read):
        draft = store_draft(
            work.session, read, resolution_id=resolution_id, member_id=self.ids["clerk"],
            file_id="file", file_name="du-thao.docx", now=self.now,
        )  # fmt: skip
        return draft.id

    def _plans_inspection(self, resolution_id):
        self.does(
            "clerk", plan_inspection, resolution_id, inspector_id=self.ids["sec"], inspected_id=None,
            inspected="Chi bộ thôn Bắc Sơn", form=InspectionForm.ROUTINE, on=date(2027, 1, 15),
        )  # fmt: skip

    def all(self, table, *where):
        """Give the rows of a table as they are now, in the order of their keys."""
        in_order = table.__table__.primary_key.columns
        with reading(self.engine) as session:
            return list(session.exec(select(table).where(*where).order_by(*in_order)))

    def one(self, table, key):
        """Give one row as it is now."""
        with reading(self.engine) as session:
            return session.get_one(table, key)

    def read(self, query, *args, **kwargs):
        """Ask a query of the storage."""
        with reading(self.engine) as session:
            return query(session, *args, **kwargs)

    def told(self, kind):
        """Name to whom a kind of notice goes: people by name, "group" for the group."""
        names = {chat: name for name, chat in self.chats.items()} | {self.group_id: "group"}
        rows = [row for row in self.all(OutboxRow) if row.kind == kind.__name__]
        return [names[row.chat_id] for row in sorted(rows, key=lambda row: row.id)]

    def notices(self, kind):
        """Give what was told of a kind."""
        rows = [row for row in self.all(OutboxRow) if row.kind == kind.__name__]
        read = {True: Errand.read, False: Notice.read}
        return [read[row.form is Form.ERRAND](row.kind, row.facts) for row in rows]

    def facts(self):
        """Name what the journal says, in order."""
        return [row.fact for row in sorted(self.all(JournalRow), key=lambda row: row.seq)]

    def leaves(self, name):
        """Let somebody be off the roster."""

        def leave(work):
            member = work.session.get_one(MemberRow, self.ids[name])
            member.left_at = work.now
            work.session.add(member)

        self.does(None, leave)
