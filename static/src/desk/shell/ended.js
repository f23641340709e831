import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { drafts } from "../ticket/drafts";

/** By this code the server closes the connection of a session that has ended. */
const SESSION_EXPIRED = 4001;
/** Keeping what he wrote takes a moment; a browser that cannot does not hold the end up. */
const PATIENCE_MS = 1000;

/**
 * Whose access ends is out at once: what stands on the screen is taken away and the server asked
 * again, which shows him the login. What he was writing is kept in this browser.
 */
export const endedService = {
    dependencies: ["bus_service"],
    start(env, { bus_service: bus }) {
        const patience = () => new Promise((done) => browser.setTimeout(done, PATIENCE_MS));
        bus.addEventListener("BUS:DISCONNECT", async ({ detail }) => {
            if (detail?.code === SESSION_EXPIRED) {
                await Promise.race([drafts.keepAll(), patience()]);
                browser.location.reload();
            }
        });
    },
};

registry.category("services").add("ecosire_support_ended", endedService);
