import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { serverClock } from "./clock";

const SHOW_SECONDS_BELOW = 600;
const SHOW_DAYS_FROM = 48 * 3600;
const TONES = { missed: "danger", risk: "warning", running: "success", late: "danger", met: "success" };
const ICONS = { missed: "fa-exclamation-triangle", risk: "fa-hourglass-end", met: "fa-check", late: "fa-check", paused: "fa-pause" };

/** How a promise stands, in words that stay true by the second. */
export class Due extends Component {
    static template = "ecosire_support.Due";
    static props = { due: Object };

    setup() {
        this.clock = useState(serverClock());
    }

    get isLive() {
        return Boolean(this.props.due.deadline_ms);
    }

    get level() {
        const { due } = this.props;
        if (!this.isLive) {
            return due.level;
        }
        if (this.clock.now > due.deadline_ms) {
            return "missed";
        }
        return this.clock.now >= due.risk_ms ? "risk" : "running";
    }

    get text() {
        const { due } = this.props;
        if (!this.isLive) {
            return due.text;
        }
        const left = Math.floor((due.deadline_ms - this.clock.now) / 1000);
        const span = spanText(Math.abs(left), left >= 0);
        if (left >= 0) {
            return this.level === "risk" ? _t("At risk: %s left", span) : _t("%s left", span);
        }
        return due.aim ? _t("%s later than aimed", span) : _t("Missed: %s late", span);
    }

    get tone() {
        return this.level === "missed" && this.props.due.aim ? "warning" : TONES[this.level] || "secondary";
    }

    get icon() {
        return ICONS[this.level] || "fa-clock-o";
    }
}

function spanText(seconds, withSeconds) {
    const minutes = Math.floor(seconds / 60);
    if (withSeconds && seconds < SHOW_SECONDS_BELOW) {
        return _t("%(minutes)s min %(seconds)s s", { minutes, seconds: twoDigits(seconds % 60) });
    }
    if (minutes < 60) {
        return _t("%s min", minutes);
    }
    const hours = Math.floor(minutes / 60);
    if (seconds < SHOW_DAYS_FROM) {
        return _t("%(hours)s h %(minutes)s min", { hours, minutes: twoDigits(minutes % 60) });
    }
    return _t("%(days)s d %(hours)s h", { days: Math.floor(hours / 24), hours: hours % 24 });
}

function twoDigits(number) {
    return String(number).padStart(2, "0");
}
