from . import crm_review_level
from . import crm_review_level_people
from . import crm_review_level_signing
from . import crm_review_level_condition
from . import crm_review_level_late
from . import crm_review_stand_in
from . import crm_review_decision
from . import crm_review_decision_owner
from . import crm_review_difference

# one model that documents inherit, an aspect a file
from . import crm_review_mixin
from . import crm_review_mixin_content
from . import crm_review_mixin_figures
from . import crm_review_mixin_authors
from . import crm_review_mixin_parties
from . import crm_review_mixin_steps
from . import crm_review_mixin_signing
from . import crm_review_mixin_passing
from . import crm_review_mixin_release
from . import crm_review_mixin_prints
from . import crm_review_mixin_queue
from . import crm_review_mixin_notices
from . import crm_review_mixin_actions
from . import ir_attachment
from . import ir_ui_menu
from . import res_users
