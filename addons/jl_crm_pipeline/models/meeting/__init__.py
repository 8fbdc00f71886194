from . import calendar_event
from . import calendar_event_busy
from . import calendar_attendee
from . import calendar_recurrence
from . import calendar_filters
from . import res_partner
