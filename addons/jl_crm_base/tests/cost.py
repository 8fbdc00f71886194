class CostMixin:
    """How many statements something takes."""

    def _assert_same_cost(self, few, many):
        """What is done for many takes as many statements as for few."""
        for warm_up in (few, many):
            self._count_queries(warm_up)
        self.assertEqual(self._count_queries(many), self._count_queries(few))

    def _count_queries(self, work):
        """Return how many statements ``work`` sends with cold record caches."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.cr.sql_log_count - before
