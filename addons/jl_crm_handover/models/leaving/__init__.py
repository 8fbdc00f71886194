from . import res_users
from . import crm_handover
