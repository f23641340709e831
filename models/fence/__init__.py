from . import ir_http, ir_model_access, res_users, res_users_apikeys
