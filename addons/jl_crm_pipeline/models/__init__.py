from . import mixins
from . import work
from . import customer
from . import conversion
from . import profile
from . import access

# in front of access, which does not call on when it decides who assigns
from . import trial

# the gate of the stages is asked before the other subjects of an opportunity
from . import opportunity
from . import stage
from . import funnel

from . import activity
from . import account
