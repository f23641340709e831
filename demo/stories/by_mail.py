"""A ticket that came in by mail and was answered by mail, two billing periods ago."""

from ..calendar import WED, on
from ..script import Story, confirm, mail, resolve, take

SIGNED = "<p>Met vriendelijke groet,<br>Sanne de Vries<br>Warehouse, Delta Distribution</p>"
SIGNED_ECOSIRE = "<p>Best regards<br>Amina Khan, ECOSIRE</p>"

BY_MAIL = (
    Story(
        "clerk",
        on(9, WED, "08:52"),
        "Transfers between our two halls are always one day late",
        "<p>Hello,</p><p>since the new calendar was set, each transfer from hall 1 to hall 2 is "
        "planned for the <b>next</b> working day. Three from this morning:</p>"
        "<ul><li>WH/INT/00412</li><li>WH/INT/00413</li><li>WH/INT/00415</li></ul>"
        "<p>They drive over within the hour, as before.</p>" + SIGNED,
        "unknown",
        steps=(
            take("engineer", 25),
            mail("clerk", 20, "<p>One more thing: transfers back are right.</p>" + SIGNED),
            mail(
                "engineer",
                35,
                "<p>Dear Sanne,</p><p>that helps. The route to hall 2 has a lead time of one day, "
                "the way back has none. May I set it to zero? Nothing else uses that route.</p>"
                + SIGNED_ECOSIRE,
            ),
            mail("clerk", 30, "<p>Yes please.</p>" + SIGNED),
            resolve(
                "engineer",
                15,
                "The lead time of the route is zero; the three transfers are planned for today.",
                "Lead time of one day on one of two routes",
            ),
            confirm("clerk", 60),
        ),
        key="by_mail",
        by_mail=True,
    ),
)
