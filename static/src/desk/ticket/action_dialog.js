import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { drafts, useDraft } from "./drafts";
import { Refused } from "./refused";

/** One action that needs words or a choice: refused, it stays open with all that was typed. */
export class ActionDialog extends Component {
    static template = "ecosire_support.ActionDialog";
    static components = { Dialog, Refused };
    static props = { form: Object, number: String, act: Function, mark: Function, close: Function };

    setup() {
        this.formRef = useRef("form");
        this.seen = this.props.mark();
        this.key = `${this.props.number}/${this.props.form.action}`;
        this.state = useState({ values: this.firstValues(), refused: null, busy: false });
        useDraft(() => this.kept);
        onWillStart(async () => {
            Object.assign(this.state.values, await drafts.read(this.key));
        });
    }

    firstValues() {
        return Object.fromEntries(
            this.props.form.fields.map((field) => [field.name, field.value ?? ""])
        );
    }

    keep() {
        this.kept = drafts.keep(this.key, { ...this.state.values });
    }

    set(field, value) {
        this.state.values[field.name] = value;
        this.keep();
    }

    async send() {
        if (this.state.busy || !this.formRef.el.reportValidity()) {
            return;
        }
        Object.assign(this.state, { busy: true, refused: null });
        const answer = await this.props.act({ ...this.state.values, seen: this.seen });
        this.state.busy = false;
        this.seen = this.props.mark();
        if (answer.said) {
            await drafts.forget(this.key);
            this.props.close();
            return;
        }
        this.state.refused = answer;
    }
}
