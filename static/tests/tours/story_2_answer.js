import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TITLE = "nothing can be shipped";

// Scene 2: the engineer finds it in the queue and answers on the light page.
tours.add("ecosire_support_story_2_answer", {
    steps: () => [
        {
            content: "what is due next is at risk and says so in words",
            trigger: ".o_es_table tr:contains(web shop) .o_es_due_risk:contains(At risk)",
        },
        { trigger: ".o_es_table tr:contains(direct debit) .o_es_due_missed" },
        {
            trigger: `.o_es_table .o_es_link:contains(${TITLE})`,
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_es_ticket_head:contains(Critical):contains(With nobody yet)" },
        { trigger: ".o_es_text:contains(WH/OUT/22014)" },
        {
            trigger: "#o_es_text",
            run: "edit A return was received without its serial number. We correct it now.",
        },
        { trigger: ".o_es_next_update input[value='60']", run: "click" },
        { trigger: "#answer button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: ".o_es_said" },
        { trigger: ".o_es_message.o_es_ours:contains(without its serial number)" },
        { trigger: ".o_es_ticket_head:contains(Answered after):contains(With Amina Khan)" },
    ],
});

// ... and the clerk's badge turns.
tours.add("ecosire_support_story_2_answered", {
    steps: () => [
        { trigger: `.o_data_row:contains(${TITLE}) .o_data_cell[name=name]`, run: "click" },
        {
            trigger: ".o_ecosire_head .o_ecosire_deadline[data-tone=success]:contains(answered after)",
        },
        { trigger: ".o-mail-Message:contains(without its serial number)" },
    ],
});
