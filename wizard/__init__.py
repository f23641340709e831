from . import invite, reason
