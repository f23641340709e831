from . import (
    desk,
    ir_attachment,
    ir_http,
    ir_http_calls,
    ir_http_error,
    ir_model_access,
    mail_thread,
    res_users,
    res_users_apikeys,
    rpc,
    strangers,
    told,
)
