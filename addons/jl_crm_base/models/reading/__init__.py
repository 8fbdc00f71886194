from . import base_outside
from . import base_onchange
