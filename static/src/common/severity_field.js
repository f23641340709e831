import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const LOOKS = {
    critical: { tone: "danger", icon: "fa-bolt" },
    high: { tone: "warning", icon: "fa-angle-double-up" },
    medium: { tone: "info", icon: "fa-angle-up" },
    low: { tone: "300", icon: "fa-angle-down" },
};

/** The colour and the icon of a severity. */
export function severityLook(code) {
    return LOOKS[code] || LOOKS.low;
}

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

    get look() {
        return severityLook(this.value);
    }
}

export const severityField = {
    component: SeverityField,
    displayName: _t("Severity"),
    supportedTypes: ["selection"],
    listViewWidth: 90,
};

registry.category("fields").add("ecosire_severity", severityField);
