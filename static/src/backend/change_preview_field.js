import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What a change of the contract would bring; the server has reckoned it and put it into words. */
export class ChangePreviewField extends Component {
    static template = "ecosire_support.ChangePreviewField";
    static props = { ...standardFieldProps };

    get preview() {
        return this.props.record.data[this.props.name] || null;
    }
}

registry.category("fields").add("ecosire_change_preview", {
    component: ChangePreviewField,
    displayName: _t("Preview of a change"),
    supportedTypes: ["json"],
});
