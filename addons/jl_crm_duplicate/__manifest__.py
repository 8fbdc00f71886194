{
    "name": "JL CRM: Duplicate Analysis",
    "summary": "Finds a customer that is in the base already, while it is typed",
    "version": "19.0.1.0.0",
    "author": "JL",
    "license": "LGPL-3",
    "category": "Sales/CRM",
    "depends": ["contacts", "crm"],
    "data": [
        "security/jl_crm_duplicate_groups.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "data/ir_sequence_data.xml",
        "views/res_partner_views.xml",
        "views/crm_duplicate_search_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["jl_crm_duplicate/static/src/**/*"],
        "web.assets_tests": ["jl_crm_duplicate/static/tests/tours/**/*"],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
