from . import execution_summary_mixin
from . import crm_lead
from . import res_partner
from . import sale_order
from . import sale_order_cancelled
from . import sale_order_closing
from . import sale_order_late
