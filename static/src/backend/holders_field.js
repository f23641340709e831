import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Who had a ticket how long: a bar, and the same in words; the server has reckoned and worded. */
export class HoldersField extends Component {
    static template = "ecosire_support.Holders";
    static props = { ...standardFieldProps };

    get holders() {
        return this.props.record.data[this.props.name] || null;
    }
}

registry.category("fields").add("ecosire_holders", {
    component: HoldersField,
    displayName: _t("Who had it how long"),
    supportedTypes: ["json"],
});
