from . import res_company
from . import product_template
from . import quote_item_mixin
from . import quote_item_line_mixin
from . import quotation_review_mixin
from . import sale_order
from . import sale_order_line
from . import res_config_settings
