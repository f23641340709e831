"""What is open at the moment of the demo, so that queue and board are alive: eight tickets."""

from ..script import (
    Story,
    answer,
    ask,
    assign,
    chase,
    core_bug,
    note,
    resolve,
    take,
    third_party,
    write,
)


def hours_ago(hours):
    """Filed that many of the client's working hours ago."""
    return lambda calendar: calendar.office_hours_ago(hours)


NOW = (
    Story(
        "lead",
        hours_ago(20),
        "Odoo could not be reached from 02:00 to 05:00",
        "<p>The hosting provider replaced a disk. The night shift could not book anything in, and "
        "rang us at 02:10, since no ticket could be filed.</p>",
        "incident",
        steps=(
            answer(
                "engineer",
                6,
                "All services run again since 05:00 your time, and nothing was lost.",
            ),
            resolve(
                "engineer",
                30,
                "The provider has replaced the disk and watches it. We have compared the bookings "
                "of the night: none is missing.",
                "A disk of the hosting provider failed",
            ),
        ),
        key="outage",
        reported="02:10",
    ),
    Story(
        "clerk",
        lambda calendar: calendar.ago(minutes=4),
        "Delivery slips of one route are printed twice",
        "<p>Route 7 only, since the second shift began. We throw one away, but drivers are "
        "confused.</p>",
        "odoo_config",
        "medium",
        key="fresh",
    ),
    Story(
        "sales",
        lambda calendar: calendar.due_around(40, ("high", "medium", "low"), at_risk=True),
        "Stock in the web shop is not updated for bundles",
        "<p>The shop sells bundles that we do not have. Single products are right.</p>",
        "integration",
        steps=(
            assign("lead", 10, "colleague"),
            note(
                "lead",
                2,
                "The bundles were built by our original team: see the handbook, “Shop”. Ask Hamza "
                "before you change the queue job.",
            ),
        ),
        key="at_risk",
    ),
    Story(
        "finance",
        lambda calendar: calendar.due_around(-50, ("low", "medium", "high")),
        "Payment reference is cut off on the direct debit file",
        "<p>The bank accepts the file, but customers ask what they paid for.</p>",
        "custom_defect",
        steps=(chase("finance", 20),),
        key="overdue",
    ),
    Story(
        "admin",
        hours_ago(5),
        "Scheduled action “Fetch carrier prices” fails every hour",
        "<p>The log says: timeout after 60 s. Prices of yesterday are still used.</p>",
        "integration",
        "medium",
        (
            take("engineer", 14),
            answer("engineer", 30, "The carrier answers slowly since this morning; we measure."),
            third_party(
                "engineer", 35, "The carrier looks into its interface (their case 88-2041)"
            ),
        ),
        key="third_party",
    ),
    Story(
        "clerk",
        hours_ago(8),
        "Lot numbers are missing on the packing list for one customer",
        "<p>The customer asks for lot numbers on paper since this month.</p>",
        "custom_change",
        "low",
        (
            take("colleague", 40),
            ask(
                "colleague",
                15,
                "We can add a column with the lot. For this customer only, or for all of them?",
            ),
        ),
        key="waiting",
    ),
    Story(
        "finance",
        hours_ago(11),
        "Analytic accounts are lost when an order is split over two deliveries",
        "<p>The second invoice has none. We add them by hand every evening.</p>",
        "core_bug",
        "medium",
        (
            take("lead", 35),
            answer(
                "lead", 55, "We can repeat it in a plain Odoo, so it looks like a defect of Odoo."
            ),
            core_bug("lead", 5, "confirm", "Repeated in a plain Odoo 19 without any added module."),
            write("finance", 90, "Thank you. Is there something we can do meanwhile?"),
        ),
        key="in_progress",
    ),
    Story(
        "clerk",
        hours_ago(14),
        "Hand scanner logs out every ten minutes",
        "<p>Only the two new scanners. The colleague scans his badge anew each time.</p>",
        "odoo_config",
        "high",
        (
            take("engineer", 7),
            answer("engineer", 20, "Both share one login. We give each its own."),
            resolve(
                "engineer",
                25,
                "Each scanner has its own login now, and stays logged in for a shift. Please try it "
                "through a shift and tell us.",
                "Two devices with one login",
            ),
        ),
        key="resolved",
    ),
    Story(
        "sales",
        hours_ago(17),
        "Can quotations expire by themselves after 30 days?",
        "<p>Old prices come back to us as orders.</p>",
        "odoo_config",
        "question",
        (
            answer("lead", 160, "Yes: “Default quotation validity” in the settings of Sales."),
            resolve(
                "lead",
                10,
                "Set to 30 days for new quotations; old ones keep their date.",
                "Question answered",
            ),
        ),
        key="resolved_question",
    ),
)
