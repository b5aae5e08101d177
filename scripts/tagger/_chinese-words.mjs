// Names, places and organizations for synthetic Chinese text: lists of the gazetteers and grammars over them, so that what
// is generated is in no list.
import { forPart } from './_shared.mjs'

const split = text => text.trim().split(/\s+/)

const COMMON_SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const MORE_SURNAMES =
  '樊颜温芦季俞施游辛梅童齐庞凌翁毕聂殷岳葛申翟倪祝柯包詹左路符欧焦涂关饶柳项管甘耿牛尚靳穆裴鲁章娄冉尤柴阮米费阎席苗滕蓝占桂解祁霍屈练车楚瞿柏苟燕嵇戚单敖臧卓谷褚古丛计宫晏卞邬沙巫蒲查盛厉仇冀时束强麦阚巩佟景冼商步师简麻刁位甄隋乔褚鲜鹿原皮满宁支於竺官原次'
const DOUBLE = split(
  '欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 端木 呼延 轩辕 钟离',
)
const JAPANESE_SURNAMES = split(
  '佐藤 铃木 高桥 田中 渡边 伊藤 山本 中村 小林 加藤 吉田 山田 佐佐木 山口 松本 井上 木村 清水 林田 斋藤 池田 桥本 阿部 石川 前田 藤田 小川 冈田 后藤 长谷川 村上 近藤 石井 坂本 远藤 青木 藤井 西村 福田 太田 三浦 藤原 中岛 上野 安倍 小泉 河野 竹下 海部 大江 野田 宫崎 黑泽 岛田 川端 桥田 北野 松下 本田 丰田',
)
const JAPANESE_GIVEN = split(
  '太郎 一郎 健一 浩二 美咲 直人 晋三 纯一郎 洋平 康夫 由纪夫 启介 翔平 正雄 恭子 裕子 惠子 爱 结衣 拓哉 隆史 俊树 博文 龙太郎 真一 大辅 雅子 和夫 茂 昭 英机 信二 春树 秀吉 家康 诚 茂木 明美 百惠 优子 大介 次郎 三郎 健太',
)
const KOREAN_GIVEN = split(
  '正浩 大中 泳三 成泽 永南 在寅 明博 槿惠 贤洙 志勋 秀贤 智恩 敏镐 俊基 东健 智妍 在石 兴慜 英爱 泰熙 美善 宗勋 圭贤 世勋 善英 京元 哲洙 昌镐 世石 廷桓',
)
const MINORITY_NAMES = split(
  '扎西 卓玛 次仁 旦增 多吉 才让 央金 格桑 洛桑 平措 丹增 德吉 白玛 仁青 索朗 巴桑 达瓦 尼玛 拉姆 顿珠 贡布 买买提 阿不都拉 艾力 吐尔逊 热合曼 阿依古丽 古丽娜尔 买合木提 库尔班 玉素甫 依明 巴特尔 乌兰 其其格 苏和 孟和 格日勒 巴图 那顺 斯琴 高娃 哈斯 布和 朝鲁 敖登 塔娜 阿木尔 木呷 阿依 石扎 吉克 沙马 尔古',
)
const FOREIGN_FIRST = [
  ...'阿艾安巴贝本伯布查达戴德迪杜多埃恩法费弗福盖戈格哈海汉赫亨霍伊加杰卡凯科克库拉莱兰勒雷里利列卢鲁罗洛马麦曼梅米莫穆纳内尼诺努帕佩皮普齐乔萨塞桑施史斯索塔泰特托瓦维威沃乌西希肖谢休雅扬叶约扎詹朱',
]
const FOREIGN_MIDDLE = [...'尔斯特德克姆恩里诺托塔拉卡纳尼罗利莱米马格布鲁雷达迪萨费维瓦西蒂奥加埃鲍洛戈']
const FOREIGN_LAST = split(
  '斯 特 德 克 姆 恩 森 逊 曼 顿 夫 基 娃 娜 丽 莎 亚 奥 尔 兹 兰 伦 林 丁 斯基 维奇 耶夫 诺夫 列夫 伯格 菲尔德 尼 诺 托 里 利 拉 塔 沙 茨 什 夫斯基 内斯 达 布 格 迪 万 罗 松 莱 普 默 迪尼 列斯 埃尔 桑 斯坦 沃斯',
)
const NATURE_ENDS = split(
  '河 江 山 湖 岛 海湾 海峡 高原 平原 盆地 沙漠 草原 峡谷 水库 半岛 岭 峰 川 滩 关 口 坝',
)
const FOREIGN_ENDS = split('市 州 省 岛 港 河 斯坦 堡 尼亚 利亚 群岛 半岛 县 海峡 山 湖 郡 地区')
const COUNTRIES = split(
  '美国 日本 俄罗斯 英国 法国 德国 韩国 朝鲜 印度 巴基斯坦 越南 泰国 新加坡 马来西亚 印度尼西亚 印尼 菲律宾 缅甸 老挝 柬埔寨 蒙古 哈萨克斯坦 乌兹别克斯坦 塔吉克斯坦 伊朗 伊拉克 以色列 巴勒斯坦 沙特阿拉伯 沙特 土耳其 埃及 南非 尼日利亚 肯尼亚 埃塞俄比亚 苏丹 利比亚 阿尔及利亚 摩洛哥 安哥拉 赞比亚 津巴布韦 刚果 坦桑尼亚 乌干达 卢旺达 索马里 巴西 阿根廷 智利 秘鲁 古巴 墨西哥 委内瑞拉 哥伦比亚 厄瓜多尔 玻利维亚 乌拉圭 加拿大 澳大利亚 澳洲 新西兰 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 冰岛 波兰 捷克 匈牙利 罗马尼亚 希腊 乌克兰 白俄罗斯 南斯拉夫 塞尔维亚 克罗地亚 波黑 保加利亚 奥地利 爱尔兰 阿富汗 叙利亚 约旦 黎巴嫩 科威特 卡塔尔 也门 阿联酋 斯里兰卡 尼泊尔 孟加拉国 马尔代夫 文莱 东帝汶 乍得 喀麦隆 加纳 塞内加尔 苏联 前苏联 卢森堡 爱沙尼亚 拉脱维亚 立陶宛 阿塞拜疆 格鲁吉亚 亚美尼亚',
)
const WORLD_CITIES = split(
  '华盛顿 纽约 洛杉矶 芝加哥 旧金山 波士顿 休斯敦 西雅图 东京 大阪 京都 横滨 名古屋 广岛 福冈 札幌 首尔 汉城 釜山 平壤 莫斯科 圣彼得堡 符拉迪沃斯托克 伦敦 曼彻斯特 利物浦 爱丁堡 巴黎 里昂 马赛 斯特拉斯堡 柏林 慕尼黑 汉堡 法兰克福 波恩 科隆 罗马 米兰 威尼斯 佛罗伦萨 马德里 巴塞罗那 里斯本 日内瓦 苏黎世 伯尔尼 维也纳 布拉格 布达佩斯 华沙 布加勒斯特 贝尔格莱德 萨拉热窝 雅典 布鲁塞尔 海牙 阿姆斯特丹 斯德哥尔摩 奥斯陆 哥本哈根 赫尔辛基 基辅 明斯克 伊斯坦布尔 安卡拉 开罗 的黎波里 阿尔及尔 内罗毕 约翰内斯堡 比勒陀利亚 开普敦 亚的斯亚贝巴 喀土穆 巴格达 德黑兰 大马士革 贝鲁特 耶路撒冷 特拉维夫 加沙 利雅得 迪拜 多哈 喀布尔 伊斯兰堡 卡拉奇 新德里 孟买 加尔各答 达卡 科伦坡 加德满都 曼谷 清迈 河内 胡志明市 金边 万象 仰光 吉隆坡 雅加达 巴厘岛 马尼拉 悉尼 墨尔本 堪培拉 奥克兰 惠灵顿 渥太华 多伦多 温哥华 蒙特利尔 墨西哥城 哈瓦那 里约热内卢 圣保罗 巴西利亚 布宜诺斯艾利斯 圣地亚哥 利马 塔什干 阿拉木图 比什凯克 乌兰巴托',
)
const REGIONS = split(
  '欧洲 亚洲 非洲 拉美 北美 南美 中东 东南亚 南亚 西欧 东欧 中亚 东亚 加勒比 巴尔干 长江 黄河 珠江 淮河 太湖 洞庭湖 鄱阳湖 太平洋 大西洋 印度洋 喜马拉雅山 台湾海峡 长江三角洲 珠三角 长三角 华北 华东 华南 西南 西北 东北 中原 海南岛 南海 东海 渤海 西藏 新疆 香港 澳门 台湾 浦东 中关村 天安门 天安门广场 人民大会堂 中南海 故宫 长城 黄山 泰山 西湖 三峡 大别山 太行山 秦岭 青藏高原 黄土高原 河西走廊 井冈山 延安 西柏坡 塔里木 大兴安岭 内蒙古 宁夏 广西 钓鱼岛 撒哈拉 波斯湾 约旦河西岸 加沙地带 科索沃 克什米尔 夏威夷 加州 德州 佛罗里达 西伯利亚 车臣 苏格兰 阿尔卑斯山 尼罗河 多瑙河 亚马孙河 湄公河 白宫 克里姆林宫',
)
const BRANDS = split(
  '华 中 国 金 海 天 新 大 东 南 北 西 安 康 泰 恒 盛 瑞 宏 德 信 达 通 联 创 智 云 科 星 光 明 远 博 众 兴 隆 源 丰 利 正 和 平 鑫 龙 凤 宝 佳 美 乐 嘉 凯 思 维 诺 亚 鹏 飞 腾 翔 长 江 永 润 邦 力 士 士达 罗 莱 森 柏 铭 汇 聚 融 广 晨 阳 旭 春 雪 花 圣 元 白 云 山 特 奥 立 振 昌 三 双 万 方 四 同 仁',
)
const TRADES = split(
  '科技 网络科技 信息技术 电子商务 生物医药 生物科技 房地产开发 置业 建筑工程 建设工程 物流 文化传媒 餐饮管理 投资管理 投资 创业投资 资产管理 实业 机械制造 机械 重工 电机 化工 化纤 纺织 服装 汽车销售 汽车零部件 食品 乳业 酒业 农业发展 种业 环保 能源 新能源 电力 电气 光电 电子 电子科技 半导体 新材料 软件 软件技术 通信 通讯设备 证券 保险 人寿保险 信托 期货 基金管理 融资租赁 贸易 国际贸易 进出口 旅游 广告 教育咨询 管理咨询 医疗器械 制药 药业 医药 钢铁 特钢 水泥 玻璃 铁路 航空 航运 港口 石油 石化 煤业 矿业 有色金属 铝业 纸业 印刷 包装 家具 陶瓷 塑料 橡胶 轮胎 水务 燃气 热电 园林 装饰 设计 检测技术 精密制造 模具 轴承 电缆 变压器 仪表',
)
const COMPANY_ENDS = split(
  '有限公司 有限公司 有限公司 股份有限公司 股份有限公司 股份有限公司 有限责任公司 集团 集团有限公司 集团股份有限公司 （集团）股份有限公司 (集团)有限公司 控股有限公司 控股集团有限公司 公司 集团公司 总公司 总厂 厂 分公司 实业公司 开发公司',
)
const FAMOUS = split(
  '腾讯 阿里巴巴 阿里 百度 华为 小米 京东 美团 新浪 网易 搜狐 联想 海尔 格力 美的 比亚迪 字节跳动 字节 滴滴 拼多多 淘宝 天猫 苏宁 国美 万科 恒大 碧桂园 万达 中兴 长虹 海信 康佳 茅台 五粮液 蒙牛 伊利 娃哈哈 农夫山泉 海底捞 星巴克 肯德基 麦当劳 瑞幸 喜茶 微信 优酷 爱奇艺 知乎 豆瓣 快手 抖音 哔哩哔哩 大疆 顺丰 圆通 中通 国航 东航 南航 海航 中石油 中石化 中海油 中铁 中建 中粮 中车 宝钢 武钢 鞍钢 首钢 一汽 上汽 东风 长城汽车 吉利 奇瑞 蔚来 理想汽车 特斯拉 中国移动 中国联通 中国电信 国家电网 工商银行 工行 建设银行 建行 农业银行 农行 中国银行 中行 交通银行 交行 招商银行 招行 浦发银行 民生银行 兴业银行 中信 光大银行 中国平安 人保 中国人寿 支付宝 微软 谷歌 苹果公司 亚马逊 脸书 推特 英特尔 高通 英伟达 索尼 松下 三星 丰田 本田 日产 宝马 奔驰 通用汽车 福特 波音 空客 空中客车 西门子 飞利浦 诺基亚 摩托罗拉 可口可乐 百事 宝洁 沃尔玛 家乐福 宜家 高盛 摩根士丹利 花旗银行 花旗 汇丰 渣打 德勤 安永 毕马威 普华永道 麦肯锡 路透社 美联社 法新社 彭博 迪士尼 好莱坞 优衣库 耐克 阿迪达斯',
)
const NATIONAL = split(
  '国务院 中共中央 中央军委 全国人大 全国人大常委会 全国政协 中共中央政治局 中央纪委 中纪委 中组部 中宣部 统战部 外交部 国防部 国家发改委 发改委 国家计委 教育部 科技部 工信部 公安部 民政部 司法部 财政部 人力资源和社会保障部 人社部 国土资源部 建设部 铁道部 交通部 水利部 农业部 商务部 外经贸部 文化部 卫生部 央行 中国人民银行 审计署 国资委 海关总署 税务总局 国家税务总局 工商总局 质检总局 广电总局 体育总局 国家体委 统计局 国家统计局 国家林业局 国家知识产权局 气象局 中国气象局 中央气象台 国家旅游局 国台办 国务院台办 港澳办 国务院新闻办 证监会 中国证监会 银监会 保监会 银保监会 国家能源局 最高人民法院 最高法 最高人民检察院 最高检 中国人民解放军 解放军 人民解放军 武警部队 总参谋部 总政治部 总后勤部 海军 空军 中国科学院 中科院 中国社会科学院 社科院 中国工程院 全国总工会 共青团中央 团中央 全国妇联 中国文联 中国作协 中国作家协会 中国红十字会 中国残联 中国足协 中国篮协 中国奥委会 国家体育总局 中国队 国家队 中国女排 中国女足 国足 中国男篮 新华社 人民日报 光明日报 经济日报 中国青年报 中央电视台 央视 中央人民广播电台 人民网 新华网 中新社 中国共产党 共产党 民革 民盟 民建 致公党 九三学社 国民党 民进党 海协会 海基会 上海证券交易所 上交所 深交所 深圳证券交易所 中国航天科技集团 国家大剧院 中国美术馆 故宫博物院 北京人艺 国家图书馆',
)
const INTERNATIONAL = split(
  '联合国 联合国安理会 安理会 联合国教科文组织 联合国难民署 世界卫生组织 世卫组织 世界银行 国际货币基金组织 世贸组织 世界贸易组织 欧盟 欧盟委员会 欧洲议会 欧洲央行 北约 东盟 非盟 阿盟 独联体 石油输出国组织 欧佩克 国际奥委会 国际足联 亚足联 国际田联 国际原子能机构 国际刑警组织 红十字国际委员会 国际红十字会 上海合作组织 亚太经合组织 七国集团 美国国会 国会 参议院 众议院 白宫 五角大楼 国务院 中央情报局 中情局 联邦调查局 美联储 民主党 共和党 工党 保守党 自民党 社民党 巴解组织 哈马斯 真主党 塔利班 绿色和平 诺贝尔委员会 唐宁街 俄罗斯国家杜马 克里姆林宫 皇家马德里 皇马 巴塞罗那 巴萨 曼联 曼城 阿森纳 切尔西 利物浦 拜仁慕尼黑 拜仁 多特蒙德 AC米兰 国际米兰 国米 尤文图斯 尤文 巴黎圣日耳曼 湖人 湖人队 火箭 火箭队 公牛 公牛队 勇士 勇士队 凯尔特人 热火 马刺 国安 申花 鲁能 上港 辽宁男篮 哈佛大学 哈佛 剑桥大学 剑桥 牛津大学 斯坦福大学 斯坦福 麻省理工学院 耶鲁大学 早稻田大学 东京大学',
)
const SCHOOL_ABBREVIATIONS = split(
  '北大 清华 复旦 浙大 南大 武大 中大 川大 厦大 同济 上交 交大 人大 北师大 华师大 哈工大 中科大 华科 南开 天大 山大 吉大 北航 北理工 央美 中戏 北影 上戏 央音 华农 西工大 清华大学 北京大学 复旦大学 浙江大学 南京大学 武汉大学 中山大学 四川大学 厦门大学 同济大学 上海交通大学 中国人民大学 北京师范大学 哈尔滨工业大学 中国科学技术大学 南开大学 天津大学 中央美术学院 中央戏剧学院 北京电影学院 中央党校 国防大学 国防科技大学 中国政法大学 协和医院 华西医院 湘雅医院 瑞金医院 同济医院 301医院 积水潭医院 阜外医院 协和 华西',
)
const OFFICES = split(
  '公安局 人民法院 中级人民法院 高级人民法院 人民检察院 教育局 教育厅 教委 卫生局 卫生厅 卫健委 环保局 环保厅 交通局 交通厅 人民政府 政府 税务局 国税局 地税局 工商局 工商行政管理局 财政局 财政厅 水利局 水利厅 农业局 农业厅 农委 林业局 商务局 外经贸委 经贸委 计委 发改委 国资委 统计局 审计局 文化局 文物局 旅游局 体育局 气象局 气象台 地震局 民政局 民政厅 司法局 人事局 劳动局 规划局 建设局 房管局 国土局 城管局 粮食局 供销社 物价局 质监局 药监局 安监局 科技局 档案局 广电局 海关 边防检查站 消防支队 消防总队 交警支队 交警大队 公安分局 派出所 总工会 妇联 团委 残联 红十字会 文联 作协 工商联 人大 人大常委会 政协 消费者协会 慈善总会 律师协会 企业家协会 足协 供电局 电力局 铁路局 邮政局 烟草局 盐业局 管委会 开发区管委会 疾控中心 血液中心 图书馆 博物馆 美术馆 文化馆 少年宫 日报社 晚报 日报 电视台 人民广播电台 出版社 歌舞团 话剧团 京剧院 交响乐团 杂技团 人民医院 第一人民医院 中医院 妇幼保健院 中心医院 儿童医院 肿瘤医院 精神卫生中心',
)
const SCHOOLS = split(
  '大学 大学 师范大学 理工大学 工业大学 科技大学 农业大学 林业大学 医科大学 中医药大学 财经大学 工商大学 外国语大学 政法大学 民族大学 交通大学 工程大学 工学院 医学院 师范学院 商学院 体育学院 音乐学院 美术学院 广播电视大学 职业技术学院 师专 一中 二中 第一中学 第三中学 实验中学 外国语学校 实验小学 附中 附小 幼儿园 中学 中等专业学校',
)
const DEPARTMENTS = split(
  '经济学院 管理学院 法学院 新闻学院 文学院 哲学系 历史系 物理系 化学系 数学系 材料学院 机械学院 信息学院 计算机学院 医学院 公共管理学院 商学院 会计学院 国际关系学院 环境学院 生命科学学院 附属医院 第一附属医院 第二附属医院 附属中学 研究生院',
)
const RESEARCH = split(
  '物理研究所 化学研究所 地质研究所 植物研究所 动物研究所 农业科学院 林业科学研究院 水产研究所 冶金研究院 设计研究院 规划设计院 环境科学研究院 航天研究院 社会科学院 中医研究院 电力科学研究院 铁道科学研究院 经济研究所 人口研究所 软件研究所 光学精密机械研究所',
)
const ROADS = split(
  '人民 中山 解放 建设 文化 和平 长江 黄河 北京 南京 上海 淮海 延安 学院 科技 软件园 工业 创新 迎宾 胜利 新华 光明 友谊 青年 朝阳 东风 五一 八一 天河 珠江 滨江 环城 机场 龙腾 凤凰 香山 花园 体育 商业 民主 幸福 团结 西湖 东湖 江南 科苑 深南 望京 金融 世纪 张江 中关村 望江 天府 高新 车站 教场 府前 学府 湖滨 桃园 菜市 文三 古墩 漕溪 肇嘉浜',
)
const ROAD_ENDS = split('路 路 路 路 大道 街 大街 东路 西路 南路 北路 中路 东街 西街 巷 胡同 一路 二路 里')
const ESTATES = split(
  '花园 小区 苑 新村 家园 公寓 大厦 广场 城 名邸 国际 湾 豪庭 佳苑 里 华庭 雅居 新城 商厦',
)

