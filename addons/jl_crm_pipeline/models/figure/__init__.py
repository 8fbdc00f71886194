from . import res_users
from . import crm_figure
from . import crm_figure_plans
from . import crm_workplace
from . import crm_workplace_plans
