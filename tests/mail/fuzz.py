"""Mutations of mails: what servers, programs and attackers do to bytes, by a seed that repeats."""

import random
import re

HEADERS = (
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: text/html; charset=utf-7\r\n",
    b'Content-Type: multipart/mixed; boundary=""\r\n',
    b"Content-Disposition: attachment; filename*0*=x'y'%zz\r\n",
    b"Subject: =?utf-8?B?" + b"/" * 200 + b"?=\r\n",
    b"References: " + b"<x@y> " * 500 + b"\r\n",
    b"From: <>\r\n",
    b"Date: \xff\xfe\r\n",
    b"In-Reply-To: <\x00@\xed\xa0\x80>\r\n",
    b"Content-ID: [<\r\n",
)


class Mutator:
    """Makes a mail out of mails; the same seed makes the same ones."""

    def __init__(self, corpus, seed):
        self.random = random.Random(seed)
        self.corpus = corpus
        self.ways = (
            *(self.flip_bytes, self.drop_header, self.repeat_header, self.add_header, self.cut),
            *(self.shuffle_parts, self.repeat_part, self.swap_ends, self.splice),
        )

    def mutation(self):
        """The name of the mail begun with, and what became of it."""
        name, raw = self.random.choice(self.corpus)
        for _turn in range(self.random.randint(1, 4)):
            raw = self.random.choice(self.ways)(raw)
        return name, raw

    def flip_bytes(self, raw):
        data = bytearray(raw)
        for _turn in range(self.random.randint(1, 12)):
            if data:
                data[self.random.randrange(len(data))] = self.random.randrange(256)
        return bytes(data)

    def _lines(self, raw):
        head, separator, body = raw.partition(b"\r\n\r\n")
        return head.split(b"\r\n"), separator + body

    def drop_header(self, raw):
        lines, rest = self._lines(raw)
        lines.pop(self.random.randrange(len(lines)))
        return b"\r\n".join(lines) + rest

    def repeat_header(self, raw):
        lines, rest = self._lines(raw)
        lines.insert(self.random.randrange(len(lines)), self.random.choice(lines))
        return b"\r\n".join(lines) + rest

    def add_header(self, raw):
        return self.random.choice(HEADERS) + raw

    def cut(self, raw):
        return raw[: self.random.randrange(len(raw) + 1)]

    def _parts(self, raw):
        found = re.search(rb'boundary="?([^"\r\n;]+)', raw)
        return (b"--" + found[1], raw.split(b"--" + found[1])) if found else (b"", [raw])

    def shuffle_parts(self, raw):
        boundary, parts = self._parts(raw)
        middle = parts[1:]
        self.random.shuffle(middle)
        return boundary.join([parts[0], *middle])

    def repeat_part(self, raw):
        boundary, parts = self._parts(raw)
        return boundary.join([*parts, self.random.choice(parts)])

    def swap_ends(self, raw):
        return raw.replace(b"\r\n", self.random.choice((b"\n", b"\r", b"\r\n\r\n")), 40)

    def splice(self, raw):
        other = self.random.choice(self.corpus)[1]
        return (
            raw[: self.random.randrange(len(raw) + 1)] + other[self.random.randrange(len(other)) :]
        )
