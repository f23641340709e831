import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Facts that the server has put into words: one line each, or a list that can be unfolded. */
export class FactsField extends Component {
    static template = "ecosire_support.Facts";
    static props = { ...standardFieldProps };

    get facts() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("ecosire_facts", {
    component: FactsField,
    displayName: _t("Facts in words"),
    supportedTypes: ["json"],
});
