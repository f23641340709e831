import { _t } from "@web/core/l10n/translation";
import { session } from "@web/session";

export const desk = session.ecosire_support;

export const QUEUE = "ecosire-desk-queue";
export const ASSIGNMENT = "ecosire-desk-assignment";

/** Where one can go on the desk: an action, seen in one of its views. */
export function places() {
    const all = [
        { key: "queue", label: _t("Queue"), action: QUEUE, hotkey: "q" },
        { key: "board", label: _t("Board"), action: QUEUE, viewType: "kanban", hotkey: "b" },
        { key: "calendar", label: _t("Calendar"), action: QUEUE, viewType: "calendar", hotkey: "d" },
    ];
    if (desk.is_lead) {
        all.push({ key: "assignment", label: _t("Assignment"), action: ASSIGNMENT, hotkey: "g" });
    }
    return all;
}

/** The light pages: forms that nobody needs all day, and that open from a mail on a phone. */
export function pages() {
    const at = (path) => `${desk.home}${path}`;
    const everybody = [
        { label: _t("Absences"), url: at("/absences") },
        { label: _t("Notices to me"), url: at("/notices") },
        { label: _t("Light queue, without this desk"), url: at("") },
    ];
    const lead = [
        { label: _t("Load and working hours"), url: at("/load") },
        { label: _t("Hand over several"), url: at("/handover") },
        { label: _t("Plan changes"), url: at("/changes"), count: "changes" },
        { label: _t("Usage statements"), url: at("/statements") },
        { label: _t("Team"), url: at("/team") },
        { label: _t("File an outage"), url: at("/outage/new") },
    ];
    return desk.is_lead ? [...lead, ...everybody] : everybody;
}

export function ownPages() {
    return [
        { label: _t("Password"), url: "/my/security" },
        { label: _t("Log out"), url: `/web/session/logout?redirect=${desk.home}` },
    ];
}
