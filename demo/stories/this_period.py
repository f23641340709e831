"""The present billing period, finished: nine tickets that count, three that do not."""

from ..calendar import FRI, MON, THU, WED, on
from ..script import (
    Story,
    accept,
    answer,
    answer_late,
    ask,
    assign,
    cancel,
    confirm,
    own_defect,
    rate,
    reclassify,
    reopen,
    resolve,
    spend,
    take,
    write,
)

THIS_PERIOD = (
    Story(
        "clerk",
        on(3, MON, "10:20"),
        "Validating a delivery ends in an error: serial number already used",
        "<p>WH/OUT/21877 cannot be validated: <i>“A serial number can only be used once”</i>. 60 "
        "orders wait behind it, because they are packed in one batch.</p>",
        "odoo_config",
        "critical",
        (
            take("engineer", 3),
            answer("engineer", 9, "We see it. A return was booked in without its serial number."),
            resolve(
                "engineer",
                21,
                "Receive the return WH/IN/00932 with its serial number first, then validate the "
                "batch. We did both with your colleague on the phone: all 60 are out.",
                "Return received without its serial number",
            ),
            confirm("clerk", 12),
            rate("clerk", 6, 5, "Somebody was on the phone within ten minutes."),
        ),
        key="like",
    ),
    Story(
        "sales",
        on(3, WED, "08:50"),
        "Shopify orders come in without shipping costs since this morning",
        "<p>31 orders since 06:00. We add the costs by hand before we confirm.</p>",
        "integration",
        "high",
        (
            take("engineer", 11),
            answer("engineer", 34, "Shopify renamed its shipping line. We adapt the mapping."),
            resolve(
                "engineer",
                85,
                "The mapping is adapted, the 31 orders are corrected. We now watch for unknown "
                "lines and tell you.",
                "Shipping line renamed by Shopify",
            ),
            confirm("sales", 40),
            rate("sales", 3, 5),
        ),
    ),
    Story(
        "finance",
        on(3, THU, "13:35"),
        "Invoice PDF: our tax number runs into the address",
        "<p>Only for customers with a long company name. It looks careless.</p>",
        "custom_change",
        "low",
        (
            answer_late(
                "engineer",
                95,
                "We are late with this one: it lay in the wrong queue. The address block gets its "
                "own line for the second part of a name.",
            ),
            spend("engineer", 60, 45, "Found the block with the fixed height, tried a second line"),
            spend("engineer", 120, 30, "Moved the tax number, tried it with 40 invoices"),
            resolve(
                "engineer",
                60,
                "Layout corrected; print any invoice anew.",
                "Fixed height of the address",
            ),
            confirm("finance", 100),
            rate("finance", 15, 1, "The invoices had to go out that day."),
        ),
        key="late_low",
    ),
    Story(
        "clerk",
        on(3, FRI, "16:40"),
        "Printer at gate 4 prints nothing",
        "<p>Labels for the last truck do not come out.</p>",
        "incident",
        "medium",
        (cancel("clerk", 12, "The cable was out. Sorry!"),),
        key="cancelled",
    ),
    Story(
        "manager",
        on(2, MON, "09:05"),
        "Nightly replenishment did not run on Sunday",
        "<p>No purchase orders were drafted. The buyers do it by hand today.</p>",
        "odoo_config",
        "medium",
        (
            take("engineer", 18),
            reclassify(
                "engineer",
                6,
                "high",
                "The reservation of stock stopped as well: 212 orders are not reserved",
            ),
            answer("engineer", 20, "The scheduled action was switched off after five failures."),
            resolve(
                "engineer",
                75,
                "One product with a unit of measure of another category stopped the whole run. It "
                "is corrected, the run was done by hand, 212 orders are reserved.",
                "Unit of measure of another category on a reordering rule",
            ),
            confirm("manager", 50),
        ),
        key="reclassified",
    ),
    Story(
        "clerk",
        on(2, WED, "07:50"),
        "EDI: the supermarket rejects our dispatch advice",
        "<p>Their portal says that pallet numbers (SSCC) are missing. They accept the goods, but "
        "charge us for each message.</p>",
        "integration",
        "medium",
        (
            take("engineer", 25),
            answer("engineer", 60, "We have the rejected message and compare it with last week's."),
            resolve(
                "engineer",
                140,
                "Pallet numbers are in the message again: the packing type had lost its mark "
                "“is a pallet”.",
                "Packing type without its mark",
            ),
            reopen("clerk", 320, "Rejected again this morning, now for mixed pallets only"),
            answer("engineer", 40, "You are right: mixed pallets take another path. We look."),
            resolve(
                "engineer",
                110,
                "Mixed pallets carry their number too. We sent three messages of today again and "
                "all were accepted.",
                "Second code path for mixed pallets",
            ),
            confirm("clerk", 500),
            rate("clerk", 20, 3, "Right the second time."),
        ),
        key="reopened",
    ),
    Story(
        "admin",
        on(2, THU, "11:20"),
        "Label module: umlauts on labels become question marks",
        "<p>“Müller” is printed as “M?ller” on the Zebra printers.</p>",
        "module_defect",
        "medium",
        (
            answer("engineer", 75, "Confirmed: a defect of our module, so it does not count."),
            own_defect("engineer", 2, "The label module writes ZPL in the wrong encoding."),
            resolve(
                "engineer",
                300,
                "Corrected in 19.0.2.2, installed tonight.",
                "Encoding of ZPL labels",
            ),
            confirm("admin", 400),
        ),
        key="free",
        licence="labels",
    ),
    Story(
        "manager",
        on(2, FRI, "10:15"),
        "New buyer cannot see purchase orders of colleagues",
        "<p>She started on Monday and needs all orders of her team.</p>",
        "odoo_config",
        "question",
        (
            answer(
                "lead", 130, "She has “own documents only”. May she see all orders, or her team's?"
            ),
            write("manager", 40, "Her team's, please."),
            resolve("lead", 30, "She is in the team “Food” and sees its orders.", "Access rights"),
            confirm("manager", 25),
        ),
    ),
    Story(
        "finance",
        on(1, MON, "09:30"),
        "Stock valuation report takes four minutes",
        "<p>It took ten seconds last month. We need it daily until the audit.</p>",
        "performance",
        "medium",
        (
            answer_late(
                "lead",
                130,
                "Our apologies: an incident at another client held us up. The report reads every "
                "move since 2021; we prepare a summary by month.",
            ),
            accept("manager", 35, "They called before it was due, and it was not urgent"),
            resolve(
                "lead", 420, "Eight seconds now. Please try it.", "Missing summary of old moves"
            ),
            confirm("finance", 60),
        ),
        key="accepted",
    ),
    Story(
        "clerk",
        lambda calendar: calendar.last_tuesday("07:40"),
        "Goods cannot be received: the dock door app shows a white page",
        "<p>Since the update tonight the receiving app on all hand scanners stays white. Five "
        "trucks stand at the gate, and we cannot book anything in another way. We ship 500 orders "
        "a day of about USD 250: what does not come in this morning does not go out.</p>",
        "custom_defect",
        "critical",
        (
            take("engineer", 16),
            write("clerk", 90, "Is anybody looking at this? The drivers are getting nervous."),
            assign("lead", 95, "lead"),
            answer_late(
                "lead",
                47,
                "We apologise: the ticket was taken at once, but the engineer was called to a "
                "server that was down, and it was not handed over. The app asks for a file "
                "that the update removed. We are putting it back now.",
            ),
            resolve(
                "lead",
                24,
                "The app works on all scanners; reload the page once. The update of tonight is "
                "held back until we have tested it with the app.",
                "Update removed a file that the dock door app loads",
            ),
            confirm("clerk", 35),
        ),
        key="missed",
    ),
    Story(
        "sales",
        on(1, WED, "15:10"),
        "Connection to the new marketplace of our largest customer",
        "<p>They sent us a manual for their order interface, built by another company. Can you set "
        "it up?</p>",
        "third_party",
        "question",
        (
            answer(
                "lead",
                110,
                "Integrations of third parties are not in the Standard support plan. We can quote it, "
                "or it is covered from the Priority support plan on.",
            ),
            ask("lead", 1, "Which of the two do you prefer? Without hurry."),
            write("manager", 120, "We will talk about Priority next month. Please leave it."),
            resolve("lead", 15, "Left until then; your manual is kept here.", "Not in the plan"),
            confirm("sales", 30),
        ),
        key="out_of_plan",
    ),
    Story(
        "clerk",
        on(1, THU, "12:05"),
        "Barcode app counts a box of 12 as one piece",
        "<p>Only for products whose packaging was made this week. We count by hand.</p>",
        "odoo_config",
        "high",
        (
            take("engineer", 8),
            answer(
                "engineer", 17, "The packaging has a barcode but no quantity. We list them all."
            ),
            resolve(
                "engineer",
                45,
                "The 27 packagings of this week have their quantity. It is a required field now.",
                "Packagings imported without a quantity",
            ),
            confirm("clerk", 15),
        ),
    ),
)
