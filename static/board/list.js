/** The one list of all deadlines, in the order in which they are due, and what stands around it. */
"use strict";

const SHOWN = 200; // rows at first: of thousands nobody reads more

class List {
    /** @param feeds a function that gives the feeds */
    constructor(feeds) {
        this.feeds = feeds;
        this.everything = [];
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

    /** Those of the deadlines that fit what is chosen above the list. */
    passed() {
        const filters = ["search", "client", "severity", "whose", "level"];
        const [search, client, severity, whose, chosen] = filters.map((id) => by(id).value);
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        return this.everything.filter((one) => {
            const text = `${one.number} ${one.client} ${OWED[one.owed]} ${SEVERITIES[one.severity]}`;
            const near = level(one, one.feed.now());
            return (
                words.every((word) => text.toLowerCase().includes(word)) &&
                (!client || one.client === client) &&
                (!severity || one.severity === severity) &&
                (!whose || (whose === "mine") === one.mine) &&
                (!chosen || near === "missed" || (near === "risk" && chosen === "near"))
            );
        });
    }

    draw() {
        const focused = document.activeElement?.dataset?.key;
        this.everything = this.all();
        const passed = this.passed();
        this.rows = passed.slice(0, this.shown).map((one) => drawRow(one));
        by("list").replaceChildren(...this.rows.map((row) => row.element));
        const again = focused && this.rows.find((row) => row.number.dataset.key === focused);
        again?.number.focus();
        by("more").hidden = passed.length <= this.shown;
        by("filters").hidden = !this.everything.length;
        this.drawClients();
        this.drawTroubles();
        this.drawNothing(passed);
        this.tick();
    }

    drawClients() {
        const names = [...new Set(this.everything.map((one) => one.client))].sort();
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

    drawNothing(passed) {
        const feeds = this.feeds();
        by("teach").hidden = Boolean(feeds.length);
        by("refresh").hidden = !feeds.length;
        by("nothing").hidden = passed.length || !feeds.some((feed) => feed.isRead);
        by("nothing").textContent = this.everything.length
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
        const near = this.everything.filter((one) => level(one, one.feed.now()) !== "running");
        const missed = near.filter((one) => level(one, one.feed.now()) === "missed").length;
        document.title = near.length ? `(${near.length}) Deadlines` : "Deadlines";
        this.summarise(this.everything.length, missed, near.length - missed);
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
