from markupsafe import Markup

from odoo.tests import tagged

from .case import PortalCase

SCRIPTS = """<p>Before</p><script>alert(1)</script><img src="x" onerror="alert(2)"/>
<img src="https://tracker.example/p.png"/><a href="javascript:alert(3)">click</a>
<iframe src="https://evil.example"></iframe><form action="/x"><input name="y"/></form>
<svg onload="alert(4)"><a href="javascript:alert(5)"><text>x</text></a></svg>
<table background="https://tracker.example/q.png"><tr><td>cell</td></tr></table><p style="position:fixed;top:0" class="o_es_head">Over all</p>"""


@tagged("post_install", "-at_install")
class TestTicketPage(PortalCase):
    def test_the_clients_objection_is_shown(self):
        ticket = self.make_critical()
        self.by(ticket, self.engineer).set_severity("low", "A question only")
        self.by(ticket, self.clerk).object_to_severity("Nobody can ship")
        self.come_as(self.engineer)
        self.assertIn("objects to the severity Nobody can ship", self.facts(ticket))

    def facts(self, ticket):
        page = self.page(self.ticket_path(ticket))
        return " ".join(" ".join(page.xpath("//dl//text()")).split())

    def test_what_happens_by_itself_is_nobodys_words(self):
        ticket = self.make_ticket()
        robot = self.env.ref("base.partner_root")
        words = "Closed by itself"
        ticket.sudo().message_post(body=words, author_id=robot.id, subtype_xmlid="mail.mt_comment")
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(ticket))
        header = page.xpath("//article[contains(., 'Closed by itself')]/header")[0]
        words = header.text_content()
        self.assertIn("System", words)
        self.assertNotIn("(client)", words)
        self.assertNotIn(robot.name, words)

    def test_it_shows_who_what_where_and_why(self):
        ticket = self.make_critical(description="<p>Nothing can ship</p>")
        self.come_as(self.engineer)
        text = self.text_of(self.page(self.ticket_path(ticket)))
        for words in (
            ticket.number,
            ticket.name,
            "Critical",
            "First answer by",
            "Why this deadline",
            "Nothing can ship",
            self.clerk.name,
            "Amsterdam, UTC+",
            "Karachi, UTC+5",
            "Work has stopped",
            "is in the Standard support plan",
            "First answer: clock started",
        ):
            self.assertIn(words, text)

    def test_internal_notes_of_the_client_stay_with_the_client(self):
        ticket = self.make_ticket()
        self.say(
            ticket,
            Markup("Do not tell ECOSIRE"),
            subtype="mt_note",
            attachments=[("secret.txt", b"secret")],
        )
        self.say(ticket, Markup("Please hurry"))
        self.come_as(self.engineer)
        text = self.text_of(self.page(self.ticket_path(ticket)))
        self.assertIn("Please hurry", text)
        self.assertNotIn("Do not tell", text)
        self.assertNotIn("secret.txt", text)

    def test_prices_are_nowhere(self):
        self.contract.term_ids.sudo().write({"price": 31337, "extra_price": 4711})
        ticket = self.make_ticket()
        self.come_as(self.engineer)
        for path in ("", self.ticket_path(ticket)):
            source = self.url_open(f"/my/support{path}").text
            self.assertNotIn("31337", source)
            self.assertNotIn("31,337", source)
            self.assertNotIn("4711", source)

    def test_what_a_client_writes_cannot_act(self):
        ticket = self.make_ticket(description=SCRIPTS, name="<b>Title</b>")
        self.say(ticket, Markup(SCRIPTS))
        self.come_as(self.engineer)
        page = self.page(self.ticket_path(ticket))
        for text in page.xpath("//*[contains(@class, 'o_es_text')]"):
            self.assertFalse(
                text.xpath(".//script|.//iframe|.//form|.//input|.//svg|.//@onerror|.//@onload")
            )
            self.assertFalse(text.xpath(".//img|.//*/@style|.//*/@background"))
            # the only class is our own, on the words for a picture that was not loaded
            self.assertEqual(set(text.xpath(".//*/@class")), {"o_es_held"})
            self.assertFalse(text.xpath(".//a[starts-with(@href, 'javascript')]"))
            self.assertIn("Before", text.text_content())
        self.assertIn("<b>Title</b>", page.xpath("string(//h1)"))

    def test_it_is_light(self):
        ticket = self.make_ticket()
        self.come_as(self.engineer)
        source = self.url_open(f"/my/support{self.ticket_path(ticket)}").text
        self.assertNotIn("web.assets_web", source)
        self.assertNotIn("web.assets_backend", source)
        self.assertLess(len(source), 60_000)

    def test_it_is_framed_by_nobody(self):
        ticket = self.make_ticket()
        self.come_as(self.engineer)
        headers = self.url_open(f"/my/support{self.ticket_path(ticket)}").headers
        self.assertEqual(headers["X-Frame-Options"], "DENY")

    def test_a_form_for_what_the_state_allows_and_for_nothing_else(self):
        ticket = self.make_ticket()
        self.come_as(self.engineer)

        def forms():
            actions = self.page(self.ticket_path(ticket)).xpath(
                "//main//form[@method='post']/@action"
            )
            return {action.rsplit("/", 1)[1] for action in actions}

        work = {"log_time", "confirm_defect", "mark_duplicate", "merge", "note"}
        open_ticket = work | {"answer", "ask_access", "log_call", "reclassify", "core_bug"}
        self.assertEqual(forms(), open_ticket | {"take"})
        self.by(ticket, self.engineer).take()
        self.assertEqual(forms(), open_ticket | {"wait_vendor", "assign"})
        self.by(ticket, self.engineer).resolve("Done")
        self.assertEqual(forms(), work)
        self.come_as(self.lead)
        self.assertEqual(forms(), work)
