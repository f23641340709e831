from . import (
    company_face,
    engineer_feed,
    feed,
    feed_content,
    ir_http,
    mail_subject,
    quiet_log,
    settings,
)
