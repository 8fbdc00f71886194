from . import crm_lead
from . import ir_actions
from . import ir_http
from . import ir_ui_menu
from . import ir_ui_menu_desk
from . import res_config_settings
from . import res_partner
from . import res_users
