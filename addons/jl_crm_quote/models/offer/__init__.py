from . import crm_offer_matcher
from . import mail_template

# the rows take the quote item's place before anything else is done with an order
from . import sale_order
from . import sale_order_rows
from . import sale_order_total
