import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const NEARLY = 0.8;

/** How many tickets of a billing period are used: as words first, as a bar where there is a quota. */
export class GaugeField extends Component {
    static template = "ecosire_support.GaugeField";
    static props = { ...standardFieldProps };

    get gauge() {
        return this.props.record.data[this.props.name] || null;
    }

    /** How many tickets the whole bar stands for. */
    get scale() {
        const { used, quota, forecast, typical } = this.gauge;
        return Math.max(used, quota, forecast || 0, typical[1]);
    }

    get tone() {
        const { used, quota } = this.gauge;
        if (used >= quota) {
            return "danger";
        }
        return used >= NEARLY * quota ? "warning" : "success";
    }

    get headline() {
        const { used, quota, period } = this.gauge;
        if (!quota) {
            return _t("%(used)s tickets, no limit (%(period)s)", { used, period });
        }
        return _t("%(used)s of %(quota)s tickets (%(period)s)", { used, quota, period });
    }

    get note() {
        const { used, quota, extra } = this.gauge;
        if (extra) {
            return extra === 1 ? _t("1 extra ticket") : _t("%s extra tickets", extra);
        }
        const left = quota - used;
        return left ? _t("%s left", left) : _t("all used: the next one is extra");
    }

    part(count) {
        return `${(100 * count) / this.scale}%`;
    }

    get withinQuota() {
        return Math.min(this.gauge.used, this.gauge.quota);
    }
}

registry.category("fields").add("ecosire_gauge", {
    component: GaugeField,
    displayName: _t("Ticket gauge"),
    supportedTypes: ["json"],
});

/** Promises kept and missed, the aims apart; the server has counted. */
export class PromiseCountsField extends Component {
    static template = "ecosire_support.PromiseCountsField";
    static props = { ...standardFieldProps };

    get rows() {
        return this.props.record.data[this.props.name] || [];
    }

    get hasAims() {
        return this.rows.some((row) => row.aims_kept || row.aims_missed);
    }
}

registry.category("fields").add("ecosire_promise_counts", {
    component: PromiseCountsField,
    displayName: _t("Promises kept and missed"),
    supportedTypes: ["json"],
});
