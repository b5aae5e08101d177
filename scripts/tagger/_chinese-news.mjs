// News: agencies and newspapers, politics, diplomacy, economy, sport, courts, disasters, culture.

import { OFFICIAL, WORKING } from './_chinese-titles.mjs'
import { NRP, ORGANIZATION, PERSON, PLACE, TITLE } from './_shared.mjs'

const split = text => text.trim().split(/\s+/)
const ADVERBS = split(
  '进一步 大力 切实 不断 积极 加快 继续 努力 全面 深入 认真 坚决 逐步 着力 扎实 稳步 主动 有效 严格 及时 自觉 共同 重点 联合',
)
const VERBS = split(
  '推进 加强 完善 深化 改善 发展 落实 保护 提高 促进 扩大 维护 建设 解决 支持 规范 优化 培育 保障 推动 健全 贯彻 调整 巩固 治理 弘扬 关注 研究 部署 整顿 利用 开发 引进',
)
const OBJECTS = split(
  '农村改革 基层组织建设 国有企业改革 精神文明建设 社会保障制度 生态环境 教育事业 科技创新 产业结构 市场秩序 双边关系 经贸合作 友好合作关系 世界和平 地区稳定 民族团结 对外开放 金融风险 安全生产 食品安全 下岗职工再就业 扶贫开发 义务教育 公共卫生 基础设施 文化遗产 城乡居民收入 人才队伍 投资环境 法律制度 干部作风 群众利益 水利设施 交通秩序 知识产权 民营经济 农民负担 货币政策 粮食生产 防汛抗旱工作 党风廉政建设 依法治国 就业问题 住房制度改革 职业教育 计划生育工作 国防现代化 战略伙伴关系 反腐败斗争 医疗体制 退耕还林 一国两制方针 外汇储备 进出口贸易 体育事业 老年人权益 妇女儿童权益 海洋资源 高新技术产业 消费者权益',
)
const FACTS = split(
  '取得了显著成绩 受到广大群众欢迎 引起社会各界关注 形势依然严峻 创下历史新高 同比增长明显 呈现良好势头 面临新的机遇和挑战 收到了良好效果 还需要一个过程 是一项长期任务 关系到千家万户 进展顺利 已经全面展开 将于近期启动 正在紧张进行 获得圆满成功 仍在进一步调查之中 给当地带来了实惠 有了明显好转 为今后的发展奠定了基础 得到有效控制 没有造成人员伤亡 损失十分严重 创造了良好条件 产生了深远影响 参加的人数超过往年 得到了国际社会的普遍赞赏 价格稳中有降 供应充足 需求旺盛 业绩大幅下滑 已成定局 悬念不大 令人担忧 值得借鉴 前景广阔',
)
const STARTS = split(
  '目前 近年来 改革开放以来 今年以来 去年 上半年 本月 会前 会后 同时 此外 据了解 据悉 据介绍 与此同时 一段时间以来 随后 当天 会议期间 当地时间 二十年来 在此之前 日前 最近 新中国成立后 入冬以来 截至目前',
)
const ABBREVIATED = [...'中美俄日英法德韩朝印巴以伊越泰加澳']

