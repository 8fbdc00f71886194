from . import portal
from . import offer_template
from . import report
