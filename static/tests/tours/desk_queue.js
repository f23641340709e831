import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const ROW = ".o_es_row"; // a row of the list, or a card
const phone = () => window.innerWidth < 500;

/** What a colleague does meanwhile, by another door than the screen that is looked at. */
async function actElsewhere(action, number) {
    const body = new FormData();
    body.append("csrf_token", odoo.csrf_token);
    const answer = await fetch(`/my/support/desk/act/${number}/${action}`, { method: "POST", body });
    if (!answer.ok) {
        throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
    }
}

function numberOf(row) {
    return row.textContent.match(/[A-Z]+-\d+/)[0];
}

const openSearch = () =>
    phone() ? [{ trigger: ".o_control_panel .fa-search", run: "click" }] : [];

const filter = (label) => [
    ...openSearch(),
    { trigger: ".o_searchview_dropdown_toggler", run: "click" },
    { trigger: `.o_filter_menu .o_menu_item:contains(${label})`, run: "click" },
    { trigger: `.o_searchview_facet:contains(${label})` },
    ...(phone() ? [{ trigger: ".o_control_panel .fa-search", run: "click" }] : []),
];

tours.add("ecosire_support_desk_queue", {
    steps: () => [
        {
            content: "whose client this is stands in the bar",
            trigger: ".o_es_bar_face .o_es_bar_initials",
        },
        {
            content: "what is due first stands first, and is counted down",
            trigger: `${ROW}:first:contains(Critical one):has(.o_es_due_running)`,
        },
        {
            content: "today tells what breaches next",
            trigger: ".o_es_today .o_es_today_ticket:first .o_es_due:contains(left)",
        },
        { trigger: ".o_es_today:contains(Mine 0, to answer 0)" },
        {
            content: "somebody takes it elsewhere: the queue and the strip tell it unasked",
            trigger: `${ROW}:first`,
            async run({ anchor }) {
                await actElsewhere("take", numberOf(anchor));
            },
        },
        { trigger: `${ROW}:contains(Critical one):contains(Amina Khan)` },
        { trigger: ".o_es_today:contains(Mine 1, to answer 1)" },
        {
            content: "a number of the strip narrows the queue to what it counts",
            trigger: ".o_es_today button:contains(with nobody)",
            run: "click",
        },
        { trigger: `.o_es_desk .o_view_controller:not(:contains(Critical one)):contains(Low one)` },
        {
            trigger: ".o_es_today button:contains(to answer)",
            run: "click",
        },
        { trigger: `.o_es_desk .o_view_controller:not(:contains(Low one)):contains(Critical one)` },
        {
            trigger: `${ROW}:contains(Critical one)${phone() ? "" : " td[name=name]"}`,
            run: "click",
        },
        {
            content: "the ticket, without a reload, and no strip above it",
            trigger: ".o_es_desk:not(:has(.o_es_today)) .o_action:not(:has(.o_searchview)):contains(Critical one)",
        },
        { trigger: ".o_es_bar_face", run: "click" },
        { trigger: `${ROW}:contains(Low one)` },
    ],
});

tours.add("ecosire_support_desk_filters", {
    steps: () => [
        { trigger: `${ROW}:contains(Low one)` },
        ...filter("Mine"),
        { trigger: ".o_view_nocontent:contains(No ticket here)" },
        { trigger: ".o_es_bar_face", run: "click" },
        { trigger: `${ROW}:contains(Low one)` },
        ...filter("Waiting for the client"),
        { trigger: `${ROW}:contains(Asked one)` },
        { trigger: ".o_es_desk .o_view_controller:not(:contains(Low one))" },
        { trigger: ".o_es_bar_face", run: "click" },
        { trigger: `${ROW}:contains(Low one)` },
        ...filter("Missed"),
        { trigger: ".o_view_nocontent:contains(No ticket here)" },
        { trigger: ".o_es_bar_face", run: "click" },
        { trigger: `${ROW}:contains(Low one)` },
        ...filter("Due before we reopen"),
        { trigger: ".o_es_desk .o_view_controller:not(:contains(Asked one))" },
    ],
});

tours.add("ecosire_support_desk_views", {
    steps: () => [
        { trigger: ".o_data_row:contains(Low one)" },
        { trigger: ".o_es_bar_place[data-place=board]", run: "click" },
        { trigger: ".o_kanban_group:contains(Waiting for the client):contains(Asked one)" },
        { trigger: ".o_es_bar_place[data-place=board][aria-current=page]" },
        { trigger: ".o_es_bar_place[data-place=calendar]", run: "click" },
        { trigger: ".o_calendar_view .fc-event" },
        { trigger: ".o_switch_view.o_pivot", run: "click" },
        { trigger: ".o_pivot_view th:contains(Critical)" },
        { trigger: ".o_pivot_view:not(:has(.o_pivot_download))" },
        { trigger: ".o_es_bar_place[data-place=queue]", run: "click" },
        { trigger: ".o_data_row:contains(Low one)" },
        { content: "the palette knows the places", trigger: "body", run: "press Control+k" },
        { trigger: ".o_command_palette .o_command:contains(Go to Board)", run: "click" },
        { trigger: ".o_kanban_group:contains(Waiting for the client)" },
    ],
});
