from . import handover_content_mixin
