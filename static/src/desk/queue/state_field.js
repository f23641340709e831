import { Component, xml } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The state in words; whether it is the client's turn is told by more than the state. */
export class StateField extends Component {
    static template = xml`<span class="o_es_state" t-attf-class="o_es_state_{{value}}" t-out="label"/>`;
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get label() {
        if (this.props.record.data.extra_state === "waiting") {
            return _t("The client's manager decides");
        }
        const { selection } = this.props.record.fields[this.props.name];
        return selection.find(([code]) => code === this.value)?.[1] || "";
    }
}

registry.category("fields").add("ecosire_state", {
    component: StateField,
    displayName: _t("State"),
    supportedTypes: ["selection"],
    fieldDependencies: [{ name: "extra_state", type: "selection" }],
    listViewWidth: 170,
});
