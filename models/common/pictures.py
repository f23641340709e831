"""Pictures that Odoo cannot make smaller, and would refuse the whole message for."""

from odoo.exceptions import UserError
from odoo.tools.image import IMAGE_MAX_RESOLUTION, ImageProcess

SHRUNK_FROM = 1920  # pixels: what is larger Odoo makes smaller when it stores it
AS_IT_IS = {"image_no_postprocess": True}  # context: a picture is stored as it came


def can_be_shrunk(content):
    """Whether Odoo can handle ``content`` when it stores it, picture or not.

    It leaves alone what is no picture, but fails on one that is broken in ways its library does
    not expect, and on one that would fill the memory once unpacked.
    """
    try:
        picture = ImageProcess(content, verify_resolution=False).image
        if picture:
            width, height = picture.size
            if width * height > IMAGE_MAX_RESOLUTION:
                return False
            if max(width, height) > SHRUNK_FROM:
                picture.load()
    except UserError:
        return True  # no picture: Odoo stores it as it is
    except Exception:  # whatever the library stumbles over
        return False
    return True
