from . import base_outside
from . import base_onchange
from . import base_saving
