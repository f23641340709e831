from . import invite, mail_accept, mail_setup, mail_setup_steps, mail_setup_test, reason
