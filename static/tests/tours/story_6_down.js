import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Scene 6: the manager confirms an outage that ECOSIRE entered afterwards, and finds the card.
tours.add("ecosire_support_story_6_down", {
    steps: () => [
        {
            content: "what confirming means stands there before the click",
            trigger: ".alert-warning:contains(If confirmed: First answer was due by)",
        },
        { trigger: "button[name=confirm_outage]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)):not(:has(button[name=confirm_outage]:visible))" },
        {
            content: "the clock stands at the true time",
            trigger: ".o_ecosire_timeline li:contains(True time of the outage)",
        },
        { trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_plan']", run: "click" },
        {
            trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_contract']",
            run: "click",
        },
        {
            content: "how ECOSIRE is reached while Odoo is down, and the card to print",
            trigger: "section:contains(When Odoo is down):contains(support@ecosire.example)",
        },
        { trigger: "button[name=action_print_card]:visible" },
        {
            trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_tickets']",
            run: "click",
        },
        { trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_outage']", run: "click" },
        { trigger: ".o_ecosire_outage .o_field_widget[name=reported_at]" },
        { trigger: ".o_ecosire_outage button[name=action_file]" },
    ],
});
