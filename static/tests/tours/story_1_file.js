import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Scene 1: nothing can be shipped; the clerk files a ticket and reads the promise.
tours.add("ecosire_support_story_1_file", {
    steps: () => [
        {
            trigger: ".o_field_widget[name=name] textarea",
            run: "edit Validating a delivery ends in an error: nothing can be shipped",
        },
        {
            trigger: ".o_ecosire_description .odoo-editor-editable",
            run: "editor WH/OUT/22014 cannot be validated: a serial number can only be used once.",
        },
        {
            content: "work has stopped, and nobody can work in another way",
            trigger: ".o_field_widget[name=impact] label:contains(Work has stopped)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=workaround] label:contains(No, for nobody)",
            run: "click",
        },
        { trigger: ".o_field_widget[name=topic_id] input", run: "click" },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(General Odoo configuration)",
            run: "click",
        },
        {
            content: "the answers make it critical",
            trigger: ".o_ecosire_promise .o_field_widget[name=severity_proposed]:contains(Critical)",
        },
        {
            content: "the promise, in both sides' time",
            trigger: ".o_ecosire_promise_line:contains(First answer by):contains(your time):contains(Karachi)",
        },
        { trigger: ".o_ecosire_promise:contains(is in the Standard support plan)" },
        { trigger: ".o_form_statusbar button:contains(File ticket)", run: "click" },
        { trigger: ".o_notification:contains(is filed)" },
        { trigger: ".o_ecosire_head:contains(DELTA-1036) .o_ecosire_deadline" },
    ],
});
