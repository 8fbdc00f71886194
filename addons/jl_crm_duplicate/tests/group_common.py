from .common import DuplicateCommon


class GroupCommon(DuplicateCommon):
    """Three customers that are one group, read by who decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._create_customer("中山市松大电子科技有限公司", city="中山市")
        cls.second = cls._create_customer("中山松大电子科技", city="中山市")
        cls.third = cls._create_customer("松大电子科技公司", city="中山市")
        cls.trio = cls.first | cls.second | cls.third
        run = cls.env["crm.duplicate.run"].create({"kind": "whole"})
        run._analyse_here()

    def setUp(self):
        super().setUp()
        self.group = self._get_group(*self.trio).with_user(self.manager)
