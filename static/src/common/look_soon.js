import { browser } from "@web/core/browser/browser";

/** Several things that happen to a ticket in one moment are one look. */
const TOGETHER_MS = 250;
/** Whoever drags a card or ticks rows is not disturbed: the look comes when they are done. */
const AGAIN_MS = 2000;

/**
 * Looks again soon after a ticket changed, and only on a screen that somebody sees.
 *
 * @param {(ids: Set<number>) => Promise} look reads what is shown anew; given which tickets it heard
 *      of since the last look
 * @param {() => boolean} [busy] whether looking would disturb just now
 * @returns {{hear: (ids: number[] | null) => void, end: () => void}}
 */
export function lookSoon(look, busy = () => false) {
    const heard = new Set();
    let timer = null;
    let gone = false;
    let looking = false;
    let stale = false;

    function soon(delay = TOGETHER_MS) {
        browser.clearTimeout(timer);
        timer = browser.setTimeout(run, delay);
    }

    async function run() {
        stale = document.hidden || looking;
        if (stale) {
            return;
        }
        if (busy()) {
            soon(AGAIN_MS);
            return;
        }
        looking = true;
        const ids = new Set(heard);
        heard.clear();
        try {
            await look(ids);
        } finally {
            looking = false;
            if (stale && !gone) {
                soon();
            }
        }
    }

    function onVisible() {
        if (stale) {
            soon();
        }
    }

    document.addEventListener("visibilitychange", onVisible);
    return {
        hear(ids) {
            ids?.forEach((id) => heard.add(id));
            soon();
        },
        end() {
            gone = true;
            browser.clearTimeout(timer);
            document.removeEventListener("visibilitychange", onVisible);
        },
    };
}
