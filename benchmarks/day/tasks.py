"""The tasks of a day, each as somebody of a sales office does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.day.desk import WORKPLACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.day.desk import Desk, Worker

Row = dict[str, float]

CUSTOMER = "广州越海玻璃有限公司"
# of a contact of that customer, written otherwise than it is kept
MOBILE = "13900000104"
DUE = ":is(.o_workplace_plans_late, .o_workplace_plans_today) .o_workplace_plan"
REGISTER = ".o_register_customer .o_field_widget[name=name] input"
SAVED = ".o_form_view:not(.o_register_customer) .o_field_widget[name=customer_code]"
LEAD = ".o_form_view .o_field_widget[name=task]"
SUMMARY = ".modal .o_field_widget[name=summary] textarea"
PICKER = ".modal .o_searchview_input:focus"
NO_WINDOW = "body:not(:has(.modal))"
TOAST = ".o_notification"
PROPOSED = ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option)"


def see_the_day(desk: Desk) -> Row:
    """What is due today stands there after login."""
    with desk.person("sales") as one:
        one.wait(DUE)
        one.rest()
        return one.tally.tell()


def find_by_mobile(desk: Desk) -> Row:
    """A number that a contact called from, in the search box of the customers."""
    with desk.person("sales") as one:
        rows = [_find(one) for _round in range(desk.rounds)]
    # other work of the computer only adds
    return min(rows, key=lambda row: row["server ms"])


def _find(one: Worker) -> Row:
    one.go_to("/odoo/all-customers", ".o_data_row")
    one.page.focus(".o_searchview_input")
    one.type(MOBILE)
    one.page.keyboard.press("Enter")
    one.wait(".o_searchview_facet")
    one.wait(f".o_data_row:has-text('{CUSTOMER}'):only-of-type")
    return one.tally.tell("web_search_read")


def register_card(desk: Desk) -> Row:
    """A name card with its industry, from the workplace to the saved customer."""
    with desk.person("sales") as one:
        one.go_to("/odoo", WORKPLACE)
        one.click(".o_workplace_button_customer")
        one.wait(REGISTER)
        _copy_card(one, "珠海市海韵幕墙装饰有限公司", "何海韵", "13925910101")
        one.tab_to("industry_id")
        one.type("幕墙")
        one.click(f"{PROPOSED} >> nth=0")
        one.click("button[name=register]")
        one.wait(SAVED)
        return one.tally.tell()


def record_on_phone(desk: Desk) -> Row:
    """A talk on the way, with the day of the next one: the customer is searched for."""
    with desk.person("sales", phone=True) as one:
        one.go_to("/odoo", WORKPLACE)
        one.click(".o_workplace_button_contact")
        one.wait(PICKER)
        one.type("越海")
        one.page.keyboard.press("Enter")
        one.click(f".modal .o_kanban_record:has-text('{CUSTOMER}')")
        one.wait(f"{SUMMARY}:focus")
        one.type("谈了栏板立柱的交期")
        return _end_record(one)


def record_plan_on_phone(desk: Desk) -> Row:
    """The talk that was planned for today."""
    with desk.person("sales", phone=True) as one:
        one.go_to("/odoo", WORKPLACE)
        one.click(f"{DUE} .o_workplace_plan_record >> nth=0")
        one.wait(f"{SUMMARY}:focus")
        one.type("按计划谈了下周看样")
        return _end_record(one)


def open_opportunity(desk: Desk) -> Row:
    """From the customer to an opportunity of its own."""
    with desk.person("sales") as one:
        one.go_to("/odoo/all-customers", ".o_data_row")
        one.page.click(f".o_data_row td[name=name]:has-text('{CUSTOMER}')")
        one.wait(SAVED)
        one.rest()
        one.tally.begin()
        one.click("button[name=action_view_opportunity]")
        one.click(".o_list_button_add")
        one.wait(LEAD)
        one.tab_to("expected_revenue")
        one.type("86000")
        one.tab_to("task")
        one.type("展厅玻璃隔断")
        one.click(".o_form_button_save")
        one.wait(".o_form_saved")
        return one.tally.tell()


def register_three(desk: Desk) -> Row:
    """Three companies of a list, one after the other."""
    with desk.person("clerk") as one:
        one.go_to("/odoo", WORKPLACE)
        one.click(".o_workplace_button_customer")
        names = (
            "江门市蓬江新立门窗厂",
            "肇庆市端州广润铝业有限公司",
            "湛江市赤坎海城玻璃行",
        )
        for number, name in enumerate(names):
            one.wait(REGISTER)
            _copy_card(one, name, f"陈{name[3]}", f"1392592020{number}")
            one.click("button[name=register_new]")
            one.wait(f"{TOAST}:has-text('{name}')")
        return one.tally.tell()


def _copy_card(one: Worker, company: str, contact: str, mobile: str) -> None:
    """The cursor stands in the name; Tab leads from field to field."""
    one.type(company)
    one.tab_to("entry_contact_name")
    one.type(contact)
    one.tab_to("entry_contact_mobile")
    one.type(mobile)


def _end_record(one: Worker) -> Row:
    one.click(".o_field_quick_date button >> nth=0")
    one.click(".modal footer .btn-primary")
    one.wait(NO_WINDOW)
    one.wait(TOAST)
    return one.tally.tell()


TASKS: dict[str, Callable[[Desk], Row]] = {
    "what is due today": see_the_day,
    "find by a contact's mobile": find_by_mobile,
    "register from a name card": register_card,
    "contact record on a phone": record_on_phone,
    "contact record of a plan on a phone": record_plan_on_phone,
    "opportunity from a customer": open_opportunity,
    "three companies of a clerk": register_three,
}
