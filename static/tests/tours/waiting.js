import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// The one who waits: the words after a miss, one click to ask, one click when it works again.
tours.add("ecosire_support_wait", {
    steps: () => [
        {
            content: "plain words in place of a red badge",
            trigger: ".o_ecosire_miss:contains(We missed):contains(Next:)",
        },
        { trigger: ".o_ecosire_head:not(:has(.o_ecosire_deadline:visible))" },
        {
            content: "on a phone the buttons are folded into one menu",
            trigger: ".o_form_statusbar",
            run: () => document.querySelector(".o_form_statusbar .o-dropdown")?.click(),
        },
        { trigger: "button[name=action_chase]:visible", run: "click" },
        { trigger: ".o_notification:contains(was told just now that you are waiting)" },
        { trigger: ".o_ecosire_chased:contains(chased once)" },
        {
            trigger: ".o_form_statusbar",
            run: () => document.querySelector(".o_form_statusbar .o-dropdown")?.click(),
        },
        { trigger: "button[name=action_works_again]:visible", run: "click" },
        { trigger: ".modal button:contains(Yes, it works again)", run: "click" },
        { trigger: ".o_notification:contains(ECOSIRE has been told)" },
        { trigger: "button[name]:contains(Reopen)", isActive: ["desktop"] },
        { trigger: "body:not(:has(.o_ecosire_miss:visible))" },
    ],
});
