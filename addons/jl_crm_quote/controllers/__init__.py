from . import portal
from . import offer_template
