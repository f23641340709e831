import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Scene 1: a delivery cannot be validated; the clerk sends the error itself and reads the promise.
tours.add("ecosire_support_story_1_error", {
    steps: () => [
        { trigger: ".o_data_row:contains(WH/OUT/22015) .o_data_cell[name=x_name]", run: "click" },
        { trigger: ".o_statusbar_buttons button:contains(Validate)", run: "click" },
        {
            content: "another delivery can be validated",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains(Done)",
        },
        { trigger: ".breadcrumb-item a:contains(Deliveries)", run: "click" },
        { trigger: ".o_data_row:contains(WH/OUT/22014) .o_data_cell[name=x_name]", run: "click" },
        { trigger: ".o_form_view:contains(RETURN)" },
        { trigger: ".o_statusbar_buttons button:contains(Validate)", run: "click" },
        { trigger: ".o_error_dialog .o_ecosire_send", run: "click" },
        {
            trigger: ".o_ecosire_told_promise:contains(First answer by):contains(your time):contains(Karachi)",
        },
        { trigger: ".o_ecosire_told:contains(in your plan · ticket 18 of 20)" },
        {
            content: "what has cured the like of it",
            trigger: ".o_ecosire_like_ticket summary:contains(Validating a delivery ends in an error)",
        },
        { trigger: "#o_ecosire_impact_stopped", run: "click" },
        { trigger: "#o_ecosire_workaround_nobody", run: "click" },
        { trigger: ".o_ecosire_answer:enabled", run: "click" },
        { trigger: ".o_ecosire_told:contains(Critical)" },
        {
            content: "nothing that stands on the screen is sent unless one ticks so",
            trigger: "#o_ecosire_share",
            run: "click",
        },
        { trigger: ".o_ecosire_report:contains(ECOSIRE sees the values on this screen)" },
        { trigger: ".modal-footer .o_ecosire_close", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

// Scene 2: it stands at the top of the queue, with all its context and a like ticket's cure.
tours.add("ecosire_support_story_2_error", {
    steps: () => [
        {
            trigger: ".o_es_table .o_es_link:contains(Error at “Validate delivery”)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_es_ticket_head:contains(Critical)" },
        { trigger: ".o_es_like details[open]:contains(Receive the return)" },
        { trigger: "#o_es_environment:contains(Where it happened)" },
        { trigger: "dd:contains(Server action “Validate delivery”)" },
        { trigger: "dt:contains(Values on the screen) + dd summary", run: "click" },
        { trigger: "dd details[open] li:contains(RETURN)" },
        { trigger: "summary:contains(The error in full)", run: "click" },
        { trigger: ".o_es_trace:contains(list index out of range)" },
        { trigger: "#o_es_text", run: "edit One pallet came back without its number. We correct it." },
        { trigger: ".o_es_next_update input[value='60']", run: "click" },
        { trigger: "#answer button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: ".o_es_ticket_head:contains(Answered after)" },
    ],
});
