from . import mixins
from . import reading
from . import guard
from . import settings
from . import sequence
from . import workday
from . import wording
from . import session
