from . import handbook
from . import home
from . import import_template
