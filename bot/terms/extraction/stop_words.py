"""Words that no term begins or ends with, and words too general to be a term by themselves."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH_FUNCTION = _words(
    """
    a about above across after again against all along already also although always am among an
    and another any anyone are around as at away back be became because been before behind being
    below between both but by can cannot could did do does doing done down during each either else
    enough etc even ever every few first for from further had has have having he hence her here
    hers him his how however i if in indeed instead into is it its itself just last later least
    less made many may me might more moreover most much must my namely neither never next no nor
    not nothing now of off often on once one only onto or other others otherwise our out over own
    per perhaps rather same second several shall she should since so some soon still such than
    that the their them then there thereafter therefore thereof these they third this those though
    three through throughout thus to together too toward towards two under unless unlike until up
    upon us very via was we well were what when where whereas whether which while who whom whose
    why will with within without would yet you your zero four five six seven eight nine ten
    hundred thousand million billion trillion percent eleven twelve twenty thirty higher lower
    larger smaller better worse shorter longer including using making giving taking following
    regarding according depending showed shows plus mr mrs ms dr prof january february march april
    june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday pm eg ie vs www http https
    """
)

ENGLISH_VERBS = _words(
    """
    accept add affect agree aim allow appear apply approve argue arise ask assess assume avoid
    base become begin believe bring calculate carry cause choose combine come compare complete
    confirm consider contain continue create decide decline decrease define denote depend describe
    determine develop differ discuss divide earn employ enable ensure enter establish estimate
    evaluate examine exceed exist expect explain express fail fall find follow gain get give go
    grow happen help hold identify imply improve include increase indicate introduce involve join
    keep know leave lend let lie look lose lower maintain make mean meet monitor obtain occur pay
    permit prefer prepare present prevent produce propose protect prove provide publish raise
    reach receive recommend reduce refer reflect reject remain remove represent require respond
    retain reveal rise say see seek sell send serve solve spend start suffer suggest take tell
    tend think treat try understand use verify want warn write
    """
)
_IRREGULAR = _words(
    """
    arose became began begun brought came chose chosen did fell fallen felt found gave given got
    grew grown held kept knew known led left lost made meant met paid rose risen ran said saw seen
    sent sold sought spent stood stopped taken thought told took understood went written wrote
    """
)
ENGLISH_BREAKS = ENGLISH_FUNCTION | ENGLISH_VERBS | _IRREGULAR

ENGLISH_GENERAL = _words(
    """
    ability advantage age amount analysis answer approach area aspect average basis benefit board
    body business buyer care case center centre chance change chapter chart circumstance city
    claim class clause client close colleague committee company condition content context control
    copy core cost country couple course court customer data date day deal decision definition
    degree department detail difference disease doctor document dose drug earlier early effect
    effort employee end error evidence event example experience expert fact factor feature field
    figure firm focus form formula full fund future general goal good government great group guide
    half hand health high hospital hour human idea impact important industry information interest
    issue item job judge key kind large law lawyer lawyers legal level life line list little loan
    local long loss low main majority management manager market material matter medical meeting
    member method minimum minute model money month name nature necessary new note number nurse
    objective office old opinion option outcome owner page paper part parties party past patient
    people period person place plan point policy position possible practice present price
    principle problem procedure process product profit program project property public purpose
    quality quarter question range rate ratio reason record relation relevant response
    responsibility rest right risk role rule sale sample section sector seller sense service share
    side sign similar simple single site situation size small solution sort source special staff
    stage standard step story strategy structure study subject sum system table target task team
    term test text theory thing time title today top total training treatment trial type unit
    usual value version view way week work year years
    """
)

CHINESE_BREAKS = _words(
    """
    是 指 为 即 系 有 无法 按 按照 根据 依据 以及 及 其 该 本 本院 我 我们 我司 贵司 上述 下列
    如下 以下 以上 有关 属于 首选 拟 进行 使用 采用 采取 包括 包含 发生 出现 提高 降低 提升 下降
    上升 增加 减少 增长 计算 认为 表示 表明 显示 说明 要求 需要 应当 应该 应 可以 能够 可能 必须
    不得 不能 不会 没有 成为 作为 视为 通过 导致 引起 造成 影响 取决于 达到 超过 低于 高于 等于
    接受 给予 建议 考虑 注意 避免 防止 保证 确保 用于 用来 反映 衡量 体现 代表 来自 来源于 得出
    得到 获得 存在 具有 具备 完成 开始 结束 继续 保持 维持 提供 提出 提交 承担 负责 约定 规定 签订
    签署 签 给 让 使 令 把 被 将 向 对 从 由 与 和 或 或者 在 于 之 所 者 也 都 就 才 又 再 还 并
    并且 而 且 则 但 但是 如果 若 因 因为 因此 所以 故 为了 除 除了 除以 乘以 加上 减去 简称 称
    称为 称作 叫 叫做 又称 亦称 定义 意味着 请 主张 发现 观察 判断 分为 分成 看 做 作 做出 作出 到
    至 会 能 要 想 说 讲 问 答 行使 触发 拥有 持有 选择 决定 确定 确认 记录 报告 讨论 比较 复查
    询问 告知 通知 随访 服用 停用 改用 联用 合用 启动 预防 改善 缓解 加重 减轻 诱发 伴 伴有 提示
    介绍 认定 判决 起诉 请求 支持 驳回 构成 适用 享有 丧失 取得 交付 返还 解除 终止 追求 面临 容易
    不足 较高 较低 较大 较小 很高 很低 过高 过低 偏高 偏低 越高 越低 越 不同 同时 当时 之间 其中
    之后 之前 以后 以前 之一 左右 共同 各自 分别 一般 通常 往往 主要 重要 常见 明显 显著 及时 首先
    其次 最后 最终 目前 今年 去年 明年 近年 每年 当年 年度 季度 月份 上午 下午 今天 昨天 明天 此外
    例如 比如 也就是说 一样 一起 一旦 只有 只要 无论 不论 不管 尽管 虽然 即使 仍 仍然 已 已经 曾
    曾经 正在 均 皆 另 另外 多数 少数 部分 全部 所有 任何 每个 各种 多种 两种 这种 那种 某些 时 中
    上 下 等 等等
    """
)

CHINESE_GENERAL = _words(
    """
    公司 企业 单位 部门 机构 组织 集团 客户 员工 人员 人士 人 者 经理 总监 主任 医生 医师 护士
    教授 律师 法官 法院 银行 医院 市场 行业 产品 业务 服务 项目 工作 活动 方案 计划 措施 办法 方法
    方式 方面 情况 问题 原因 结果 过程 阶段 时间 期间 日期 地点 地方 国家 政府 社会 经济 资金 资产
    价格 金额 数额 数量 比例 比率 水平 程度 范围 条件 因素 作用 意义 目的 目标 内容 形式 结构 性质
    特点 标准 要求 原则 规则 规定 制度 法律 法规 合同 协议 条款 文件 材料 资料 数据 信息 报告 记录
    表格 公式 定义 概念 例子 案例 案件 事实 证据 当事人 双方 一方 对方 各方 买方 卖方 甲方 乙方
    责任 义务 权利 利益 行为 意思 患者 病人 病例 病情 疾病 症状 治疗 药物 药品 剂量 疗程 疗效 临床
    检查 手术 血液 身体 儿童 成人 老人 老年 男性 女性 家属 科室 门诊 住院 风险 收益 利润 收入 成本
    费用 价值 现金 贷款 债务 股票 股份 股东 基金 债券 投资 投资者 投资人 管理 管理层 董事会 会议
    决议 年报 季报 能力 压力 机会 优势 变化 趋势 差异 关系 基础 核心 重点 环节 流程 系统 模型 指标
    变量 对象 主体 类型 种类 级别 指南 专家 研究 文献 损失 赔偿 控制 合并 分析 调整 监测 支付 安排
    期限 规模 本金 能够 附件 备注 摘要 目录 章节 正文 标题 作者 来源 名称 编号 地址 电话 邮箱
    """
)

# Tails of a phrase that say when or how, not what.
CHINESE_TAILS = _words(
    """
    情况 问题 时间 期间 过程 结果 方面 部分 水平 程度 变化 原因 作用 影响 要求 下降 上升 增加 减少
    增长 改善 患者 病人 公司 企业 时候 阶段 例子 案例 定义 概念 公式 资料 数据 人员
    """
)

# A single character that may begin a term although it is a verb, an adverb or a prefix.
CHINESE_PREFIXES = frozenset("左右不非可反未无准再超抗多双单类副后前全半亚净总纯次高低重轻急慢")

# Words that are no nouns but stand within terms: 免疫相关不良事件, 术后感染, 善意第三人.
CHINESE_WITHIN = frozenset(("相关", "第三", *"后前内外间类性型式化率度值额"))

# What the segmenter's guesses take for a part of an unknown word: 清算权|是.
CHINESE_PARTICLES = "是的了为与和或在及将被把由从自"
