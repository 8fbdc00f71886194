"""The headings under which offices keep their customers, in Chinese and English.

The first words of each are those of the template, in zh_CN, zh_TW and English.
"""

import re
import unicodedata

# field of res.partner: what people write above its column
HEADINGS = {
    "name": (
        *("公司名称", "公司名稱", "Company", "客户名称", "客戶名稱", "客户", "客戶"),
        *(
            "单位名称",
            "單位名稱",
            "单位",
            "單位",
            "企业名称",
            "企業名稱",
            "公司",
            "名称",
        ),
        *("名稱", "Company Name", "Customer", "Customer Name", "Name"),
    ),
    "child_ids/name": (
        *("联系人", "聯絡人", "Contact", "联系人姓名", "聯絡人姓名", "姓名", "联络人"),
        *("对接人", "主要联系人", "主要聯絡人", "Contact Person", "Contact Name"),
    ),
    "child_ids/function": (
        *("职务", "職務", "Position", "职位", "職位", "岗位", "Job Position", "Title"),
    ),
    "child_ids/mobile": (
        *("手机", "手機", "Mobile", "手机号", "手機號", "手机号码", "手機號碼"),
        *("联系人手机", "聯絡人手機", "移动电话", "行動電話", "Mobile Phone"),
    ),
    "child_ids/email": (*("联系人邮箱", "聯絡人郵箱", "Contact Email"),),
    "phone": (
        *("电话", "電話", "Phone", "公司电话", "公司電話", "座机", "座機", "固定电话"),
        *("联系电话", "聯絡電話", "Telephone", "Tel"),
    ),
    "fax": ("传真", "傳真", "Fax", "传真号码", "傳真號碼"),
    "email": (
        *("邮箱", "郵箱", "Email", "电子邮箱", "電子郵箱", "邮件", "E-mail", "Mail"),
    ),
    "vat": (
        *("税号", "稅號", "Tax ID", "纳税人识别号", "納稅人識別號", "社会信用代码"),
        *("统一社会信用代码", "統一社會信用代碼", "VAT", "统一编号", "統一編號"),
    ),
    "state_id": ("省份", "省份", "Province", "省", "省市", "State"),
    "city": ("城市", "城市", "City", "市", "地市"),
    "street": (
        *("地址", "地址", "Address", "详细地址", "詳細地址", "公司地址", "联系地址"),
        *("通讯地址", "通訊地址", "Street"),
    ),
    "street2": ("区县", "區縣", "District", "区", "區", "县区"),
    "zip": ("邮编", "郵遞區號", "Postcode", "邮政编码", "郵政編碼", "ZIP"),
    "country_id": ("国家", "國家", "Country"),
    "industry_id": ("行业", "行業", "Industry", "所属行业", "所屬行業"),
    "user_id": (
        *("负责人", "負責人", "Responsible", "业务员", "業務員", "销售员", "销售人员"),
        *("銷售人員", "跟进人", "Salesperson"),
    ),
    "website": ("网址", "網址", "Website", "网站", "網站", "官网"),
    "comment": ("备注", "備註", "Note", "说明", "說明", "Notes", "Remarks"),
}
# the columns of the template, with an example of each
EXAMPLE = {
    "name": "珠海市海天门窗有限公司",
    "child_ids/name": "冯丽娟",
    "child_ids/function": "采购经理",
    "child_ids/mobile": "139 0000 0104",
    "phone": "0756-888 1234",
    "email": "info@haitian.example",
    "vat": "",
    "industry_id": "",
    "state_id": "广东省",
    "city": "珠海市",
    "street": "香洲区前山路 18 号",
    "user_id": "",
    "comment": "",
}
LANGUAGES = ("zh_CN", "zh_TW", "en_US")
# full-width marks are plain ones after folding
_MARKS = re.compile(r"[\s*:()【】\[\]_.-]+|必填|选填|選填|required")


def _fold(heading):
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading).casefold())


_FIELDS = {_fold(word): field for field, words in HEADINGS.items() for word in words}


def find_field(heading):
    """Return the field that a heading names, as an import writes it, or None.

    :param str heading: as it stands in the file: ``*手机(必填)`` is 手机
    :rtype: str or None
    """
    return _FIELDS.get(_fold(heading))


def list_template(lang):
    """Return the pairs of heading and example of the template in a language.

    :param str lang: code of the language; any other than Chinese is English
    :rtype: list[tuple[str, str]]
    """
    place = LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES) - 1
    return [(HEADINGS[field][place], text) for field, text in EXAMPLE.items()]
