import { Component, useExternalListener, useRef, useState } from "@odoo/owl";
import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { FileInput } from "@web/core/file_input/file_input";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useX2ManyCrud } from "@web/views/fields/relational_utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { pastedFiles, useTicketUploads } from "./uploads";

/** Files of a ticket that is being written: chosen, dropped anywhere on the form, or pasted. */
export class FilesField extends Component {
    static template = "ecosire_support.FilesField";
    static components = { FileInput };
    static props = { ...standardFieldProps };

    setup() {
        this.root = useRef("root");
        this.uploads = useTicketUploads();
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
        const inForm = form.contains(ev.target) || ev.target === document.body;
        const files = pastedFiles(ev);
        if (this.props.readonly || !inForm || !files.length) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        this.add(files);
    }

    async add(fileList) {
        const files = this.uploads.fitting([...fileList]);
        if (!files.length) {
            return;
        }
        this.state.uploading += files.length;
        try {
            await this.keep(await this.uploads.upload(files, this.props.record.resModel));
        } finally {
            this.state.uploading -= files.length;
        }
    }

    async keep(uploads) {
        for (const upload of this.uploads.kept(uploads)) {
            await this.operations.saveRecord([upload.id]);
        }
    }

    remove(file) {
        this.operations.removeRecord(file.record);
    }

    removeLabel(file) {
        return _t("Remove %s", file.name);
    }

    async onWillUpload(files) {
        return this.uploads.fitting(files);
    }
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
