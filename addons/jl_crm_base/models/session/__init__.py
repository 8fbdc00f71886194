from . import ir_http
from . import ir_actions_server
