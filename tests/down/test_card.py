"""DESIGN §9, question 3: a printed card tells staff whom to call when Odoo is dead."""

import re
from unittest.mock import patch

from lxml import html

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import html2plaintext

from odoo.addons.base.models.ir_actions_report import IrActionsReport

from ..common import SupportMixin, at, utc
from .test_emergency import OTHER, PHONE, EmergencyCase

PDF = b"%PDF-1.4 card"


def without_wkhtmltopdf(_reports, bodies, **_options):
    return PDF


@tagged("post_install", "-at_install")
class TestCard(EmergencyCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(IrActionsReport, "_run_wkhtmltopdf", without_wkhtmltopdf))
        self.contract._set_mailbox("support@ecosire.example")
        self.others = self.env["ecosire.support.contract"].search([]) - self.contract
        self.others.ended_at = utc("2026-01-01 00:00")

    def card(self, person=None):
        return self.by(self.contract, person or self.clerk)._card_html()

    def text(self, person=None):
        body = html.fromstring(self.card(person)).find(".//body")
        return re.sub(r"\s+", " ", html2plaintext(html.tostring(body, encoding="unicode")))

    def run_cron(self):
        self.env.invalidate_all()  # a cron begins anew each time
        self.env["ecosire.support.contract"]._cron_cards()
        self.env.invalidate_all()

    def cards(self, person=None):
        """The cards that were mailed, oldest first: to everybody, or to one manager."""
        domain = [("model", "=", self.contract._name), ("subject", "ilike", "your card of")]
        if person:
            domain.append(("partner_ids", "in", person.partner_id.ids))
        return self.env["mail.message"].search(domain, order="id")

    # -- what stands on it

    def test_it_says_whom_to_call_what_to_say_and_what_is_promised(self):
        self.set(self.lead, phone=PHONE, whatsapp=OTHER, page="https://status.ecosire.example")
        text = self.text()
        for words in (
            PHONE,
            OTHER,
            "support@ecosire.example",
            "https://status.ecosire.example",
            self.contract.code,
            "Delta Distribution",
            "Priority support plan",
            "First answer within 2 hours",
            "The time starts day and night",
            "Since when is it down?",
            "Who is affected",
            "Report an outage afterwards",
            self.contract._card_facts().mark,
        ):
            with self.subTest(words):
                self.assertIn(words, text)

    def test_it_names_no_price(self):
        self.contract._term_at(utc("2026-06-01 00:00")).price = 799
        for person in (self.clerk, self.manager):
            self.assertNotRegex(self.card(person), r"799|USD|\$")

    def test_it_needs_nothing_of_this_odoo(self):
        """Neither style sheet nor picture nor script is asked of a server that is down."""
        self.set(self.lead, phone=PHONE, whatsapp=OTHER)
        page = html.fromstring(self.card())
        self.assertFalse(page.xpath("//@src | //link | //iframe | //object"))
        self.assertEqual(len(page.xpath("//*[@class='qr']//*[local-name()='svg']")), 3)
        self.assertFalse(page.xpath("//script"))
        self.assertFalse([one for one in page.xpath("//style/text()") if "url(" in one])
        links = [link.split(":")[0] for link in page.xpath("//a/@href")]
        self.assertEqual(links, ["tel", "https", "mailto"])

    def test_hours_in_both_zones_hold_in_summer_and_in_winter(self):
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_standard"), utc("2026-01-02 00:00")
        )
        for day in ("2026-02-01 10:00", "2026-08-01 10:00"):
            with self.subTest(day), at(day):
                text = self.text()
                self.assertIn("Mon–Sat 08:00–22:00 (Karachi, UTC+5)", text)
                self.assertIn("Mon–Sat 04:00–18:00 (Amsterdam, winter time)", text)
                self.assertIn("Mon–Sat 05:00–19:00 (Amsterdam, summer time)", text)

    def test_a_plan_without_phone_says_which_has_it(self):
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_standard"), utc("2026-01-02 00:00")
        )
        self.set(self.manager, phone=PHONE)
        text = self.text()
        self.assertNotIn(PHONE, text)
        self.assertIn("not part of the Standard support plan", text)
        self.assertIn("Priority, Enterprise", text)
        self.assertNotIn("not entered yet", text)

    def test_what_is_missing_is_said_and_who_can_enter_it(self):
        self.set(self.lead, phone=PHONE)
        text = self.text()
        self.assertIn("ECOSIRE's WhatsApp number is not entered yet.", text)
        self.assertIn(f"{self.manager.name} can add it", text)
        self.contract._set_mailbox(False)
        self.set(self.lead, phone="")
        self.assertIn("Nobody has entered yet how ECOSIRE is reached", self.text())

    def test_a_colleague_of_one_company_does_not_read_the_name_of_another(self):
        branch = self.env["res.company"].create({"name": "Secret branch"})
        self.env["ecosire.support.contract"]._in_force(branch).ended_at = utc("2026-01-01 00:00")
        self.contract.company_ids |= branch
        self.assertNotIn("Secret branch", self.card())
        self.manager.company_ids |= branch
        self.assertIn("Secret branch", self.card(self.manager))

    def test_names_from_outside_stay_text(self):
        self.company.name = "<script>alert(1)</script> & Co"
        self.assertFalse(html.fromstring(self.card()).xpath("//script"))
        self.assertIn("<script>alert(1)</script> & Co", self.text())

    def test_the_entry_for_the_phone(self):
        self.set(self.lead, phone=PHONE, whatsapp=OTHER)
        file = self.by(self.contract, self.clerk)._card_file("vcf")
        lines = file.content.decode().replace("\r\n ", "").split("\r\n")
        self.assertEqual(file.media_type, "text/vcard")
        self.assertIn("item1.TEL;TYPE=VOICE:+923001234567", lines)
        self.assertIn("item2.X-ABLabel:WhatsApp", lines)
        self.assertIn("EMAIL;TYPE=INTERNET:support@ecosire.example", lines)
        self.assertIn(f"FN:ECOSIRE Support ({self.contract.code})", lines)

    # -- who gets it, and when

    def test_each_manager_gets_it_once(self):
        deputy = self.make_staff("delta_deputy", "ecosire_support.group_manager")
        self.run_cron()
        self.run_cron()
        for person in (self.manager, deputy):
            [mail] = self.cards(person)
            self.assertEqual(
                sorted(mail.attachment_ids.mapped("name")),
                [f"ECOSIRE-{self.contract.code}-system-down.{form}" for form in ("pdf", "vcf")],
            )
        later = self.make_staff("delta_later", "ecosire_support.group_manager")
        self.run_cron()
        self.assertEqual(len(self.cards(later)), 1)
        self.assertEqual(len(self.cards()), 3)

    def test_before_there_is_a_way_to_reach_ecosire_nothing_is_mailed(self):
        self.contract._set_mailbox(False)
        self.run_cron()
        self.assertFalse(self.cards())
        self.set(self.manager, whatsapp=OTHER)
        self.run_cron()
        self.assertEqual(len(self.cards()), 1)

    def test_the_mail_itself_holds_the_facts(self):
        self.set(self.lead, phone=PHONE)
        self.run_cron()
        text = html2plaintext(self.cards()[-1:].body)
        for words in (
            PHONE,
            "support@ecosire.example",
            "2 hours",
            "day and night",
            "file it under",
        ):
            self.assertIn(words, text)

    def test_each_change_makes_a_card_and_a_fact_that_comes_back_another_one(self):
        """A → B → A: three cards, since the second is on somebody's wall."""
        for number, phone in enumerate((PHONE, OTHER, PHONE), 1):
            self.set(self.lead, phone=phone)
            self.run_cron()
            self.run_cron()
            self.assertEqual(len(self.cards(self.manager)), number)
        rows = self.contract.sudo().card_ids
        self.assertEqual(rows.sorted("number").mapped("number"), [1, 2, 3])
        self.assertEqual(rows[0].mark, rows[2].mark)

    def test_neither_summer_time_nor_a_holiday_makes_a_card(self):
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_standard"), utc("2026-01-02 00:00")
        )
        with at("2026-03-01 10:00"):
            self.run_cron()
        window = self.contract._term_at(utc("2026-03-01 00:00"))._window()
        window.closure_ids = [(0, 0, {"name": "Eid", "date": "2026-03-20"})]
        with at("2026-06-01 10:00"):
            self.run_cron()
        self.assertEqual(len(self.cards()), 1)

    def test_another_plan_makes_a_card_without_anybody_touching_it(self):
        self.set(self.lead, phone=PHONE)
        with at("2026-06-01 10:00"):
            self.run_cron()
            self.contract._open_term(
                self.env.ref("ecosire_support.plan_standard"), utc("2026-06-10 00:00")
            )
            self.run_cron()
        self.assertEqual(len(self.cards()), 1)
        with at("2026-06-10 00:30"):
            self.run_cron()
        self.assertEqual(len(self.cards()), 2)
        self.assertNotIn(PHONE, self.cards()[-1].body)

    def test_a_change_wakes_the_cron(self):
        cron = self.env.ref("ecosire_support.cron_cards")
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search_count([("cron_id", "=", cron.id)])
        self.set(self.lead, phone=PHONE)
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), before + 1)

    def test_an_ended_contract_mails_no_card(self):
        self.contract.ended_at = utc("2026-02-01 00:00")
        self.run_cron()
        self.assertFalse(self.cards())

    def test_without_wkhtmltopdf_the_page_goes_along(self):
        def fails(reports, *_args, **_options):
            raise UserError(reports.env._("Unable to find wkhtmltopdf"))

        with (
            patch.object(IrActionsReport, "_run_wkhtmltopdf", fails),
            self.assertLogs("odoo.addons.ecosire_support.models.down.contract_card_mail"),
        ):
            self.run_cron()
        self.assertEqual(
            sorted(name.rsplit(".")[-1] for name in self.cards().attachment_ids.mapped("name")),
            ["html", "vcf"],
        )

    def test_a_card_that_fails_does_not_hold_the_others(self):
        self.others.ended_at = False
        broken = type(self.contract)._card_facts
        contract = self.contract

        def facts(contracts):
            if contracts != contract:
                raise ValueError("broken")
            return broken(contracts)

        with (
            patch.object(type(self.contract), "_card_facts", facts),
            self.assertLogs("odoo.addons.ecosire_support.models.down.contract_card_mail"),
        ):
            self.run_cron()
        self.assertEqual(len(self.cards(self.manager)), 1)

    def test_the_page_shows_what_is_missing_to_those_who_can_enter_it(self):
        self.assertFalse(self.by(self.contract, self.manager).down_unreachable)
        self.contract._set_mailbox(False)
        self.contract.invalidate_recordset()
        seen = self.by(self.contract, self.manager)
        self.assertTrue(seen.down_unreachable)
        self.assertIn("not entered yet", seen.down_hint)
        self.assertIn("Nobody has entered yet", self.by(self.contract, self.clerk).down_ways)

    def test_the_dialog_changes_what_its_reader_may(self):
        wizards = self.env["ecosire.support.emergency"].with_user(self.manager)
        wizard = wizards.create({"contract_id": self.contract.id})
        wizard.write({"phone": PHONE, "page": "https://status.ecosire.example"})
        wizard.action_save()
        self.assertEqual(self.contract.emergency_phone, PHONE)
        again = wizards.create({"contract_id": self.contract.id})
        self.assertEqual((again.phone, again.in_plan), (PHONE, True))
        self.assertIn(f"Phone: none → {PHONE}", again.log)


