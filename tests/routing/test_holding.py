"""Time with each holder: recorded wherever a ticket changes hands, at the true instant."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import at, utc
from .case import NOON, RoutingCase


@tagged("post_install", "-at_install")
class TestHolding(RoutingCase):
    def setUp(self):
        super().setUp()
        self.name_engineers(self.engineer.browse())  # everything begins in the queue

    def story(self):
        """20 min in the queue, 40 min Amina, an hour for the client, then Bilal; resolved."""
        ticket = self.file()
        with at("2026-11-24 10:20"):
            self.by(ticket, self.engineer).take()
        with at("2026-11-24 11:00"):
            self.by(ticket, self.engineer).ask_client("Which order?")
        with at("2026-11-24 12:00"):
            self.say(ticket, "S0042")
            self.by(ticket, self.lead).take()
        with at("2026-11-24 13:00"):
            self.by(ticket, self.lead).resolve("Fixed")
        return ticket

    def test_each_step_at_its_true_instant(self):
        ticket = self.story()
        rows = ticket.holding_ids.sorted("sequence")
        self.assertEqual(
            [(row.at, row.engineer_name, row.phase) for row in rows],
            [
                (utc(NOON), False, "working"),
                (utc("2026-11-24 10:20"), "Amina Khan", "working"),
                (utc("2026-11-24 11:00"), "Amina Khan", "waiting"),
                (utc("2026-11-24 12:00"), "Amina Khan", "working"),
                (utc("2026-11-24 12:00"), "Bilal Raza", "working"),
                (utc("2026-11-24 13:00"), "Bilal Raza", "done"),
            ],
        )
        self.assertEqual(rows.mapped("sequence"), list(range(1, 7)))

    def test_the_sums_by_holder(self):
        ticket = self.story()
        with at("2026-11-26 10:00"):
            sums = ticket._time_with_each()
        minutes = {
            engineer.name: (held.working.total_seconds() / 60, held.waiting.total_seconds() / 60)
            for engineer, held in sums.items()
        }
        self.assertEqual(minutes, {False: (20, 0), "Amina Khan": (40, 60), "Bilal Raza": (60, 0)})

    def test_a_reopened_ticket_goes_on_where_it_was(self):
        ticket = self.story()
        with at("2026-11-25 10:00"):
            self.by(ticket, self.clerk).reopen("Still broken")
        with at("2026-11-25 11:00"):
            held = ticket._time_with_each()[self.lead]
        self.assertEqual(held.working.total_seconds(), 2 * 3600)

    def test_why_this_deadline_says_who_held_it(self):
        ticket = self.file()
        with at("2026-11-24 10:20"):
            self.by(ticket, self.engineer).take()
        with at("2026-11-24 11:07"):
            why = self.by(ticket, self.clerk).why_this_deadline()
        self.assertIn("With: Amina Khan.", why)
        self.assertIn("Time with each: ECOSIRE's queue 20 min, Amina Khan 47 min.", why)

    def test_the_picture_holds_the_whole_time_and_says_it_in_words(self):
        ticket = self.story()
        with at("2026-11-26 10:00"):
            shown = self.by(ticket, self.clerk).holders
        self.assertAlmostEqual(sum(part["share"] for part in shown["parts"]), 100, 1)
        self.assertEqual(
            [(one["name"], one["text"]) for one in shown["sums"]],
            [
                ("ECOSIRE's queue", "20 min"),
                ("Amina Khan", "40 min, and 1 h 00 min waiting for you"),
                ("Bilal Raza", "1 h 00 min"),
            ],
        )
        self.assertEqual(
            [part["colour"] for part in shown["parts"]], [0, 1, 1, 2], "the same person, one colour"
        )

    def test_a_server_whose_clock_is_behind_writes_no_step_before_the_last(self):
        ticket = self.file()
        with at("2026-11-24 09:59"):
            self.by(ticket, self.engineer).take()
        self.assertEqual(ticket.holding_ids.mapped("at"), [utc(NOON), utc(NOON)])

    def test_taking_what_one_has_already_makes_it_by_hand_once(self):
        self.name_engineers(self.engineer)
        ticket = self.file()
        with at(NOON):
            self.by(ticket, self.engineer).take()
            self.by(ticket, self.engineer).take()
        self.assertEqual(self.holders(ticket), [("Amina Khan", "named"), ("Amina Khan", "taken")])

    def test_tickets_from_before_begin_now_with_whom_they_are(self):
        ticket, done = self.story(), self.file()
        with at(NOON):
            self.by(done, self.clerk).cancel("x")
            self.by(ticket, self.clerk).reopen("Still broken")
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM ecosire_support_ticket_holding")
        self.env.invalidate_all()
        with at("2026-11-27 10:00"):
            self.tickets._begin_holdings()
            self.tickets._begin_holdings()
        self.assertEqual(self.holders(ticket), [("Bilal Raza", "known")])
        self.assertEqual(ticket.holding_ids.at, utc("2026-11-27 10:00"))
        self.assertFalse(done.holding_ids)

    def test_rows_are_never_changed_by_anybody(self):
        row = self.file().holding_ids
        with self.assertRaises(UserError):
            row.write({"engineer_name": "x"})
        with self.assertRaises(UserError):
            row.unlink()
        for person in (self.engineer, self.lead, self.manager, self.clerk):
            with self.assertRaises(AccessError):
                self.by(row, person).create({"ticket_id": row.ticket_id.id})

    def test_who_does_not_see_the_ticket_does_not_see_who_had_it(self):
        row = self.file().holding_ids
        rows = self.env["ecosire.support.ticket.holding"]
        self.assertEqual(rows.with_user(self.clerk).search([]), row)
        self.assertFalse(rows.with_user(self.colleague).search([]))

    def test_a_context_from_outside_puts_no_words_into_the_record(self):
        ticket = self.file()
        handed = {"why": "assigned", "note": "x", "by_name": "Bilal Raza"}
        with at(NOON):
            mine = self.by(ticket, self.engineer).with_context(
                ecosire_support_handing=handed,
                default_why="assigned",
                default_note="x",
                default_by_name="Bilal Raza",
            )
            mine.take()
        row = ticket.holding_ids.sorted("sequence")[-1]
        self.assertEqual((row.why, row.note, row.by_name), ("taken", False, False))
