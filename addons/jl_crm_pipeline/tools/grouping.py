"""Offer few fields to group the records of a list by."""


def keep_groupable(env, result, views, model, search, names):
    """Have a search view of ours, or of Odoo, offer these fields alone.

    :param env: the environment
    :param dict result: what ``get_views`` returns; it is changed
    :param list views: pairs of id and type
    :param str model: whose fields are meant
    :param str search: external id of the search view; others keep all fields
    :param names: of the fields that tell something
    """
    find = env["ir.model.data"]._xmlid_to_res_id
    wanted = find(search, raise_if_not_found=False)
    if any(id_ == wanted and kind == "search" for id_, kind in views):
        for name, field in result["models"][model]["fields"].items():
            field["groupable"] = field.get("groupable") and name in names
