import { _t } from "@web/core/l10n/translation";

/**
 * The time between two instants by its two largest units, as the server says it:
 * "3 min", "2 h 05 min", "3 d 4 h".
 *
 * @param {luxon.DateTime} from
 * @param {luxon.DateTime} to
 */
export function durationText(from, to) {
    const minutes = Math.floor(Math.abs(to.diff(from).as("minutes")));
    if (minutes < 60) {
        return _t("%s min", minutes);
    }
    const hours = Math.floor(minutes / 60);
    if (hours < 48) {
        const rest = String(minutes % 60).padStart(2, "0");
        return _t("%(hours)s h %(minutes)s min", { hours, minutes: rest });
    }
    return _t("%(days)s d %(hours)s h", { days: Math.floor(hours / 24), hours: hours % 24 });
}
