from . import request_decision_mixin
from . import access_grant_mixin
from . import record_sharing_mixin
