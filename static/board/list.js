/** The one list of all deadlines, in the order in which they are due, and what stands around it. */
"use strict";

const SHOWN = 200; // rows at first: of thousands nobody reads more

class List {
    /** @param feeds a function that gives the feeds */
    constructor(feeds) {
        this.feeds = feeds;
        this.rows = [];
        this.shown = SHOWN;
        by("filters").addEventListener("submit", (event) => event.preventDefault());
        by("filters").addEventListener("input", () => this.draw());
        by("show_more").addEventListener("click", () => {
            this.shown += SHOWN;
            this.draw();
        });
    }

    /** All deadlines by what is left of them, each by the clock of its own server. */
    all() {
        return this.feeds()
            .flatMap((feed) => {
                const now = feed.now();
                return feed.deadlines.map((one) => ({ ...one, feed, left: one.deadline - now }));
            })
            .sort((one, other) => one.left - other.left);
    }

    passes(one) {
        const chosen = (id) => by(id).value;
        const words = chosen("search").toLowerCase().split(/\s+/).filter(Boolean);
        const text = `${one.number} ${one.client} ${OWED[one.owed]} ${SEVERITIES[one.severity]}`;
        const near = level(one, one.feed.now());
        return (
            words.every((word) => text.toLowerCase().includes(word)) &&
            (!chosen("client") || one.client === chosen("client")) &&
            (!chosen("severity") || one.severity === chosen("severity")) &&
            (!chosen("whose") || (chosen("whose") === "mine") === one.mine) &&
            (!chosen("level") || near === "missed" || (near === "risk" && chosen("level") === "near"))
        );
    }

    draw() {
        const focused = document.activeElement?.dataset?.key;
        const all = this.all();
        const passed = all.filter((one) => this.passes(one));
        this.rows = passed.slice(0, this.shown).map((one) => drawRow(one));
        by("list").replaceChildren(...this.rows.map((row) => row.element));
        const again = focused && this.rows.find((row) => row.number.dataset.key === focused);
        again?.number.focus();
        by("more").hidden = passed.length <= this.shown;
        by("filters").hidden = !all.length;
        this.drawClients(all);
        this.drawTroubles();
        this.drawNothing(all, passed);
        this.tick();
    }

    drawClients(all) {
        const names = [...new Set(all.map((one) => one.client))].sort();
        const chosen = by("client").value;
        by("client").replaceChildren(
            element("option", { value: "", textContent: "All clients" }),
            ...names.map((name) => element("option", { value: name, textContent: name }))
        );
        by("client").value = names.includes(chosen) ? chosen : "";
    }

    drawTroubles() {
        const troubles = this.feeds().filter((feed) => feed.problem);
        by("troubles").replaceChildren(
            ...troubles.map((feed) =>
                element(
                    "p",
                    {},
                    element("strong", { textContent: feed.name }),
                    ` cannot be read since ${clock(feed.failedAt)}: ${feed.problem}. `,
                    feed.deadlines.length && `What is shown of it is of ${clock(feed.readAt)}. `,
                    feed.desk && anchor(feed.desk, "Open its queue")
                )
            )
        );
    }

    drawNothing(all, passed) {
        const feeds = this.feeds();
        by("teach").hidden = Boolean(feeds.length);
        by("refresh").hidden = !feeds.length;
        by("nothing").hidden = passed.length || !feeds.some((feed) => feed.isRead);
        by("nothing").textContent = all.length
            ? "No deadline fits these filters."
            : "Nothing is due: no client waits for an answer of yours, and no ticket waits for an engineer.";
    }

    /** Keep what is true for a second only true; the deadlines that are near, for the title. */
    tick() {
        for (const row of this.rows) {
            const now = row.one.feed.now();
            row.left.textContent = countdown(row.one, now);
            const stale = row.one.feed.problem ? " stale" : "";
            row.element.className = `row ${level(row.one, now)}${stale}`;
        }
        const all = this.all();
        const near = all.filter((one) => level(one, one.feed.now()) !== "running");
        const missed = near.filter((one) => one.left <= 0).length;
        document.title = near.length ? `(${near.length}) Deadlines` : "Deadlines";
        this.summarise(all.length, missed, near.length - missed);
        return near;
    }

    summarise(all, missed, risk) {
        const feeds = this.feeds().length;
        const words = feeds
            ? `${count(all, "deadline")} at ${count(feeds, "client")}: ${missed} missed, ${risk} at risk`
            : "";
        if (by("summary").textContent !== words) {
            by("summary").textContent = words; // a screen reader says it when it changes
        }
    }
}
