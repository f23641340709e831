import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const { DateTime } = luxon;
const EVERY = 30_000;

/** The present, for everything on the screen that counts time: one timer for all of it. */
const clock = reactive({ now: DateTime.now() });
let timer = null;

export function theClock() {
    clock.now = DateTime.now();
    if (timer === null) {
        timer = browser.setInterval(() => {
            clock.now = DateTime.now();
        }, EVERY);
    }
    return clock;
}
