from . import crm_review_level
from . import crm_review_stand_in
from . import crm_review_decision
from . import crm_review_difference
from . import review_content_mixin
from . import review_step_mixin
from . import review_notice_mixin
from . import crm_review_mixin
from . import ir_attachment
from . import res_users

from . import quotation
from . import execution
from . import offer
from . import contract
from . import exits
