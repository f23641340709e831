import { _t } from "@web/core/l10n/translation";

/**
 * The forms of the actions that need words or a choice, as far as the server offers them now.
 * Their fields have the names that the server's table of actions reads.
 *
 * @param {{ticket: Object, can: Object, severities: Array}} page
 * @returns {{action: string, label: string, about: string, fields: Object[]}[]}
 */
export function dialogsOf({ ticket, can, severities }) {
    const forms = [
        can.note && note(),
        can.answer && logCall(ticket),
        can.wait_vendor && waitVendor(),
        can.reclassify && reclassify(severities),
        can.treat_as_covered && treatAsCovered(),
        can.settle_scope?.length && settleScope(can.settle_scope),
        can.assign?.length && assign(can.assign),
        can.log_time && logTime(ticket, can.log_time),
        can.void_time?.length && voidTime(can.void_time),
        can.core_bug?.length && coreBug(can.core_bug),
        can.merge && merge(),
        can.mark_duplicate && markDuplicate(),
        can.confirm_defect && confirmDefect(),
        can.false_reopening && falseReopening(),
        can.outage && refuseOutage(),
        can.ask_access?.length && askAccess(ticket, can.ask_access),
    ];
    return forms.filter(Boolean);
}

const text = (name, label, more) => ({ type: "textarea", rows: 3, maxlength: 2000, required: true, name, label, ...more });
const line = (name, label, more) => ({ type: "text", maxlength: 300, name, label, ...more });
const choice = (name, label, options) => ({ type: "select", required: true, name, label, options });
const why = (label = _t("Why")) => text("reason", label);

function note() {
    return {
        action: "note",
        label: _t("Note for ECOSIRE"),
        about: _t("Hidden from the client's users, not secret from whoever owns this database: write no passwords. A note is no answer: nobody is mailed, and no clock stops."),
        fields: [text("text", _t("Note"), { rows: 5, maxlength: 20000 })],
    };
}

function logCall(ticket) {
    return {
        action: "log_call",
        label: _t("Log a call"),
        about: _t("A call answers the ticket from the moment you enter it here. If it was earlier, that time counts once the client confirms it."),
        fields: [
            text("text", _t("What was said"), { rows: 5, maxlength: 1000000 }),
            line("spoken_at", _t("When it was, in your time (%s); empty means now", ticket.my_zone), {
                type: "datetime-local",
            }),
        ],
    };
}

function waitVendor() {
    return {
        action: "wait_vendor",
        label: _t("Wait for a third party"),
        about: _t("The client reads whom the ticket waits for. No clock pauses."),
        fields: [why(_t("Whom it waits for, and why"))],
    };
}

function reclassify(severities) {
    return {
        action: "reclassify",
        label: _t("Change the severity"),
        about: _t("The clock is measured anew. The client reads your reason, and may object to a lowering."),
        fields: [choice("severity", _t("Severity"), severities), why()],
    };
}

function treatAsCovered() {
    return {
        action: "treat_as_covered",
        label: _t("Treat as covered"),
        about: _t("The ticket counts as in the plan, and its clock starts now."),
        fields: [why()],
    };
}

function settleScope(verdicts) {
    return {
        action: "settle_scope",
        label: _t("Settle what is in the plan"),
        about: _t("Once the cause is known. Outside the plan the open clock ends without a verdict; what was missed before stays. The client reads your reason."),
        fields: [choice("verdict", _t("Verdict"), verdicts), why()],
    };
}

function assign(colleagues) {
    return {
        action: "assign",
        label: _t("Hand over"),
        about: _t("Only engineers who have access to this contract now can be chosen."),
        fields: [
            choice("engineer", _t("Engineer"), colleagues),
            text("text", _t("Hand-over note: what the next person must know (only ECOSIRE reads it)"), {
                required: false,
                maxlength: 10000,
            }),
        ],
    };
}

function logTime(ticket, today) {
    const limit = ticket.time.over || ticket.time.limit;
    return {
        action: "log_time",
        label: _t("Log time"),
        about: limit ? _t("The client reads it. %s", limit) : _t("The client reads it."),
        fields: [
            line("minutes", _t("Minutes"), { type: "number", min: 1, max: 1440, required: true }),
            line("day", _t("Day, in your time"), { type: "date", max: today, value: today, required: true }),
            text("text", _t("What was done"), { rows: 2, maxlength: 1000 }),
        ],
    };
}

function voidTime(entries) {
    return {
        action: "void_time",
        label: _t("Take logged time back"),
        about: _t("The entry stays on record and counts no more. The client reads your reason."),
        fields: [choice("entry", _t("Entry"), entries), why()],
    };
}

function coreBug(steps) {
    const codes = steps.map(([code]) => code);
    return {
        action: "core_bug",
        label: _t("Record a defect in Odoo itself"),
        about: _t("The client reads each step with its date."),
        fields: [
            choice("step", _t("It is now"), steps),
            codes.includes("escalated") &&
                line("reference", _t("If reported to Odoo: address or number of the report")),
            codes.includes("fixed") &&
                line("version", _t("If fixed: the version of Odoo that has the correction"), { maxlength: 100 }),
            why(_t("What the client has to know: how it was found out, what to do meanwhile, or what comes next")),
        ].filter(Boolean),
    };
}

function merge() {
    return {
        action: "merge",
        label: _t("Merge into another ticket"),
        about: _t("For good: it cannot be undone. What was said, the files and the logged time go along to an open ticket of the same company; there they are read by whoever may read this ticket. This one is closed and does not count; its open clock ends without a verdict, what was missed before stays, and the other ticket keeps its own clock. The client reads your reason."),
        fields: [otherTicket(), why(_t("Why they are one matter"))],
    };
}

function markDuplicate() {
    return {
        action: "mark_duplicate",
        label: _t("Close as a duplicate"),
        about: _t("Work goes on in the other ticket of the same company. The open clock ends without a verdict; what was missed before stays. The client reads your reason."),
        fields: [otherTicket(), why(_t("Why it is the same matter"))],
    };
}

function otherTicket() {
    return line("other", _t("Number of the other ticket"), { maxlength: 40, required: true });
}

function confirmDefect() {
    return {
        action: "confirm_defect",
        label: _t("Confirm a defect in ECOSIRE's own work"),
        about: _t("The ticket then does not count for the client. The client reads what was wrong."),
        fields: [why(_t("What was wrong"))],
    };
}

function falseReopening() {
    return {
        action: "false_reopening",
        label: _t("This is no reopening"),
        about: _t("Ends this round without a verdict and closes the ticket, for instance after a “thank you”. The client reads your reason."),
        fields: [why()],
    };
}

function refuseOutage() {
    return {
        action: "refuse_outage",
        label: _t("Do not confirm the time of the outage"),
        about: _t("The clock keeps the time of filing. The client reads your reason."),
        fields: [why()],
    };
}

function askAccess(ticket, kinds) {
    return {
        action: "ask_access",
        label: _t("Ask for access"),
        about: _t("The client's administrator grants it or refuses; it ends by itself, and stands in their access log."),
        fields: [
            choice("kind", _t("To what"), kinds),
            why(_t("What you need it for")),
            line("until", _t("Until when, in your time (%s)", ticket.my_zone), {
                type: "datetime-local",
                required: true,
            }),
        ],
    };
}
