import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const ICONS = {
    critical: "fa-bolt",
    high: "fa-angle-double-up",
    medium: "fa-angle-up",
    low: "fa-angle-down",
};

/** A severity as word, icon and colour, so that none of them is needed alone. */
export class SeverityField extends Component {
    static template = "ecosire_support.SeverityField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get label() {
        const { selection } = this.props.record.fields[this.props.name];
        return selection.find(([code]) => code === this.value)?.[1] || "";
    }

    get icon() {
        return ICONS[this.value];
    }
}

export const severityField = {
    component: SeverityField,
    displayName: _t("Severity"),
    supportedTypes: ["selection"],
    listViewWidth: 90,
};

registry.category("fields").add("ecosire_severity", severityField);