export const marks = (w, sub) => ({
  as: () => ({ text: w.pick(OFFICIAL), type: TITLE }),
  job: () => ({ text: w.pick(w.chance(0.7) ? WORKING : OFFICIAL), type: TITLE }),
  clause: () =>
    w.chance(0.6)
      ? `${w.chance(0.7) ? w.pick(ADVERBS) : ''}${w.pick(VERBS)}${w.pick(OBJECTS)}`
      : `${w.pick(OBJECTS)}${w.pick(FACTS)}`,
  fact: () => w.pick(FACTS),
  topic: () => w.pick(OBJECTS),
  start: () => w.pick(STARTS),
  act: () => `${w.pick(ADVERBS)}${w.pick(VERBS)}${w.pick(OBJECTS)}`,
  teacher: () => ({ text: w.pick(split('教授 教授 校长 党委书记 博士 副校长 院长')), type: TITLE }),
  manager: () => ({ text: w.pick(split('总经理 董事长 局长 厂长 副市长 总裁 处长')), type: TITLE }),
  spokesman: () => ({ text: w.pick(split('发言人 新闻发言人 副发言人')), type: TITLE }),
  short: () => ({ text: w.pick(ABBREVIATED), type: PLACE }),
  agency: () => ({
    text: w.pick(
      split('新华社 新华社 新华社 中新社 中新网 人民网 新华网 美联社 路透社 法新社 共同社 中央社 塔斯社'),
    ),
    type: ORGANIZATION,
  }),
  paper: () => ({
    text: `${w.pick([w.city(), w.foreignPlace(), w.country(), '人民', '华尔街', '纽约', '泰晤士', '参考', '环球', '解放'])}${w.pick(split('日报 晚报 时报 邮报 新闻报 商报 电视台 广播公司'))}`,
    type: ORGANIZATION,
  }),
  suspect: () => ({ text: w.surname() + w.pick(split('某 某某 某某 某甲')), type: PERSON }),
  surnamed: () => ({ text: w.surname(), type: PERSON }),
  people: () => ({
    text: w.pick(split('汉族 藏族 回族 维吾尔族 蒙古族 苗族 彝族 佛教徒 穆斯林 天主教徒')),
    type: NRP,
  }),
  who: () =>
    sub(
      w.pick([
        '{org}{as}{person}',
        '{org}{as}{name}',
        '{org}{job}{name}',
        '{country}{as}{foreign}',
        '{country}{as}{foreign}',
        '{person}',
        '{person}',
        '{name}',
        '{party}{as}{name}',
        '{city}{as}{name}',
        '{school}{teacher}{name}',
        '{company}{manager}{name}',
        '{foreign}',
        '{job}{name}',
        '{place}{village}农民{name}',
        '{foreign}{as}',
        '{national}{as}{name}',
        '{officeOfCountry}{spokesman}{foreign}',
      ]),
    ),
  list: () =>
    sub(
      w.pick([
        '{place}、{place}',
        '{place}、{place}、{place}',
        '{city}、{city}和{city}',
        '{country}、{country}、{country}、{country}',
        '{province}、{province}、{province}',
        '{place}和{place}',
        '{country}和{country}',
        '{place}、{place}、{place}、{place}、{place}',
        '{short}{short}',
      ]),
    ),
  names: () =>
    sub(
      w.pick([
        '{name}、{name}',
        '{name}、{name}、{name}',
        '{person}和{person}',
        '{name}、{name}、{name}、{name}、{name}',
        '{foreign}和{foreign}',
        '{name}　{name}',
        '{person}与{person}',
        '{surnamed}、{surnamed}两家',
      ]),
    ),
  day: () =>
    w.pick([
      `${1 + w.int(28)}`,
      w.pick(split('一 三 五 八 九 十 十一 十二 十四 十六 十七 十九 二十 二十一 二十四 二十六 二十八 三十')),
    ]),
  month: () => w.pick([`${1 + w.int(12)}`, w.pick(split('一 二 三 四 五 六 七 八 九 十 十一 十二'))]),
  when: () =>
    w.pick(
      split(
        '今天 昨天 昨晚 今晨 日前 近日 今日 昨日 上午 下午 十日 二十一日 3日 18日 本周 周三 星期日 凌晨 上周 去年 今年 当天 下月 月底',
      ),
    ),
  n: () =>
    w.pick([
      `${1 + w.int(900)}`,
      w.pick(split('一 两 三 五 十 十二 三十多 百余 二百 三千 上万 百分之八 几 数百 六十八')),
      `${1 + w.int(90)}.${w.int(10)}`,
    ]),
  score: () =>
    w.pick([
      `${w.int(6)}比${w.int(6)}`,
      `${w.int(4)}:${w.int(4)}`,
      `${60 + w.int(60)}比${60 + w.int(60)}`,
      '二比一',
      '三比零',
    ]),
})

