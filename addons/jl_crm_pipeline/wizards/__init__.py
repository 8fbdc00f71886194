from . import base_partner_merge_automatic_wizard
from . import crm_customer_conversion_batch
from . import crm_customer_conversion_batch_line
from . import crm_customer_conversion_reason
from . import customer_maturity_set
