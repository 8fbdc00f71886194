from . import test_handover_access
from . import test_handover_checklist
from . import test_handover_leaver
from . import test_handover_plan
from . import test_handover_return
from . import test_handover_signing
from . import test_handover_transfer
from . import test_handover_watch
