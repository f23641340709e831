import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const ICONS = {
    filed: "fa-pencil",
    opens: "fa-play",
    deadline: "fa-clock-o",
    said: "fa-bell-o",
    again: "fa-repeat",
    left_out: "fa-minus",
};

/** What the rules would do about a sample ticket: drawn on a line, and in words. */
export class LadderField extends Component {
    static template = "ecosire_support.LadderField";
    static props = { ...standardFieldProps };

    get simulation() {
        return this.props.record.data[this.props.name] || {};
    }

    get rows() {
        return this.simulation.rows || [];
    }

    icon(row) {
        return ICONS[row.kind];
    }
}

export const ladderField = {
    component: LadderField,
    displayName: _t("Time line of a sample ticket"),
    supportedTypes: ["json"],
};

registry.category("fields").add("ecosire_ladder", ladderField);
