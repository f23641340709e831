import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { durationText, instantText } from "../common/duration";
import { theClock } from "../common/now";

/**
 * How a deadline stands at an instant, in words; colour and icon only repeat what the words say.
 *
 * @param {Object} facts what a ticket stores about the clock that counts now
 * @param {luxon.DateTime} now
 * @returns {{text: string, tone: string, icon: string}}
 */
function deadlineState(facts, now) {
    const { deadline, atRiskAt, answeredAt, since, state, isAim } = facts;
    switch (state) {
        case "met":
        case "late":
            return answered(facts);
        case "cancelled":
            return { text: _t("no answer owed"), tone: "300", icon: "fa-stop-circle-o" };
        case "paused":
            return { text: _t("paused"), tone: "info", icon: "fa-pause" };
    }
    if (!deadline) {
        return { text: _t("no answer time"), tone: "300", icon: "fa-minus" };
    }
    const left = durationText(now, deadline);
    if (state === "overdue" || now > deadline) {
        return isAim
            ? { text: _t("%s later than aimed", left), tone: "warning", icon: "fa-hourglass-end" }
            : { text: _t("%s late", left), tone: "danger", icon: "fa-exclamation-triangle" };
    }
    const text = isAim ? _t("aimed at in %s", left) : _t("in %s", left);
    if (atRiskAt && now >= atRiskAt) {
        return { text, tone: "warning", icon: "fa-hourglass-end" };
    }
    return { text, tone: "success", icon: "fa-clock-o" };

    function answered() {
        const took = since ? durationText(since, answeredAt) : "";
        if (state === "met") {
            return { text: _t("answered after %s", took), tone: "success", icon: "fa-check" };
        }
        const late = durationText(deadline, answeredAt);
        return isAim
            ? { text: _t("answered %s later than aimed", late), tone: "warning", icon: "fa-check" }
            : { text: _t("answered %s late", late), tone: "danger", icon: "fa-check" };
    }
}

export class DeadlineField extends Component {
    static template = "ecosire_support.DeadlineField";
    static props = { ...standardFieldProps };

    setup() {
        this.clock = useState(theClock());
    }

    get state() {
        const data = this.props.record.data;
        return deadlineState(
            {
                deadline: data[this.props.name],
                atRiskAt: data.at_risk_at,
                answeredAt: data.answered_at,
                since: data.clock_submitted_at,
                state: data.sla_state,
                isAim: data.is_aim,
            },
            this.clock.now
        );
    }

    /** The instant itself, with the zone it is given in. */
    get absolute() {
        const deadline = this.props.record.data[this.props.name];
        if (!deadline) {
            return "";
        }
        const when = instantText(deadline);
        return _t("Due %(when)s (%(zone)s)", { when, zone: deadline.zoneName });
    }
}

export const deadlineField = {
    component: DeadlineField,
    displayName: _t("Deadline of an answer"),
    supportedTypes: ["datetime"],
    isEmpty: () => false,
    fieldDependencies: [
        { name: "at_risk_at", type: "datetime" },
        { name: "answered_at", type: "datetime" },
        { name: "clock_submitted_at", type: "datetime" },
        { name: "sla_state", type: "selection" },
        { name: "is_aim", type: "boolean" },
    ],
    listViewWidth: 190,
};

registry.category("fields").add("ecosire_deadline", deadlineField);
