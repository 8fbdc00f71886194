from . import ir_module_module
from . import ir_http
