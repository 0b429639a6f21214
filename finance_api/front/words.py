"""What the pages say, in Chinese and in English."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "name": ("部门决算公开数据", "Open final accounts"),
    "claim": (
        "把各部门每年公开的决算，",
        "The yearly final accounts of Chinese government departments,",
    ),
    "claim_end": (
        "变成可以核对、可以计算的数据",
        "as data to check and to compute with",
    ),
    "about": (
        "每个部门每年公开一次决算：九张报表、情况说明、绩效自评。文件格式各异，难以计算。"
        "本服务读取这些文件，把每个数字对应到原文位置，核对数字之间的勾稽关系，并以开放数据提供。",
        "Every department publishes its final accounts once a year: nine statements, a narrative, evaluations"
        " of its projects. The files all differ. This service reads them into figures that lead back to"
        " their place on the page, checks that they agree, and serves them as open data.",
    ),
    "skip": ("跳到正文", "Skip to the content"),
    "search": ("搜索", "Search"),
    "search_label": ("部门、科目或项目名称", "Department, account or line"),
    "search_hint": ("例如：大数据、20103、公务接待", "For example 大数据, 20103 or 公务接待"),
    "departments": ("部门", "departments"),
    "years": ("年度", "fiscal years"),
    "disclosures": ("份决算", "disclosures"),
    "facts": ("个金额", "figures"),
    "latest": ("最新公开", "Latest disclosures"),
    "fiscal_year": ("年度", "fiscal year"),
    "restated": ("已更正", "restated"),
    "no_errors": ("未发现错误", "no errors found"),
    "errors": ("处错误", "errors found"),
    "by_function": ("支出按功能分类", "Expenditure by function"),
    "by_function_note": (
        "部门支出决算表类级科目合计；不含已包括在部门决算中的单位。",
        "Sums of the first-level accounts in the expenditure statements of departments; units contained in a "
        "department's accounts are not added again.",
    ),
    "by_year": ("各年度已公开的决算份数", "Disclosures by fiscal year"),
    "nothing_yet": ("尚无公开的数据。", "Nothing has been published yet."),
    "explore": ("使用数据", "Use the data"),
    "docs": ("接口文档（Swagger UI）", "API documentation (Swagger UI)"),
    "docs_about": ("在浏览器中试用每个接口、上传文件", "try every operation, upload a document"),
    "redoc": ("接口说明（ReDoc）", "API reference (ReDoc)"),
    "redoc_about": ("适合通读", "for reading"),
    "schema": ("OpenAPI 3.1 描述", "OpenAPI 3.1 description"),
    "schema_about": ("用于生成客户端", "for generating clients"),
    "first_query": ("查询示例", "A first query"),
    "first_query_about": ("一般公共服务支出，逐个科目", "general public services, account by account"),
    "rules": ("检查规则", "Rules"),
    "rules_about": ("每条规则及其依据", "every check, with its basis"),
    "problems": ("错误类型", "Problem types"),
    "problems_about": ("每种错误的含义与处理方法", "what each error means and what to do"),
    "licence": ("数据许可", "Licence of the data"),
    "language": ("English", "中文"),
    "results_for": ("搜索结果：", "Results for"),
    "none_found": (
        "没有找到相关内容。请换个词，或只输入名称的一部分。",
        "Nothing found. Try a part of the name.",
    ),
    "ask": ("请输入要查找的内容。", "Type what to look for."),
    "found_departments": ("部门", "Departments"),
    "found_accounts": ("科目", "Accounts"),
    "found_facts": ("金额", "Figures"),
    "code": ("编码", "Code"),
    "account": ("科目名称", "Name"),
    "level": ("级次", "Level"),
    "classification": ("分类", "Classification"),
    "functional": ("功能分类", "functional"),
    "economic": ("经济分类", "economic"),
    "department": ("部门", "Department"),
    "statement": ("报表", "Statement"),
    "line": ("项目", "Line"),
    "amount": ("金额（元）", "Amount (yuan)"),
    "year": ("年度", "Year"),
    "first_twenty": (
        "最多显示 20 条，全部内容请用接口查询。",
        "At most 20 are shown; the API has all of them.",
    ),
    "home": ("首页", "Home"),
}

STATEMENTS: dict[str, tuple[str, str]] = {
    "income_and_expenditure": ("收入支出决算总表", "Income and expenditure"),
    "income": ("收入决算表", "Income"),
    "expenditure": ("支出决算表", "Expenditure"),
    "fiscal_appropriation": ("财政拨款收入支出决算总表", "Fiscal appropriation"),
    "general_public_budget_expenditure": (
        "一般公共预算财政拨款支出决算表",
        "General public budget expenditure",
    ),
    "basic_expenditure": ("一般公共预算财政拨款基本支出决算表", "Basic expenditure"),
    "government_managed_funds": ("政府性基金预算财政拨款收入支出决算表", "Government-managed funds"),
    "state_capital": ("国有资本经营预算财政拨款支出决算表", "State capital operations"),
    "three_public_expenses": ("财政拨款“三公”经费支出决算表", "Three public expenses"),
}
