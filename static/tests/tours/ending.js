import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// The clerk's window, while an engineer works in another: this call stands for what the engineer
// does next (see the test).
const theEngineerActs = {
    trigger: ".o_web_client",
    run: () =>
        rpc("/web/dataset/call_kw", {
            model: "ecosire.support.ticket",
            method: "questions_here",
            args: [],
            kwargs: {},
        }),
};

tours.add("ecosire_support_in_step", {
    steps: () => [
        { trigger: ".o_ecosire_head .o_ecosire_deadline:contains(in)" },
        theEngineerActs,
        {
            content: "the badge turns without a reload, and the thread has the answer",
            trigger: ".o_ecosire_head .o_ecosire_deadline:contains(answered after)",
        },
        { trigger: ".o-mail-Message:contains(Please try again now)" },
        {
            content: "the clerk is writing",
            trigger: ".o_field_widget[name=name] textarea",
            run: "edit In the clerk's own words",
        },
        theEngineerActs,
        { trigger: ".o_notification:contains(changed meanwhile)" },
        {
            content: "nothing of it is taken away",
            trigger: ".o_field_widget[name=name] textarea",
            run: ({ anchor }) => {
                if (anchor.value !== "In the clerk's own words") {
                    throw new Error(`The title is ${anchor.value}`);
                }
            },
        },
        { trigger: ".o-mail-Message:contains(The rule is cured)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".alert:contains(It closes by itself on):contains(unless you reopen it)" },
        { trigger: "body:not(:has(.o_notification:contains(changed meanwhile)))" },
        { trigger: "button[name=confirm_resolution]", run: "click" },
        { trigger: ".o_ecosire_rate:contains(How did ECOSIRE do?) button:contains(Satisfied)" },
        { trigger: ".o_arrow_button_current:contains(Closed)" },
    ],
});

// A list that somebody looks at is as it is now; ticked rows are left alone meanwhile.
tours.add("ecosire_support_list_in_step", {
    steps: () => [
        { trigger: ".o_data_row .o_ecosire_deadline:contains(in)" },
        theEngineerActs,
        { trigger: ".o_data_row .o_ecosire_deadline:contains(answered after)" },
    ],
});
