"""The groups of users on which it depends who may do what, by their external ids."""

SALESPERSON = "sales_team.group_sale_salesman"
ALL_LEADS = "sales_team.group_sale_salesman_all_leads"
SALES_MANAGER = "sales_team.group_sale_manager"
OFFICE_CLERK = "jl_crm_pipeline.group_office_clerk"
OFFICE_DIRECTOR = "jl_crm_pipeline.group_office_director"
GENERAL_AFFAIRS = "jl_crm_pipeline.group_general_affairs"
INFORMATION_DEPT = "jl_crm_pipeline.group_information_dept"
LEGAL_DEPT = "jl_crm_pipeline.group_legal_dept"
ADMINISTRATOR = "base.group_system"
# who sells nothing, but works for those who do
DESKS = (OFFICE_CLERK, GENERAL_AFFAIRS, INFORMATION_DEPT, LEGAL_DEPT)
# who looks at papers and settings, and neither enters nor converts customers
LOOKERS = (INFORMATION_DEPT, LEGAL_DEPT)
# who answers for the opportunities of others: waives conditions, reopens
MANAGERS = (OFFICE_DIRECTOR, SALES_MANAGER)
