from . import (
    ir_attachment,
    ir_http,
    ir_model_access,
    mail_thread,
    res_users,
    res_users_apikeys,
    strangers,
)
