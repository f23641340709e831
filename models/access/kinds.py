"""What the access log tells, as ``(code, words)``: how somebody came in, and what he did there.

An action that is not named here is kept as ``other`` with its code.
"""

CAME = [
    ("login", "Came in"),
    ("logout", "Went out"),
    ("password", "Password"),
    ("second_factor", "Second factor"),
    ("network", "From a network that is not allowed"),
    ("outside", "Page outside the fence"),
]
SAW = [
    ("open", "Opened a ticket"),
    ("file", "Opened a file"),
    ("export", "Took an export"),
    ("feed", "Fetched the feed"),
    ("fetch", "Let this server fetch a file"),
]
DID = [
    ("take", "Took the ticket"),
    ("acknowledge", "Has seen the ticket"),
    ("answer", "Answered"),
    ("wait_vendor", "Waits for a third party"),
    ("resume", "Went on with the work"),
    ("log_call", "Kept a call"),
    ("reclassify", "Changed the severity"),
    ("treat_as_covered", "Treated as in the plan"),
    ("settle_scope", "Settled what the plan covers"),
    ("false_reopening", "Ended a round as no reopening"),
    ("assign", "Assigned the ticket"),
    ("confirm_outage", "Confirmed an outage"),
    ("refuse_outage", "Did not confirm an outage"),
    ("core_bug", "Defect in Odoo itself"),
    ("log_time", "Logged time"),
    ("void_time", "Voided logged time"),
    ("mark_duplicate", "Marked as duplicate"),
    ("merge", "Merged tickets"),
    ("confirm_defect", "Confirmed a defect"),
    ("note", "Wrote a note for ECOSIRE"),
    ("ask_access", "Asked for access"),
    ("form", "Sent another form"),
    ("other", "Other action"),
]
ACCESS = [
    ("invited", "Access given"),
    ("extended", "Access extended"),
    ("ended", "Access ended"),
    ("feed_made", "Feed address made"),
    ("feed_ended", "Feed address ended"),
    ("access_granted", "Asked-for access granted"),
    ("access_refused", "Asked-for access refused"),
    ("access_over", "Asked-for access over"),
    ("setting", "Setting changed"),
    ("deleted", "Old entries deleted"),
]
KINDS = [*CAME, *SAW, *DID, *ACCESS]
CODES = frozenset(code for code, _words in KINDS)

DOORS = [
    ("desk", "Desk"),
    ("page", "Light page"),
    ("mail", "Mail"),
    ("slack", "Slack"),
    ("link", "Link of a mail"),
    ("feed", "Feed"),
    ("login", "Login page"),
    ("other", "Another address"),
    ("backend", "Client's screens"),
    ("job", "By itself"),
]
