import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const phone = () => window.innerWidth < 500;
const column = (name) => `.o_kanban_group:has(.o_column_title:contains(${name}))`;

const inside = { position: { top: 150, left: 60 }, relative: true };
const moveTo = (name) => (helpers) => helpers.drag_and_drop(column(name), inside);

const openPage = (label) => [
    { trigger: phone() ? ".o_es_bar_me" : ".o_es_bar_more", run: "click" },
    { trigger: `.o-dropdown-item:contains(${label})`, run: "click", expectUnloadPage: true },
];

/** A lead's morning: who has what, who is off, what waits to be confirmed. */
tours.add("ecosire_support_desk_lead", {
    steps: () => [
        {
            content: "who is off stands above",
            trigger: ".o_es_today_off:contains(Hamza Sheikh)",
        },
        ...(phone() ? atHand() : atTheBoard()),
        ...openPage("Load"),
        { trigger: "h1:contains(Load)" },
        { trigger: "main:contains(Amina Khan)" },
        {
            trigger: "a[href='/my/support']",
            run: () => window.location.assign("/my/support/desk"),
            expectUnloadPage: true,
        },
        ...openPage("Changes"),
        { trigger: "h1:contains(change)" },
    ],
});

function atTheBoard() {
    return [
        { trigger: ".o_es_bar_place[data-place=assignment]", run: "click" },
        {
            content: "who has nothing has a column too",
            trigger: `${column("Bilal Raza")}:not(:has(.o_kanban_record:not(.o_kanban_ghost)))`,
        },
        {
            content: "a card is handed over by moving it",
            trigger: `${column("With nobody")} .o_kanban_record:contains(Critical one)`,
            run: moveTo("Amina Khan"),
        },
        {
            content: "marked as new by the live view: the board is at rest again",
            trigger: `${column("Amina Khan")} .o_kanban_record.o_es_fresh:contains(Critical one)`,
        },
        { trigger: ".o_notification:contains(is with Amina Khan now)" },
        {
            content: "to who is off it goes back, with the reason in words",
            trigger: `${column("With nobody")} .o_kanban_record:contains(Low one)`,
            run: moveTo("Hamza Sheikh"),
        },
        { trigger: ".o_dialog .modal-body:contains(Choose somebody who is there)" },
        { trigger: ".o_dialog .btn-primary", run: "click" },
        { trigger: `${column("With nobody")} .o_kanban_record:contains(Low one)` },
    ];
}

function atHand() {
    return [
        { trigger: ".o_es_bar_me", run: "click" },
        { trigger: ".o-dropdown-item[data-place=assignment]", run: "click" },
        { trigger: ".o_kanban_record:contains(Critical one)" },
    ];
}
