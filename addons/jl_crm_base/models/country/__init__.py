from . import res_company
from . import crm_workplace
from . import res_config_settings
