import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// The manager asks for Priority, with what it would bring beside the question.
tours.add("ecosire_support_change_1_ask", {
    steps: () => [
        { trigger: ".o_ecosire_gauge:contains(of 20 tickets)" },
        { trigger: ".o_ecosire_gauge:contains(Most Standard clients file 4–8 a month)" },
        { trigger: ".o_ecosire_counts tr:contains(Last 12 months)" },
        { trigger: "button[name=action_request_change]", run: "click" },
        {
            content: "the plan that fits is chosen, and what it costs stands beside it",
            trigger: ".modal .o_ecosire_preview:contains(the moment ECOSIRE confirms it):contains(299):contains(799)",
        },
        {
            content: "what the last missed ticket would have been",
            trigger: ".modal .o_ecosire_missed:contains(47 min late):contains(Under Priority: due)",
        },
        {
            content: "another choice changes the preview at once",
            trigger: ".modal .o_field_widget[name=kind] input[data-value='downgrade']",
            run: "click",
        },
        { trigger: ".modal .o_ecosire_preview:contains(You lose):contains(Performance)" },
        {
            trigger: ".modal .o_field_widget[name=kind] input[data-value='short_term']",
            run: "click",
        },
        { trigger: ".modal .o_field_widget[name=months] input", run: "edit 2" },
        {
            content: "what cannot be asked is said, not raised",
            trigger: ".modal .o_field_widget[name=note] textarea",
            run: "edit Our season begins",
        },
        { trigger: ".modal .alert:contains(3 months at least)" },
        {
            trigger: ".modal .o_field_widget[name=kind] input[data-value='upgrade']",
            run: "click",
        },
        { trigger: ".modal .o_ecosire_preview:contains(Tickets without a limit)" },
        { trigger: ".modal-footer button[name=action_ask]", run: "click" },
        { trigger: ".o_notification:contains(ECOSIRE is asked)" },
        {
            trigger: ".o_ecosire_coming_changes:contains(Upgrade: Priority):contains(ECOSIRE decides by)",
        },
        { trigger: ".o_form_view:not(:has(button[name=action_request_change]))" },
    ],
});

// The account lead finds it in the queue's head, reads it and confirms it.
tours.add("ecosire_support_change_2_confirm", {
    steps: () => [
        {
            trigger: "a[href='/my/support/changes']:contains(1)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_es_change:contains(Waits for you) .o_es_link:contains(Upgrade: Priority)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_es_message:contains(Our season begins)" },
        { trigger: ".o_es_section:contains(799)" },
        { trigger: "#o_es_confirm_reason", run: "edit Welcome to Priority" },
        {
            trigger: "form[action$='/confirm'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_es_said:contains(Confirmed)" },
        { trigger: ".o_es_due:contains(In force)" },
    ],
});

// ... and the manager sees it in force.
tours.add("ecosire_support_change_3_in_force", {
    steps: () => [
        { trigger: ".o_field_widget[name=plan_id]:contains(Priority)" },
        { trigger: ".o_field_widget[name=price_text]:contains(799)" },
        { trigger: ".o_ecosire_gauge:contains(no limit)" },
        { trigger: ".nav-link:contains(Changes)", run: "click" },
        {
            trigger: ".o_field_widget[name=change_ids] :contains(Upgrade: Priority)",
        },
        { trigger: ".o_field_widget[name=change_ids] .badge:contains(In force)" },
    ],
});

// A ticket outside the plan leads its manager to the plan that covers it.
tours.add("ecosire_support_change_from_ticket", {
    steps: () => [
        { trigger: "button[name=action_ask_for_plan]", run: "click" },
        { trigger: ".modal .o_ecosire_preview:contains(Priority)" },
        { trigger: ".modal-footer button:contains(Back)", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
