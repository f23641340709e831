import { _t } from "@web/core/l10n/translation";
import { session } from "@web/session";

export const desk = session.ecosire_support;

export const QUEUE = "ecosire-desk-queue";
export const ASSIGNMENT = "ecosire-desk-assignment";

/**
 * Where one can go on the desk: an action, seen in one of its views. By their keys the command palette
 * knows them too; q and b are those of Odoo's search and of the way back. Those that are `wide` are
 * of no use on a phone: Odoo shows it cards in every view of many, and the queue has them by what is due.
 */
export function places() {
    const all = [
        { key: "queue", label: _t("Queue"), action: QUEUE, hotkey: "w" },
        { key: "board", label: _t("Board"), action: QUEUE, viewType: "kanban", hotkey: "a", wide: true },
        { key: "calendar", label: _t("Calendar"), action: QUEUE, viewType: "calendar", hotkey: "d", wide: true },
    ];
    if (desk.is_lead) {
        all.push({ key: "assignment", label: _t("Assignment"), action: ASSIGNMENT, hotkey: "g" });
    }
    return all;
}

/** The light pages: forms that nobody needs all day, and that open from a mail on a phone. */
export function pages() {
    return [...desk.pages, { label: _t("Queue without this desk"), url: desk.home }];
}
