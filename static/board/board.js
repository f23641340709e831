/**
 * The deadlines of several clients' servers on one page. All of it happens in this browser: each
 * address is asked for directly, once a minute, and nothing is sent anywhere else.
 */
"use strict";

const EVERY_MS = 60000;

class Board {
    constructor() {
        this.told = new Set(); // deadlines that were near when somebody was told of them
        this.addresses = new Addresses((added) => this.onChange(added));
        this.list = new List(() => this.addresses.feeds);
        this.listen();
        this.draw();
        if (!this.addresses.feeds.length) {
            by("addresses").hidden = false;
            by("manage").setAttribute("aria-expanded", "true");
        }
        this.refresh();
        setInterval(() => this.refresh(), EVERY_MS);
        setInterval(() => this.tell(this.list.tick()), 1000);
    }

    listen() {
        by("refresh").addEventListener("click", () => this.refresh());
        by("tell").hidden = !window.Notification || Notification.permission !== "default";
        by("tell").addEventListener("click", () => this.askToTell());
        document.addEventListener("keydown", (event) => this.onKey(event));
        // a computer that slept, or a phone that was in a pocket, knows no more what is due
        document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
    }

    onChange(added) {
        this.draw();
        added.forEach((feed) => this.refreshOne(feed));
    }

    draw() {
        this.addresses.draw();
        this.list.draw();
    }

    async refresh() {
        await Promise.all(this.addresses.feeds.map((feed) => this.refreshOne(feed)));
    }

    async refreshOne(feed) {
        feed.asked ||= feed.refresh().finally(() => (feed.asked = null));
        await feed.asked;
        this.addresses.save();
        this.draw();
    }

    /** A notification for each deadline that has just become near; none for those that were. */
    tell(near) {
        for (const one of near) {
            const state = level(one, one.feed.now());
            const key = `${keyOf(one)} ${state}`;
            if (!this.told.has(key)) {
                this.told.add(key);
                if (one.feed.wasTold && window.Notification?.permission === "granted") {
                    this.notify(one, state, key);
                }
            }
        }
        this.addresses.feeds.filter((feed) => feed.isRead).forEach((feed) => (feed.wasTold = true));
    }

    notify(one, state, tag) {
        const title = `${one.number} ${state === "missed" ? "is missed" : "is at risk"}`;
        const body = `${OWED[one.owed]}, ${SEVERITIES[one.severity]}, ${one.client}`;
        try {
            new Notification(title, { body, tag });
        } catch {
            by("tell").hidden = true; // some phones only let installed pages do this
        }
    }

    async askToTell() {
        await Notification.requestPermission();
        by("tell").hidden = Notification.permission !== "default";
    }

    onKey(event) {
        if (event.key === "Escape" && event.target === by("search")) {
            by("search").value = "";
            this.list.draw();
        }
        const isTyping = event.target.matches("input, select, textarea");
        const acts = {
            "/": () => by("search").focus(),
            r: () => this.refresh(),
            j: () => this.move(1),
            k: () => this.move(-1),
        };
        const isPlain = !(isTyping || event.ctrlKey || event.metaKey || event.altKey);
        if (isPlain && Object.hasOwn(acts, event.key)) {
            event.preventDefault();
            acts[event.key]();
        }
    }

    move(step) {
        const links = [...document.querySelectorAll("#list a")];
        const at = links.indexOf(document.activeElement);
        const first = step > 0 ? 0 : links.length - 1;
        const next = at < 0 ? first : Math.max(0, Math.min(at + step, links.length - 1));
        links[next]?.focus();
    }
}

new Board();
