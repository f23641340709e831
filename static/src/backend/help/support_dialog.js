import { Component, onWillStart, useExternalListener, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { FileInput } from "@web/core/file_input/file_input";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { pastedFiles, useTicketUploads } from "../uploads";
import { callTicket } from "./call";
import { LikeTickets } from "./like_tickets";
import { SupportTold } from "./support_told";

/** File a ticket from the screen one is on, with a screenshot where one helps. */
export class SupportDialog extends Component {
    static template = "ecosire_support.SupportDialog";
    static components = { Dialog, FileInput, LikeTickets, SupportTold };
    static props = {
        close: Function,
        environment: Object,
        text: { type: String, optional: true },
    };

    setup() {
        this.notification = useService("notification");
        this.uploads = useTicketUploads();
        this.root = useRef("root");
        this.questions = { impact: [], workaround: [] };
        this.state = useState({
            title: "",
            text: this.props.text || "",
            impact: "question",
            workaround: "",
            data_loss: false,
            files: [],
            uploading: 0,
            busy: false,
            problem: "",
            told: null,
        });
        useAutofocus({ refName: "title" });
        useDropzone(this.root, (ev) => this.add([...ev.dataTransfer.files]), "o_ecosire_dropzone");
        useExternalListener(document, "paste", (ev) => this.onPaste(ev), { capture: true });
        onWillStart(async () => {
            this.questions = await callTicket("questions_here");
        });
    }

    get sentAlong() {
        const { page, view, model, steps } = this.props.environment;
        const last = (steps || []).map(([kind, name]) => `${kind} ${name}`);
        return [page, [view, model].filter(Boolean).join(" "), ...last].filter(Boolean);
    }

    onPaste(ev) {
        const files = pastedFiles(ev);
        if (!files.length || this.state.told) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        this.add(files);
    }

    async add(given) {
        const files = this.uploads.fitting(given);
        if (!files.length) {
            return;
        }
        this.state.uploading += files.length;
        try {
            this.state.files.push(...(await this.uploads.upload(files)));
        } catch (error) {
            this.state.problem = _t("The file could not be uploaded: %s", error.message);
        } finally {
            this.state.uploading -= files.length;
        }
    }

    async onWillUpload(files) {
        return this.uploads.fitting(files);
    }

    onUpload(uploads) {
        this.state.files.push(...this.uploads.kept(uploads));
    }

    remove(file) {
        this.state.files.splice(this.state.files.indexOf(file), 1);
    }

    removeLabel(file) {
        return _t("Remove %s", file.filename);
    }

    async file() {
        if (this.state.busy || this.state.uploading) {
            return;
        }
        this.state.busy = true;
        this.state.problem = "";
        const { title, text, impact, workaround, data_loss, files } = this.state;
        const serious = impact !== "question";
        const values = {
            name: title,
            text,
            impact,
            attachment_ids: files.map((file) => file.id),
            environment: this.props.environment,
        };
        if (serious && workaround) {
            values.workaround = workaround;
        }
        if (serious && data_loss) {
            values.data_loss = "risk";
        }
        try {
            this.state.told = await callTicket("file_here", values);
        } catch (error) {
            this.state.problem =
                error.data?.message ||
                _t("Odoo cannot be reached now. Your text is still here: try again, or call.");
        } finally {
            this.state.busy = false;
        }
    }

    onSolved() {
        this.notification.add(_t("Good. Nothing was filed, and that the cure helped is counted."), {
            type: "success",
        });
        this.props.close();
    }
}
