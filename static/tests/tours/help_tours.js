import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";

const tours = registry.category("web_tour.tours");

/** A real error of the server: a call that its code cannot take. */
function breakDown() {
    rpc("/web/dataset/call_kw/res.partner/web_search_read", {
        model: "res.partner",
        method: "web_search_read",
        args: [],
        kwargs: { domain: [], specification: 5 },
    });
}

/** Put a picture on the clipboard's way into the page, as Ctrl+V does. */
function pastePicture() {
    const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    const bytes = Uint8Array.from(atob(dot), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "screenshot.png", { type: "image/png" }));
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
    );
}

const { open, send } = XMLHttpRequest.prototype;

/** No report gets through to the server, as when the connection is lost. */
function loseReports() {
    XMLHttpRequest.prototype.open = function (method, url) {
        this.isReport = url.includes("report_error");
        return open.apply(this, arguments);
    };
    XMLHttpRequest.prototype.send = function () {
        return this.isReport ? this.dispatchEvent(new Event("error")) : send.apply(this, arguments);
    };
}

function findReports() {
    Object.assign(XMLHttpRequest.prototype, { open, send });
}

const onTheList = { trigger: ".o_list_view, .o_view_nocontent, .o_kanban_view" };

// An error comes up; one click, and the promise stands there; two questions set the severity.
tours.add("ecosire_support_send_error", {
    steps: () => [
        { ...onTheList, run: breakDown },
        {
            content: "two clicks on it send once",
            trigger: ".o_error_dialog .o_ecosire_send:contains(Send to ECOSIRE)",
            run: (helpers) => {
                helpers.anchor.click();
                helpers.anchor.click();
            },
        },
        {
            trigger: ".o_ecosire_told[data-status=filed] .o_ecosire_told_promise:contains(First answer by):contains(your time):contains(Karachi)",
        },
        { trigger: ".o_ecosire_told:contains(in your plan · ticket 1 of 20)" },
        { trigger: ".o_ecosire_answer:disabled" },
        { trigger: "#o_ecosire_impact_stopped", run: "click" },
        { trigger: "#o_ecosire_workaround_nobody", run: "click" },
        { trigger: ".o_ecosire_answer:enabled", run: "click" },
        { trigger: ".o_ecosire_told:contains(Critical)" },
        { trigger: ".o_error_dialog:not(:has(.o_ecosire_answers))" },
        { trigger: ".modal-footer .o-default-button", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

// A colleague meets the same error: who has reported it, and by when it is answered.
tours.add("ecosire_support_join_error", {
    steps: () => [
        { ...onTheList, run: breakDown },
        { trigger: ".o_ecosire_send", run: "click" },
        {
            trigger: ".o_ecosire_told[data-status=joined]:contains(delta_clerk):contains(You follow it now)",
        },
        { trigger: ".o_ecosire_told_promise:contains(your time)" },
        { trigger: ".o_ecosire_told:contains(2 people have met it)" },
        { trigger: ".modal-footer .o-default-button", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

// Its cure is shown when it was resolved, and the error that is back reopens the ticket.
tours.add("ecosire_support_error_is_back", {
    steps: () => [
        { ...onTheList, run: breakDown },
        { trigger: ".o_ecosire_send", run: "click" },
        { trigger: ".o_ecosire_told[data-status=resolved] .o_ecosire_cure:contains(Update the app)" },
        { trigger: ".o_ecosire_reopen", run: "click" },
        { trigger: ".o_ecosire_told:not([data-status=resolved]) .o_ecosire_told_promise" },
        { trigger: ".modal-footer .o-default-button", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

// Odoo cannot be reached: whom to call, the text to send by hand, and nothing is lost.
tours.add("ecosire_support_error_offline", {
    steps: () => [
        { ...onTheList, run: breakDown },
        {
            trigger: ".o_ecosire_send",
            run(helpers) {
                loseReports();
                helpers.anchor.click();
            },
        },
        { trigger: ".o_ecosire_report .alert:contains(cannot be reached now):contains(+92 300 1234567)" },
        { trigger: ".o_ecosire_report details summary", run: "click" },
        { trigger: ".o_ecosire_hand:contains(AttributeError)" },
        {
            content: "the connection is back",
            trigger: ".modal-footer .o_ecosire_close",
            run(helpers) {
                findReports();
                helpers.anchor.click();
            },
        },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_ecosire_support_entry", run: "click" },
        { trigger: ".o_ecosire_unsent:contains(1)", run: "click" },
        { trigger: ".o_notification:contains(First answer by)" },
    ],
});

// From any screen: one's open tickets, a like ticket with its cure, a pasted screenshot.
tours.add("ecosire_support_from_here", {
    steps: () => [
        onTheList,
        { trigger: ".o_ecosire_support_entry", run: "click" },
        { trigger: ".o_ecosire_mine:contains(Deliveries cannot be validated)" },
        { trigger: ".o_ecosire_way:contains(+92 300 1234567)" },
        { trigger: ".o_ecosire_here", run: "click" },
        { trigger: "#o_ecosire_title", run: "edit The printer of the second shift prints twice" },
        { trigger: ".o_ecosire_like_ticket summary:contains(Printer)", run: "click" },
        { trigger: ".o_ecosire_like:contains(Each has its own login now)" },
        { trigger: "#o_ecosire_text", run: pastePicture },
        { trigger: ".o_ecosire_support_dialog .o_ecosire_file:contains(screenshot.png)" },
        { trigger: "#o_ecosire_here_impaired", run: "click" },
        { trigger: "#o_ecosire_here_way_some", run: "click" },
        { trigger: ".o_ecosire_file_here:enabled", run: "click" },
        { trigger: ".o_ecosire_told[data-status=filed]:contains(High)" },
        { trigger: ".modal-footer .o-default-button", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

// In the ordinary form: the cure is found while the title is typed, and nothing is filed.
tours.add("ecosire_support_solved_before", {
    steps: () => [
        {
            trigger: ".o_field_widget[name=name] textarea",
            run(helpers) {
                helpers.anchor.value = "Second shift prints everything twice";
                helpers.anchor.dispatchEvent(new Event("input", { bubbles: true }));
            },
        },
        { trigger: ".o_ecosire_like_ticket summary:contains(Printer)", run: "click" },
        { trigger: ".o_ecosire_solved:contains(This solved it)", run: "click" },
        { trigger: ".o_notification:contains(Nothing was filed)" },
        { trigger: ".o_list_view, .o_kanban_view" },
    ],
});

// A refusal in words is no error, but one may ask about it.
tours.add("ecosire_support_ask_about", {
    steps: () => [
        {
            ...onTheList,
            run() {
                rpc("/web/dataset/call_kw/ecosire.support.ticket/submit", {
                    model: "ecosire.support.ticket",
                    method: "submit",
                    args: [{ name: "" }],
                    kwargs: {},
                });
            },
        },
        { trigger: ".o_error_dialog .o_ecosire_ask_about", run: "click" },
        { trigger: "#o_ecosire_text:value(Please give the ticket a title)" },
        { trigger: ".modal-footer .btn-secondary", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
