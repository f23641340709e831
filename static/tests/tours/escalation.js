import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("ecosire_support_simulator", {
    steps: () => [
        {
            content: "the ladder as it is shipped",
            trigger: ".o_data_row td:contains(Half of the time is gone)",
        },
        { trigger: ".o_list_button_add", run: "click" },
        {
            content: "a sample ticket stands there before anything is written",
            trigger: ".o_ecosire_ladder_rows li:contains(Deadline)",
        },
        { trigger: ".o_field_widget[name=name] input", run: "edit Two thirds" },
        { trigger: ".o_field_widget[name=percent] input", run: "edit 66" },
        { trigger: ".o_field_widget[name=to_lead] input", run: "click" },
        {
            content: "the new rule is in the time line, unsaved",
            trigger: ".o_ecosire_ladder_rows li.fw-bold:contains(Two thirds)",
        },
        { trigger: ".o_field_widget[name=for_critical] input", run: "click" },
        {
            content: "it says why it is not there any more",
            trigger: ".o_ecosire_ladder:contains(not for that severity)",
        },
        { trigger: ".o_field_widget[name=for_critical] input", run: "click" },
        { trigger: ".o_ecosire_ladder_rows li.fw-bold:contains(Two thirds)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
    ],
});

tours.add("ecosire_support_acknowledge", {
    steps: () => [
        {
            content: "what the ladder has said stands on the page",
            trigger: ".o_es_escalation:contains(Critical, nobody has it yet)",
        },
        {
            trigger: "form[action$='/acknowledge'] button:contains(I have seen it)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "[role=status]:contains(It is no answer yet)" },
        { trigger: ".o_es_escalation:contains(has seen it)" },
        { trigger: "body:not(:has(form[action$='/acknowledge']))" },
    ],
});
