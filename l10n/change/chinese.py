"""Chinese, which parts no words and has no capitals: what is read of it as a number, a time, a unit or a name."""

from __future__ import annotations

import re
from typing import Final

HAN: Final = "\u3400-\u9fff\uf900-\ufaff々〇"
_DIGITS: Final = "零〇一二两兩三四五六七八九十百千万萬亿億兆半双雙廿卅"
IDIOMS: Final = (
    "一些 一般 一直 一起 一样 一定 一旦 一边 一面 一致 一带 一同 一切 一向 一再 一概 一律 一度 一如 一次性 统一 唯一"
    " 进一步 万一 十分 千万 专一 单一 第三方 三角 四川 四处 四周 五官 六安 七夕 九江 百姓 百科 百货 千克 万岁 三明治"
    " 二手 二进制 十足 一方面 另一 同一 任一 某一 之一 不一 一点 不过 不断 不仅 不但 不管 不论 差不多 不久"
    " 不得不 不妨 不止 不少 无论 无数 无线 未来 非常 非洲 除非 特别 分别 区别 类别 级别 识别 性别 别人 没关系 莫斯科"
    " 莫桑比克 大小 多少 大家 大概 大约 大学 大会 大使 大陆 上海 下列 上述 以上 以下 以前 以后 之前 之后 地下 天下"
    " 线下 线上 网上 如下 东西 中东 左右 前往 目前 提前 后来 最后 然后 开始 开发 开放 公开 打开 离开 展开 召开 关于"
    " 有关 关系 关键 相关 机关 海关 可能 功能 能力 能源 性能 智能 可是 必要 只要 如果"
)
"""Words in which a character is not the number, the negation or the opposite that it is alone."""
NUMBER: Final = re.compile(f"第?[{_DIGITS}]+")
TIME: Final = re.compile(
    "今天|昨天|明天|前天|后天|今年|去年|明年|前年|今晚|昨晚|早上|上午|中午|下午|晚上|凌晨|午夜|周末|本周|上周|下周|本"
    "月|上月|下月|春季|夏季|秋季|冬季|春天|夏天|秋天|冬天|每天|每日|每周|每月|每年|(?:星期|周|礼拜)[一二三四五六日天]"
)
UNIT: Final = re.compile(
    "百分之|百分点|美元|欧元|英镑|日元|卢布|人民币|港元|韩元|公里|千米|厘米|毫米|英里|英尺|海里|公斤|千克|毫克|克|公"
    "升|毫升|升|公顷|平方米|立方米|小时|分钟|秒|星期|个月|年|月|日|号|周|天|点|分|世纪|年代|摄氏度|华氏度|度|千瓦|瓦|"
    "伏|字节|兆|米|吨|元|岁|倍|成"
)
"""Only behind a number."""
TURNING: Final = frozenset("不没沒無无未非别別勿莫禁否只仅僅除必须須")
"""Characters that turn a sentence round, or say how far it goes."""
_OPPOSITES: Final = (
    "大小 多少 高低 上下 左右 前后 内外 里外 开关 增减 升降 涨跌 买卖 进出 先后 早晚 男女 父母 东西南北 新旧 长短"
    " 快慢 强弱 赢输胜负败 生死 真假 公私 冷热 好坏 优劣 来去 加减删 有无 是否 战和 敌友 红绿蓝黄黑白 入出 始终 存取"
    " 读写 轻重 深浅 宽窄 软硬 富穷贫 满空 明暗 正负反 夫妻 兄弟姐妹 儿女 伤亡 昼夜 每某 应可 应能 和或 全半 同异"
)
OPPOSITES: Final = tuple(_OPPOSITES.split())
"""Characters of which one in the place of another says another thing."""
_PAIRS: Final = (
    "打开=开启=开放/关闭=关上 启用/停用=禁用 接受=同意=赞成/拒绝=反对 支持/反对"
    " 批准/驳回=否决 成功/失败 购买/出售 进入=到达=抵达/离开 出发/到达 发送/接收"
    " 安装/卸载 显示/隐藏 锁定/解锁 开始/结束 找到/丢失 存在/消失 免费/收费 合法/违法"
    " 安全/危险 正常/异常 正确/错误 公开/秘密 永久/临时"
    " 直接/间接 经常=常常/很少=偶尔 全部=所有/部分=一些 以上/以下 以前=之前/以后=之后 从前/现在"
    " 厚/薄 干/湿 贵/便宜 老/年轻 哥哥/弟弟"
    " 儿子/女儿 国王/女王 原告/被告 伤者/死者 停止/继续 被捕/获释 上传/下载 胜利/失败 增加=提高/减少=降低"
)
PAIRS: Final = tuple(tuple(side.split("=") for side in pair.split("/")) for pair in _PAIRS.split())
"""Words of which one in the place of another says another thing; each side a list of words of one meaning."""
NATIONS: Final = frozenset("中美英法德俄日韩朝印伊以巴叙土乌波葡荷瑞挪芬丹希埃澳越泰缅")
"""What nations are called by a character: 俄军, 中方."""
_SYLLABLES: Final = (
    "阿埃爱安奥巴拜贝本比彼布查达丹德迪第蒂杜多厄恩尔法菲费芬弗福甘戈格古哈海汉豪赫亨胡华霍基吉加贾杰金卡凯康考柯科克"
    "肯库昆拉莱兰劳勒雷里利莉丽列林卢鲁路伦罗洛马玛迈曼梅门蒙米密明莫默姆穆纳娜南内尼宁纽努诺欧帕潘佩皮普奇乔切琼日荣"
    "瑞萨塞桑沙莎山尚绍舍圣施史士舒斯苏索塔泰坦唐特图托瓦万威维韦温沃乌武西希夏肖谢辛休雅亚延扬耶叶伊因英约泽詹珍朱卓"
    "登朗赛珀茨顿蓬盖楚"
    "佐治"
)
SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
_PLACES: Final = "省市县区国州村镇河湖山岛路街港湾洲海江桥城堡寺宫馆院校厂社党队军部"
_KNOWN: Final = (
    "中国 美国 英国 法国 德国 俄罗斯 日本 韩国 朝鲜 印度 巴基斯坦 伊朗 伊拉克 以色列 巴勒斯坦 叙利亚 土耳其 乌克兰"
    " 白俄罗斯 波兰 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 希腊 埃及 南非 巴西 阿根廷 墨西哥"
    " 加拿大 澳大利亚 新西兰 越南 泰国 老挝 缅甸 印尼 马来西亚 新加坡 菲律宾 蒙古 北京 上海 天津 重庆 广州 深圳 香港"
    " 澳门 台湾 台北 东京 首尔 莫斯科 明斯克 基辅 华盛顿 纽约 伦敦 巴黎 柏林 罗马 马德里 北约 欧盟 联合国"
)
NAME: Final = re.compile(f"{'|'.join(_KNOWN.split())}|[{_SYLLABLES}·]{{3,}}")
"""What is a name wherever it stands."""


def may_be_name(run: str) -> bool:
    """Whether characters that an edit put in the place of others may be a person's or a place's name."""
    if len(run) < 2 or len(run) > _LONGEST_NAME:
        return False
    return run[0] in SURNAMES or run[-1] in _PLACES or all(sign in _SYLLABLES for sign in run)


_LONGEST_NAME: Final = 4
FUNCTION: Final = frozenset(
    "的了是在和与或就都也而及着之其这那有我你他她它们个为以于被把将对从到向由等很吗呢吧啊地得所会要"
)
