"""Notices held back for groups."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import Text

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('held', schema=None) as batch_op:
        batch_op.alter_column('member_id', existing_type=sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True)
        batch_op.add_column(sa.Column('chat_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('thread_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_held_chat_id'), 'chat', ['chat_id'], ['id'])


def downgrade():
    # What waits for a group cannot be held any more.
    op.execute("DELETE FROM held WHERE member_id IS NULL")
    with op.batch_alter_table('held', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_held_chat_id'), type_='foreignkey')
        batch_op.drop_column('key')
        batch_op.drop_column('thread_id')
        batch_op.drop_column('chat_id')
        batch_op.alter_column('member_id', existing_type=sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False)
