"""Each action of a ticket's page: what it does, and what it refuses."""

from datetime import datetime, timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import at
from .case import HOME, PortalCase


@tagged("post_install", "-at_install")
class TestActions(PortalCase):
    def setUp(self):
        super().setUp()
        self.ticket = self.make_critical()
        self.come_as(self.engineer)

    def test_take(self):
        response = self.send(self.ticket, "take")
        self.assert_said(response, "with you now")
        self.assertEqual(self.ticket.engineer_id, self.engineer)
        self.assertEqual(self.ticket.state, "in_progress")
        self.assertNotIn("with you now", self.text_of(self.page(self.ticket_path(self.ticket))))

    def test_taken_by_somebody_else_meanwhile(self):
        self.by(self.ticket, self.lead).take()
        page = self.assert_problem(
            self.send(self.ticket, "take", holder="0"), "Bilal Raza took it just now."
        )
        self.assertEqual(self.ticket.engineer_id, self.lead)
        form = page.xpath("//form[contains(@action, '/take')]")[0]
        self.assertEqual(form.xpath("string(button)").strip(), "Take over")
        holder = form.xpath("string(input[@name='holder']/@value)")
        self.assertEqual(holder, str(self.lead.id))
        self.assert_said(self.send(self.ticket, "take", holder=holder), "with you now")
        self.assertEqual(self.ticket.engineer_id, self.engineer)
        # a second click finds the ticket with oneself: no error
        self.by(self.ticket, self.engineer).take(False)

    def test_given_back_meanwhile(self):
        self.assert_problem(
            self.send(self.ticket, "take", holder=str(self.lead.id)), "nobody has it"
        )

    def test_an_answer_stops_the_clock(self):
        response = self.send(self.ticket, "answer", follow=False, text="Restart <b>it</b>\nplease")
        self.assertEqual(response.status_code, 303)
        self.assertEqual(self.ticket.sla_state, "met")
        [answer] = self.answers(self.ticket)
        self.assertIn("&lt;b&gt;it&lt;/b&gt;", answer.body)
        said = self.page(self.ticket_path(self.ticket))
        self.assertIn("Answered after 0 min", said.xpath("string(//*[@role='status'])"))

    def test_an_answer_with_files(self):
        files = [("files", ("one.txt", b"1")), ("files", ("zwei ü.pdf", b"%PDF"))]
        self.send(self.ticket, "answer", files=files, text="See the files")
        [answer] = self.answers(self.ticket)
        self.assertEqual(set(answer.attachment_ids.mapped("name")), {"one.txt", "zwei ü.pdf"})

    def test_ask_and_wait_then_go_on(self):
        self.assert_said(
            self.send(self.ticket, "answer", text="Which one?", then="wait"), "waits for the client"
        )
        self.assertEqual((self.ticket.state, self.ticket.sla_state), ("waiting_client", "met"))
        self.send(self.ticket, "resume")
        self.assertEqual(self.ticket.state, "in_progress")

    def test_resolve(self):
        files = [("files", ("patch.txt", b"1"))]
        response = self.send(
            self.ticket,
            "answer",
            files=files,
            text="The index was rebuilt",
            then="resolve",
            root_cause="Broken index",
        )
        self.assert_said(response, "solution was sent")
        self.assertEqual(self.ticket.state, "resolved")
        self.assertEqual(self.ticket.root_cause, "Broken index")
        self.assertEqual(self.answers(self.ticket).attachment_ids.name, "patch.txt")

    def test_wait_for_a_third_party(self):
        self.by(self.ticket, self.engineer).take()
        self.send(self.ticket, "wait_vendor", reason="The bank's support")
        self.assertEqual(self.ticket.state, "waiting_vendor")

    def test_log_an_earlier_call_in_ones_own_zone(self):
        self.engineer.user_id.tz = "Asia/Karachi"
        ten_ago = fields.Datetime.now().replace(second=0) - timedelta(minutes=10)
        with at(fields.Datetime.to_string(ten_ago - timedelta(minutes=5))):
            ticket = self.make_critical()
        local = ten_ago + timedelta(hours=5)
        response = self.send(
            ticket, "log_call", text="Talked it over", spoken_at=local.isoformat()[:16]
        )
        self.assert_said(response, "once the client confirms it")
        self.assertEqual(ticket.call_claimed_at, ten_ago)

    def test_a_time_that_is_none_is_refused_and_the_text_kept(self):
        response = self.send(self.ticket, "log_call", text="We spoke", spoken_at="yesterday")
        page = self.assert_problem(response, "“yesterday” is not a time")
        self.assertEqual(page.xpath("string(//form[@id='log_call']//textarea)"), "We spoke")
        self.assertTrue(page.xpath("//details[@open][.//form[@id='log_call']]"))

    def test_a_call_in_the_future_is_refused(self):
        response = self.send(self.ticket, "log_call", text="We spoke", spoken_at="2999-01-01T10:00")
        self.assert_problem(response, "lies in the future")
        self.assertFalse(self.answers(self.ticket))

    def test_calls_at_the_ends_of_time_are_told_in_words(self):
        self.engineer.user_id.tz = "Asia/Karachi"
        times = {
            "0001-01-01T00:00": "cannot have been",
            "9999-12-31T23:59-12:00": "cannot have been",
            "9999-12-31T23:59": "in the future",
            "0002-01-01T00:00": "before the ticket was filed",
        }
        for text, words in times.items():
            with self.subTest(text):
                response = self.send(self.ticket, "log_call", text="We spoke", spoken_at=text)
                self.assert_problem(response, words)

    def test_an_offset_is_honoured(self):
        self.engineer.user_id.tz = "Asia/Karachi"
        found = self.by(self.ticket, self.engineer)._portal_local_time("2026-01-02T10:00+02:00")
        self.assertEqual(found, datetime(2026, 1, 2, 8))

    def test_text_that_no_database_stores(self):
        self.assertEqual(self.url_open(f"{HOME}?search=%00a%00").status_code, 200)
        number = self.ticket.number
        for path in (f"/ticket/{number}%00", "/ticket/%00/take", f"/ticket/{number}/file/%00/%00"):
            with self.subTest(path):
                self.assertEqual(self.url_open(HOME + path).status_code, 404)
        self.send(self.ticket, "answer", text="Re\0start it")
        self.assertIn("Restart it", self.answers(self.ticket).body)

    def test_settle_a_scope_that_nobody_could_know(self):
        incident = self.make_ticket(topic_id=self.env.ref("ecosire_support.topic_incident").id)
        incident.sudo().scope = "unknown"
        self.assert_problem(
            self.send(incident, "settle_scope", verdict="maybe", reason="x"), "not a verdict"
        )
        response = self.send(incident, "settle_scope", verdict="in_plan", reason=" ")
        page = self.assert_problem(response, "say why")
        chosen = page.xpath("//select[@name='verdict']/option[@selected]/@value")
        self.assertEqual(chosen, ["in_plan"])
        self.send(incident, "settle_scope", verdict="quoted", reason="Their own module")
        self.assertEqual(incident.scope, "quoted")
        self.assertNotIn("settle_scope", self.url_open(f"{HOME}/ticket/{incident.number}").text)

    def test_reclassify(self):
        self.send(self.ticket, "reclassify", severity="medium", reason="One warehouse only")
        self.assertEqual(self.ticket.severity, "medium")

    def test_reclassify_without_a_reason_keeps_the_choice(self):
        response = self.send(self.ticket, "reclassify", severity="low", reason="  ")
        page = self.assert_problem(response, "say why")
        self.assertEqual(page.xpath("//option[@selected]/@value"), ["low"])
        self.assertEqual(self.ticket.severity, "critical")

    def test_a_severity_that_does_not_exist(self):
        self.assert_problem(
            self.send(self.ticket, "reclassify", severity="urgent", reason="x"), "not a severity"
        )

    def test_treat_as_covered(self):
        quoted = self.make_ticket(topic_id=self.env.ref("ecosire_support.topic_training").id)
        self.send(quoted, "treat_as_covered", reason="Five minutes are enough")
        self.assertEqual((quoted.scope, quoted.sla_state), ("in_plan", "running"))

    def test_an_engineer_assigns_nobody(self):
        self.assert_problem(
            self.send(self.ticket, "assign", engineer=str(self.lead.id)), "is not with you"
        )
        self.assertFalse(self.ticket.engineer_id)

    def test_an_engineer_hands_his_own_ticket_to_a_colleague_with_a_note(self):
        self.assertNotIn("o_es_engineer", self.url_open(self.ticket_path(self.ticket)).text)
        self.send(self.ticket, "take")
        page = self.page(self.ticket_path(self.ticket))
        choices = page.xpath("//select[@name='engineer']/option[@value!='']/text()")
        self.assertEqual(choices, [self.lead.name])
        to_lead = {"engineer": str(self.lead.id)}
        self.assert_problem(self.send(self.ticket, "assign", **to_lead), "must know")
        self.assertEqual(self.ticket.engineer_id, self.engineer)
        self.send(self.ticket, "assign", **to_lead, text="Their scanner is on line 2")
        self.assertEqual(self.ticket.engineer_id, self.lead)
        row = self.env["ecosire.support.ticket.holding"]._last_of(self.ticket)
        self.assertEqual((row.why, row.note), ("handed", "Their scanner is on line 2"))
        self.assert_problem(
            self.send(self.ticket, "assign", **to_lead, text="Again"), "not with you"
        )

    def test_a_lead_assigns_somebody_with_access(self):
        stranger = self.make_engineer(
            "Zara", "zara@ecosire.example", contracts=self.stranger_contract
        )
        self.come_as(self.lead)
        page = self.page(self.ticket_path(self.ticket))
        choices = page.xpath("//select[@name='engineer']/option[@value!='']/text()")
        self.assertEqual(choices, [self.engineer.name, self.lead.name])
        self.assert_problem(
            self.send(self.ticket, "assign", engineer=str(stranger.id)), "has no access"
        )
        self.send(self.ticket, "assign", engineer=str(self.engineer.id))
        self.assertEqual(self.ticket.engineer_id, self.engineer)

    def test_a_lead_confirms_an_outage_or_does_not(self):
        ago = fields.Datetime.now() - timedelta(hours=9)
        outages = [
            self.make_critical(self.manager, reported_at=ago, outage_evidence="Mail of 02:14")
            for _each in range(2)
        ]
        self.assertNotIn("confirm_outage", self.url_open(f"{HOME}/ticket/{outages[0].number}").text)
        self.come_as(self.lead)
        self.assertIn("Mail of 02:14", self.text_of(self.page(self.ticket_path(outages[0]))))
        self.send(outages[0], "confirm_outage")
        self.send(outages[1], "refuse_outage", reason="Nobody called")
        self.assertEqual([outage.outage_state for outage in outages], ["confirmed", "refused"])
