import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { session } from "@web/session";

const CHANGED = "ecosire_support.changed";
const HERE = "ecosire_support.here";
const CONNECTED = "CONNECTED";
/** As long as the bus is out of reach, everybody looks for himself this often. */
const LOOK_EVERY_MS = 60000;

const channelOf = (id) => `ecosire_support.ticket_${id}`;

/**
 * Tells who has tickets on the screen that some of them changed.
 *
 * `onTickets(callback)`: `callback(ids)` for every ticket the user hears of; `onTicket(id, callback)`
 * for one; `onHere(id, callback)`: somebody came to it, left it or began to write. All return a
 * function that ends it. `ids` is null when anything may have changed: many at once, the connection
 * was away, or there is none and it is time to look.
 */
export const liveService = {
    dependencies: ["bus_service"],
    start(env, { bus_service: bus }) {
        const changed = new Set(); // those who want to know that tickets changed
        const here = new Set(); // and who else is there
        const watched = new Map(); // how many on this screen watch a ticket
        let started = false;

        function tell(listeners, ids) {
            for (const { id, callback } of [...listeners]) {
                if (!ids || !id || ids.includes(id)) {
                    callback(ids);
                }
            }
        }

        function look() {
            if (bus.workerState !== CONNECTED && !document.hidden) {
                tell(changed, null);
            }
        }

        function begin() {
            started = true;
            bus.subscribe(CHANGED, ({ ids, many }) => tell(changed, many ? null : ids));
            bus.subscribe(HERE, ({ id }) => tell(here, [id]));
            bus.addEventListener("BUS:RECONNECT", () => tell(changed, null));
            bus.start();
            browser.setInterval(look, session.ecosire_support?.look_every_ms || LOOK_EVERY_MS);
        }

        function listen(listeners, listener) {
            if (!started) {
                begin();
            }
            listeners.add(listener);
            return () => listeners.delete(listener);
        }

        function watch(id, more) {
            const before = watched.get(id) || 0;
            watched.set(id, before + more);
            if (!before) {
                bus.addChannel(channelOf(id));
            } else if (!watched.get(id)) {
                bus.deleteChannel(channelOf(id));
            }
        }

        return {
            onTickets: (callback) => listen(changed, { callback }),
            onHere: (id, callback) => listen(here, { id, callback }),
            onTicket(id, callback) {
                const end = listen(changed, { id, callback });
                watch(id, 1);
                return () => {
                    watch(id, -1);
                    end();
                };
            },
        };
    },
};

registry.category("services").add("ecosire_support_live", liveService);
