"""What is counted in: the names of each unit, and what they come to in the one that is kept."""

from __future__ import annotations

from bot.faq.chinese.lexicon import words

_NAMES: dict[str, dict[str, str]] = {
    # kept unit: {factor: the names of what it is multiplied by}
    "mg": {"1": "mg 毫克", "1000": "g 克", "1000000": "kg 千克 公斤", "0.001": "µg μg ug mcg 微克"},
    "ml": {"1": "ml 毫升", "1000": "l 升"},
    "个月": {"1": "个月", "12": "年"},
    "天": {"1": "天", "7": "周 星期 个星期"},
    "分钟": {"1": "分钟", "60": "小时 个小时"},
    "bp": {"1": "bp bps 基点 个基点", "100": "个百分点"},
    "%": {"1": "%", "0.1": "‰"},
    "°c": {"1": "°c 摄氏度"},
    "°f": {"1": "°f 华氏度"},
    "元": {"1": "元 块钱", "10000": "万元", "100000000": "亿元"},
    "美元": {"1": "美元 美金 usd"},
    "欧元": {"1": "欧元 eur"},
    "港元": {"1": "港元 港币 hkd"},
    "日元": {"1": "日元 日圆 jpy"},
    "英镑": {"1": "英镑 gbp"},
    "km": {"1": "km 公里 千米"},
    "cm": {"1": "cm 厘米"},
    "mm": {"1": "mm 毫米"},
    "m2": {"1": "平方米 平米 m^2"},
    "mmhg": {"1": "mmhg 毫米汞柱"},
    "mmol/l": {"1": "mmol/l"},
    "mg/dl": {"1": "mg/dl"},
    "倍": {"1": "倍"},
    "岁": {"1": "岁 周岁"},
}

UNITS: dict[str, tuple[str, str]] = {
    name: (kept, factor)
    for kept, names in _NAMES.items()
    for factor, written in names.items()
    for name in written.split()
}
"""Each name of a unit: the unit that is kept, and the factor to it."""

COUNTED = words(
    "年 个 月 日 天 周 星期 小时 分钟 秒 岁 元 块 美 欧 日元 港 英镑 倍 次 条 款 项 号 名 人 "
    "家 份 件 位 股 张 "
    "笔 层 楼 级 类 期 批 种 米 公里 平方 克 毫 微克 公斤 千克 吨 升 度 摄氏 华氏 折 页 点 "
    "季度 轮 场 套 台 只 "
    "支 片 粒 瓶 盒 滴 针 代 工作日 自然日 交易日 基点 百分点 周岁 章 节 编 卷 段 步 档 门 栋 "
    "室 座 % ‰"
)
"""A number in characters is read as one only before these: 三 in 三方协议 is part of a name."""
