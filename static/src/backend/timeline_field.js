import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const TONES = {
    met: "success",
    breached: "danger",
    accepted: "info",
    retargeted: "warning",
    paused: "info",
    confirmed: "warning",
    workaround: "success",
    escalated: "info",
    fixed: "success",
};

/** What happened to a ticket, in order; the server has put it into words and checked the links. */
export class TimelineField extends Component {
    static template = "ecosire_support.TimelineField";
    static props = { ...standardFieldProps };

    get timeline() {
        return this.props.record.data[this.props.name] || {};
    }

    get entries() {
        return this.timeline.entries || [];
    }

    tone(entry) {
        return TONES[entry.kind] || "secondary";
    }
}

export const timelineField = {
    component: TimelineField,
    displayName: _t("Clock timeline"),
    supportedTypes: ["json"],
};

registry.category("fields").add("ecosire_timeline", timelineField);
