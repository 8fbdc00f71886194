from . import base_outside
