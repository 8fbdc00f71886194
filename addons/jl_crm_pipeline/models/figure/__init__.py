from . import res_users
from . import crm_figure
from . import crm_workplace
from . import crm_workplace_plans
