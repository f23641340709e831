"""DESIGN, the day Odoo is down: how ECOSIRE is reached then, who enters it, and who is told."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SupportCase, at, utc

PHONE, OTHER = "+92 300 1234567", "+92 300 7654321"


class EmergencyCase(SupportCase):
    plan_xmlid = "ecosire_support.plan_priority"

    def set(self, person, **values):
        values = {f"emergency_{name}": value for name, value in values.items()}
        return self.by(self.contract, person).set_emergency(values)

    def ways(self, person):
        return [way[0] for way in self.by(self.contract, person)._emergency_ways()]

    def told(self, person):
        partner = person.user_id.partner_id if person == self.lead else person.partner_id
        return self.env["mail.message"].search(
            [("model", "=", self.contract._name), ("partner_ids", "in", partner.ids)]
        )


@tagged("post_install", "-at_install")
class TestEmergency(EmergencyCase):
    def test_each_way_has_a_link_that_a_phone_opens(self):
        self.contract._set_mailbox("support@ecosire.example")
        self.set(self.lead, phone="+92 (300) 123-4567", whatsapp=OTHER)
        phone, whatsapp, mail = self.by(self.contract, self.clerk)._emergency_ways()
        self.assertEqual(
            phone, ("Phone", PHONE.replace("1234567", "123 4567"), "tel:+923001234567")
        )
        self.assertEqual(whatsapp, ("WhatsApp", OTHER, "https://wa.me/923007654321"))
        self.assertEqual(mail[1], "support@ecosire.example")
        self.assertTrue(mail[2].startswith("mailto:support@ecosire.example?subject=DELTA"))

    def test_phone_and_whatsapp_are_for_plans_that_grant_them(self):
        """Article: direct phone and WhatsApp escalation for critical incidents from Priority on."""
        self.contract._set_mailbox("support@ecosire.example")
        self.set(self.lead, phone=PHONE, whatsapp=PHONE)
        self.assertEqual(self.ways(self.clerk), ["Phone", "WhatsApp", "Mail"])
        self.contract._open_term(
            self.env.ref("ecosire_support.plan_standard"), utc("2026-06-01 00:00")
        )
        with at("2026-06-02 00:00"):
            self.assertEqual(self.ways(self.clerk), ["Mail"])

    def test_nothing_entered_is_no_way(self):
        self.assertEqual(self.by(self.contract, self.clerk)._emergency_ways(), [])

    def test_a_clerk_and_an_engineer_change_nothing(self):
        for person in (self.clerk, self.engineer):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.set(person, phone=PHONE)
        with self.assertRaises(AccessError):
            self.by(self.contract, self.manager).write({"emergency_phone": PHONE})

    def test_a_lead_of_another_contract_changes_nothing(self):
        _company, other = self.make_company("Omega", self.plan_xmlid)
        stranger = self.make_engineer("O", "o@ecosire.example", role="lead", contracts=other)
        with self.assertRaises(AccessError):
            self.set(stranger, phone=PHONE)

    def test_a_clerk_reads_a_number_only_where_the_plan_grants_it(self):
        self.set(self.manager, phone=PHONE)
        with self.assertRaises(AccessError):
            self.by(self.contract, self.clerk).read(["emergency_phone"])

    def test_what_nobody_could_ring_is_refused_in_words(self):
        for name, value, words in (
            ("phone", "0300 1234567", "Phone: enter the number with [+]"),
            ("whatsapp", "+92 3OO", "WhatsApp: a number has only digits"),
            ("page", "javascript:alert(1)", "Status page: enter an address"),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, words):
                self.set(self.manager, **{name: value})
        with self.assertRaisesRegex(UserError, "Only a phone"):
            self.by(self.contract, self.manager).set_emergency({"name": "x"})
        with self.assertRaisesRegex(UserError, "Only a phone"):
            self.by(self.contract, self.manager).set_emergency([PHONE])

    def test_one_wrong_value_keeps_none(self):
        with self.assertRaises(UserError):
            self.set(self.manager, phone=PHONE, whatsapp="12")
        self.assertFalse(self.contract.emergency_phone)

    def test_each_change_is_kept_with_what_stood_before_and_both_sides_are_told(self):
        with at("2026-11-24 10:00"):
            self.set(self.lead, phone=PHONE)
            self.set(self.manager, phone=OTHER)
            self.assertFalse(self.set(self.manager, phone=f" {OTHER} "))
            self.set(self.manager, phone="")
        log = self.contract.emergency_change_ids
        self.assertEqual(
            [(row.side, row.actor_name, row.before, row.after) for row in log],
            [
                ("client", self.manager.name, OTHER, False),
                ("client", self.manager.name, PHONE, OTHER),
                ("vendor", "Bilal Raza", False, PHONE),
            ],
        )
        with self.assertRaises(UserError):
            log[0].write({"after": PHONE})
        # each side hears of the other's, and nobody of his own
        self.assertEqual(len(self.told(self.manager)), 1)
        self.assertEqual(len(self.told(self.lead)), 2)
        self.assertIn(f"Phone: {PHONE} → {OTHER}", self.told(self.lead)[-1].body)

    def test_another_mailbox_is_kept_too(self):
        self.by(self.contract, self.manager).set_mailbox("a@ecosire.example")
        self.by(self.contract, self.manager).set_mailbox("a@ecosire.example")
        [row] = self.contract.emergency_change_ids
        self.assertEqual((row.what, row.before, row.after), ("mailbox", False, "a@ecosire.example"))
