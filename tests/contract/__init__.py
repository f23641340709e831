from . import (
    test_companies,
    test_contract_page,
    test_extra_tickets,
    test_plan_change,
    test_request_wizard,
    test_usage,
)
