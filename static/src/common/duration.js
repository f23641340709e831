import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

const SHOW_SECONDS_BELOW = 10; // minutes

const two = (number) => String(number).padStart(2, "0");

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
        return _t("%(hours)s h %(minutes)s min", { hours, minutes: two(minutes % 60) });
    }
    return _t("%(days)s d %(hours)s h", { days: Math.floor(hours / 24), hours: hours % 24 });
}

/** The same for a countdown: the last minutes with their seconds, "9 min 05 s". */
export function countdownText(from, to) {
    const seconds = Math.max(Math.floor(to.diff(from).as("seconds")), 0);
    const minutes = Math.floor(seconds / 60);
    return minutes < SHOW_SECONDS_BELOW
        ? _t("%(minutes)s min %(seconds)s s", { minutes, seconds: two(seconds % 60) })
        : durationText(from, to);
}

/** An instant in full, with the zone it is given in. */
export function instantText(instant) {
    return instant.toLocaleString({
        ...DateTime.DATETIME_MED_WITH_WEEKDAY,
        timeZoneName: "short",
    });
}
