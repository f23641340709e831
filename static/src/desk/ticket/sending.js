import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { DESK } from "../shell/router";

/**
 * Ask the server to do one action of a ticket.
 *
 * Nothing is thrown: whoever asked keeps what was typed, and shows why it was not done.
 *
 * @param {string} number of the ticket
 * @param {string} action a name of the server's table of actions
 * @param {Object} fields what its form holds
 * @param {File[]} [files]
 * @returns {Promise<{said: string} | {problem: string, login?: boolean}>}
 */
export async function sendAction(number, action, fields, files = []) {
    const first = await post(number, action, fields, files);
    if (!first.csrf_token) {
        return first;
    }
    // the same person has logged in anew in another tab: what was refused is good now
    odoo.csrf_token = first.csrf_token;
    if (first.uid !== user.userId) {
        return { problem: _t("Somebody else is logged in in this browser now. Nothing was sent: reload the page and log in as yourself; what you typed is kept.") };
    }
    return post(number, action, fields, files);
}

async function post(number, action, fields, files) {
    const url = `${DESK}/act/${encodeURIComponent(number)}/${action}`;
    let response;
    try {
        response = await browser.fetch(url, {
            method: "POST",
            body: formData(fields, files),
            redirect: "manual",
        });
    } catch {
        return { problem: _t("The server cannot be reached. What you typed is kept: try again in a moment.") };
    }
    if (response.type === "opaqueredirect") {
        return {
            login: true,
            problem: _t("Your session has ended, so nothing was sent. What you typed is kept: log in, and you come back to it."),
        };
    }
    return read(response);
}

function formData(fields, files) {
    const data = new FormData();
    data.append("csrf_token", odoo.csrf_token);
    for (const [name, value] of Object.entries(fields)) {
        data.append(name, value ?? "");
    }
    for (const file of files) {
        data.append("files", file, file.name);
    }
    return data;
}

async function read(response) {
    const isAnswer = (response.headers.get("Content-Type") || "").includes("json");
    if (isAnswer) {
        return response.json();
    }
    if (response.status === 404) {
        return { problem: _t("This ticket is not open to you any more. Copy what you typed, and ask the ECOSIRE account lead.") };
    }
    if (response.status === 413) {
        return { problem: _t("This is more than fits into one answer. Nothing was sent: send the files in several answers.") };
    }
    return { problem: _t("The server could not do it (error %s). What you typed is kept: try again, and tell the client's administrator if it stays so.", response.status) };
}

/** Where one logs in, and comes back to this very page. */
export function loginUrl() {
    const here = browser.location.pathname + browser.location.search;
    return `/web/login?redirect=${encodeURIComponent(here)}`;
}
