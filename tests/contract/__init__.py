from . import test_companies, test_extra_tickets, test_plan_change, test_usage
