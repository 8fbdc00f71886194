from .common import PipelineCommon

LEGAL = "jl_crm_pipeline.group_legal_dept"
INFORMATION = "jl_crm_pipeline.group_information_dept"
DIRECTOR = "jl_crm_pipeline.group_office_director"


class OfficeCommon(PipelineCommon):
    """Two offices: North of the seller, South of the other seller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.legal = cls._create_user("legal", LEGAL)
        cls.far_director = cls._create_user("far_director", DIRECTOR)
        cls.far_clerk = cls._create_user(
            "far_clerk", "jl_crm_pipeline.group_office_clerk"
        )
        people = cls._get_users("seller", "clerk", "legal", "information")
        cls.north = cls._create_office(cls.director, *people)
        people = cls._get_users("other_seller", "far_clerk")
        cls.south = cls._create_office(cls.far_director, *people, name="South")
        cls.own = cls._create_customer("Harbour Pumps", user_id=cls.seller.id)
        cls.foreign = cls._create_customer("Canal Doors", user_id=cls.other_seller.id)

    def _assert_rights(self, user, record, rights):
        """:param str rights: of ``rw``"""
        mine = record.with_user(user)
        for letter, operation in (("r", "read"), ("w", "write")):
            self.assertEqual(
                bool(mine._filtered_access(operation)),
                letter in rights,
                f"{user.name}: {operation} {record}",
            )
        found = record.with_user(user).search_count([("id", "=", record.id)])
        self.assertEqual(bool(found), "r" in rights, f"{user.name}: list {record}")
