{
    "name": "JL CRM: Base",
    "summary": "What every part of JL CRM uses and none of them owns",
    "version": "19.0.1.0.0",
    "author": "JL",
    "license": "LGPL-3",
    "category": "Sales/CRM",
    "depends": ["mail", "resource"],
    "uninstall_hook": "uninstall_hook",
}
