import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("ecosire_support_file_ticket", {
    steps: () => [
        {
            content: "the title is where one starts to type",
            trigger: ".o_field_widget[name=name] textarea:focus",
            run: "edit Deliveries cannot be validated",
        },
        {
            content: "a promise stands there before anything is answered",
            trigger: ".o_ecosire_promise_line:contains(First answer by)",
        },
        {
            trigger: ".o_ecosire_description .odoo-editor-editable",
            run: "editor KeyError: 'lot_id'",
        },
        {
            content: "what does not matter for a question is not asked",
            trigger: ".o_ecosire_ask:not(:contains(Can colleagues log in?))",
        },
        {
            trigger: ".o_field_widget[name=impact] label:contains(Work has stopped)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=workaround] label:contains(No, for nobody)",
            run: "click",
        },
        { trigger: ".o_ecosire_promise:contains(Critical)" },
        {
            content: "a file, as dropped on the form",
            trigger: ".o_ecosire_files",
            run: () => {
                const data = new DataTransfer();
                data.items.add(new File(["KeyError"], "error.txt", { type: "text/plain" }));
                const input = document.querySelector(".o_ecosire_files input[type=file]");
                input.files = data.files;
                input.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { trigger: ".o_ecosire_file:contains(error.txt)" },
        { trigger: ".o_form_statusbar button:contains(File ticket)", run: "click" },
        { trigger: ".o_notification:contains(is filed)" },
        { trigger: ".o_ecosire_head .o_ecosire_deadline:contains(in)" },
        { trigger: ".o_ecosire_timeline li:contains(Ticket filed)" },
        { trigger: ".o-mail-Chatter" },
    ],
});

tours.add("ecosire_support_leave_draft", {
    steps: () => [
        {
            trigger: ".o_field_widget[name=name] textarea",
            run: "edit Half a thought",
        },
        { trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_plan']", run: "click" },
        {
            trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_plans']",
            run: "click",
        },
        { trigger: ".modal:contains(not filed yet) button:contains(Go on writing)", run: "click" },
        { trigger: ".o_ecosire_draft" },
        { trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_plan']", run: "click" },
        {
            trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_plans']",
            run: "click",
        },
        { trigger: ".modal:contains(not filed yet) button:contains(Throw it away)", run: "click" },
        { trigger: ".o_ecosire_plan_comparison" },
    ],
});

tours.add("ecosire_support_accept_delay", {
    steps: () => [
        {
            trigger: ".o_kanban_record:contains(Deliveries) .o_ecosire_deadline[data-tone=danger]",
            run: "click",
        },
        { trigger: ".o_ecosire_promise_line:contains(Missed)" },
        { trigger: ".o_ecosire_timeline li:contains(missed)" },
        { trigger: "button:contains(Accept the delay)", run: "click" },
        { trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit Agreed by phone" },
        { trigger: ".modal-footer button:contains(Accept the delay)", run: "click" },
        { trigger: ".o_ecosire_timeline li:contains(delay accepted):contains(Agreed by phone)" },
        { trigger: ".o_form_view:not(:has(button:contains(Accept the delay)))" },
    ],
});

tours.add("ecosire_support_invite", {
    steps: () => [
        { trigger: ".o_control_panel button:contains(Invite)", run: "click" },
        { trigger: ".modal .o_field_widget[name=name] input", run: "edit Omar Sheikh" },
        { trigger: ".modal .o_field_widget[name=email] input", run: "edit omar@ecosire.example" },
        { trigger: ".modal-footer button:contains(Invite)", run: "click" },
        { trigger: ".modal .o_field_widget[name=invitation_url]:contains(/web/signup)" },
        { trigger: ".modal-footer button:contains(Done)", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_data_row:contains(Omar Sheikh) button[name=action_end_access]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: ".o_list_view:not(:contains(Omar Sheikh))" },
    ],
});

tours.add("ecosire_support_plans", {
    steps: () => [
        { trigger: ".o_ecosire_plan_comparison th:contains(Standard):contains(your plan)" },
        { trigger: ".o_ecosire_plan_comparison tr:contains(Critical) td:contains(4 hours)" },
        { trigger: ".o_ecosire_plan_comparison:not(:contains(Price a month))" },
        { trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_plan']", run: "click" },
        {
            trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_contract']",
            run: "click",
        },
        { trigger: ".o_form_view:contains(Who answers)" },
        { trigger: ".o_form_view .nav-link:contains(What you may ask about)", run: "click" },
        { trigger: ".o_data_row:contains(Licence and activation)" },
        { trigger: ".o_form_view:not(:contains(Terms))" },
    ],
});
