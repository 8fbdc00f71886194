from . import product_template
from . import res_company

# asked after the others, which add to what is reviewed
from . import sale_order_review
from . import sale_order_discount
from . import sale_order
from . import sale_order_custom_work

# a line gets its quote item before it is put down
from . import sale_order_line
from . import sale_order_line_discount
from . import sale_order_line_prices
from . import sale_order_line_seal
from . import sale_order_line_quote_item
from . import sale_order_seal
from . import account_move
from . import account_move_line
from . import ir_config_parameter
from . import crm_merge_engine
from . import crm_stage_requirement
from . import res_config_settings
