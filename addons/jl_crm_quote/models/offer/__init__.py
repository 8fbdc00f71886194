from . import crm_offer_matcher
from . import mail_template
from . import sale_order
from . import sale_order_rows
