"""迁移的运行方式：连接由 Database.migrate() 交来，不读任何配置文件。"""

from alembic import context

from complaint_store.db.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
