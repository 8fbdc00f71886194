from . import workday_source_mixin
from . import resource_calendar
from . import crm_special_day
from . import crm_special_year
from . import res_company
from . import ir_cron
