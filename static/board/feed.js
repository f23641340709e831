/**
 * A client's feed as a browser reads it. What a server answers is never trusted: it is read up to
 * a size, checked field by field, shown as text, and linked to only where the link leads back to
 * the server it came from.
 */
"use strict";

const FORMAT = "ecosire-support-feed";
const VERSION = 1;
const PATIENCE_MS = 20000;
const NO_MATTER_MS = 30000; // clocks that are as near as this are the same
const LARGEST = 1024 * 1024; // bytes of one answer
const MOST = 500; // deadlines of one answer
const GREY = "#5b6472";
const SEVERITIES = { critical: "Critical", high: "High", medium: "Medium", low: "Low" };
const OWED = {
    first_response: "First answer",
    next_response: "Next answer",
    resolution: "Resolution",
    next_update: "Next update",
};

/** The text without marks that would turn the line around or break it, and not longer than a line. */
function plain(value, length = 80) {
    const text = typeof value === "string" ? value : "";
    return text
        .slice(0, length * 2)
        .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ")
        .trim()
        .slice(0, length);
}

function instant(value) {
    const known = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
    const at = known ? Date.parse(value) : NaN;
    return Number.isNaN(at) ? null : at;
}

function colour(value) {
    return typeof value === "string" && /^#[0-9a-f]{6}$/.test(value) ? value : GREY;
}

/** Where a link leads, if it leads back to the server that it came from; otherwise nowhere. */
function linkWithin(value, origin) {
    try {
        const url = new URL(value);
        return url.origin === origin && /^https?:$/.test(url.protocol) ? url.href : "";
    } catch {
        return "";
    }
}

/** The address of a feed as it is kept; throws words when it can be none. */
function readAddress(typed) {
    let url;
    try {
        url = new URL(typed.trim());
    } catch {
        throw new Error("This is no address. Copy the whole of it, from https:// to .json.");
    }
    if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
        throw new Error("An address of a feed begins with https:// and holds no login.");
    }
    const found = /^(.*\/support\/feed\/[0-9a-f]{32}-[0-9a-f]{24})\.(json|ics)$/.exec(url.pathname);
    if (!found) {
        throw new Error("This is no feed. A feed's address ends with a long key and .json.");
    }
    if (url.protocol === "http:" && location.protocol === "https:") {
        throw new Error("This page was opened by https, and so reads no address with http.");
    }
    return `${url.origin}${found[1]}.json`;
}

/** What a feed's answer says; throws words when it is none that this page understands. */
function readFeed(answer, origin) {
    if (answer === null || typeof answer !== "object" || answer.format !== FORMAT) {
        throw new Error("its answer is no feed of deadlines");
    }
    if (answer.version !== VERSION) {
        throw new Error("its feed is of a newer kind: this page is too old for it");
    }
    if (!Array.isArray(answer.deadlines) || instant(answer.now) === null) {
        throw new Error("its feed is damaged");
    }
    const client = plain(answer.client) || "?";
    return {
        client,
        colour: colour(answer.colour),
        desk: linkWithin(answer.desk, origin),
        now: instant(answer.now),
        deadlines: answer.deadlines
            .slice(0, MOST)
            .map((one) => readDeadline(one, origin, client))
            .filter(Boolean),
    };
}

function readDeadline(one, origin, client) {
    const deadline = one === null || typeof one !== "object" ? null : instant(one.deadline);
    if (deadline === null || !plain(one.number)) {
        return null;
    }
    return {
        number: plain(one.number, 40),
        severity: Object.hasOwn(SEVERITIES, one.severity) ? one.severity : "low",
        owed: Object.hasOwn(OWED, one.obligation) ? one.obligation : "first_response",
        deadline,
        risk: instant(one.at_risk),
        aim: one.aim === true,
        mine: one.mine === true,
        link: linkWithin(one.link, origin),
        client: plain(one.client) || client,
        colour: colour(one.colour),
    };
}

/** The body as text, given up once it is larger than any feed. */
async function readBody(response) {
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let size = 0;
    let text = "";
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            return text + decoder.decode();
        }
        size += value.byteLength;
        if (size > LARGEST) {
            reader.cancel();
            throw new Error("its answer is too large for a feed");
        }
        text += decoder.decode(value, { stream: true });
    }
}

/** One client's feed: what it last said, by whose clock, and since when it cannot be read. */
class Feed {
    constructor(url, kept = {}) {
        this.url = url;
        this.origin = new URL(url).origin;
        this.host = new URL(url).host;
        this.client = plain(kept.client);
        this.colour = colour(kept.colour);
        this.desk = linkWithin(kept.desk, this.origin);
        this.readAt = Number(kept.readAt) || 0;
        this.failedAt = Number(kept.failedAt) || 0;
        this.isKept = true;
        this.problem = "";
        this.deadlines = [];
    }

    get kept() {
        const { url, client, colour, desk, readAt, failedAt } = this;
        return { url, client, colour, desk, readAt, failedAt };
    }

    get name() {
        return this.client || this.host;
    }

    /** Whether it has said anything since the page was opened. */
    get isRead() {
        return this.ahead !== undefined;
    }

    /** The server's own time now, in milliseconds; the browser's clock may be wrong. */
    now() {
        return this.isRead ? performance.now() + this.ahead : Date.now();
    }

    /** When an instant of the server's is by the clock of whoever reads. */
    here(instant) {
        const apart = this.now() - Date.now();
        return Math.abs(apart) < NO_MATTER_MS ? instant : instant - apart;
    }

    async refresh() {
        const patience = new AbortController();
        const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
        try {
            await this.read(patience.signal);
            this.problem = "";
            this.failedAt = 0;
        } catch (error) {
            this.failedAt ||= Date.now();
            this.problem = await this.explain(error, patience.signal.aborted);
        } finally {
            clearTimeout(timer);
        }
    }

    async read(signal) {
        const response = await fetch(this.url, {
            credentials: "omit",
            referrerPolicy: "no-referrer",
            cache: "no-cache",
            redirect: "error",
            signal,
        });
        if (response.status === 429) {
            throw new Error("it was asked too often: other pages or calendars read it as well");
        }
        if (!response.ok) {
            throw new Error(`it answers with the error ${response.status}`);
        }
        const text = await readBody(response);
        let answer;
        try {
            answer = JSON.parse(text);
        } catch {
            throw new Error("its answer is no feed of deadlines");
        }
        const { now, ...said } = readFeed(answer, this.origin);
        Object.assign(this, said);
        // an answer that was kept says an old time; the header is always of this moment
        this.ahead = (Date.parse(response.headers.get("Date")) || now) - performance.now();
        this.readAt = Date.now();
    }

    /** Why it could not be read. Only from pages that allow it does a browser say more than "no". */
    async explain(error, late) {
        if (late) {
            return `no answer within ${PATIENCE_MS / 1000} seconds`;
        }
        if (!(error instanceof TypeError)) {
            return error.message;
        }
        try {
            await fetch(this.url, {
                mode: "no-cors",
                credentials: "omit",
                referrerPolicy: "no-referrer",
                cache: "no-store",
                signal: AbortSignal.timeout(PATIENCE_MS),
            });
        } catch {
            return "its server cannot be reached";
        }
        this.deadlines = [];
        return (
            "its server answers, but there is nothing under this address any more: it was made " +
            "anew or ended, or your access is over"
        );
    }
}
