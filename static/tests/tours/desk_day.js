import { registry } from "@web/core/registry";

const FIRST = "Label printer prints nothing";
const AGAIN = "No labels in hall 2 either";
const WRITING = ".o_es_composer .odoo-editor-editable";

const inQueue = (title) => `.o_data_cell:contains(${title}), .o_kanban_record:contains(${title})`;
const click = (trigger, content) => ({ trigger, content, run: "click" });
const see = (trigger, content) => ({ trigger, content });

/** A panel is folded on a phone and open at a desk. */
function unfold(title) {
    return {
        trigger: `.o_es_panel:has(h2:contains(${title}))`,
        run() {
            this.anchor.open = true;
        },
    };
}

/** What a browser does when a picture is in the clipboard. */
async function pastePicture({ anchor }) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 24;
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([blob], "screen.png", { type: "image/png" }));
    anchor.dispatchEvent(
        new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData })
    );
}

/** What is done shows behind the dialog before it has gone, and the next one has fields alike. */
function confirmDialog() {
    return [
        click(".modal-footer .btn-primary"),
        { trigger: "body:not(:has(.modal))", timeout: 30000 },
    ];
}

/** One of the forms behind "More". */
function fill(label, fields) {
    return [
        click(".o_es_actions button:contains(More)"),
        click(`.o-dropdown-item:contains(${label})`),
        ...fields.map(([name, run]) => ({ trigger: `.o_es_action_form [name='${name}']`, run })),
        ...confirmDialog(),
    ];
}

let number = "";

registry.category("web_tour.tours").add("ecosire_support_desk_day", {
    steps: () => [
        // what is due first
        click(inQueue(FIRST)),
        see(".o_es_head .o_es_due:contains(left)", "the countdown runs"),
        click(".o_es_actions button:contains(Take)"),
        see(".o_es_head:contains(With Amina Khan)"),
        // the evidence, and what has cured the like of it
        unfold("What the client says"),
        see(".o_es_panel:contains(Work has stopped)"),
        unfold("Like tickets and their cure"),
        see(".o_es_panel:contains(Clean the print head)"),
        // an answer with a picture and a written reply
        click(".o_es_actions button:contains(Reply)"),
        { trigger: WRITING, run: "editor Please look at this" },
        {
            trigger: WRITING,
            async run() {
                await pastePicture(this);
            },
        },
        see(`${WRITING} img[data-picture]`),
        click(".o_es_composer button:contains(Canned replies)"),
        { trigger: ".o_es_replies input", run: "edit looking" },
        click(".o_es_replies .o-dropdown-item:contains(I am looking into it)"),
        see(`${WRITING}:contains(thank you for reporting this)`),
        click(".o_es_send", "the ticket is critical, and no next update was chosen"),
        see(".o_es_composer [role='alert']:contains(choose when the client hears)"),
        see(`${WRITING}:contains(thank you for reporting this) img`, "nothing is lost"),
        { trigger: ".o_es_composer [name='next_in']", run: "select 60" },
        click(".o_es_send"),
        see(".o_es_ours img[src*='/file/']", "the picture comes by the ticket's own door"),
        see(`${WRITING}:not(:contains(thank you))`),
        // a question
        click(".o_es_composer button:contains(Ask and wait)"),
        { trigger: WRITING, run: "editor Which printer is it?" },
        click(".o_es_send:contains(Ask the client)"),
        see(".o_es_head:contains(Waiting for the client)"),
        click(".o_es_actions button:contains(Work goes on)"),
        see(".o_es_head:contains(In progress)"),
        // a note, a call, the severity, the time
        click(".o_es_actions button:contains(Note for ECOSIRE)"),
        { trigger: ".o_es_action_form textarea", run: "edit Third time this month" },
        ...confirmDialog(),
        see(".o_es_notes:contains(Third time this month)"),
        ...fill("Log a call", [["text", "edit We looked at it together"]]),
        see(".o_es_ours:contains(We looked at it together)"),
        ...fill("Change the severity", [
            ["severity", "select high"],
            ["reason", "edit One hall can work"],
        ]),
        see(".o_es_head:contains(High)"),
        ...fill("Log time", [
            ["minutes", "edit 25"],
            ["text", "edit Driver put back"],
        ]),
        unfold("Time worked"),
        see(".o_es_panel:contains(25 min)"),
        {
            trigger: ".o_es_head .o_es_number",
            run() {
                number = this.anchor.textContent.trim();
            },
        },
        // the same matter, filed twice
        click(".o_es_bar_face"),
        click(inQueue(AGAIN)),
        ...fill("Merge into another ticket", [
            ["other", (helpers) => helpers.edit(number)],
            ["reason", "edit The same printer"],
        ]),
        see(".o_es_head:contains(work goes on there)"),
        // the cure
        click(".o_es_bar_face"),
        click(inQueue(FIRST)),
        click(".o_es_actions button:contains(Resolve)"),
        { trigger: WRITING, run: "editor The driver is back" },
        { trigger: "#o_es_root_cause", run: "edit Driver replaced by an update" },
        click(".o_es_send:contains(Send and resolve)"),
        see(".o_es_head:contains(Resolved)"),
        // and the queue again: nothing of it is left
        click(".o_es_bar_face"),
        see(".o_list_view, .o_kanban_view"),
        see(`.o_action_manager:not(:contains(${FIRST}))`),
    ],
});
