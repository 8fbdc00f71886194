from . import customer_work_mixin
from . import customer_work_transfer
from . import account_move
from . import calendar_event
from . import sale_order
from . import sale_order_kept
from . import sale_order_line
