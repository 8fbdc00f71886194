{
    "name": "JL CRM: Base",
    "summary": "What every part of JL CRM uses and none of them owns",
    "version": "19.0.1.0.0",
    "author": "JL",
    "license": "LGPL-3",
    "category": "Sales/CRM",
    "depends": ["mail", "resource", "web"],
    "external_dependencies": {"python": ["holidays"]},
    "data": [
        "security/ir.model.access.csv",
        "security/special_day_rules.xml",
        "data/ir_cron_data.xml",
        "views/crm_special_day_views.xml",
        "views/res_company_views.xml",
    ],
    "demo": ["demo/crm_special_year_demo.xml"],
    "assets": {
        "web.assets_backend": ["jl_crm_base/static/src/**/*"],
        "web.assets_unit_tests": ["jl_crm_base/static/tests/**/*"],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
