"""Made-up questions of a company's people, each in two wordings; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

_ZH_UNITS = """
上海分公司 北京总部 深圳研发中心 成都办事处 广州仓库 杭州门店 武汉工厂 南京实验室
西安客服中心 苏州园区 财务部 人力资源部 法务部 市场部 采购部 信息技术部
质量管理部 客户服务部 内审部 投资部 心内科 骨科 急诊科 药剂科
检验科 儿科 手术室 影像科 护理部 住院部 固定收益部 资产管理部
风险管理部 信贷部 托管部 清算中心 合规部 交易部 理财部 零售部
"""
_ZH_THINGS = """
差旅费报销 合同用印 供应商准入 固定资产折旧 存货盘点 应收账款核销 增值税抵扣 年假申请
加班调休 试用期转正 访客登记 电脑借用 服务器扩容 数据库备份 密码重置 权限申请
软件采购 会议室预订 车辆使用 快递寄送 债券估值 股票质押 贷款审批 信用评级
票据贴现 基金赎回 期货对冲 外汇结算 保证金追加 客户尽职调查 阿司匹林领用 抗生素使用
疫苗接种 血样送检 病历借阅 手术排期 医疗废物处理 仪器校准 药品召回 不良反应上报
商标注册 专利申请 劳动仲裁 租赁续约 保密协议签署 股权转让 发票开具 预算调整
招标公告 数据出境
"""
_ZH_ASKS = [
    ("需要哪些材料", "要准备什么材料"),
    ("由谁审批", "是谁来审批"),
    ("要多少天", "多少天能办完"),
    ("怎么申请", "如何申请"),
    ("有什么限制", "有哪些限制"),
    ("的流程是什么", "是什么流程"),
    ("可以线上办理吗", "能不能在线上办理"),
    ("要付多少费用", "收费是多少"),
    ("在哪个系统里填", "该去哪个系统填写"),
    ("的标准是多少", "标准定在多少"),
    ("被退回了怎么办", "被驳回后如何处理"),
    ("要经过法务吗", "法务需要过目吗"),
    ("多久复核一次", "复核的周期是多长"),
    ("可以委托别人办吗", "能让同事代办吗"),
    ("为什么要两个人签字", "为何需要双人签字"),
    ("的负责人是谁", "谁是负责人"),
    ("最晚什么时候提交", "提交的截止时间是什么时候"),
    ("超过额度怎么处理", "额度超了如何处理"),
    ("的记录保存几年", "记录要留几年"),
    ("跟总部的规定有什么不同", "和总部规定的区别在哪"),
    ("需要领导同意吗", "要领导点头吗"),
    ("可以撤回吗", "还能撤回吗"),
    ("的表格在哪里下载", "从哪里下载表格"),
    ("会影响绩效吗", "对绩效有没有影响"),
    ("有没有培训", "有培训吗"),
    ("按什么顺序办", "办理的顺序是怎样的"),
]
_EN_UNITS = """
the Shanghai office|the Beijing headquarters|the Shenzhen lab|the Chengdu branch|the warehouse
the Hangzhou shop|the Wuhan plant|the Nanjing laboratory|the call centre|the Suzhou campus
the finance team|the personnel department|the legal department|the marketing team|procurement
the infrastructure team|quality control|customer service|internal audit|the investment team
cardiology|orthopaedics|the emergency room|the pharmacy|the pathology lab|paediatrics
the operating theatre|radiology|the nursing office|the inpatient ward|fixed income
asset management|risk management|the credit desk|custody|the clearing desk|compliance
the trading floor|wealth management|retail banking
"""
_EN_THINGS = """
a travel claim|a contract seal|a supplier check|an asset write-off|a stock count|a bad debt
a tax refund|annual leave|overtime pay|a probation review|a visitor pass|a laptop loan
a server upgrade|a database backup|a password reset|an access request|a software licence
a room booking|a company car|a parcel pickup|a bond valuation|a share pledge|a loan approval
a credit rating|a bill discount|a fund redemption|a futures hedge|a currency settlement
a margin call|a background check|an aspirin order|an antibiotic order|a vaccination
a blood sample|a patient record|a surgery slot|medical waste|an instrument calibration
a drug recall|an adverse event report|a trademark filing|a patent filing|a labour dispute
a lease renewal|a confidentiality agreement|an equity transfer|an invoice|a budget change
a tender notice|a data export
"""
_EN_ASKS = [  # of a thing, in a unit
    ("Which documents does {0} need in {1}?", "What documents are needed for {0} in {1}?"),
    ("Who approves {0} in {1}?", "By whom is {0} approved in {1}?"),
    ("How many days does {0} take in {1}?", "How long is the wait for {0} in {1}?"),
    ("How do I apply for {0} in {1}?", "How can I apply for {0} in {1}?"),
    ("What limits apply to {0} in {1}?", "Is {0} limited in any way in {1}?"),
    ("What is the process for {0} in {1}?", "Which process does {0} follow in {1}?"),
    ("Can {0} be handled online in {1}?", "Is online handling of {0} possible in {1}?"),
    ("How much does {0} cost in {1}?", "What is the price of {0} in {1}?"),
    ("Which system records {0} in {1}?", "In which system is {0} recorded in {1}?"),
    ("What is the standard for {0} in {1}?", "Which standard covers {0} in {1}?"),
    ("What happens when {0} is rejected in {1}?", "And if {1} turns {0} down?"),
    ("Does {0} need a lawyer in {1}?", "Must a lawyer look at {0} in {1}?"),
    ("How often is {0} reviewed in {1}?", "How frequently does {1} review {0}?"),
    ("Can somebody else request {0} in {1}?", "May a colleague ask for {0} in {1}?"),
    ("Why does {0} need two signatures in {1}?", "Why must two people sign {0} in {1}?"),
    ("Who is responsible for {0} in {1}?", "Who takes care of {0} in {1}?"),
    ("What is the deadline for {0} in {1}?", "By when is {0} due in {1}?"),
    ("What if {0} exceeds the limit in {1}?", "What if {0} is over the limit in {1}?"),
    ("How many years are records of {0} kept in {1}?", "How long does {1} store {0}?"),
    ("How does {1} handle {0} abroad?", "How is {0} abroad handled by {1}?"),
    ("Does a manager have to agree to {0} in {1}?", "Is a manager's nod due for {0} in {1}?"),
    ("Can {0} be cancelled in {1}?", "Is it possible to cancel {0} in {1}?"),
    ("Where is the form for {0} in {1}?", "Where do I find the form for {0} in {1}?"),
    ("Does {0} affect the bonus in {1}?", "Has {0} an effect on the bonus in {1}?"),
    ("Is there training on {0} in {1}?", "Does {1} train people on {0}?"),
    ("In which order is {0} processed in {1}?", "What order does {1} process {0} in?"),
]  # fmt: skip


class MadeUp(NamedTuple):
    """A question in two wordings, of which some are read as the same and some are not."""

    text: str
    other: str


def questions(seed: int = 0) -> Iterator[MadeUp]:
    """About 100,000 questions in no order, half of them Chinese, no two of one text.

    Args:
        seed: of the random order.
    """
    draw = random.Random(seed)  # noqa: S311 - it must be repeatable
    made = [*_chinese(), *_english()]
    draw.shuffle(made)
    yield from made


def _chinese() -> Iterator[MadeUp]:
    for unit, thing, (ask, other) in product(_ZH_UNITS.split(), _ZH_THINGS.split(), _ZH_ASKS):
        yield MadeUp(f"{unit}{thing}{ask}？", f"请问{unit}的{thing}{other}？")


def _english() -> Iterator[MadeUp]:
    units, things = (text.strip().replace("\n", "|").split("|") for text in (_EN_UNITS, _EN_THINGS))
    for unit, thing, wordings in product(units, things, _EN_ASKS):
        yield MadeUp(*(wording.format(thing, unit) for wording in wordings))
