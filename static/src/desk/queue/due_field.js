import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { countdownText, durationText, instantText } from "../../common/duration";
import { theSecond } from "../../common/now";

const { DateTime } = luxon;

/**
 * How what is owed stands at an instant: a level and words that are true then.
 *
 * @param {{due: luxon.DateTime, riskAt: luxon.DateTime, isAim: boolean}} owed
 * @param {luxon.DateTime} now
 * @returns {{level: "running"|"risk"|"missed", word: string, text: string}}
 */
export function dueState({ due, riskAt, isAim }, now) {
    if (now >= due) {
        const span = durationText(due, now);
        return isAim
            ? { level: "missed", word: "", text: _t("%s later than aimed", span) }
            : { level: "missed", word: _t("Missed"), text: _t("%s late", span) };
    }
    const isAtRisk = riskAt && now >= riskAt;
    return {
        level: isAtRisk ? "risk" : "running",
        word: isAtRisk ? _t("At risk") : "",
        text: _t("%s left", countdownText(now, due)),
    };
}

/** A countdown that is true by the server's clock, whatever that of this computer says. */
export class Due extends Component {
    static template = "ecosire_support.CountedDown";
    static props = { due: DateTime, riskAt: { optional: true }, isAim: { optional: true } };

    setup() {
        this.clock = useState(theSecond());
    }

    get state() {
        return dueState(this.props, this.clock.now);
    }

    get absolute() {
        return instantText(this.props.due);
    }
}

/** What a ticket owes now; of one that owes nothing, why. */
export class DueField extends Component {
    static template = "ecosire_support.DueField";
    static components = { Due };
    static props = { ...standardFieldProps };

    get data() {
        return this.props.record.data;
    }

    get due() {
        return this.data[this.props.name];
    }

    get nothingOwed() {
        const words = {
            met: _t("answered"),
            late: _t("answered late"),
            paused: _t("paused"),
        };
        return words[this.data.sla_state] || _t("no answer owed");
    }
}

export const dueField = {
    component: DueField,
    displayName: _t("What is owed, counted down"),
    supportedTypes: ["datetime"],
    isEmpty: () => false,
    fieldDependencies: [
        { name: "at_risk_at", type: "datetime" },
        { name: "is_aim", type: "boolean" },
        { name: "sla_state", type: "selection" },
    ],
    listViewWidth: 200,
};

registry.category("fields").add("ecosire_due", dueField);
