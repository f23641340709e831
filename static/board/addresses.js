/** The list of addresses: kept in this browser or in the link of the page, and sent to nobody. */
"use strict";

const STORE = "ecosire_support_board";

class Addresses {
    /** @param changed called with the feeds that are new, after the list has changed */
    constructor(changed) {
        this.changed = changed;
        this.feeds = [];
        this.load();
        this.listen();
    }

    listen() {
        by("add").addEventListener("submit", (event) => this.addTyped(event));
        by("export").addEventListener("click", () => this.saveAsFile());
        by("choose").addEventListener("click", () => by("import").click());
        by("import").addEventListener("change", (event) => this.addFromFile(event));
        by("keep").addEventListener("click", () => this.keepAll());
        by("manage").addEventListener("click", () => this.show(by("addresses").hidden));
        window.addEventListener("hashchange", () => this.reload());
        window.addEventListener("storage", (event) => event.key === STORE && this.reload());
    }

    load() {
        const known = new Map(this.feeds.map((feed) => [feed.url, feed]));
        const feeds = new Map();
        for (const one of this.stored()) {
            this.take(feeds, one?.url, (url) => known.get(url) || new Feed(url, one));
        }
        for (const given of new URLSearchParams(location.hash.slice(1)).getAll("feed")) {
            this.take(feeds, given, (url) => {
                return known.get(url) || Object.assign(new Feed(url), { isKept: false });
            });
        }
        this.feeds = [...feeds.values()];
    }

    stored() {
        try {
            const kept = JSON.parse(localStorage.getItem(STORE));
            return Array.isArray(kept) ? kept : [];
        } catch {
            return []; // nothing was kept, or this browser keeps nothing
        }
    }

    take(feeds, typed, make) {
        try {
            const url = readAddress(String(typed));
            if (!feeds.has(url)) {
                feeds.set(url, make(url));
            }
        } catch {
            // no address of a feed: it is not asked for anything
        }
    }

    save() {
        const kept = this.feeds.filter((feed) => feed.isKept).map((feed) => feed.kept);
        try {
            localStorage.setItem(STORE, JSON.stringify(kept));
        } catch {
            this.complain("This browser keeps nothing for this page: the list goes when you close it.");
        }
    }

    reload() {
        const known = new Set(this.feeds);
        this.load();
        this.changed(this.feeds.filter((feed) => !known.has(feed)));
    }

    complain(words) {
        by("add_problem").textContent = words;
    }

    add(typed) {
        const url = readAddress(typed);
        if (this.feeds.some((feed) => feed.url === url)) {
            throw new Error("This address is in the list already.");
        }
        const feed = new Feed(url);
        this.feeds.push(feed);
        return feed;
    }

    addTyped(event) {
        event.preventDefault();
        this.complain("");
        try {
            const feed = this.add(by("address").value);
            by("address").value = "";
            this.save();
            this.changed([feed]);
        } catch (error) {
            this.complain(error.message);
            by("address").focus();
        }
    }

    /** Addresses of a file: the list that this page saved, or any text that holds some. */
    async addFromFile(event) {
        const [file] = event.target.files;
        if (!file) {
            return;
        }
        const text = await file.slice(0, LARGEST).text();
        event.target.value = "";
        const added = [];
        for (const url of new Set(text.match(/https?:\/\/[^\s"',<>]+/g) || [])) {
            try {
                added.push(this.add(url));
            } catch {
                // in the list already, or an address of something else
            }
        }
        this.complain(added.length ? "" : "The file holds no address that is not in the list.");
        this.save();
        this.changed(added);
    }

    saveAsFile() {
        const list = { feeds: this.feeds.map((feed) => feed.url) };
        const blob = new Blob([JSON.stringify(list, null, 1)], { type: "application/json" });
        const href = URL.createObjectURL(blob);
        element("a", { href, download: "deadline-feeds.json" }).click();
        setTimeout(() => URL.revokeObjectURL(href), 10000);
    }

    remove(feed) {
        this.feeds = this.feeds.filter((one) => one !== feed);
        if (!feed.isKept) {
            const others = new URLSearchParams();
            this.feeds.filter((one) => !one.isKept).forEach((one) => others.append("feed", one.url));
            history.replaceState(null, "", `#${others}`);
        }
        this.save();
        this.changed([]);
        by("address").focus();
    }

    keepAll() {
        this.feeds.forEach((feed) => (feed.isKept = true));
        history.replaceState(null, "", location.pathname + location.search);
        this.save();
        this.changed([]);
    }

    show(open) {
        by("addresses").hidden = !open;
        by("manage").setAttribute("aria-expanded", String(open));
        if (open) {
            by("address").focus();
        }
    }

    draw() {
        by("feeds").replaceChildren(...this.feeds.map((feed) => this.drawFeed(feed)));
        by("unkept").hidden = this.feeds.every((feed) => feed.isKept);
        by("export").hidden = !this.feeds.length;
    }

    drawFeed(feed) {
        const button = element("button", { type: "button", textContent: "Remove" });
        button.setAttribute("aria-label", `Remove ${feed.name}`);
        button.addEventListener("click", () => this.remove(feed));
        return element(
            "li",
            {},
            chip(feed.name, feed.colour),
            element("strong", { textContent: feed.name }),
            element("span", { className: "host", textContent: feed.host }),
            button
        );
    }
}
