/** What the page says of a deadline, and how it looks: words, colours, elements. */
"use strict";

function level(one, now) {
    if (one.deadline <= now) {
        return "missed";
    }
    return one.risk !== null && one.risk <= now ? "risk" : "running";
}

function span(ms) {
    const seconds = Math.floor(Math.abs(ms) / 1000);
    const [days, hours] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24];
    const minutes = Math.floor(seconds / 60) % 60;
    if (days) {
        return `${days} d ${hours} h`;
    }
    if (hours) {
        return `${hours} h ${minutes} min`;
    }
    return minutes >= 10 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

function countdown(one, now) {
    const left = one.deadline - now;
    if (left > 0) {
        return `${span(left)} left`;
    }
    return one.aim ? `${span(left)} later than aimed` : `${span(left)} late`;
}

function clock(ms) {
    const form = { weekday: "short", hour: "2-digit", minute: "2-digit" };
    const sameWeek = Math.abs(ms - Date.now()) < 6 * 86400000;
    return new Date(ms).toLocaleString("en-GB", sameWeek ? form : { ...form, day: "numeric", month: "short" });
}

function initials(name) {
    const words = name.match(/[\p{L}\p{N}]+/gu) || ["?"];
    return words
        .slice(0, 2)
        .map((word) => [...word][0].toUpperCase())
        .join("");
}

/** White or black: whichever reads better on the colour. */
function inkOn(background) {
    const part = (at) => {
        const value = parseInt(background.slice(at, at + 2), 16) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) > 0.179 ? "#000000" : "#ffffff";
}

const by = (id) => document.getElementById(id);

function element(tag, facts = {}, ...children) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...children.filter(Boolean));
    return made;
}

function count(number, word) {
    return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function anchor(href, text) {
    return element("a", { href, textContent: text, target: "_blank", rel: "noopener noreferrer" });
}

function chip(name, background) {
    const made = element("span", { className: "chip", textContent: initials(name) });
    made.setAttribute("aria-hidden", "true");
    made.style.background = background;
    made.style.color = inkOn(background);
    return made;
}

/** What tells a deadline from all others of the page. */
function keyOf(one) {
    return `${one.feed.url} ${one.number} ${one.owed}`;
}

function drawRow(one) {
    const left = element("span");
    const number = one.link ? anchor(one.link, one.number) : element("span", { textContent: one.number });
    number.classList.add("number");
    number.dataset.key = keyOf(one);
    const row = element(
        "li",
        {},
        element("span", { className: "left" }, left, element("span", { className: "when", textContent: clock(one.feed.here(one.deadline)) })),
        element("span", { className: "client" }, chip(one.client, one.colour), element("span", { textContent: one.client })),
        element("span", { className: `severity ${one.severity}`, textContent: SEVERITIES[one.severity] }),
        number,
        element("span", { textContent: one.aim ? `${OWED[one.owed]} (an aim)` : OWED[one.owed] }),
        element("span", { className: "quiet", textContent: one.mine ? "With me" : "With nobody yet" })
    );
    row.style.setProperty("--colour", one.colour);
    return { element: row, left, number, one };
}
