from . import workday_source_mixin
from . import resource_calendar
from . import res_company
