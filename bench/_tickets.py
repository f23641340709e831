"""As many tickets as wanted, copied in SQL from a few that were filed and worked as people do."""

import random
from datetime import timedelta

from odoo import fields

LOGIN, PASSWORD = "bench_engineer@ecosire.example", "bench-engineer-1"
CUSTOMER, CUSTOMER_PASSWORD = "bench_customer", "bench-customer-1"
TICKET = "ecosire_support_ticket"
INSTANTS = ("deadline", "due_at", "at_risk_at", "submitted_at", "resolved_at", "closed_at")
MESSAGES = 1  # of each ticket
# how many tickets of a number of them are in which state: enough for a page of each view, and
# most are history
STATES = ("open", "answered", "waiting", "closed")
MOST_OPEN = 1_000  # in each state but closed
# what belongs to a ticket, and the column that says so
CHILDREN = (
    ("ecosire_support_sla_clock", "ticket_id"),
    ("ecosire_support_ticket_holding", "ticket_id"),
)
WORDS = (
    "invoice delivery scanner label printer stock picking customer order payment report login "
    "mail connector price tax warehouse lot serial return refund currency export import button "
    "screen slow error wrong missing twice never Friday night Rotterdam shop carrier barcode"
).split()


def people(env) -> None:
    """An engineer with a login for the contract, and somebody whose company has tickets with OCA."""
    contract = env["ecosire.support.contract"]._in_force(env.company)
    env["ir.config_parameter"].set_param("ecosire_support.second_factor", "off")
    start = fields.Datetime.now() - timedelta(days=9)
    engineers = env["ecosire.support.engineer"]
    engineer = engineers._invite(
        "Bench Engineer", LOGIN, "engineer", contract, start, start + timedelta(days=99)
    )
    engineer.user_id.password = PASSWORD
    partner = env["res.partner"].create({"name": "Bench Customer", "is_company": True})
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": "Somebody",
            "login": CUSTOMER,
            "password": CUSTOMER_PASSWORD,
            "partner_id": env["res.partner"].create({"name": "S", "parent_id": partner.id}).id,
            "group_ids": [fields.Command.set(env.ref("base.group_portal").ids)],
        }
    )


def originals(env) -> dict[str, object]:
    """One ticket of each state, filed and worked by the addon's own methods."""
    engineer = env["ecosire.support.engineer"]._of_user(
        env["res.users"].search([("login", "=", LOGIN)])
    )
    topic = env.ref("ecosire_support.topic_module_defect", raise_if_not_found=False)
    topic = topic or env.ref("ecosire_support.topic_unknown")
    made = {}
    for state in STATES:
        ticket = env["ecosire.support.ticket"].create(
            [{"name": f"Bench {state}", "topic_id": topic.id, "impact": "impaired"}]
        )
        mine = ticket.with_user(engineer.user_id)
        if state != "open":
            mine.take()
        if state == "answered":
            mine.engineer_reply("We look at it.")
        if state == "waiting":
            mine.ask_client("Which version?")
        if state == "closed":
            mine.engineer_reply("We look at it.")
            mine.resolve("Set the missing lot.", "A lot was missing")
        made[state] = ticket
    env.flush_all()
    return made


def fill(env, made: dict[str, object], wanted: int) -> int:
    """Tickets until there are ``wanted``, each with its clocks, events, holdings and messages."""
    present = env["ecosire.support.ticket"].search_count([])
    draw, made_before = random.Random(present), present > len(STATES)
    for state in STATES:
        ages = range(-900_000, 0) if state == "closed" else range(-600, 6000)
        number = _number_of(state, wanted) - (_number_of(state, present) if made_before else 1)
        minutes = [draw.choice(ages) for _n in range(number)]
        titles = [" ".join(draw.sample(WORDS, 5)) for _minute in minutes]
        _copy_tickets(env.cr, made[state], titles, minutes)
    env.cr.execute("SELECT count(*) FROM ecosire_support_ticket")
    count = env.cr.fetchone()[0]
    env.invalidate_all()
    return count


