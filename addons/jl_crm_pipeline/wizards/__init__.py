from . import base_partner_merge_automatic_wizard
from . import crm_customer_conversion_batch
from . import crm_customer_conversion_batch_line
from . import crm_customer_conversion_reason
from . import crm_customer_assign
from . import crm_customer_bin
from . import crm_customer_share
from . import crm_customer_viewer
