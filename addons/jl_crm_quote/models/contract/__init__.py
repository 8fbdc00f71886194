from . import crm_service_kind
from . import contract_part_mixin
from . import contract_row_mixin
from . import contract_terms_mixin
from . import payment_row_mixin
from . import crm_contract_line
from . import crm_contract_line_figures
from . import crm_contract_payment
from . import crm_contract_payment_plan

# asked from the last to the first, and only then the review: an application adds its
# conditions to what the review misses, a signed contract refuses to be changed
from . import crm_contract
from . import crm_contract_terms
from . import crm_contract_figures
from . import crm_contract_ordering
from . import crm_contract_source
from . import crm_contract_signing
from . import crm_contract_application
from . import change_part_mixin
from . import crm_contract_change_line
from . import crm_contract_change_payment
from . import crm_contract_change
from . import crm_contract_change_guard
from . import crm_lead
from . import crm_stage_requirement
from . import ir_attachment
from . import res_company
from . import res_config_settings
from . import res_partner
from . import res_partner_approval
from . import sale_order
from . import sale_order_line