def _number_of(state: str, wanted: int) -> int:
    """How many of ``wanted`` tickets are in ``state``."""
    each = min(wanted // 10, MOST_OPEN)
    return wanted - 3 * each if state == "closed" else each


def _copy_tickets(cr, original, titles: list[str], minutes: list[int]) -> None:
    """Copies of ``original``, each with a title of its own and so many minutes older or newer."""
    if not titles:
        return
    columns = columns_of(cr, TICKET, ("id", "name", "number", "clock_id", *INSTANTS))
    moved = ", ".join(f"{one} + minutes * interval '1 minute'" for one in INSTANTS)
    cr.execute(
        f"""CREATE TEMP TABLE made ON COMMIT DROP AS
            WITH new AS (
                INSERT INTO {TICKET} (name, number, {", ".join(INSTANTS)}, {columns})
                SELECT title, 'BENCH-' || nextval('bench_number'), {moved}, {columns}
                  FROM unnest(%s, %s) AS given(title, minutes), {TICKET} WHERE id = %s
                RETURNING id, deadline)
            SELECT id, deadline FROM new""",
        [titles, minutes, original.id],
    )
    for table, column in CHILDREN:
        _copy_rows(cr, table, column, original.id)
    cr.execute(
        f"""UPDATE {TICKET} SET clock_id = clock.id FROM ecosire_support_sla_clock clock
             WHERE clock.ticket_id = {TICKET}.id AND {TICKET}.id IN (SELECT id FROM made)"""
    )
    cr.execute(
        """UPDATE ecosire_support_sla_clock clock SET deadline = made.deadline, next_tick_at = NULL
             FROM made WHERE made.id = clock.ticket_id"""
    )
    events = columns_of(cr, "ecosire_support_sla_event", ("id", "clock_id"))
    cr.execute(
        f"""INSERT INTO ecosire_support_sla_event (clock_id, {events})
            SELECT clock.id, {", ".join(f"event.{one}" for one in events.split(", "))}
              FROM ecosire_support_sla_event event
              JOIN ecosire_support_sla_clock original ON original.id = event.clock_id
               AND original.ticket_id = %s
              JOIN ecosire_support_sla_clock clock ON clock.metric = original.metric
               AND clock.round = original.round AND clock.ticket_id IN (SELECT id FROM made)""",
        [original.id],
    )
    messages = columns_of(cr, "mail_message", ("id", "res_id", "message_id"))
    cr.execute(
        f"""INSERT INTO mail_message (res_id, {messages})
            SELECT made.id, {", ".join(f"message.{one}" for one in messages.split(", "))}
              FROM made, (SELECT * FROM mail_message
                           WHERE model = 'ecosire.support.ticket' AND res_id = %s
                           ORDER BY id LIMIT {MESSAGES}) AS message""",
        [original.id],
    )
    cr.execute("DROP TABLE made")


def _copy_rows(cr, table: str, column: str, original: int) -> None:
    columns = columns_of(cr, table, ("id", column))
    cr.execute(
        f"""INSERT INTO {table} ({column}, {columns})
            SELECT made.id, {", ".join(f"row.{one}" for one in columns.split(", "))}
              FROM {table} row, made WHERE row.{column} = %s""",
        [original],
    )


def columns_of(cr, table: str, without: tuple[str, ...]) -> str:
    """The columns of ``table`` that are copied as they are."""
    cr.execute(
        """SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_name = %s AND is_generated = 'NEVER' AND NOT column_name = ANY(%s)""",
        [table, list(without)],
    )
    return cr.fetchone()[0]


def fill_helpdesk(env, wanted: int) -> None:
    """As many tickets of OCA's, all of which the customer may see, as ours has."""
    tickets = env["helpdesk.ticket"]
    partner = env["res.users"].search([("login", "=", CUSTOMER)]).commercial_partner_id
    first = tickets.search([("partner_id", "=", partner.id)], limit=1)
    if not first:
        values = {"name": "x", "description": "x", "partner_id": partner.id}
        first = tickets.create([values])
        env.flush_all()
    columns = columns_of(env.cr, "helpdesk_ticket", ("id", "name", "number"))
    env.cr.execute("SELECT count(*) FROM helpdesk_ticket")
    draw = random.Random(7)
    titles = [" ".join(draw.sample(WORDS, 5)) for _n in range(wanted - env.cr.fetchone()[0])]
    env.cr.execute(
        f"""INSERT INTO helpdesk_ticket (name, number, {columns})
            SELECT title, 'HT' || nextval('bench_number'), {columns}
              FROM unnest(%s) AS given(title), helpdesk_ticket WHERE id = %s""",
        [titles, first.id],
    )
    env.invalidate_all()
