from . import invite, invite_extend, reason
