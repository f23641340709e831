import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

/** By this code the server closes the connection of a session that has ended. */
const SESSION_EXPIRED = 4001;

/**
 * Whose access ends is out at once: what stands on the screen is taken away and the server asked
 * again, which shows him the login. What he was writing is kept in this browser.
 */
export const endedService = {
    dependencies: ["bus_service"],
    start(env, { bus_service: bus }) {
        bus.addEventListener("BUS:DISCONNECT", ({ detail }) => {
            if (detail?.code === SESSION_EXPIRED) {
                browser.location.reload();
            }
        });
    },
};

registry.category("services").add("ecosire_support_ended", endedService);
