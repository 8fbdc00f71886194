from . import mixins
from . import plan
from . import placement
from . import checklist
from . import signing
from . import transfer
from . import leaving
from . import watch
