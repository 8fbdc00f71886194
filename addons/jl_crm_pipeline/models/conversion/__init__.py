from . import trade_evidence_mixin
from . import crm_customer_conversion
from . import crm_customer_conversion_decision
from . import crm_customer_conversion_notice
from . import res_partner
from . import sale_order
from . import crm_merge_engine
from . import res_config_settings
