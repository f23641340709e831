"""The months before: two tickets under the Included plan, then two billing periods of Standard."""

from ..calendar import FRI, MON, THU, TUE, WED, on
from ..script import (
    Story,
    answer,
    answer_late,
    ask,
    confirm,
    core_bug,
    report_to_odoo,
    resolve,
    take,
    write,
)

EARLIER = (
    Story(
        "admin",
        on(23, WED, "10:05"),
        "Licence key of the EDI connector is not accepted on the new server",
        "<p>We moved Odoo to a new server last night. The EDI connector says <i>licence belongs to "
        "another database</i>. Orders are typed in by hand meanwhile.</p>",
        "licence",
        "medium",
        (
            answer("engineer", 190, "The key is tied to the old database. We are moving it."),
            resolve(
                "engineer",
                20,
                "The licence now belongs to the new database. Press “Check licence” once in the "
                "settings of the connector.",
                "Licence bound to the database of the old server",
            ),
            confirm("admin", 45),
        ),
    ),
    Story(
        "admin",
        on(22, THU, "14:20"),
        "How do we bring the label module to its newest version?",
        "<p>The marketplace shows 19.0.2.1, we have 19.0.1.8. Is there something to do first?</p>",
        "install",
        "question",
        (
            answer_late(
                "engineer",
                260,
                "Sorry for the wait. Replace the folder, restart Odoo and update the module in "
                "Apps. Your label layouts are kept.",
            ),
            resolve("engineer", 5, "As described: replace, restart, update.", "Question answered"),
            confirm("admin", 300),
        ),
        licence="labels",
    ),
    # two billing periods ago
    Story(
        "sales",
        on(11, TUE, "09:12"),
        "Price list of wholesale customers is not applied to new quotations",
        "<p>Since yesterday quotations for wholesale customers show list prices. Changing the "
        "price list by hand works.</p>",
        "odoo_config",
        "medium",
        (
            take("engineer", 12),
            answer("engineer", 50, "We see it: the customer group lost its default price list."),
            resolve(
                "engineer",
                70,
                "The default price list of the group “Wholesale NL” is set again; 14 quotations "
                "of yesterday were recalculated after you agreed by phone.",
                "Default price list emptied by an import of contacts",
            ),
            confirm("sales", 30),
        ),
    ),
    Story(
        "clerk",
        on(10, MON, "08:31"),
        "Pick list prints in the wrong order of shelves",
        "<p>The pick list should follow the aisle, and it follows the product name. Pickers walk "
        "twice as far.</p>",
        "odoo_config",
        "low",
        (
            answer("engineer", 220, "That is the sort order of the operation type. We look."),
            resolve(
                "engineer",
                400,
                "Pick lists are sorted by location again. It was switched off when the operation "
                "type was copied for the second hall.",
                "Copied operation type without removal strategy",
            ),
            confirm("clerk", 120),
        ),
    ),
    Story(
        "finance",
        on(10, THU, "15:40"),
        "Bank statement import stops at the second page",
        "<p>CAMT file of the house bank: only the first 100 lines arrive.</p>",
        "custom_defect",
        "high",
        (
            take("engineer", 9),
            answer("engineer", 65, "Confirmed with your file. The page marker is read wrongly."),
            resolve(
                "engineer",
                150,
                "Corrected and installed. Import the file of Thursday again; lines that are there "
                "already are skipped.",
                "Paging of CAMT.053 files was not followed",
            ),
        ),
    ),
    Story(
        "sales",
        on(9, WED, "11:02"),
        "May a salesperson see the margin but not the purchase price?",
        "<p>We would like to show the margin in percent on quotations, without the cost.</p>",
        "odoo_config",
        "question",
        (
            answer(
                "lead",
                300,
                "Yes: the margin in percent is a field of its own. We give the group “Sales: see "
                "margin” that field only.",
            ),
            resolve("lead", 60, "Done for the group “Sales: see margin”.", "Question answered"),
            confirm("sales", 15),
        ),
    ),
    Story(
        "clerk",
        on(8, TUE, "13:25"),
        "Scheduler created the same replenishment twice",
        "<p>42 purchase orders to one vendor were drafted twice tonight.</p>",
        "odoo_config",
        "high",
        (
            take("engineer", 15),
            answer("engineer", 20, "Please do not confirm any of them; we compare both runs."),
            core_bug(
                "engineer",
                40,
                "suspect",
                "Both workers began the same run in the same second. Odoo should not let them.",
            ),
            core_bug(
                "engineer",
                60,
                "confirm",
                "Repeated in a plain Odoo with two workers and without any of your modules.",
            ),
            core_bug(
                "engineer",
                15,
                "work_around",
                "The scheduler runs on one worker only, at 02:00. Nothing else changes for you.",
            ),
            resolve(
                "engineer",
                5,
                "The 42 doubles are cancelled, and the scheduler runs on one worker only, so it "
                "cannot happen again. The defect itself is in Odoo: we report it and tell you here "
                "what comes of it.",
                "Defect in Odoo: two workers may run the scheduler at once",
            ),
            confirm("clerk", 60),
            report_to_odoo(
                "lead",
                700,
                "https://issues.odoo.example/4417802",
                "Reported through our partner channel, with the plain database that shows it.",
            ),
        ),
        key="core_bug",
    ),
    # the billing period before this one
    Story(
        "clerk",
        on(7, MON, "09:48"),
        "Carrier label of DPD shows the sender's address twice",
        "<p>The carrier refuses about one parcel in ten. We cross out one address by hand.</p>",
        "integration",
        "medium",
        (
            answer("engineer", 95, "The carrier changed its template. We adapt ours today."),
            resolve(
                "engineer",
                180,
                "The label follows the carrier's new template. Labels that are printed already "
                "stay valid.",
                "New label template of the carrier",
            ),
            confirm("clerk", 200),
        ),
    ),
    Story(
        "finance",
        on(7, THU, "16:10"),
        "Reminder letters go to the delivery address",
        "<p>Three customers called: their warehouse received our reminder.</p>",
        "odoo_config",
        "medium",
        (
            take("lead", 30),
            ask("lead", 25, "Which of the three customers may we take to try it out?"),
            write("finance", 60, "Please take Van Leeuwen, the one in Delft."),
            resolve(
                "lead",
                80,
                "Reminders now go to the invoice address. The setting was overwritten on the "
                "letter's template.",
                "Template addressed to the shipping contact",
            ),
            confirm("finance", 30),
        ),
    ),
    Story(
        "clerk",
        on(6, TUE, "07:55"),
        "Nobody can log in: “too many connections”",
        "<p>Since 07:50 the login page shows an error for all 38 colleagues. Trucks are "
        "waiting.</p>",
        "incident",
        {"impact": "stopped", "can_log_in": "no", "workaround": "nobody"},
        (
            take("lead", 4),
            answer("lead", 7, "We are on the server. A report keeps all connections busy."),
            resolve(
                "lead",
                22,
                "The report was ended at 08:27 and everybody can log in. It now runs at night, and "
                "with a limit.",
                "Stock valuation report without a limit, started by six people",
            ),
            confirm("manager", 90),
        ),
    ),
    Story(
        "sales",
        on(6, FRI, "10:30"),
        "Orders from the web shop arrive without the note of the customer",
        "<p>Customers write “deliver after 14:00” and we do not see it.</p>",
        "integration",
        "low",
        (
            answer("engineer", 260, "The shop sends it in a field that we did not map. We do now."),
            resolve(
                "engineer",
                500,
                "The note is in “Delivery instructions” from now on.",
                "Field not mapped",
            ),
        ),
    ),
    Story(
        "finance",
        on(5, WED, "14:05"),
        "Invoices to Belgium carry the Dutch tax",
        "<p>Two invoices of today. We hold them back.</p>",
        "odoo_config",
        "high",
        (
            take("engineer", 10),
            answer(
                "engineer", 25, "The fiscal position asks for a tax number that these two lack."
            ),
            resolve(
                "engineer",
                55,
                "Both customers have their tax number now and the invoices are corrected. A "
                "warning shows when a foreign company has none.",
                "Customers without a tax number",
            ),
            confirm("finance", 20),
        ),
    ),
    Story(
        "manager",
        on(4, TUE, "11:15"),
        "Which users have not logged in for three months?",
        "<p>We would like to save licences before the renewal.</p>",
        "odoo_config",
        "question",
        (
            answer("lead", 420, "Seven users; the list is a saved filter now: “Asleep”."),
            resolve(
                "lead", 10, "See the filter “Asleep” in the list of users.", "Question answered"
            ),
            confirm("manager", 45),
        ),
    ),
)
