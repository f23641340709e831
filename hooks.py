"""What Odoo leaves behind at uninstall by itself."""

from odoo.tools import SQL

# Those that refer to others first. Odoo deletes our data (plans, topics, …) before it drops our
# tables, and logs an error for each row that something still refers to.
TABLES = (
    "ecosire_support_access_log",
    "ecosire_support_access_request",
    "ecosire_support_outbox",
    "ecosire_support_escalation_event",
    "ecosire_support_slack_thread",
    "ecosire_support_slack_seen",
    "ecosire_support_slack_person",
    "ecosire_support_notice",
    "ecosire_support_down_card",
    "ecosire_support_emergency_change",
    "ecosire_support_solved",
    "ecosire_support_sighting",
    "ecosire_support_known_error",
    "ecosire_support_mail_seen",
    "ecosire_support_mail_intake",
    "ecosire_support_contract_statement_line",
    "ecosire_support_contract_statement",
    "ecosire_support_contract_period",
    "ecosire_support_contract_usage",
    "ecosire_support_sla_event",
    "ecosire_support_sla_clock",
    "ecosire_support_sla_root",
    "ecosire_support_sla_gap",
    "ecosire_support_core_bug_step",
    "ecosire_support_time_entry",
    "ecosire_support_handbook_version",
    "ecosire_support_handbook",
    "ecosire_support_chase",
    "ecosire_support_next_update",
    "ecosire_support_absence",
    "ecosire_support_ticket_holding",
    "ecosire_support_ticket_note",
    "ecosire_support_presence",
    "ecosire_support_carried",
    "ecosire_support_merge",
    "ecosire_support_ticket",
    "ecosire_support_license_module",
    "ecosire_support_license",
    "ecosire_support_contract_term",
    "ecosire_support_plan_change",
    "ecosire_support_scope_sheet",
    "ecosire_support_snapshot",
)


def uninstall_hook(env):
    """End the engineers' access, and delete what keeps Odoo from deleting the rest.

    Without their group the engineers would become ordinary portal users of the client.
    """
    engineers = env["ecosire.support.engineer"].with_context(active_test=False)
    for engineer in engineers.search([]):
        engineer._end_access(env.user.name)
    contracts = env["ecosire.support.contract"].search([])
    sequences = contracts.sequence_id
    contracts.write({"sequence_id": False})
    sequences.unlink()
    env.flush_all()
    _release_foreign_columns(env.cr)
    empty_tables(env.cr)
    env.invalidate_all()


def empty_tables(cr):
    """Delete the rows of :data:`TABLES`; plans, topics and hours stay."""
    # those of scope sheets hold on to the hours that go with the sheet
    cr.execute("DELETE FROM ecosire_support_sla_policy WHERE sheet_id IS NOT NULL")
    for table in TABLES:
        # never TRUNCATE … CASCADE: that empties every table of the client that refers to ours
        cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))


def _release_foreign_columns(cr):
    """Drop what would refuse the deletes: keys of the client's own tables that say "restrict".

    Odoo drops these keys with our tables in any case. Keys that say "set null" or "cascade" do
    by themselves what their field says.
    """
    cr.execute(
        """SELECT foreign_key.conrelid::regclass::text, foreign_key.conname
             FROM pg_constraint foreign_key
             JOIN pg_class ours ON ours.oid = foreign_key.confrelid
             JOIN pg_class theirs ON theirs.oid = foreign_key.conrelid
            WHERE foreign_key.contype = 'f' AND foreign_key.confdeltype IN ('a', 'r')
              AND ours.relname = ANY(%s) AND theirs.relname NOT LIKE 'ecosire\\_support\\_%%'""",
        [list(TABLES)],
    )
    for table, key in cr.fetchall():
        cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(key),
            )
        )
