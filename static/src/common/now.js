import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { serverClock } from "./server_clock";

const { DateTime } = luxon;

/** The present by the server's clock where a page was told it, else by this computer's. */
function present() {
    return serverClock.isSet ? DateTime.fromMillis(serverClock.now()) : DateTime.now();
}

/** The present, for everything on the screen that counts time: one timer for all of it. */
function makeClock(everyMs) {
    const clock = reactive({ now: present() });
    let timer = null;
    return () => {
        clock.now = present();
        timer ??= browser.setInterval(() => {
            clock.now = present();
        }, everyMs);
        return clock;
    };
}

export const theClock = makeClock(30_000);
/** For a countdown that shows seconds. */
export const theSecond = makeClock(1_000);
