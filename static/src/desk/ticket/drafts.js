import { IndexedDB } from "@web/core/utils/indexed_db";
import { user } from "@web/core/user";

/**
 * What an engineer has typed and not sent, files included: kept in this browser, so that neither
 * a reload, nor an ended session, nor a closed tab takes it. Each login has drafts of its own.
 */
const database = new IndexedDB("ecosire_support_drafts", "1");
const table = `user-${user.userId}`;

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
};
