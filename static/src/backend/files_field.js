import { Component, useExternalListener, useRef, useState } from "@odoo/owl";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { FileInput } from "@web/core/file_input/file_input";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useFileUploader } from "@web/core/utils/files";
import { useService } from "@web/core/utils/hooks";
import { humanNumber } from "@web/core/utils/numbers";
import { useX2ManyCrud } from "@web/views/fields/relational_utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const FILE_LIMIT = 25 * 1024 * 1024;
const ROUTE = "/web/binary/upload_attachment";

/** Files of a ticket that is being written: chosen, dropped anywhere on the form, or pasted. */
export class FilesField extends Component {
    static template = "ecosire_support.FilesField";
    static components = { FileInput };
    static props = { ...standardFieldProps };

    setup() {
        this.root = useRef("root");
        this.notification = useService("notification");
        this.upload = useFileUploader();
        this.operations = useX2ManyCrud(() => this.props.record.data[this.props.name], true);
        this.state = useState({ uploading: 0 });
        const form = {
            root: this.root,
            get el() {
                return this.root.el && this.root.el.closest(".o_form_renderer");
            },
        };
        useDropzone(
            form,
            (ev) => this.add(ev.dataTransfer.files),
            "o_ecosire_dropzone",
            () => !this.props.readonly
        );
        useExternalListener(document, "paste", (ev) => this.onPaste(ev), { capture: true });
    }

    get files() {
        return this.props.record.data[this.props.name].records.map((record) => ({
            id: record.resId,
            record,
            name: record.data.name,
            isImage: (record.data.mimetype || "").startsWith("image/"),
        }));
    }

    /** A pasted picture is a file; pasted text, even with a picture of it, goes where one types. */
    onPaste(ev) {
        const form = this.root.el.closest(".o_form_view");
        const data = ev.clipboardData;
        const inForm = form.contains(ev.target) || ev.target === document.body;
        if (this.props.readonly || !inForm || !data.files.length || hasText(data)) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        this.add(data.files);
    }

    async add(fileList) {
        const files = this.fitting([...fileList]);
        if (!files.length) {
            return;
        }
        this.state.uploading += files.length;
        try {
            const params = {
                csrf_token: odoo.csrf_token,
                ufile: files,
                model: this.props.record.resModel,
                id: 0,
            };
            await this.keep((await this.upload(ROUTE, params)) || []);
        } finally {
            this.state.uploading -= files.length;
        }
    }

    fitting(files) {
        const large = files.filter((file) => file.size > FILE_LIMIT);
        for (const file of large) {
            this.notification.add(
                _t("“%(name)s” has %(size)sB; %(limit)sB fit. File the ticket without it, and send a link to the file in a message.", {
                    name: file.name,
                    size: humanNumber(file.size),
                    limit: humanNumber(FILE_LIMIT),
                }),
                { type: "danger", sticky: true }
            );
        }
        return files.filter((file) => !large.includes(file));
    }

    async keep(uploads) {
        for (const upload of uploads) {
            if (upload.error) {
                this.notification.add(upload.error, { type: "danger" });
            } else {
                await this.operations.saveRecord([upload.id]);
            }
        }
    }

    remove(file) {
        this.operations.removeRecord(file.record);
    }

    removeLabel(file) {
        return _t("Remove %s", file.name);
    }

    async onWillUpload(files) {
        return this.fitting(files);
    }
}

function hasText(data) {
    return data.types.includes("text/plain") || data.types.includes("text/html");
}

export const filesField = {
    component: FilesField,
    displayName: _t("Files of a new ticket"),
    supportedTypes: ["many2many"],
    isEmpty: () => false,
    relatedFields: [
        { name: "name", type: "char" },
        { name: "mimetype", type: "char" },
    ],
};

registry.category("fields").add("ecosire_files", filesField);
