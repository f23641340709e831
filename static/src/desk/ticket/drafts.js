import { onMounted, onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { IndexedDB } from "@web/core/utils/indexed_db";
import { user } from "@web/core/user";

/**
 * What an engineer has typed and not sent, files included: kept in this browser, so that neither
 * a reload, nor an ended session, nor a closed tab takes it. Each login has drafts of its own.
 */
const database = new IndexedDB("ecosire_support_drafts", "1");
const table = `user-${user.userId}`;
const writing = new Set(); // how to keep each of the texts that are on the screen

export const drafts = {
    read(key) {
        return database.read(table, key);
    },
    keep(key, draft) {
        return database.write(table, key, draft);
    },
    forget(key) {
        return database.write(table, key, null);
    },
    /** Keep what was typed last too: the page goes away. */
    keepAll() {
        return Promise.allSettled([...writing].map((keep) => keep()));
    },
};

/** What `keep` keeps is kept as well when the page goes away. */
export function useDraft(keep) {
    onMounted(() => writing.add(keep));
    onWillUnmount(() => writing.delete(keep));
}

browser.addEventListener("pagehide", () => drafts.keepAll());
