from . import mixins
from . import work
from . import customer
from . import conversion
from . import profile

# in front of profile, which looks at the contact that a registration brings along
from . import registration
from . import access
from . import meeting

# in front of access, which does not call on when it decides who assigns
from . import trial

# the gate of the stages is asked before the other subjects of an opportunity
from . import opportunity
from . import stage
from . import funnel

from . import activity
from . import account
from . import country
from . import imports
from . import figure
from . import menu
from . import notice
