from . import link, link_ack, link_works
