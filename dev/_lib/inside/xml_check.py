"""Check XML and other text files for what neither ruff nor pylint-odoo looks at.

`python xml_check.py ROOT FILE…` prints one line per finding and leaves with 1 when there is any.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

Finding = tuple[Path, int, str]

TEXT = {".xml", ".csv", ".js", ".scss", ".css", ".rst", ".md", ".toml", ".yaml", ".yml", ".txt"}
RAW = {".svg", ".po", ".pot"}
DATA_FOLDERS = {"data", "demo", "report", "security", "templates", "views", "wizard"}
DEPRECATED_TAGS = {
    "tree": "write <list>",
    "openerp": "write <odoo>",
    "act_window": "write <record>",
}
DEPRECATED_ATTRIBUTES = {
    "t-esc": "write t-out",
    "t-raw": "write t-out, with Markup where it is meant",
    "t-esc-options": "write t-options",
    "t-raw-options": "write t-options",
    "attrs": "write invisible, readonly or required",
    "states": "write invisible",
}


def main(root: Path, files: list[Path]) -> int:
    """Print what is wrong in the files."""
    findings: list[Finding] = []
    for file in files:
        if file.suffix in TEXT:
            findings += text_findings(file)
    xml = [file for file in files if file.suffix == ".xml"]
    trees = {}
    for file in xml:
        try:
            trees[file] = etree.parse(file)
        except etree.XMLSyntaxError as error:
            findings.append((file, error.lineno or 1, f"not well-formed: {error.msg}"))
    for file, tree in trees.items():
        findings += style_findings(file, tree)
    findings += duplicates(trees)
    findings += unloaded(root, xml)
    for file, line, text in sorted(findings):
        print(f"{file.relative_to(root)}:{line}: {text}")
    return 1 if findings else 0


def text_findings(file: Path) -> Iterator[Finding]:
    """Spaces at a line's end, tabs, foreign line ends, a missing last newline."""
    content = file.read_bytes()
    if b"\r" in content:
        yield file, 1, "line ends of another system (CR)"
    if content and not content.endswith(b"\n"):
        yield file, content.count(b"\n") + 1, "no newline at the end of the file"
    if content.endswith(b"\n\n"):
        yield file, content.count(b"\n"), "blank lines at the end of the file"
    for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
        if line != line.rstrip():
            yield file, number, "space at the end of the line"
        if "\t" in line:
            yield file, number, "tab"
        if re.match(r"(<{7}|>{7}) ", line):
            yield file, number, "mark of an unfinished merge"


def style_findings(file: Path, tree: etree._ElementTree) -> Iterator[Finding]:
    """The root, the indentation, and words that Odoo 19 knows no more."""
    text = file.read_text()
    if not text.startswith('<?xml version="1.0" encoding="utf-8"?>\n'):
        yield file, 1, 'first line is not <?xml version="1.0" encoding="utf-8"?>'
    root = tree.getroot()
    wanted = "templates" if "static" in file.parts else "odoo"
    if root.tag != wanted:
        yield file, root.sourceline, f"root is <{root.tag}>, not <{wanted}>"
    children = [child for child in root if isinstance(child.tag, str)]
    if wanted == "odoo" and [child.tag for child in children] == ["data"]:
        yield file, children[0].sourceline, "<data> alone in <odoo>: put its attributes on <odoo>"
    for number, line in enumerate(text.splitlines(), 1):
        opening = re.match(r"( *)</?[a-z]", line)
        if opening and len(opening.group(1)) % 4:
            yield file, number, "indentation is not a multiple of 4"
    for element in tree.iter(etree.Element):
        if element.tag in DEPRECATED_TAGS:
            yield file, element.sourceline, f"<{element.tag}>: {DEPRECATED_TAGS[element.tag]}"
        for name in DEPRECATED_ATTRIBUTES.keys() & element.attrib.keys():
            yield file, element.sourceline, f"{name}: {DEPRECATED_ATTRIBUTES[name]}"


def duplicates(trees: dict[Path, etree._ElementTree]) -> Iterator[Finding]:
    """Ids given twice, and fields given twice in one record."""
    seen: dict[str, tuple[Path, int]] = {}
    for file, tree in trees.items():
        if "static" in file.parts:
            continue
        for element in tree.iter("record", "template", "menuitem", "report"):
            name = element.get("id")
            if not name:
                continue
            if name in seen and element.getparent().tag in ("odoo", "data"):
                first, line = seen[name]
                yield file, element.sourceline, f'id "{name}" is also at {first.name}:{line}'
            seen.setdefault(name, (file, element.sourceline))
        for record in tree.iter("record"):
            names = [field.get("name") for field in record.findall("field")]
            for name in {name for name in names if names.count(name) > 1}:
                yield file, record.sourceline, f'field "{name}" is given twice'


def unloaded(root: Path, files: list[Path]) -> Iterator[Finding]:
    """Data files that the manifest forgets."""
    manifest = root / "__manifest__.py"
    if not manifest.exists():
        return
    known = ast.literal_eval(manifest.read_text())
    loaded = {root / name for key in ("data", "demo") for name in known.get(key, ())}
    for file in files:
        if file.relative_to(root).parts[0] in DATA_FOLDERS and file not in loaded:
            yield file, 1, "the manifest names it neither in data nor in demo"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
