"""QR codes as SVG, drawn here: Odoo's own helper makes pictures, and fails where the library that
paints them for reportlab is not installed."""

from markupsafe import Markup
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET_ZONE = 4  # modules of white around it, as the standard asks


def qr_svg(text):
    """A QR code of ``text`` as an ``<svg>`` element that fills its box; read at 15 % damage."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    whole = size + 2 * QUIET_ZONE
    path = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row in range(size)
        for column in range(size)
        if code.isDark(row, column)
    )
    # Markup: numbers and letters of our own alone
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        'shape-rendering="crispEdges" aria-hidden="true">'
        '<rect width="{whole}" height="{whole}" fill="#fff"/><path fill="#000" d="{path}"/></svg>'
    ).format(whole=whole, path=path)
