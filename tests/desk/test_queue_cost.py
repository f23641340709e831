from odoo.tests import tagged

from ..common import SupportCase

LIST_QUERIES = 12


@tagged("post_install", "-at_install")
class TestQueueCost(SupportCase):
    """Issue, queries per page: the queue asks as much of the database for thirty tickets as for six."""

    def read_queue(self):
        """The list's one call for its rows, by the fields of the view that the desk opens."""
        self.env.flush_all()
        self.env.invalidate_all()
        tickets = self.env["ecosire.support.ticket"].with_user(self.engineer.user_id)
        before = self.env.cr.sql_log_count
        found = tickets.web_search_read(
            [("is_open", "=", True)],
            self.specification,
            order="is_open desc, due_at, submitted_at, id",
            limit=80,
            count_limit=1001,
        )
        return len(found["records"]), self.env.cr.sql_log_count - before

    def test_the_list_costs_the_same_with_many_tickets(self):
        tickets = self.env["ecosire.support.ticket"].with_user(self.engineer.user_id)
        view = self.env.ref("ecosire_support.desk_queue_view_list")
        views = tickets.get_views([[view.id, "list"]])
        names = views["models"]["ecosire.support.ticket"]["fields"]
        self.assertLess({"due_at", "number", "severity", "engineer_id"}, set(names))
        self.specification = {
            name: {"fields": {"display_name": {}}} if field["type"] == "many2one" else {}
            for name, field in names.items()
        }
        few, few_queries = self.read_with_more(6)
        many, many_queries = self.read_with_more(24)
        self.assertEqual((few, many), (6, 30))
        self.assertLessEqual(many_queries, few_queries)
        self.assertLessEqual(many_queries, LIST_QUERIES)

    def read_with_more(self, number):
        """The price with so many more tickets, once all is cached that outlives a request."""
        self.make_tickets(number)
        self.read_queue()
        return self.read_queue()

    def make_tickets(self, number):
        for index in range(number):
            ticket = self.make_ticket(name=f"Ticket {index}")
            if index % 2:
                self.by(ticket, self.engineer).take()
