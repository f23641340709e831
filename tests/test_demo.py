"""The demo's story in numbers: each start tells the same, and every clock of it is genuine."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.ecosire_support.core import sla
from odoo.addons.ecosire_support.demo import clear, scene
from odoo.addons.ecosire_support.demo.calendar import CLIENT_ZONE

from .common import utc

# a Tuesday noon in Rotterdam, 16:00 in Karachi
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
COUNTED = (
    "ecosire.support.ticket",
    "ecosire.support.sla.clock",
    "ecosire.support.sla.event",
    "ecosire.support.sla.root",
    "ecosire.support.core.bug.step",
    "ecosire.support.time.entry",
    "ecosire.support.contract",
    "ecosire.support.contract.term",
    "ecosire.support.license",
    "ecosire.support.license.module",
    "ecosire.support.engineer",
    "ecosire.support.grant",
    "mail.message",
    "mail.followers",
    "mail.notification",
    "res.partner",
    "res.users",
)


class DemoCase(TransactionCase):
    at = NOON

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # as in a new database, whatever the one of this test run is called
        cls.env.ref("base.main_company").name = clear.FRESH_NAMES[0]
        cls.mails = cls.env["mail.mail"].search([])
        cls.story = scene.set_scene(cls.env, cls.at)
        # the distributor's own; the cold store's night stands by itself
        cls.tickets = cls.env["ecosire.support.ticket"].search([]) - cls.story["night"]
        cls.clocks = cls.env["ecosire.support.sla.clock"].search([])
        cls.contract = cls.tickets.contract_id

    def counts(self):
        return {
            model: self.env[model].with_context(active_test=False).search_count([])
            for model in COUNTED
        }

    def outcome(self):
        tickets = self.env["ecosire.support.ticket"].search([])
        return Counter(zip(tickets.mapped("state"), tickets.mapped("sla_state"), strict=True))


@tagged("post_install", "-at_install")
class TestDemo(DemoCase):
    # -- genuine

    def test_every_clock_is_what_its_events_replay_to(self):
        for clock in self.clocks:
            replayed = clock._cache_values()
            stored = {
                name: clock[name].id if name == "snapshot_id" else clock[name] for name in replayed
            }
            self.assertEqual(stored, replayed, clock.ticket_id.number)

    def test_every_hash_follows_from_the_event_and_the_one_before(self):
        for clock in self.clocks:
            previous = ""
            for row in clock.event_ids.sorted("sequence"):
                self.assertEqual(row.hash, sla.event_hash(row._to_core()[0], previous))
                self.assertEqual(row.previous_hash or "", previous)
                previous = row.hash
            self.assertEqual(clock.last_hash, previous)
            self.assertFalse(clock._verify())

    def test_every_daily_proof_holds(self):
        roots = self.env["ecosire.support.sla.root"].search([])
        self.assertEqual(max(roots.mapped("day")), (self.at - timedelta(days=1)).date())
        for root in roots:
            self.assertTrue(root._verify(), root.day)

    def test_events_are_recorded_when_they_happen(self):
        for event in self.clocks.event_ids:
            late = event.recorded_at - event.at
            self.assertTrue(timedelta() <= late <= timedelta(minutes=1), event.kind)

    def test_messages_stand_in_the_story_s_time(self):
        for ticket in self.tickets:
            dates = ticket.message_ids.sorted("id").mapped("date")
            self.assertEqual(dates, sorted(dates))
            self.assertGreaterEqual(dates[0], ticket.submitted_at)
            self.assertLessEqual(dates[-1], self.at.replace(tzinfo=None))

    def test_one_waits_to_be_confirmed_and_some_are_rated(self):
        waiting = self.tickets.filtered(lambda ticket: ticket.state == "resolved")
        self.assertTrue(all(ticket.closes_on > self.at.replace(tzinfo=None) for ticket in waiting))
        self.assertTrue(waiting)
        rated = self.tickets.filtered("rated").mapped("rated")
        self.assertEqual(sorted(rated), ["happy", "happy", "neutral", "unhappy"])

    def test_numbers_follow_the_time_of_filing(self):
        by_number = self.tickets.sorted("number")
        self.assertEqual(by_number, self.tickets.sorted("submitted_at"))
        self.assertEqual(by_number[0].number, "DELTA-1001")

    def test_no_mail_leaves(self):
        self.assertEqual(self.env["mail.mail"].search([]), self.mails)

    # -- the numbers of the story

    def test_17_of_20_tickets_are_used(self):
        term = self.contract.term_ids.sorted("start")[-1]
        free = self.env.ref("ecosire_support.plan_included").topic_ids
        start = utc("2026-11-01 19:00")  # Monday three weeks before, midnight in Karachi
        used = self.tickets.filtered(
            lambda ticket: (
                ticket.submitted_at >= start
                and ticket.scope in ("in_plan", "unknown")
                and ticket.state != "cancelled"
                and ticket.topic_id not in free
                and ticket.outage_side != "vendor"  # what ECOSIRE files counts nothing
            )
        )
        self.assertEqual((len(used), term.quota), (17, 20))
        self.assertEqual(self.contract.anchor_day, 2)

    def test_the_plan_is_standard_since_four_periods(self):
        self.assertEqual(
            self.contract.term_ids.sorted("start").mapped("plan_id.code"), ["included", "standard"]
        )
        self.assertEqual(self.contract.plan_id.code, "standard")

    def test_an_outage_of_02_10_waits_for_the_manager(self):
        """DESIGN §9, question 2: entered afterwards with its true time, which he confirms."""
        ticket = self.story["outage"]
        local = ticket.reported_at.replace(tzinfo=UTC).astimezone(CLIENT_ZONE)
        self.assertEqual(local.strftime("%H:%M"), "02:10")
        self.assertEqual((ticket.outage_state, ticket.outage_side), ("claimed", "vendor"))
        self.assertEqual(ticket.sla_state, "met")
        manager = self.env["res.users"].search([("login", "=", "manager")])
        with freeze_time(self.at):
            said = ticket.with_user(manager).with_context(tz=manager.tz).outage_text
            self.assertIn("If confirmed: First answer was due by", said)
            ticket.with_user(manager).confirm_outage()
        # 08:00 to 22:00 in Karachi begins at 04:00 in Rotterdam, and 4 hours are promised
        due = ticket.deadline.replace(tzinfo=UTC).astimezone(CLIENT_ZONE)
        self.assertEqual((due.strftime("%H:%M"), due.date()), ("08:00", local.date()))
        self.assertEqual(ticket.sla_state, "late")

    def test_the_card_shows_what_the_plan_grants(self):
        manager = self.env["res.users"].search([("login", "=", "manager")])
        contract = self.contract.with_user(manager)
        self.assertEqual([way[0] for way in contract._emergency_ways()], ["Mail"])
        self.assertEqual(self.contract.emergency_phone, "+92 42 3571 8800")
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_priority"), self.at.replace(tzinfo=None)
        )
        self.env.invalidate_all()
        with freeze_time(self.at):
            ways = [way[0] for way in contract._emergency_ways()]
        self.assertEqual(ways, ["Phone", "WhatsApp", "Mail"])

    def test_a_sunday_at_three_on_enterprise_climbs_until_acknowledged(self):
        """DESIGN §9, question 10: it reaches a person, climbs, and the client reads who has it."""
        ticket = self.story["night"]
        filed = ticket.submitted_at.replace(tzinfo=UTC).astimezone(CLIENT_ZONE)
        self.assertEqual(filed.strftime("%A %H:%M"), "Sunday 03:00")
        self.assertTrue(ticket.contract_id.has_entitlement("phone_critical"))
        rows = ticket.escalation_ids.sorted("id")
        seen = rows.filtered(lambda row: row.kind == "acknowledged")[:1]
        told = rows.filtered(lambda row: row.kind == "step" and row.outcome == "told")
        self.assertEqual(seen.actor_name, "Bilal Raza")
        self.assertGreaterEqual(len(told.filtered(lambda row: row.fired_at < seen.fired_at)), 3)
        self.assertFalse(told.filtered(lambda row: row.fired_at > seen.fired_at and row.repeat))
        names = {one["name"] for row in told for one in row.told if one.get("name")}
        self.assertLessEqual({"Amina Khan", "Bilal Raza"}, names)
        heard = self.env["mail.message"].search(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("partner_ids", "in", ticket.submitter_id.partner_id.ids),
                ("body", "ilike", "Bilal Raza"),
            ]
        )
        self.assertTrue(heard, "the client is told who has it")
        self.assertEqual((ticket.sla_state, ticket.state), ("met", "closed"))

    def test_last_tuesday_s_ticket_is_missed_by_47_minutes_and_no_other(self):
        missed = self.clocks.filtered(lambda clock: clock.late_seconds == 47 * 60)
        self.assertEqual(missed.ticket_id, self.story["missed"])
        local = [
            moment.replace(tzinfo=UTC).astimezone(CLIENT_ZONE).strftime("%a %H:%M")
            for moment in (missed.submitted_at, missed.deadline, missed.met_at)
        ]
        self.assertEqual(local, ["Tue 07:40", "Tue 11:40", "Tue 12:27"])
        self.assertEqual(missed.breached_at, missed.deadline)

    def test_under_priority_it_would_have_been_due_at_0940(self):
        priority = self.env.ref("ecosire_support.plan_priority")
        policy = priority._policy("critical", "first_response")._to_core()
        submitted = self.story["missed"].submitted_at.replace(tzinfo=UTC)
        due = policy.deadline(submitted).astimezone(CLIENT_ZONE)
        self.assertEqual(due.strftime("%H:%M"), "09:40")

    def test_the_history_holds_every_kind_of_ticket(self):
        story = self.story
        self.assertEqual(
            set(self.tickets.mapped("severity")), {"critical", "high", "medium", "low"}
        )
        self.assertEqual(story["at_risk"].sla_state, "running")
        self.assertLess(story["at_risk"].at_risk_at, self.at.replace(tzinfo=None))
        self.assertEqual(story["overdue"].sla_state, "overdue")
        self.assertEqual(story["waiting"].state, "waiting_client")
        self.assertEqual(story["out_of_plan"].scope, "other_plan")
        self.assertFalse(story["out_of_plan"].clock_ids)
        self.assertTrue(story["accepted"].clock_id.accepted)
        self.assertEqual(story["reopened"].clock_id.round, 2)
        kinds = story["reclassified"].clock_ids.event_ids.mapped("kind")
        self.assertEqual(kinds, ["started", "retargeted", "met"])
        self.assertEqual(story["core_bug"].core_bug_state, "escalated")
        self.assertEqual(story["in_progress"].core_bug_state, "confirmed")
        self.assertEqual(story["late_low"].work_text, "1 h 15 min of 2 h")
        self.assertTrue(story["free"].defect_reason)
        aims = self.clocks.filtered("aim")
        self.assertEqual(sorted(clock.late_seconds > 0 for clock in aims), [False, True])

    def test_a_ticket_came_by_mail_and_was_answered_by_mail(self):
        ticket = self.story["by_mail"]
        self.assertTrue(ticket.by_mail)
        self.assertEqual((ticket.sla_state, ticket.state), ("met", "closed"))
        mails = ticket.message_ids.filtered(lambda m: m.message_type == "email").sorted("id")
        self.assertEqual(
            mails.mapped("author_id.name"), ["Sanne de Vries", "Amina Khan"], "who wrote"
        )
        self.assertEqual(len(mails), 4)
        self.assertIn(self.message_of(ticket, "Amina Khan").date, ticket.clock_ids.mapped("met_at"))
        self.assertFalse(self.env["ecosire.support.mail.intake"].search([]))

    def test_the_mail_that_a_ticket_is_does_not_stand_twice_on_the_engineer_s_page(self):
        ticket = self.story["by_mail"]
        engineer = self.env["res.users"].search([("login", "=", "engineer")])
        page = ticket.with_user(engineer)._portal_page()
        self.assertIn("WH/INT/00412", page["description"])
        written = [one["body"] for one in page["messages"] if not one["notice"]]
        self.assertEqual(sum("WH/INT/00413" in body for body in written), 0)
        self.assertIn("transfers back are right", written[0])

    def test_each_ticket_opens_on_the_pages_of_engineer_and_lead(self):
        for login in ("engineer", "lead"):
            reader = self.env["res.users"].search([("login", "=", login)])
            for ticket in self.tickets.with_user(reader):
                with self.subTest(f"{login} {ticket.number}"):
                    self.assertEqual(ticket._portal_page()["number"], ticket.number)

    def test_one_engineer_is_off_and_what_waited_for_him_is_in_the_queue(self):
        with freeze_time(self.at):
            waiting = self.story["waiting"]
            self.assertRegex(
                waiting.with_whom, "^With Hamza Sheikh, off until Mon .*ECOSIRE's queue stands in"
            )
            moved = self.story["at_risk"]
            self.assertFalse(moved.engineer_id)
            sums = moved._time_with_each()
        names = [engineer.name for engineer in sums]
        self.assertEqual(names, [False, "Hamza Sheikh"])

    def message_of(self, ticket, name):
        return ticket.message_ids.filtered(
            lambda m: m.message_type == "email" and m.author_id.name == name
        )

    # -- each start

    def test_people_keep_their_zone_at_their_first_login(self):
        users = self.env["res.users"]
        for login, zone in (("clerk", "Europe/Amsterdam"), ("engineer", "Asia/Karachi")):
            user = users.search([("login", "=", login)])
            source = SimpleNamespace(environ={"REMOTE_ADDR": "here"}, remote_addr="here")
            browser = SimpleNamespace(cookies={"tz": "UTC"}, httprequest=source)
            with (
                patch("odoo.addons.base.models.res_users.request", browser),
                patch.object(type(users), "_check_credentials", return_value={"uid": user.id}),
            ):
                users._login({"login": login, "type": "password"}, {"interactive": False})
            self.assertEqual(user.tz, zone)

    def test_a_second_start_leaves_the_same_counts(self):
        before, outcome = self.counts(), self.outcome()
        clerk = self.env["res.users"].search([("login", "=", "clerk")])
        ticket = self.env["ecosire.support.ticket"].with_user(clerk).submit({"name": "Played with"})
        ticket.message_post(body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment")
        lead = self.env["ecosire.support.engineer"].search([("user_id.login", "=", "lead")])
        lead.action_end_access()
        now = datetime.now()
        self.env["ecosire.support.engineer"]._invite(
            "Omar", "omar@ecosire.example", "lead", self.contract, now, now + timedelta(days=9)
        )
        scene.set_scene(self.env, self.at)
        self.assertEqual(self.counts(), before)
        self.assertEqual(self.outcome(), outcome)
        self.assertTrue(lead.active and lead.user_id.active and lead.has_access)

    def test_on_a_sunday_night_the_story_is_the_same(self):
        before = self.outcome()
        scene.set_scene(self.env, datetime(2026, 11, 28, 22, 0, tzinfo=UTC))
        self.assertEqual(self.outcome(), before)

    def test_two_licences_one_with_updates_that_end_in_25_days(self):
        with freeze_time(self.at):
            licences = self.env["ecosire.support.license"].search([])
            left = [(one.updates_until - one._today()).days for one in licences]
            self.assertEqual(sorted(left), [25, 290])
            self.assertEqual(set(licences.mapped("use")), {"production", "staging"})
            self.assertEqual(licences.company_id, self.contract.company_ids)
        named = self.tickets.filtered("license_module_id")
        self.assertEqual(set(named.mapped("topic_id.code")), {"install", "module_defect"})
        self.assertEqual(set(named.mapped("scope")), {"in_plan"})

    def test_people_and_links_are_told(self):
        people, links = scene.build(self.env, self.at)
        logins = [login for _label, login in people]
        self.assertEqual(logins, ["clerk", "manager", "engineer", "lead", "admin", "night"])
        for login in logins:
            self.assertTrue(self.env["res.users"].search([("login", "=", login)]))
        places = ("/odoo/", "/my/", "/ecosire_support/")
        self.assertTrue(all(path.startswith(places) for _label, path in links))

    # -- never in a client's database

    def test_it_refuses_tickets_that_it_did_not_make(self):
        self.env["ir.config_parameter"].set_param(clear.MARK, False)
        with self.assertRaisesRegex(UserError, "only for a database of its own"):
            scene.build(self.env, self.at)
        self.assertTrue(self.tickets.exists())

    def test_it_refuses_the_database_of_another_company(self):
        clear.remove_scene(self.env)
        self.env["ir.config_parameter"].set_param(clear.MARK, False)
        with self.assertRaisesRegex(UserError, "database of Delta Distribution"):
            scene.build(self.env, self.at)


@tagged("post_install", "-at_install", "-standard", "long")
class TestDemoAtEveryHour(DemoCase):
    def test_the_story_is_the_same_at_every_hour(self):
        before, counts = self.outcome(), self.counts()
        counts.pop("ecosire.support.sla.root")
        for text in (
            "2026-11-22 12:00",  # Sunday
            "2026-11-23 00:10",
            "2026-11-23 07:30",  # Monday
            "2026-11-25 23:50",
            "2026-11-26 10:00",
            "2026-11-28 15:00",  # Saturday
            "2026-03-29 12:00",  # summer time begins in Rotterdam
            "2026-10-25 13:00",  # and ends
            "2027-03-01 03:00",
            "2028-02-29 09:00",
        ):
            with self.subTest(text):
                scene.set_scene(self.env, utc(text).replace(tzinfo=UTC))
                found = self.counts()
                found.pop("ecosire.support.sla.root")
                self.assertEqual((self.outcome(), found), (before, counts))