@tagged("post_install", "-at_install")
class TestCardDoors(SupportMixin, HttpCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def setUp(self):
        super().setUp()
        self.contract._set_mailbox("support@ecosire.example")
        _company, self.foreign = self.make_company("Omega", self.plan_xmlid)
        self.lead.user_id.password = "bilal-bilal-1"

    def get(self, path):
        return self.url_open(path, allow_redirects=False)

    def test_staff_take_it_in_each_form(self):
        self.authenticate(self.clerk.login, self.clerk.login)
        for form, kind in (
            ("pdf", "application/pdf"),
            ("html", "text/html"),
            ("vcf", "text/vcard"),
        ):
            with self.subTest(form):
                response = self.get(f"/ecosire_support/card/{self.contract.id}/{form}")
                self.assertEqual(response.status_code, 200)
                self.assertTrue(response.headers["Content-Type"].startswith(kind))
                self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
        self.assertTrue(response.content.startswith(b"BEGIN:VCARD"))

    def test_the_pdf_is_one_page(self):
        self.contract.set_emergency(
            {"emergency_phone": PHONE, "emergency_page": "https://status.ecosire.example"}
        )
        content = self.by(self.contract, self.clerk)._card_file("pdf").content
        self.assertTrue(content.startswith(b"%PDF"))
        self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", content)), 1)

    def test_strangers_find_nothing(self):
        paths = [
            f"/ecosire_support/card/{contract}/{form}"
            for contract, form in (
                (self.foreign.id, "pdf"),
                (2**31 - 1, "pdf"),
                (2**40, "pdf"),
                (self.contract.id, "xlsx"),
            )
        ]
        self.authenticate(self.clerk.login, self.clerk.login)
        for path in paths:
            with self.subTest(path):
                self.assertEqual(self.get(path).status_code, 404)
        self.authenticate(self.engineer.user_id.login, self.engineer.user_id.login)
        self.assertEqual(self.get(f"/ecosire_support/card/{self.contract.id}/vcf").status_code, 404)
        code = self.contract.code
        self.assertEqual(self.get(f"/my/support/contract/{code}/card/vcf").status_code, 404)
        self.assertEqual(self.get(f"/my/support/contract/{code}/emergency").status_code, 404)

    def test_a_lead_enters_the_numbers_and_reads_the_card(self):
        self.authenticate(self.lead.user_id.login, "bilal-bilal-1")
        url = f"/my/support/contract/{self.contract.code}/emergency"
        page = html.fromstring(self.get(url).content)
        [token] = page.xpath("//input[@name='csrf_token']/@value")
        typed = {"csrf_token": token, "emergency_phone": "0300 1234567"}
        response = self.url_open(url, data=typed, allow_redirects=False)
        self.assertEqual(response.status_code, 422)
        self.assertIn("enter the number with +", response.text)
        self.assertIn('value="0300 1234567"', response.text)
        response = self.url_open(url, data={**typed, "csrf_token": "x"}, allow_redirects=False)
        self.assertEqual(response.status_code, 400)
        response = self.url_open(url, data={**typed, "emergency_phone": PHONE})
        self.assertIn("get a new card", response.text)
        self.assertIn(f"Phone: none → {PHONE}", response.text)
        response = self.get(f"/my/support/contract/{self.contract.code}/card/html")
        self.assertIn(PHONE, response.text)
        self.assertEqual(self.get("/my/support/contract/%00/emergency").status_code, 404)
        foreign = f"/my/support/contract/{self.foreign.code}/emergency"
        self.assertEqual(self.get(foreign).status_code, 404)
