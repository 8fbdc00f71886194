from . import crm_customer_trial
from . import crm_customer_trial_decision
from . import crm_customer_trial_watch
from . import res_partner
from . import crm_merge_engine
from . import res_config_settings
