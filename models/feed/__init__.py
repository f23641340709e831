from . import company_face, engineer_feed, feed, feed_content, ir_http, quiet_log, settings