export const templates = `
{agency}{city}{month}月{day}日电（记者{name}[|、{name}|　{name}]）{start}，{clause}。
{agency}{foreignPlace}{month}月{day}日电[（记者{name}）|　|（{name}　{name}）]{country}{as}{foreign}{when}[说|表示|宣布|强调]，{clause}。
本报{city}{month}月{day}日[讯|电]　[记者{name}报道：|通讯员{name}、记者{name}报道：|（记者{name}）|]{org}{when}[在{city}成立|宣布，{clause}|召开会议，部署{topic}]。
本报{city}电　[记者{name}报道：|{org}{when}{clause}|{who}说，{clause}]。
[在|离开|回到|走进|来自|深入|沿着][首都|省城|县城|山区|沿海地区|边境|市中心|城乡|农村|海外|国外|城镇|大西北][的{org}|{phrase}]，{phrase}。
{who}代表{org}[致辞|发言|向{who}颁奖|表示祝贺|接受捐赠|签字]。
[省|市|县|区][有关部门|领导|里|长{name}说]，{clause}。
{place}[山区|农村|市郊|灾区|各界|籍|产|境内|老区|乡下|南部|北部|沿海|市中心|街头|上空][{phrase}|的{topic}{fact}]。
{country}{foreignPlace}[警方|郊外|机场|附近|市中心|居民|市长{foreign}][说，|]{phrase}。
{agency}[记者|]{name}[摄|报道]
（{agency}[记者|]{name}[摄|　发]）
（[记者|作者|通讯员|本报记者]{name}[|、{name}]）
[图为|上图：|下图：]{who}在{place}[考察|与群众交谈|接受采访|参加植树活动|看望孩子]。
{who}[说|表示|指出|强调|认为|介绍|透露|坦言|告诉记者|建议|呼吁|宣布|回忆|解释]，{clause}[。|，{clause}。|，{phrase}。]
{who}{when}[在{place}|在{org}|]会见了[来访的|]{country}{as}{foreign}[一行|和夫人|。双方就{topic}交换了意见|率领的代表团]。
{who}和{who}{when}[出席了|参加了]在{place}举行的[签字仪式|开幕式|座谈会|纪念大会|研讨会]。
{names}[等|等同志|等人|等领导]出席[会议|了今天的会议|开幕式]。
[出席会议的有|参加会见的有|主席台就座的还有]{names}[等|]。
{as}{name}主持会议，{as}{name}[讲话|致辞|作了报告|宣读了贺信]。
{country}{as}{foreign}[将于|定于|已于]{when}[抵达{foreignPlace}|访问{country}|离开{foreignPlace}回国|启程前往{list}]，[对{country}进行国事访问|就{topic}举行会谈|同{as}{foreign}会晤]。
应{country}{as}{foreign}[的|]邀请，{who}将于{month}月{day}日至{day}日对{country}进行[正式友好|国事|工作]访问。
{list}[等|]{n}[个国家|国|个省市]的[代表|领导人|学者|企业|运动员]{when}[参加了会议|汇聚{place}|在{foreignPlace}举行磋商|签署了协议]。
{short}{short}[关系|两国|双方|贸易|领导人|首脑会晤|联合声明|建交|战争|边界][{fact}|的发展{fact}|就{topic}达成共识]。
[中国|{country}][人民|政府|经济|军队|企业|市场|总统|外长|队员|代表团|农业|货币|媒体|文化|国会|警方]{fact}。
{country}[政府|军队|总统府|警方|经济][{when}|]{clause}。
{org}[{when}|][发布|公布|下发|出台|通过|印发]了[《关于{act}的意见》|{n}项措施|通知|统计数据]，[要求|提出]{clause}。
[据|来自]{org}[统计|介绍|透露|消息|的消息|的报告|调查|的最新统计]，{start}{place}[{fact}|{n}人|的{topic}{fact}]。
记者[从|{when}从]{org}[获悉|了解到|采访时得知]，{clause}。
[在{org}|来到{org}|走进{org}]，[记者看到|{who}说]，{clause}。
{org}、{org}、{org}[等单位|等部门|联合举办了|共同发起了|签署了]{topic}[论坛|研讨会|协议|活动]。
{org}与{org}{when}[在{place}|]签署[合作协议|合同|谅解备忘录|战略合作框架协议]。
由{org}[主办|承办|投资兴建|组织编写|和{org}共同主办]的[{topic}研讨会|大型展览|大桥|电站|文艺晚会][{when}|][在{place}举行|落成|开幕|结束]。
{org}[员工|职工|学生|官兵|干警|党员|球迷][{n}人|]{clause}。
{name}[是|系|曾是|原是]{org}[的|]{job}[，{phrase}|，今年{n}岁|]。
{name}，[男|女]，{n}岁，{org}{job}，[{fact}|{phrase}]。
{place}{village}[村民|农民|老人|青年|党支部书记]{name}[说|靠{phrase}|{phrase}|一家人]，{clause}。
[家住|来自]{place}[的|]{name}[老人|一家|女士|师傅]，{phrase}。
“{phrase}[，{phrase}|]。”{who}[说|笑着说|感慨地说|对记者说|如是说]。
“{clause}。”{org}{job}{name}[告诉记者|说]。
[老|小]{surnamed}[说|告诉记者|一家]，{phrase}。
{place}[地处|位于|毗邻|距离|紧靠]{place}[，|、{place}之间，]{fact}。
{place}[的|]{topic}{fact}，{place}[也|]{fact}。
从{place}到{place}[的铁路|，|、从{place}到{place}，|的公路全长{n}公里]{fact}。
[在|地处]{nature}[畔|两岸|脚下|深处|流域][的{village}|，{phrase}|的{place}]，{fact}。
{nature}[水位|两岸|流域|水质]{fact}。
{list}[等地|一带|地区|等省区|三地|沿线][普降大雨|出现大风降温天气|遭受洪涝灾害|{fact}|的{topic}{fact}]。
{place}[昨晚|凌晨|{when}]发生[{n}级地震|火灾|交通事故|爆炸|泥石流]，[造成{n}人死亡|{fact}|目前{fact}]。
{org}[的|][专家|研究人员|学者|科学家]{name}[发现|认为|研究表明|指出]，{phrase}。
{school}{teacher}{name}[说|在演讲中说|当选|获奖]，{clause}。
{org}[股价|业绩|产品|新车|股份|市值][{fact}|上涨{n}%|下跌{n}个百分点]。
{company}（[股票代码|]{n}）[公告称|发布公告]，{clause}。
[受{topic}影响，|{start}，]{org}、{org}[的|]股价[双双|]{fact}。
{famous}[和{famous}|]{when}[宣布|发布|推出|联手][新产品|新战略|{topic}|裁员计划]，{fact}。
{team}{when}以{score}[战胜|负于|击败|战平|不敌|大胜|逼平|力克]{team}[，{person}[独中两元|梅开二度|得到{n}分|表现出色]|]。
[在|]第{n}分钟，{foreign}[接{foreign}传球|]头球破门[，将比分改写为{score}|]。
{person}（{place}）{score}{person}（{place}）
{country}[选手|名将|姑娘|小将|队员|老将|队的]{person}[获得金牌|夺冠|以{score}淘汰{country}的{person}|名列第{n}|打破世界纪录]。
{team}[主教练|队长|门将|后卫|前锋]{person}[说|赛后表示|因伤缺阵|上场]，{phrase}。
[甲A联赛|中超|英超|意甲|西甲|NBA常规赛|女排联赛|世界杯预选赛|奥运会|亚运会][第{n}轮|半决赛|{when}]，{team}[主场|客场]{score}{team}。
[获得前三名的是|进入决赛的有]{country}队、{country}队和{country}队。
{foreign}和{foreign}[将在决赛中相遇|分获冠亚军|联手获得双打冠军]。
{party}[作出|召开|发出|制定|成立][决定|会议|通知|实施方案|工作组]，{clause}。
{party}、{party}[领导|主要负责人|有关负责同志]{names}[参加|出席|到场祝贺]。
{org}[依法|以涉嫌受贿罪|近日][对|审理|判处|批捕|起诉]{org}[原|][{manager}|]{name}[提起公诉|有期徒刑{n}年|立案侦查|]。
[被告人|犯罪嫌疑人|罪犯|原告|证人]{name}[、{name}|]{phrase}。
[被告人|犯罪嫌疑人]{suspect}[被{government}抓获|，{phrase}|供认不讳]。
{government}[民警|法官|检察官|干警][{name}|][接到报警后|在{place}]{phrase}。
{foreign}[出生于|生于|逝世于|毕业于]{foreignPlace}[，{phrase}|]，[曾任|后任|当选为]{country}{as}。
{country}[著名|][作家|导演|画家|音乐家|科学家|学者|诗人]{foreign}[的新作|的作品|的小说|获奖|来华访问]，{fact}。
[电影|话剧|歌剧|交响乐|电视剧|小说]《{phrase}》由{person}[导演|执导|主演|指挥|创作][，{person}、{person}主演|]，{fact}。
{name}[的|][画展|个人演唱会|新书发布会|书法展]{when}在{place}[举行|开幕]。
{country}[驻{country}|驻华|驻联合国][大使|总领事|代表]{foreign}[说|递交国书|出席招待会|发表讲话]。
{country}与{country}[的|][关系|边境|自由贸易协定|冲突|谈判]{fact}。
{foreign}[总统|首相|总理|国务卿|将军|政府|内阁|当局][说|{when}说|表示|签署命令|下令]，{country}[将|愿意|不会]{clause}。
{country}[反对党|执政党|议会|军方][领导人|]{foreign}[{when}|]被[捕|释放|提名为{as}候选人|选为{as}]。
{officeOfCountry}[{when}|][证实|否认|宣布|发表声明说]，{clause}。
{abroad}[{when}|][报告|发言人|公布的数据|研究人员][说|显示|指出|称]，{clause}。
{place}[自治区|特别行政区|特区|当局|方面|军民|各族人民|市民|海关|机场|口岸|地区|同胞|问题|分行]{fact}。
{place}籍[华人|演员|球员|学者]{person}{fact}。
{people}[群众|同胞|学者|演员|青年]{name}[说|，{phrase}]。
[海峡两岸|两岸|台商|港人|侨胞|留学生]{clause}。
[一九{n}年|19{n}年|抗战时期|解放前|文革期间|五十年代]，{name}[随部队来到|从{place}来到|被调到|参加了|考入]{org}[工作|，{phrase}]。
[著名|已故|青年|老一辈]{job}{names}{phrase}。
{name}[和妻子{name}|的儿子{name}|同志的先进事迹|的父亲|的母亲{name}|烈士|教授|院士|同志|先生|女士|夫妇]{phrase}。
{name}[任|当选|被任命为|出任|不再担任|接替{name}任]{org}{as}。
[会议|大会|全会]{clause}，{clause}，{clause}。
{start}，{clause}；{start}，{clause}。
{phrase}，{clause}。
{paper}[{when}|][报道|刊文|发表评论|援引{org}的消息|的文章][说|称|指出]，{clause}。
《{paper}》{when}[报道|评论]说，{country}{clause}。
{org}在{place}[设立|建立|投资|举办|新建|开设][分支机构|研究中心|展览|生产基地|办事处]，{fact}。
[连日来|最近]，{list}[各地|等地]{clause}。
{nature}[景区|旅游节|隧道|大桥|保护区|特大桥|机场][{when}|]{fact}。
{village}[有个|出了个|的]{name}[，{phrase}|说，{phrase}]。
{national}{as}{name}{when}[在{national}会议上|在新闻发布会上|在{place}]{clause}。
{national}、{national}{when}[联合发出通知|决定|印发通知|表彰了{n}名先进个人]。
{who}的[讲话|报告|文章|发言|建议|来信]{fact}。
{name}[{n}岁|（{n}岁）]：{phrase}。
{province}{county}{village}{phrase}。
{province}[省|][{city}|{county}][{county}|]{org}[负责人|干部]{name}{phrase}。
`
  .trim()
  .split('\n')
