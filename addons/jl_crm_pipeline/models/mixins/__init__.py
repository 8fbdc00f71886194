from . import request_decision_mixin
from . import access_grant_mixin
from . import record_sharing_mixin
from . import recorded_contact_mixin
from . import contact_phone_mixin
from . import masked_contact_mixin
