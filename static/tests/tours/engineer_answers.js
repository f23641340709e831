import { registry } from "@web/core/registry";

const ANSWER = "The index was rebuilt: please validate the delivery again.";

registry.category("web_tour.tours").add("ecosire_support_engineer_answers", {
    steps: () => [
        {
            content: "the countdown of the ticket that is due first runs",
            trigger: "tbody tr:first .o_es_due_running:contains(left)",
        },
        {
            trigger: "tbody tr:first .o_es_link:contains(Deliveries cannot be validated)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_es_bar button:contains(Take)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_es_said:contains(with you now)",
        },
        {
            trigger: "#o_es_text",
            run: `edit ${ANSWER}`,
        },
        {
            content: "the ticket is critical: the client reads when the next update comes",
            trigger: ".o_es_next_update input[value='60']",
            run: "click",
        },
        {
            content: "the root cause is asked for only where it is resolved",
            trigger: ".o_es_composer:not(:has(#o_es_root_cause:visible))",
        },
        {
            trigger: "#answer button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_es_said:contains(Answered after)",
        },
        {
            trigger: `.o_es_ours:contains(${ANSWER})`,
        },
        {
            content: "a sent answer is no draft any more",
            trigger: ".o_es_composer:has(.o_es_draft:not(:visible))",
        },
        {
            trigger: ".o_es_resolve",
            run: "click",
        },
        {
            trigger: "#o_es_root_cause:visible",
            run: "edit Broken index",
        },
        {
            content: "nothing was written yet, so the page comes back and says so",
            trigger: "#answer button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "#o_es_problem:contains(The answer is empty)",
        },
        {
            trigger: "#o_es_text",
            run: "edit It works again.",
        },
        {
            trigger: "#answer button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_es_said:contains(solution was sent)",
        },
    ],
});
