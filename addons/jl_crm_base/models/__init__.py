from . import mixins
from . import guard
from . import reading
from . import settings
from . import sequence
from . import workday
from . import wording
from . import session
