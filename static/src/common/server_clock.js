/**
 * The server's time, whatever the clock of this computer says: what the server wrote into the
 * page, and what has passed since by the browser's steady clock.
 *
 * That one stands still while a computer sleeps, so after a pause the server is asked again.
 */
const ASK_AFTER_MS = 20000;

class ServerClock {
    get isSet() {
        return this.base !== undefined;
    }

    start(now) {
        if (!this.isSet) {
            this.set(now);
            document.addEventListener("visibilitychange", () => this.wake());
            window.addEventListener("pageshow", (ev) => ev.persisted && this.ask());
        }
    }

    set(now) {
        this.base = now - performance.now();
    }

    now() {
        return this.base + performance.now();
    }

    wake() {
        if (document.visibilityState === "hidden") {
            this.hiddenAt = Date.now();
        } else if (Date.now() - this.hiddenAt > ASK_AFTER_MS) {
            this.ask();
        }
    }

    async ask() {
        try {
            const response = await fetch(location.href, { method: "HEAD", cache: "no-store" });
            const date = Date.parse(response.headers.get("Date"));
            if (date) {
                this.set(date);
            }
        } catch {
            // offline: the countdown goes on from what it knew
        }
    }
}

export const serverClock = new ServerClock();
