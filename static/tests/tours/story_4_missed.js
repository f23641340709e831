import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Scene 4: the manager reads why last Tuesday's ticket was missed, and what the contract says.
tours.add("ecosire_support_story_4_missed", {
    steps: () => [
        {
            trigger: ".o_ecosire_head .o_ecosire_deadline:contains(answered 47 min late)",
        },
        { trigger: ".o_ecosire_promise_line:contains(Answered after 4 h 47 min, 47 min too late)" },
        { trigger: ".o_ecosire_promise details summary:contains(Why this deadline)", run: "click" },
        {
            content: "the rule, in both zones",
            trigger: ".o_ecosire_promise details[open]:contains(4 hours):contains(Karachi)",
        },
        {
            content: "the proof: what happened, and that nobody changed it since",
            trigger: ".o_ecosire_timeline li:contains(missed)",
        },
        { trigger: "p:contains(the chain is unbroken)" },
        { trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_plan']", run: "click" },
        {
            trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_contract']",
            run: "click",
        },
        { trigger: ".o_form_view:contains(Support contract of Delta Distribution)" },
        { trigger: ".o_field_widget[name=plan_id]:contains(Standard)" },
        { trigger: ".o_ecosire_gauge:contains(17 of 20 tickets)" },
        { trigger: ".nav-link:contains(Terms)", run: "click" },
        { trigger: ".o_data_row:contains(Standard):contains(299)" },
        { trigger: "button[name=action_request_change]", run: "click" },
        {
            content: "the preview of the upgrade, with the missed ticket measured by it",
            trigger:
                ".modal .o_ecosire_missed li:contains(dock door app):contains(47 min late):contains(Under Priority: due):contains(09:40)",
        },
        { trigger: ".modal-footer button:contains(Back)", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
