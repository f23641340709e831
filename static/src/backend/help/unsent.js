import { browser } from "@web/core/browser/browser";

const PLACE = "ecosire_support_unsent";
const KEPT = 5;
const LONGEST = 30_000; // characters of a traceback; a browser keeps little

/** Reports that could not be sent, kept in this browser until they can: nothing is lost. */
export function unsent() {
    try {
        const reports = JSON.parse(browser.localStorage.getItem(PLACE) || "[]");
        return Array.isArray(reports) ? reports : [];
    } catch {
        return []; // somebody else's text in our place
    }
}

export function remember(report) {
    const kept = unsent().filter((one) => one.key !== report.key);
    store([...kept, { ...report, traceback: report.traceback.slice(-LONGEST) }].slice(-KEPT));
}

export function forget(key) {
    store(unsent().filter((one) => one.key !== key));
}

function store(reports) {
    browser.localStorage.setItem(PLACE, JSON.stringify(reports));
}
