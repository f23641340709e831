"""The page that merges the feeds of many clients, in a real browser (DESIGN §9, question 4)."""

from contextlib import ExitStack
from urllib.parse import quote

from odoo.tests import tagged

from . import servers
from .case import FeedHttpCase
from .servers import token

BOARD = "/ecosire_support/static/board/index.html"
READY = "document.readyState === 'complete'"

# what a step of a test may use; a step that is not met within some seconds fails with its name
TOOLS = """
const rows = () => [...document.querySelectorAll("#list .row")].map((row) => row.innerText.replace(/\\s+/g, " "));
const text = (id) => document.getElementById(id).innerText.replace(/\\s+/g, " ");
async function until(what, met) {
    for (let turn = 0; turn < 200; turn++) {
        if (await met()) {
            return;
        }
        await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`never: ${what}; rows ${JSON.stringify(rows())}; troubles ${text("troubles")}`);
}
function same(what, one, other) {
    if (JSON.stringify(one) !== JSON.stringify(other)) {
        throw new Error(`${what}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
    }
}
function choose(id, value) {
    document.getElementById(id).value = value;
    document.getElementById(id).dispatchEvent(new Event("input", { bubbles: true }));
}
function press(key, on = document.body) {
    on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}
"""


@tagged("post_install", "-at_install")
class TestBoard(FeedHttpCase):
    def look(self, steps, *addresses):
        """Open the page with these addresses in its link, and do the steps in it."""
        link = "&".join(f"feed={quote(one, safe='')}" for one in addresses)
        code = f"{TOOLS}(async () => {{ {steps}; console.log('test successful'); }})()"
        self.browser_js(f"{BOARD}#{link}" if link else BOARD, code, ready=READY)

    def start(self, **ways):
        """A client's server for the time of the test."""
        stack = ExitStack()
        self.addCleanup(stack.close)
        return stack.enter_context(servers.client(**ways))

    def closed_port(self):
        with servers.client() as server:
            return server

    def test_three_clients_in_one_list_by_each_ones_own_clock(self):
        """One is slow, one has a clock of its own, one says what this very Odoo says."""
        slow = self.start(
            **{token(1): servers.slow("Slow Ltd", ("SLOW-7", 4, {}), ("SLOW-8", -9, {}))}
        )
        ahead = self.start(
            **{
                token(2): servers.honest(
                    "Ahead & Sons",
                    ("AHEAD-1", 90, {"severity": "critical", "obligation": "next_update"}),
                    ("AHEAD-2", 2, {"mine": False}),
                    ahead=servers.SKEW,
                )
            }
        )
        number = self.ticket.number
        said = self.feeds._live(self.feeds._make(self.engineer))._as_json()[0]
        real = self.start(**{token(3): servers.repeat(said, self.feeds.get_base_url())})
        self.look(
            f"""
            await until("the quick ones", () => rows().length === 3);
            await until("the slow one", () => rows().length === 5);
            const numbers = () => [...document.querySelectorAll("#list .number")].map((one) => one.innerText);
            same("order", numbers(), ["SLOW-8", "AHEAD-2", "SLOW-7", "AHEAD-1", "{number}"]);
            const row = rows();
            same("late", /^9 min \\d+ s late .*Slow Ltd High SLOW-8 First answer With me$/.test(row[0]), true);
            same("its own clock", /^[12] min \\d+ s left .*Ahead & Sons High AHEAD-2 First answer With nobody yet$/.test(row[1]), true);
            same("update", /1 h (29|30) min left|90 min/.test(row[3]) && row[3].includes("Critical AHEAD-1 Next update"), true);
            same("what Odoo says", row[4].includes("Delta Distribution"), true);
            same("and where", document.querySelectorAll("#list a")[4].pathname, "/my/support/ticket/{number}");
            await until("the title", () => document.title === "(3) Deadlines");
            same("summary", text("summary"), "5 deadlines at 3 clients: 1 missed, 2 at risk");
            same("no trouble", text("troubles"), "");
            same("kept nowhere", JSON.parse(localStorage.getItem("ecosire_support_board") || "[]").length, 0);
            choose("search", "sons critical");
            same("search", numbers(), ["AHEAD-1"]);
            press("Escape", document.getElementById("search"));
            choose("client", "Slow Ltd");
            same("client", numbers(), ["SLOW-8", "SLOW-7"]);
            choose("client", ""); choose("level", "near");
            same("near", numbers(), ["SLOW-8", "AHEAD-2", "SLOW-7"]);
            choose("level", "missed");
            same("missed", numbers(), ["SLOW-8"]);
            choose("level", ""); choose("whose", "nobody");
            same("nobody's", numbers().includes("AHEAD-2") && !numbers().includes("SLOW-7"), true);
            choose("severity", "low");
            same("none", text("nothing"), "No deadline fits these filters.");
            choose("severity", ""); choose("whose", "");
            press("j"); press("j");
            same("keys", document.activeElement.innerText, "AHEAD-2");
            press("k");
            same("back", document.activeElement.innerText, "SLOW-8");
            press("r");
            await new Promise((done) => setTimeout(done, 2500));
            same("the focus stays", document.activeElement.innerText, "SLOW-8");
            press("/");
            same("search by key", document.activeElement.id, "search");
            """,
            servers.address(slow, token(1)),
            servers.address(ahead, token(2)),
            servers.address(real, token(3)),
        )
        for server in (slow, ahead, real):
            for _key, headers in server.asked:
                for private in ("Cookie", "Referer", "Authorization"):
                    self.assertNotIn(private, headers)

    def test_what_cannot_be_read_is_said_in_words(self):
        server = self.start(
            **{
                token(1): servers.honest("Good Ltd", ("GOOD-1", 60, {})),
                token(3): servers.huge,
                token(4): servers.not_json,
                token(5): servers.newer,
                token(6): servers.too_often,
            }
        )
        self.look(
            """
            await until("all troubles", () => document.querySelectorAll("#troubles p").length === 6);
            const said = text("troubles");
            for (const words of [
                "its server cannot be reached",
                "there is nothing under this address any more: it was made anew or ended",
                "its answer is too large for a feed",
                "its answer is no feed of deadlines",
                "this page is too old for it",
                "it was asked too often",
            ]) {
                same(words, said.includes(words), true);
            }
            same("since when", /127\\.0\\.0\\.1:\\d+ cannot be read since \\w{3} \\d\\d:\\d\\d: /.test(said), true);
            same("the good one", rows().length, 1);
            """,
            servers.address(self.closed_port(), token(1)),
            *(servers.address(server, token(number)) for number in range(1, 7)),
        )

    def test_a_feed_that_ends_takes_its_deadlines_along(self):
        """And one whose server is gone leaves what it said last, marked as old."""
        ends = self.start(**{token(1): servers.honest("Ends Ltd", ("END-1", 60, {}))})
        gone = self.start(**{token(2): servers.honest("Gone Ltd", ("GONE-1", 60, {}))})
        turns = iter(range(1, 9))

        def control(handler):
            if next(turns) == 1:
                return servers.honest("Control", ("CTRL-1", 90, {}))(handler)
            ends.ways.clear()
            gone.ways[token(2)] = servers.hang_up
            return servers.honest("Control", ("CTRL-2", 90, {}))(handler)

        switch = self.start(**{token(3): control})
        self.look(
            """
            await until("all", () => rows().length === 3);
            press("r");
            await until("switched", () => rows().some((row) => row.includes("CTRL-2")));
            press("r");
            await until("ended", () => !rows().some((row) => row.includes("END-1")));
            await until("both told", () => document.querySelectorAll("#troubles p").length === 2);
            same("what was said last", rows().some((row) => row.includes("GONE-1")), true);
            same("marked", document.querySelectorAll(".row.stale").length, 1);
            same("how old", /Gone Ltd cannot be read since .* What is shown of it is of \\w{3} \\d\\d:\\d\\d\\./.test(text("troubles")), true);
            same("a way on", document.querySelectorAll("#troubles a").length, 2);
            """,
            servers.address(ends, token(1)),
            servers.address(gone, token(2)),
            servers.address(switch, token(3)),
        )

    def test_a_hostile_feed_does_nothing(self):
        server = self.start(
            **{
                token(1): servers.hostile,
                token(2): servers.honest("Good Ltd", ("GOOD-1", 60, {})),
            }
        )
        self.look(
            """
            await until("all", () => rows().length === 5);
            await new Promise((done) => setTimeout(done, 300));
            same("no script ran", document.title.includes("owned"), false);
            same("no element came in", document.querySelectorAll("main img, main script").length, 0);
            same("shown as text", rows()[0].includes("<img src=x"), true);
            const links = [...document.querySelectorAll("#list a")].map((one) => one.innerText);
            same("links lead back or nowhere", links, ["EVIL-3", "EVIL-4", "GOOD-1"]);
            same("turned around", rows().some((row) => row.includes("\\u202e")), false);
            same("unknown words", rows()[2].includes("Low EVIL-3 First answer"), true);
            same("its colour", document.querySelectorAll(".row")[1].style.getPropertyValue("--colour"), "#5b6472");
            same("the policy", Boolean(document.querySelector("meta[http-equiv]").content.includes("default-src 'none'")), true);
            """,
            servers.address(server, token(1)),
            servers.address(server, token(2)),
        )

    def test_the_list_of_addresses(self):
        server = self.start(
            **{
                token(1): servers.honest("One", ("ONE-1", 60, {})),
                token(2): servers.honest("Two", ("TWO-1", 30, {})),
            }
        )
        one, two = (servers.address(server, token(number)) for number in (1, 2))
        self.look(
            f"""
            localStorage.clear();
            same("it teaches", text("teach").includes("Make my address"), true);
            same("open", document.getElementById("addresses").hidden, false);
            const add = (typed) => {{
                document.getElementById("address").value = typed;
                document.getElementById("add").requestSubmit();
            }};
            for (const [typed, words] of [
                ["", "This is no address."],
                ["javascript:alert(1)", "begins with https://"],
                ["https://user:secret@127.0.0.1/support/feed/x.json", "holds no login"],
                ["https://elsewhere.example/support/feed/short.json", "This is no feed."],
            ]) {{
                add(typed);
                same(typed, text("add_problem").includes(words), true);
            }}
            add(" {one.replace(".json", ".ics")} ");
            await until("the first", () => rows().length === 1);
            add("{one}");
            same("twice", text("add_problem"), "This address is in the list already.");
            const file = new File([JSON.stringify({{ feeds: ["{one}", "{two}", "https://x.example/"] }})], "list.json");
            const files = new DataTransfer();
            files.items.add(file);
            document.getElementById("import").files = files.files;
            document.getElementById("import").dispatchEvent(new Event("change"));
            await until("from a file", () => rows().length === 2);
            same("no words", text("add_problem"), "");
            const kept = JSON.parse(localStorage.getItem("ecosire_support_board"));
            same("kept", kept.map((feed) => feed.url), ["{one}", "{two}"]);
            same("no deadline is kept", JSON.stringify(kept).includes("ONE-1"), false);
            let saved = "";
            const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => {{ saved = blob.text(); return make.call(URL, blob); }};
            document.getElementById("export").click();
            same("exported", JSON.parse(await saved).feeds, ["{one}", "{two}"]);
            document.querySelector("#feeds button").click();
            await until("removed", () => rows().length === 1 && rows()[0].includes("TWO-1"));
            same("forgotten", JSON.parse(localStorage.getItem("ecosire_support_board")).length, 1);
            location.hash = "feed=" + encodeURIComponent("{one}");
            await until("by the link", () => rows().length === 2);
            same("not kept", document.getElementById("unkept").hidden, false);
            document.getElementById("keep").click();
            same("kept now", JSON.parse(localStorage.getItem("ecosire_support_board")).length, 2);
            same("out of the link", location.hash, "");
            localStorage.clear();
            """
        )

    def test_nothing_due_is_said(self):
        server = self.start(**{token(1): servers.honest("One")})
        self.look(
            """
            await until("read", () => !document.getElementById("nothing").hidden);
            same("words", text("nothing").startsWith("Nothing is due"), true);
            same("title", document.title, "Deadlines");
            """,
            servers.address(server, token(1)),
        )
