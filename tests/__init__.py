from . import (
    test_access_expiry,
    test_access_return,
    test_agreed_metrics,
    test_clock,
    test_demo,
    test_demo_story,
    test_engineer_access,
    test_engineer_naming,
    test_handbook,
    test_intake,
    test_mail_again,
    test_mail_both_ways,
    test_mail_html,
    test_mail_senders,
    test_mail_setup,
    test_messages,
    test_notice,
    test_outage,
    test_plan_change_browser,
    test_proof,
    test_reopening,
    test_screens,
    test_screens_browser,
    test_ticket_files,
    test_uninstall,
    test_upgrade,
    test_wizards,
)
from .access import (
    test_cost,
    test_log,
    test_log_kept,
    test_networks,
    test_request,
    test_revoked,
    test_second_factor,
)
from .billing import (
    test_closing,
    test_documents,
    test_statement,
    test_statement_rights,
    test_vendor_bill,
)
from .concurrency import (
    test_access_together,
    test_billing_together,
    test_contract_together,
    test_feed_together,
    test_help_together,
    test_down_together,
    test_ending_together,
    test_outbox_together,
    test_people_together,
    test_revoked_together,
    test_routing_together,
    test_sweep_cost,
    test_sweep_together,
    test_waiting_together,
)
from .contract import (
    test_companies,
    test_two_years,
    test_contract_page,
    test_extra_tickets,
    test_plan_change,
    test_request_wizard,
    test_usage,
)
from .desk import test_desk_browser, test_desk_shell, test_live, test_today
from .desk_ticket import test_desk_actions, test_desk_day, test_desk_draft, test_desk_page
from .down import test_card, test_emergency, test_gap, test_outage_credit, test_outage_screens
from .ending import test_ending, test_in_step, test_rating, test_rating_rights
from .escalation import (
    test_browser,
    test_day,
    test_ladder,
    test_ladder_rights,
    test_telling,
    test_together,
    test_update,
)
from .feed import (
    test_board,
    test_face,
    test_feed,
    test_feed_content,
    test_feed_page,
    test_mail_subject,
)
from .fence import (
    test_fence_bad_input,
    test_fence_calls,
    test_fence_input,
    test_fence_methods,
    test_fence_oracles,
    test_fence_rights,
    test_fence_routes,
    test_fence_strangers,
)
from .help import (
    test_help_browser,
    test_here,
    test_place,
    test_report,
    test_similar,
)
from .license import (
    test_license,
    test_license_access,
    test_license_reminders,
    test_license_screens,
    test_license_tickets,
    test_quote,
)
from .mail import test_content, test_corpus, test_fuzz, test_life, test_loops
from .outbox import (
    test_connection_rights,
    test_events,
    test_on_call,
    test_sender,
    test_slack_in,
    test_slack_out,
    test_wire,
)
from .portal import (
    test_actions,
    test_contract_pages,
    test_doors,
    test_lead,
    test_lead_changes,
    test_portal_tour,
    test_queue,
    test_ticket_page,
)
from .routing import test_absence, test_holding, test_pages, test_rights, test_route
from .sheet import test_change, test_draft, test_paper, test_promise, test_renewal
from .notice import test_digest, test_my_notices, test_preferences
from .ticket_work import (
    test_core_bug,
    test_defect,
    test_duplicate,
    test_free_use,
    test_time,
    test_work_portal,
    test_work_screens,
    test_work_together,
)
from .work import (
    test_absence_import,
    test_at_once,
    test_calendar_file,
    test_fetched,
    test_merge,
    test_note,
    test_presence,
    test_reply,
    test_reply_pages,
    test_seen,
)
from .waiting import (
    test_chase,
    test_links,
    test_miss_away,
    test_miss_words,
    test_next_update,
    test_waiting_browser,
    test_works_again,
)
