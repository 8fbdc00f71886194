{
    "name": "JL CRM: Quotations and Contracts",
    "summary": "What was offered, reviewed before it leaves, and where the order stands",
    "version": "19.0.1.0.0",
    "author": "JL",
    "license": "LGPL-3",
    "category": "Sales/CRM",
    "depends": ["jl_crm_pipeline", "sale_crm", "sale_management"],
    "data": [
        "security/ir.model.access.csv",
        "security/jl_crm_quote_rules.xml",
        "views/product_template_views.xml",
        "views/sale_order_views.xml",
        "views/quotation_search_views.xml",
        "views/res_config_settings_views.xml",
        "views/jl_crm_quote_menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["jl_crm_quote/static/tests/tours/**/*"],
    },
    "uninstall_hook": "uninstall_hook",
}