/** Lists for the lexicon. */
export const LISTS = {
  place: [...COUNTRIES, ...WORLD_CITIES, ...REGIONS],
  organization: [...FAMOUS, ...NATIONAL, ...INTERNATIONAL, ...SCHOOL_ABBREVIATIONS],
  organizationEnd: [...OFFICES, ...SCHOOLS, ...COMPANY_ENDS, ...RESEARCH, ...DEPARTMENTS],
  surname: [...COMMON_SURNAMES, ...MORE_SURNAMES, ...DOUBLE],
  given: [...JAPANESE_GIVEN, ...KOREAN_GIVEN, ...MINORITY_NAMES],
  japanese: JAPANESE_SURNAMES,
}

/** Grammars over the lists of one part of the gazetteers. */
export function chineseWords(g, random, part) {
  const { pick, int, chance } = random
  const { words } = g.chinese
  const list = (tag, least, test = () => true) =>
    forPart(
      (words[tag] ?? []).filter(([word, n]) => n >= least && test(word)).map(([word]) => word),
      part,
    )
  const isSurname = character => COMMON_SURNAMES.includes(character) || MORE_SURNAMES.includes(character)
  const known = (words.nr ?? [])
    .map(([word]) => word)
    .filter(word => /^.{2,3}$/.test(word) && isSurname(word[0]))
  const givens = forPart([...new Set(known.map(each => each.slice(1)))], part)
  const firsts = givens.filter(each => each.length === 2).map(each => each[0])
  const lasts = givens.map(each => each.at(-1))
  const rare = g.chinese.surnames.filter(each => !isSurname(each[0]))
  const foreignNames = forPart(
    list('nrt', 2, each => each.length >= 3 && !/[人族王国军队州山河城]$/.test(each)),
    part,
  )
  const listedPlaces = list('ns', 3, each => each.length >= 2)
  const listedOrganizations = list('nt', 2, each => each.length >= 3)
  const { division } = g
  const cities = forPart(division.cities, part)
  const areas = forPart(division.areas, part)
  const towns = forPart(division.streets, part).map(each => each.replace(/(?:街道)?办事处$/, ''))
  const villages = forPart(division.villages, part).map(each =>
    each.replace(/(?:居委会|居民委员会|村民委员会|村委会|委会)$/, ''),
  )
  const countries = COUNTRIES
  const jobs = forPart(
    g.chinese.jobs.filter(each => !/[/A-Za-z]/.test(each) && each.length <= 8),
    part,
  )

  const given = () => {
    const roll = random.next()
    if (roll < 0.5) return pick(givens)
    if (roll < 0.68) return pick(lasts)
    if (roll < 0.72) return pick(lasts).repeat(2)
    return pick(firsts) + pick(lasts)
  }
  const surname = () => {
    const roll = random.next()
    if (roll < 0.66) return COMMON_SURNAMES[Math.floor(COMMON_SURNAMES.length * random.next() ** 1.6)]
    if (roll < 0.93) return MORE_SURNAMES[int(MORE_SURNAMES.length)]
    return chance(0.5) ? pick(DOUBLE) : pick(rare)
  }
  const name = () => surname() + given()
  const transliterated = () => {
    let text = pick(FOREIGN_FIRST)
    const middles = pick([0, 0, 1, 1, 1, 2])
    for (let i = 0; i < middles; i++) text += pick(FOREIGN_MIDDLE)
    return text + pick(FOREIGN_LAST)
  }
  const foreignOne = () => (chance(0.35) ? pick(foreignNames) : transliterated())
  const japanese = () => pick(JAPANESE_SURNAMES) + pick(JAPANESE_GIVEN)
  const korean = () =>
    pick([...'金李朴崔郑姜赵尹张林韩申徐权黄安宋柳洪']) +
    (chance(0.7) ? pick(KOREAN_GIVEN) : pick(lasts) + pick(lasts))
  const foreign = () => {
    const roll = random.next()
    if (roll < 0.5) return foreignOne()
    if (roll < 0.76) return `${foreignOne()}·${foreignOne()}`
    if (roll < 0.79) return `${foreignOne()}·${pick([...'ABCDEHJKMPRSW'])}·${foreignOne()}`
    if (roll < 0.9) return japanese()
    return korean()
  }
  const minority = () =>
    chance(0.4)
      ? pick(MINORITY_NAMES)
      : chance(0.7)
        ? pick(MINORITY_NAMES) + pick(MINORITY_NAMES)
        : `${pick(MINORITY_NAMES)}·${pick(MINORITY_NAMES)}`
  const person = () => {
    const roll = random.next()
    return roll < 0.74 ? name() : roll < 0.95 ? foreign() : minority()
  }
  const short = text => {
    const cut = text.replace(/(?:[^省市县区州]{0,8}族)?自治[州区县旗]$|[省市县区盟旗]$/u, '')
    return cut.length >= 2 ? cut : text
  }
  const city = () => (chance(0.6) ? short(pick(cities)) : pick(cities))
  const county = () => pick(areas)
  const province = () => (chance(0.6) ? short(pick(division.provinces)) : pick(division.provinces))
  const country = () => (chance(0.25) ? '中国' : pick(countries))
  const foreignPlace = () => {
    const roll = random.next()
    if (roll < 0.5) return pick(WORLD_CITIES)
    if (roll < 0.8) return transliterated() + (chance(0.4) ? pick(FOREIGN_ENDS) : '')
    return pick(listedPlaces)
  }
  const nature = () =>
    chance(0.35)
      ? pick(REGIONS)
      : (chance(0.5) ? pick(lasts) + pick(BRANDS) : short(pick(areas))) + pick(NATURE_ENDS)
  const village = () => (chance(0.5) ? pick(towns) : pick(villages))
  const place = () => {
    const roll = random.next()
    if (roll < 0.2) return city()
    if (roll < 0.3) return county()
    if (roll < 0.42) return province()
    if (roll < 0.58) return country()
    if (roll < 0.68) return foreignPlace()
    if (roll < 0.8) return pick(listedPlaces)
    if (roll < 0.88) return pick(REGIONS)
    return chance(0.5) ? nature() : village()
  }
  const brand = () => {
    const roll = random.next()
    if (roll < 0.75) return pick(BRANDS) + pick(BRANDS)
    if (roll < 0.85) return pick(BRANDS) + pick(BRANDS) + pick(BRANDS)
    return roll < 0.95 ? pick(lasts) + pick(lasts) : transliterated()
  }
  const company = () => {
    const head = pick([
      () => short(pick(cities)),
      () => pick(cities),
      () => short(pick(division.provinces)),
      () => short(pick(areas)),
      () => '',
      () => '',
      () => '中国',
      () => pick(cities) + short(pick(areas)),
    ])()
    const roll = random.next()
    const tail = `${chance(0.88) ? pick(TRADES) : ''}${pick(COMPANY_ENDS)}`
    if (roll < 0.06) return `${head || '中国'}${pick(TRADES)}${pick(COMPANY_ENDS)}`
    if (roll < 0.1) return `${brand()}（${short(pick(cities))}）${tail}`
    return `${head}${brand()}${tail}`
  }
  const factory = () =>
    `${pick([city(), short(pick(areas)), province(), '国营', `${short(pick(cities))}市第一`])}${pick(split('电机 机械 造船 化肥 棉纺 水泥 钢铁 拖拉机 汽车 无线电 印染 制药 啤酒 电视机 纺织 轴承 仪表 玻璃 造纸 柴油机 机床 农机 电缆 冶炼 食品 服装 糖'))}${pick(split('厂 总厂 二厂 制造厂 一厂 配件厂'))}`
  const bank = () =>
    pick([
      () =>
        `${pick(split('中国工商银行 中国建设银行 中国农业银行 中国银行 交通银行 招商银行 中信银行 民生银行 浦发银行 中国人民银行 国家开发银行 中国邮政储蓄银行 建设银行 工商银行'))}${chance(0.7) ? `${chance(0.6) ? `${city()}` : province()}${pick(split('分行 支行 省分行 市分行 营业部 中心支行'))}` : ''}`,
      () => `${short(pick(cities))}${pick(split('银行 商业银行 农商银行 农村信用社 城市信用社'))}`,
    ])()
  const government = () => {
    const head = pick([
      city,
      city,
      county,
      province,
      () => pick(areas),
      () => short(pick(areas)),
      () => pick(towns),
      () => pick(division.provinces),
    ])()
    return head + pick(OFFICES)
  }
  const party = () =>
    pick([
      () =>
        `中共${chance(0.5) ? `${short(pick(division.provinces))}省委` : pick([city(), county()]) + pick(split('委 委员会 市委 县委'))}`,
      () =>
        `${short(pick(division.provinces))}${pick(split('省委 省政府 省政协 省人大 省军区 省纪委 省高级人民法院 省公安厅 省委宣传部 省委组织部'))}`,
      () =>
        `${short(pick(cities))}${pick(split('市委 市政府 市政协 市人大 市公安局 市纪委 市中级人民法院 市委宣传部'))}`,
      () => `${short(pick(areas))}${pick(split('县委 县政府 区委 区政府 县公安局 县人民法院'))}`,
      () => `共青团${city()}${pick(split('市委 委员会'))}`,
      () =>
        pick(
          split(
            '省委 市委 县委 省政府 市政府 县政府 省总工会 团省委 市公安局 省高院 区人民法院 省军区 团市委 省人大常委会 市政协',
          ),
        ),
    ])()
  const school = () => {
    const base = `${pick([short(pick(cities)), short(pick(cities)), short(pick(division.provinces)), short(pick(areas)), '中国', '华东', '西南', '东北', '中央'])}${pick(SCHOOLS)}`
    return /大学$/.test(base) && chance(0.25) ? base + pick(DEPARTMENTS) : base
  }
  const institute = () =>
    pick([
      () => `中国科学院${chance(0.5) ? city() : ''}${pick(RESEARCH)}`,
      () => `${pick([city(), province(), '中国', '国家'])}${pick(RESEARCH)}`,
      () =>
        `${pick(split('航天工业总公司 核工业部 机械工业部 冶金部 中国电子科技集团公司 电子工业部 化工部 轻工业部'))}第${pick([...'一二三四五六七八九'])}${pick(split('研究所 设计研究院 研究院 十四研究所'))}`,
      () => `中国${pick(TRADES)}${pick(split('协会 学会 研究会 联合会 工业协会 商会'))}`,
      () =>
        `${province()}${pick(split('省 省 市 '))}${pick(TRADES)}${pick(split('协会 学会 行业协会 商会'))}`,
    ])()
  const officeOfCountry = () =>
    `${pick(countries)}${pick(split('外交部 国防部 议会 国会 财政部 央行 中央银行 内政部 驻华大使馆 大使馆 空军 海军 最高法院 国家队 队 女排 男篮 奥委会 足协 国家电视台 通讯社 航空公司 工会 人民党 民主党'))}`
  const team = () =>
    pick([
      () =>
        `${pick([city(), province(), pick(countries), foreignOne()])}${pick(split('队 队 队 女队 男队 国家队 俱乐部 足球队 女足 男篮 女排 青年队'))}`,
      () => `${short(pick(cities))}${pick(BRANDS)}${pick(BRANDS)}${chance(0.6) ? '队' : ''}`,
      () => `${transliterated()}${pick(split('队 队 俱乐部'))}`,
    ])()
  const abroad = () =>
    pick([
      () =>
        `${chance(0.5) ? pick(countries) : ''}${transliterated()}${pick(split('大学 公司 集团 银行 研究所 基金会 航空公司 石油公司 学院 汽车公司 财团 理工学院 州立大学'))}`,
      () => pick(INTERNATIONAL),
    ])()
  const law = () =>
    `${pick([city(), '北京', '上海', '广东', ''])}${brand()}${pick(split('律师事务所 会计师事务所 会计师事务所有限公司 资产评估有限公司'))}`
  const organization = () =>
    pick([
      company,
      company,
      company,
      government,
      government,
      party,
      school,
      bank,
      institute,
      officeOfCountry,
      team,
      abroad,
      law,
      factory,
      () => pick(NATIONAL),
      () => pick(NATIONAL),
      () => pick(NATIONAL),
      () => pick(FAMOUS),
      () => pick(FAMOUS),
      () => pick(SCHOOL_ABBREVIATIONS),
      () => pick(listedOrganizations),
      () => pick(listedOrganizations),
    ])()
  function address() {
    const provinceName = pick(Object.keys(division.tree))
    const tree = division.tree[provinceName]
    const cityName = pick(Object.keys(tree))
    const area = pick(tree[cityName])
    const middle = cityName === '市辖区' ? '' : cityName
    const road = `${chance(0.6) ? pick(ROADS) : chance(0.5) ? pick(BRANDS) + pick(BRANDS) : short(pick(areas))}${pick(ROAD_ENDS)}`
    const estate = `${pick(BRANDS)}${pick(BRANDS)}${pick(ESTATES)}`
    const upper = pick([
      provinceName + middle + area,
      provinceName + middle + area,
      (middle || provinceName) + area,
      short(provinceName) + (middle && short(middle)) + area,
      pick(division.provinces) + pick(chance(0.5) ? cities : areas),
      pick(cities),
      area,
      '',
      `${short(provinceName)}省${short(pick(cities))}市`,
      `${provinceName} ${middle} ${area} `,
    ])
    const number = limit => 1 + int(limit)
    const lower = pick([
      () => `${road}${number(999)}号`,
      () => `${road}${number(999)}号`,
      () => `${road}${number(999)}号${estate}${number(30)}栋${number(6)}单元${100 + int(3000)}室`,
      () => `${road}${number(99)}号院${number(20)}号楼${100 + int(2000)}`,
      () => `${estate}${number(30)}号楼${number(6)}单元${100 + int(2000)}室`,
      () => `${estate}${number(30)}-${number(6)}-${100 + int(2000)}`,
      () => `${estate}${pick(split('一 二 三 东'))}期${number(30)}幢${100 + int(2000)}`,
      () => `${road}${number(999)}弄${number(99)}号${100 + int(900)}室`,
      () => `${pick(towns)}${pick(villages)}${number(20)}组${chance(0.5) ? `${number(99)}号` : ''}`,
      () => `${pick(towns)}${pick(villages)}`,
      () =>
        `${road}${estate}${pick(['A', 'B', 'C', ''])}座${number(30)}层${chance(0.4) ? `${100 + int(2900)}室` : ''}`,
      () => `${road}与${pick(ROADS)}路交叉口${chance(0.4) ? pick(split('东北角 往南200米 西侧')) : ''}`,
      () => `${pick(towns)}${road}${number(99)}号`,
      () => `${road} ${number(999)} 号`,
      () => `${road}一百二十号`,
    ])()
    return upper + lower
  }
  return {
    pick,
    int,
    chance,
    brand,
    given,
    surname,
    name,
    foreign,
    foreignOne,
    japanese,
    korean,
    minority,
    person,
    short,
    city,
    county,
    province,
    country,
    foreignPlace,
    nature,
    village,
    place,
    company,
    factory,
    bank,
    government,
    party,
    school,
    institute,
    officeOfCountry,
    team,
    abroad,
    law,
    organization,
    address,
    jobs,
    countries,
    national: () => pick(NATIONAL),
    famous: () => pick(FAMOUS),
    campus: () => pick(SCHOOL_ABBREVIATIONS),
    international: () => pick(INTERNATIONAL),
    region: () => pick(REGIONS),
    division,
  }
}
