"""A ticket that names a module: the verdict while it is typed, stored, and shown to both sides."""

from odoo.tests import Form, tagged

from ..common import SupportCase, at

OPEN = "2026-11-24 10:00"


class ModuleTicketCase(SupportCase):
    def topic(self, code):
        return self.env.ref(f"ecosire_support.topic_{code}")

    def file(self, code="module_defect", **vals):
        return self.make_ticket(topic_id=self.topic(code).id, **vals)

    def draft(self, code="module_defect"):
        form = Form(self.env["ecosire.support.ticket"].with_user(self.clerk))
        form.topic_id = self.topic(code)
        form.name = "Labels are wrong"
        return form


@tagged("post_install", "-at_install")
class TestModuleTickets(ModuleTicketCase):
    def test_without_a_module_the_verdict_is_as_ever(self):
        for code, verdict in (
            ("module_defect", "in_plan"),
            ("third_party", "other_plan"),
            ("training", "quoted"),
            ("unknown", "unknown"),
        ):
            self.assertEqual(self.file(code).scope, verdict)

    def test_a_defect_in_a_licensed_module_is_in_the_plan_also_when_updates_ended(self):
        module = self.make_license().module_ids
        ticket = self.file(license_module_id=module.id)
        self.assertEqual((ticket.scope, ticket.sla_state), ("in_plan", "running"))
        self.assertIn("licence for “Shop connector”", ticket.scope_reason)
        module.license_id.updates_until = "2026-01-01"
        ticket = self.file(license_module_id=module.id)
        self.assertEqual((ticket.scope, ticket.sla_state), ("in_plan", "running"))
        self.assertIn("updates ended on 1 Jan 2026", ticket.scope_reason)

    def test_a_topic_about_licensed_modules_is_in_a_plan_that_does_not_name_it(self):
        self.contract.plan_id.topic_ids -= self.topic("module_config")
        module = self.make_license().module_ids
        self.assertEqual(self.file("module_config").scope, "other_plan")
        self.assertEqual(self.file("module_config", license_module_id=module.id).scope, "in_plan")

    def test_a_newer_version_after_the_updates_is_quoted_and_kept(self):
        module = self.make_license(updates_until="2026-01-01").module_ids
        ticket = self.file("install", license_module_id=module.id)
        self.assertEqual((ticket.scope, ticket.sla_state), ("quoted", "none"))
        self.assertIn("needs them renewed", ticket.scope_reason)
        self.by(ticket, self.engineer).treat_as_covered("Only the old version is installed again")
        self.assertEqual((ticket.scope, ticket.sla_state), ("in_plan", "running"))
        self.assertIn("old version", ticket.scope_reason)

    def test_a_module_without_a_licence_is_not_refused(self):
        ticket = self.file(module_name="  Mystery module ")
        self.assertEqual((ticket.scope, ticket.sla_state), ("unknown", "running"))
        self.assertIn("No licence for “Mystery module”", ticket.scope_reason)
        self.by(ticket, self.engineer).settle_scope("in_plan", "Bought last week")
        self.assertEqual(ticket.scope, "in_plan")

    def test_a_staging_licence_with_work_stopped_is_told_and_worked(self):
        module = self.make_license(use="staging").module_ids
        calm = self.file(license_module_id=module.id)
        self.assertNotIn("staging", calm.scope_reason)
        serious = self.file(license_module_id=module.id, impact="stopped", workaround="nobody")
        self.assertEqual((serious.scope, serious.sla_state), ("in_plan", "running"))
        self.assertIn("The licence is for staging", serious.scope_reason)

    def test_an_upgrade_of_the_plan_judges_with_the_licence_in_mind(self):
        ticket = self.file("third_party")
        quoted = self.file(
            "install",
            license_module_id=self.make_license(updates_until="2026-01-01").module_ids.id,
        )
        self.contract._open_term(self.env.ref("ecosire_support.plan_priority"), ticket.submitted_at)
        self.assertEqual((ticket.scope, ticket.sla_state), ("in_plan", "running"))
        self.assertEqual(quoted.scope, "quoted")

    def test_the_verdict_stands_before_anything_is_saved(self):
        module = self.make_license(updates_until="2026-01-01").module_ids
        with at(OPEN):
            form = self.draft("install")
            self.assertIn("First answer", form.promise)
            form.license_module_id = module
            self.assertIn("not in your plan", form.promise)
            self.assertIn("needs them renewed", form.scope_text)
            form.topic_id = self.topic("module_defect")
            self.assertIn("First answer", form.promise)
            self.assertIn("a defect is cured all the same", form.scope_text)
            ticket = form.save()
            self.assertEqual(ticket.scope_reason, form.scope_text)

    def test_the_question_is_asked_where_the_topic_is_about_a_module(self):
        module = self.make_license().module_ids
        asked = self.env["ecosire.support.topic"].search([("about_module", "=", True)])
        self.assertEqual(
            set(asked.mapped("code")), {"licence", "install", "module_defect", "module_config"}
        )
        form = self.draft()
        self.assertTrue(form.asks_module)
        form.license_module_id = module
        form.topic_id = self.topic("performance")
        self.assertFalse(form.asks_module or form.license_module_id)
        form.topic_id = self.topic("module_config")
        form.module_name = "Something else"
        form.license_module_id = module
        self.assertFalse(form.module_name)

    def test_which_topics_ask_is_data(self):
        self.topic("performance").about_module = True
        self.assertTrue(self.draft("performance").asks_module)

    def test_ecosire_reads_which_module_with_its_licence_and_version(self):
        module = self.make_license(use="staging").module_ids
        ticket = self.file(license_module_id=module.id)
        words = "Shop connector (staging). Updates until 31 Dec 2098"
        page = self.by(ticket, self.engineer)._portal_page()
        self.assertIn(words, page["module"])
        self.assertIn("Not installed here", page["module"])
        evidence = dict(ticket._evidence())
        self.assertIn(words, evidence["Which module?"])
        self.assertNotIn(module.license_id.key, repr(page) + repr(evidence) + ticket.hand_text)
        free = self.file(module_name="Mystery")
        self.assertEqual(dict(free._evidence())["Which module?"], "Mystery (no licence entered)")
        self.assertNotIn("Which module?", dict(self.file()._evidence()))

    def test_two_licences_of_one_module_are_told_apart(self):
        names = [
            self.make_license(use=use).module_ids.display_name for use in ("production", "staging")
        ]
        self.assertEqual(names, ["Shop connector (production)", "Shop connector (staging)"])
