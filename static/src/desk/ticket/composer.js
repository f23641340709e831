import { Component, onMounted, onWillStart, onWillUnmount, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { LazyComponent } from "@web/core/assets";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { Promised } from "../queue/promised";
import { Attachments, isPicture } from "./attachments";
import { CannedReplies } from "./canned_replies";
import { drafts, useDraft } from "./drafts";
import { pastedWithoutPictures } from "./pasting";
import { Refused } from "./refused";

const KEEP_AFTER_MS = 300;
const LONG_PASTE = 100_000; // characters; what is longer becomes a file

/** Where an answer is written: rich text, pictures, files; nothing of it is lost before it is sent. */
export class Composer extends Component {
    static template = "ecosire_support.Composer";
    static components = { CannedReplies, LazyComponent, Promised, Refused };
    static props = { page: Object, resId: Number, act: Function, mark: Function, typing: Function, onReady: Function };

    setup() {
        this.notification = useService("notification");
        this.MODES = [
            { then: "", label: _t("Answer") },
            { then: "wait", label: _t("Ask and wait") },
            { then: "resolve", label: _t("Resolve") },
        ];
        this.root = useRef("root");
        this.fileInput = useRef("fileInput");
        this.key = `${this.props.page.ticket.number}/answer`;
        this.state = useState({
            ...this.blank(),
            files: new Attachments(),
            editor: false,
            restored: false,
            refused: null,
            busy: false,
        });
        this.keepSoon = useDebounced(() => this.keep(), KEEP_AFTER_MS, { execBeforeUnmount: true });
        onWillStart(async () => {
            await this.restore();
            this.editorProps = this.propsOfEditor();
        });
        onMounted(() => {
            this.state.editor = true;
            this.props.onReady({ start: (mode) => this.start(mode) });
        });
        // what comes in while one writes is not seen yet: the server will say so
        this.seen = this.props.mark();
        onWillUpdateProps(() => {
            if (this.isBlank) {
                this.seen = this.props.mark();
            }
        });
        onWillUnmount(() => this.state.files.forgetUrls());
        useDraft(() => this.keep());
        useHotkey("control+enter", () => this.send(), {
            bypassEditableProtection: true,
            area: () => this.root.el,
        });
        useDropzone(this.root, (ev) => this.add([...ev.dataTransfer.files]), "o_es_dropzone");
    }

    blank() {
        return { then: "", root_cause: "", next_in: "", next_update: "" };
    }

    get limits() {
        return this.props.page.limits;
    }

    get isBlank() {
        return !this.state.files.count && (!this.editor || isEmpty(this.editor.content()));
    }

    get askNext() {
        return this.props.page.ticket.next_update.needed && !this.state.then;
    }

    get sendLabel() {
        if (this.state.busy) {
            return _t("Sending…");
        }
        return {
            "": _t("Send to the client"),
            wait: _t("Ask the client"),
            resolve: _t("Send and resolve"),
        }[this.state.then];
    }

    /** Made once: in a template a getter does not see this component itself. */
    propsOfEditor() {
        return {
            content: this.draftHtml,
            label: _t("Answer to the client"),
            placeholder: _t("Write to the client. Paste a picture, or drop files."),
            pictureUrl: (key) => this.state.files.urlOf(key),
            onChange: () => this.onChange(),
            onReady: (handle) => this.onEditorReady(handle),
        };
    }

    // -- typing

    onEditorReady(handle) {
        this.editor = handle;
        if (this.startsWhenReady) {
            this.editor.focus();
        }
    }

    onChange() {
        this.keepSoon();
        this.props.typing();
    }

    /** Come here from a button or a key: the cursor stands where one writes. */
    start(then) {
        if (then !== undefined) {
            this.state.then = then;
        }
        this.root.el.scrollIntoView({ block: "start" });
        if (this.editor) {
            this.editor.focus();
        } else {
            this.startsWhenReady = true;
        }
    }

    choose(then) {
        this.state.then = then;
        this.keepSoon();
    }

    /** The editor keeps the tabulator for itself: this is the way out by keyboard. */
    onKeydown(ev) {
        if (ev.key === "Escape") {
            this.root.el.querySelector(".o_es_send").focus();
        }
    }

    insertReply(html) {
        this.editor.insertHtml(html);
    }

    // -- files and pictures

    /** A pasted picture becomes a file of the answer; pasted text stays text, if it is not endless. */
    onPaste(ev) {
        const data = ev.clipboardData;
        const text = data.getData("text/plain");
        const files = [...data.files];
        if (text.length > LONG_PASTE) {
            const name = _t("pasted text.txt");
            this.add([new File([text], name, { type: "text/plain" })]);
            this.notification.add(_t("What you pasted is long: it goes along as the file “%s”.", name), {
                type: "info",
            });
        } else if (files.length && !text.trim()) {
            this.add(files);
        } else {
            const clean = pastedWithoutPictures(data);
            if (!clean) {
                return; // the editor takes it as it is
            }
            ev.target.dispatchEvent(clean);
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    add(files) {
        if (this.state.busy) {
            this.notification.add(_t("Your answer is being sent: add files to the next one."), {
                type: "warning",
            });
            return;
        }
        const { kept, problems } = this.state.files.add(files, this.limits);
        for (const problem of problems) {
            this.notification.add(problem, { type: "danger", sticky: true });
        }
        for (const item of this.editor ? kept.filter(isPicture) : []) {
            item.inText = true;
            this.editor.insertPicture(item.key, item.file.name);
        }
        this.keepSoon();
    }

    onChosen(ev) {
        this.add([...ev.target.files]);
        ev.target.value = "";
    }

    remove(key) {
        this.state.files.remove(key);
        this.keepSoon();
    }

    // -- the draft

    async restore() {
        const draft = await drafts.read(this.key);
        this.draftHtml = draft?.html || "";
        if (draft) {
            const { html, files, ...rest } = draft;
            Object.assign(this.state, rest);
            this.state.files.restore(files);
            this.state.restored = !isEmpty(html) || files.length > 0;
        }
    }

    keep() {
        if (!this.editor) {
            return;
        }
        const { then, root_cause, next_in, next_update } = this.state;
        return drafts.keep(this.key, {
            html: this.editor.content(),
            files: this.state.files.toKeep(),
            ...{ then, root_cause, next_in, next_update },
        });
    }

    async discard() {
        this.editor.clear();
        await this.forget();
    }

    async forget() {
        this.keepSoon.cancel();
        this.state.files.clear();
        Object.assign(this.state, this.blank(), { restored: false, refused: null });
        await drafts.forget(this.key);
    }

    // -- sending

    async send() {
        if (this.state.busy || !this.editor) {
            return;
        }
        const { then, root_cause, next_in, next_update, files } = this.state;
        const html = this.editor.content();
        const sent = files.named(html);
        Object.assign(this.state, { busy: true, refused: null });
        await this.keep();
        const answer = await this.props.act(
            "answer",
            {
                body: isEmpty(html) && !files.count ? "" : sent.html,
                ...{ then, root_cause, next_in, next_update, seen: this.seen },
            },
            sent.files
        );
        this.state.busy = false;
        this.seen = this.props.mark();
        if (answer.said) {
            this.editor.clear();
            await this.forget();
            // what was sent stands right above
            this.root.el?.scrollIntoView({ block: "end" });
            return;
        }
        this.state.refused = answer;
    }
}

function isEmpty(html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return !body.textContent.trim() && !body.querySelector("img");
}
