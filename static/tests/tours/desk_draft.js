import { registry } from "@web/core/registry";

const WRITING = ".o_es_composer .odoo-editor-editable";
const TEXT = "An hour of work";

const LOGIN_AGAIN = [
    { trigger: "input[name='login']", run: "edit amina@ecosire.example" },
    { trigger: "input[name='password']", run: "edit amina@ecosire.example" },
    { trigger: "form button[type='submit']", run: "click", expectUnloadPage: true },
];

/** A window that still listens is sent to the login at once, before anybody can type or click. */
async function endSessionUnheard() {
    window.dispatchEvent(new Event("offline"));
    await fetch("/web/session/logout");
}

/** Once the page is at rest: a request that a reload cuts off would count as an error. */
async function reload() {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    window.location.reload();
}

/** Neither a reload, nor a session that ends, nor a refusal takes what was written. */
registry.category("web_tour.tours").add("ecosire_support_desk_draft", {
    steps: () => [
        { trigger: WRITING, run: `editor ${TEXT}` },
        {
            trigger: ".o_es_composer input[type=file]:not(:visible)",
            run() {
                const files = new DataTransfer();
                files.items.add(new File(["log"], '"><img src=x onerror=alert(1)>.txt'));
                this.anchor.files = files.files;
                this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { trigger: ".o_es_composer .o_es_files li:contains(onerror)" },
        {
            content: "what was typed last is kept half a second later",
            trigger: WRITING,
            run: reload,
            expectUnloadPage: true,
        },
        { trigger: ".o_es_composer:contains(is back)" },
        { trigger: `${WRITING}:contains(${TEXT})` },
        {
            trigger: ".o_es_composer .o_es_files li:contains(onerror)",
            run: endSessionUnheard,
        },
        { trigger: ".o_es_send", run: "click" },
        { trigger: ".o_es_composer [role='alert']:contains(session has ended)" },
        {
            trigger: ".o_es_composer [role='alert'] a:contains(Log in)",
            run: "click",
            expectUnloadPage: true,
        },
        ...LOGIN_AGAIN,
        { trigger: `${WRITING}:contains(${TEXT})` },
        { trigger: ".o_es_send", run: "click" },
        { trigger: `.o_es_ours:contains(${TEXT})` },
        { trigger: `${WRITING}:not(:contains(${TEXT}))` },
        {
            content: "what was sent does not come back",
            trigger: ".o_es_composer",
            run: reload,
            expectUnloadPage: true,
        },
        { trigger: `${WRITING}:not(:contains(${TEXT}))` },
        { trigger: ".o_es_composer:not(:contains(is back))" },
    ],
});

/** The server ends the session in the very moment in which somebody types. */
registry.category("web_tour.tours").add("ecosire_support_desk_ended", {
    steps: () => [
        {
            trigger: WRITING,
            async run(helpers) {
                await endSessionUnheard();
                await helpers.editor(TEXT);
                const { bus_service: bus } = odoo.__WOWL_DEBUG__.root.env.services;
                bus.trigger("BUS:DISCONNECT", { code: 4001 });
            },
            expectUnloadPage: true,
        },
        ...LOGIN_AGAIN,
        { trigger: ".o_es_composer:contains(is back)" },
        { trigger: `${WRITING}:contains(${TEXT})` },
    ],
});
