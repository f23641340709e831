from . import ir_attachment, ir_http, ir_model_access, res_users, res_users_apikeys
