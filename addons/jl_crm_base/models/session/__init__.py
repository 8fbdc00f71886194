from . import ir_http
from . import ir_actions_server
from . import ir_model_fields
