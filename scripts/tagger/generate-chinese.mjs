#!/usr/bin/env node
// Writes synthetic labelled Chinese text of many styles.
//   node generate-chinese.mjs GAZETTEERS.json OUT.jsonl COUNT SEED train|held-out|all [SILVER.jsonl]
// SILVER.jsonl are rows {"text", "spans"} of real text: their clauses without entities fill `{phrase}`.
import { readFileSync, writeFileSync } from 'node:fs'
import { STYLES } from './_chinese-templates.mjs'
import {
  ADDRESS,
  expand,
  forPart,
  isHeldOut,
  NRP,
  ORGANIZATION,
  PERSON,
  PLACE,
  randomOf,
  readLines,
  TITLE,
} from './_shared.mjs'

const [gazetteers, out, count, seed, part, silver] = process.argv.slice(2)
const g = JSON.parse(readFileSync(gazetteers, 'utf8'))
const random = randomOf(Number(seed))
const { pick, int, chance } = random
const { words } = g.chinese
const list = (tag, least, test = () => true) =>
  forPart(
    (words[tag] ?? []).filter(([word, n]) => n >= least && test(word)).map(([word]) => word),
    part,
  )

// Given names: what follows a known surname in the person names of the dictionary, and its single characters.
const COMMON_SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const RARE_SURNAMES = g.chinese.surnames.filter(each => !COMMON_SURNAMES.includes(each))
const DOUBLE = '欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 端木'.split(
  ' ',
)
const knownNames = (words.nr ?? [])
  .map(([word]) => word)
  .filter(
    word =>
      (word.length === 2 || word.length === 3) &&
      (COMMON_SURNAMES.includes(word[0]) || RARE_SURNAMES.includes(word[0])),
  )
const givens = forPart([...new Set(knownNames.map(each => each.slice(1)))], part)
const firstCharacters = [...new Set(givens.map(each => each[0]))]
const lastCharacters = [...new Set(givens.map(each => each.at(-1)))]
const foreignNames = [
  ...list('nrt', 2, each => each.length >= 3),
  ...list('nrfg', 2, each => each.length >= 2),
]
const places = list('ns', 3)
const organizations = list('nt', 2)
const jobs = forPart(
  g.chinese.jobs.filter(each => !/[/A-Za-z]/.test(each)),
  part,
)
const cities = forPart(g.division.cities, part)
const areas = forPart(g.division.areas, part)
const towns = forPart(g.division.streets, part).map(each => each.replace(/办事处$/, ''))
const villages = forPart(g.division.villages, part).map(each =>
  each.replace(/(?:居委会|居民委员会|村民委员会|村委会|委会)$/, ''),
)
const provinces = g.division.provinces
const COUNTRIES = forPart(
  '美国 日本 俄罗斯 英国 法国 德国 韩国 朝鲜 印度 巴基斯坦 越南 泰国 新加坡 马来西亚 印度尼西亚 菲律宾 缅甸 老挝 柬埔寨 蒙古 哈萨克斯坦 伊朗 伊拉克 以色列 沙特阿拉伯 土耳其 埃及 南非 尼日利亚 肯尼亚 埃塞俄比亚 苏丹 利比亚 阿尔及利亚 巴西 阿根廷 智利 秘鲁 古巴 墨西哥 加拿大 澳大利亚 新西兰 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 波兰 捷克 匈牙利 罗马尼亚 希腊 乌克兰 南斯拉夫 保加利亚 奥地利 爱尔兰 阿富汗 叙利亚 约旦 黎巴嫩 科威特 卡塔尔 斯里兰卡 尼泊尔 孟加拉国'.split(
    ' ',
  ),
  part,
).concat('中国', '中国', '中国')
const REGIONS =
  '欧洲 亚洲 非洲 拉美 北美 中东 东南亚 欧盟地区 长江 黄河 珠江 太平洋 大西洋 喜马拉雅山 台湾海峡 长江三角洲 珠三角 西北 华北 华东 东北 海南岛 南海 西藏 新疆 香港 澳门 台湾 浦东 中关村 深圳特区 天安门 人民大会堂 故宫 长城 黄山 西湖'.split(
    ' ',
  )
const BRANDS =
  '华 中 国 金 海 天 新 大 东 南 北 西 安 康 泰 恒 盛 瑞 宏 德 信 达 通 联 创 智 云 科 星 光 明 远 博 众 兴 隆 源 丰 利 正 和 平 鑫 龙 凤 宝 佳 美 乐 嘉 凯 思 维 诺 亚 鹏 飞 腾 翔'.split(
    ' ',
  )
const TRADES =
  '科技 网络 信息技术 电子商务 生物医药 房地产开发 建筑工程 物流 文化传媒 餐饮管理 投资管理 实业 机械制造 化工 纺织 汽车销售 食品 农业发展 环保 能源 新材料 软件 电力 证券 保险 软件开发 贸易 进出口 旅游 广告 教育咨询 医疗器械 钢铁 水泥 铁路 航空 石油'.split(
    ' ',
  )
const COMPANY_ENDS =
  '有限公司 股份有限公司 有限责任公司 集团 集团有限公司 公司 集团公司 总公司 厂 研究所 研究院 事务所 分公司'.split(
    ' ',
  )
const FAMOUS = forPart(
  '腾讯 阿里巴巴 百度 华为 小米 京东 美团 新浪 网易 搜狐 联想 海尔 格力 美的 比亚迪 中石油 中石化 中国移动 中国联通 中国电信 工商银行 建设银行 招商银行 农业银行 平安 微软 谷歌 苹果公司 索尼 三星 丰田 英特尔 联合国 欧盟 北约 世贸组织 国际奥委会 国务院 中共中央 外交部 教育部 财政部 国防部 公安部 卫生部 商务部 新华社 人民日报 中央电视台 央视 清华大学 北京大学 复旦大学 浙江大学 中科院 中国科学院 国家队 皇马 巴萨 湖人 曼联 恒大 国安 申花 央行 证监会 全国人大 全国政协 民进党 国民党 民主党 共和党 共产党 白宫 国会 参议院 最高人民法院 红十字会 绿色和平'.split(
    ' ',
  ),
  part,
)
const LOCAL_OFFICES =
  '公安局 人民法院 检察院 教育局 卫生局 环保局 交通局 人民政府 市委 税务局 工商局 消防支队 交警大队 派出所 民政局 规划局 人民医院 中医院 第一医院 妇幼保健院 大学 师范大学 理工大学 医科大学 第一中学 实验小学 日报社 电视台 图书馆 博物馆 足球队 队 银行 出版社 火车站派出所'.split(
    ' ',
  )
const NATIONAL =
  '国家统计局 国家发改委 中国人民银行 中国足协 中国作家协会 中国社会科学院 全国妇联 中国红十字会 国家体育总局 国家林业局 最高人民检察院 中央军委 中国证券监督管理委员会 中国人民解放军 武警部队 中国奥委会 中国银行 全国总工会'.split(
    ' ',
  )
const HEAD_TITLES =
  '主席 总理 总统 首相 部长 外长 外交部长 国防部长 副总理 国务委员 省长 市长 副市长 书记 省委书记 市委书记 局长 副局长 院长 校长 秘书长 主任 副主任 会长 大使 司令员 参谋长 教授 记者 总经理 董事长'.split(
    ' ',
  )
const BUSINESS_TITLES =
  '董事长 总经理 董事 监事 独立董事 副总经理 财务总监 董事会秘书 监事会主席 副董事长 总裁 副总裁 总工程师 经理 部门经理 项目经理 主任 副主任 处长 科长 厂长 副厂长 所长 院长 教授 副教授 讲师 研究员 助教 工程师 技术员 会计 财务部经理 总会计师 总经济师 党委书记 董事兼总经理 执行董事 合伙人 主任会计师 律师 秘书 法律顾问 人力资源总监 销售总监 技术总监 首席执行官 证券事务代表 党委副书记 工会主席 车间主任 行长 支行行长 博士生导师 硕士生导师 助理 总裁助理 董事局主席 职工代表监事 审计部经理'.split(
    ' ',
  )
const RANKS =
  '高级工程师 工程师 高级会计师 会计师 高级经济师 经济师 注册会计师 中国注册会计师 教授 副教授 研究员 高级政工师 政工师 助理工程师 教授级高级工程师 律师 注册税务师 统计师 讲师'.split(
    ' ',
  )
const ETHNIC =
  '汉族 汉族 汉族 满族 回族 蒙古族 藏族 维吾尔族 壮族 苗族 彝族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 畲族 朝鲜族'.split(
    ' ',
  )
const COURTESY = '先生 女士 小姐 老师 同学 总 经理 主任 医生 教授 律师 师傅 同志 局长 院长 阿姨 叔叔'.split(
  ' ',
)
const ROADS =
  '人民 中山 解放 建设 文化 和平 长江 黄河 北京 南京 上海 淮海 延安 学院 科技 软件园 工业 创新 迎宾 胜利 新华 光明 友谊 青年 朝阳 东风 五一 八一 天河 珠江 滨江 环城 机场 龙腾 凤凰 香山 花园 体育 商业 民主 幸福 团结 西湖 东湖 江南 科苑 深南 望京 金融 世纪 张江 中关村 望江 天府 高新'.split(
    ' ',
  )
const ROAD_ENDS = '路 路 路 大道 街 大街 东路 西路 南路 北路 中路 东街 西街 巷 胡同 一路 二路 大街'.split(' ')
const ESTATES = '花园 小区 苑 新村 家园 公寓 大厦 广场 城 名邸 国际 湾 豪庭 佳苑 里'.split(' ')

const phrases = []
for (const { text, spans } of silver ? readLines(silver) : []) {
  for (const match of text.matchAll(/[^，。！？；：,;:!?\s“”"（）()【】]{3,22}/g)) {
    const end = match.index + match[0].length
    if (
      spans.some(span => span.start < end && span.end > match.index) ||
      !/^[\u4e00-\u9fff]+$/.test(match[0])
    )
      continue
    if (/[省市县区]|先生|小姐|大学|公司|医院/.test(match[0]) || isHeldOut(match[0]) !== (part === 'held-out'))
      continue
    phrases.push(match[0])
  }
}
if (phrases.length === 0) phrases.push('这件事情值得我们认真思考')

const given = () => {
  if (chance(0.55)) return pick(givens)
  return chance(0.3)
    ? pick(lastCharacters)
    : chance(0.06)
      ? pick(lastCharacters).repeat(2)
      : pick(firstCharacters) + pick(lastCharacters)
}
const surname = () =>
  chance(0.8)
    ? COMMON_SURNAMES[Math.floor(COMMON_SURNAMES.length * random.next() ** 1.6)]
    : chance(0.12)
      ? pick(DOUBLE)
      : pick(RARE_SURNAMES)
const name = () => surname() + given()
const place = () => {
  const roll = random.next()
  if (roll < 0.3) return pick(places)
  if (roll < 0.45) return short(pick(cities))
  if (roll < 0.55) return pick(cities)
  if (roll < 0.65) return pick(areas)
  if (roll < 0.72) return short(pick(provinces))
  if (roll < 0.82) return pick(COUNTRIES)
  if (roll < 0.88) return pick(REGIONS)
  if (roll < 0.94) return pick(towns)
  return pick(villages)
}
const short = text => {
  const cut = text.replace(/(?:维吾尔|壮族|回族|蒙古|藏族)?自治[州区]$|[省市县区]$/u, '')
  return cut.length >= 2 ? cut : text
}
const letters = () => pick(BRANDS) + pick(BRANDS) + (chance(0.15) ? pick(BRANDS) : '')
const company = () =>
  `${chance(0.6) ? (chance(0.4) ? pick(cities) : short(chance(0.5) ? pick(cities) : pick(provinces))) : ''}${chance(0.85) ? letters() : surname() + pick(BRANDS)}${chance(0.85) ? pick(TRADES) : ''}${pick(COMPANY_ENDS)}`
const localOffice = () =>
  `${chance(0.5) ? short(pick(cities)) : chance(0.5) ? pick(cities) : pick(areas)}${chance(0.08) ? '市' : ''}${pick(LOCAL_OFFICES)}`
const school = () =>
  `${short(chance(0.6) ? pick(cities) : pick(provinces))}${pick(['大学', '师范大学', '理工大学', '财经大学', '工学院', '医学院', '广播电视大学', '职业技术学院', '政法大学', '交通大学', '中学'])}`
const organization = () => {
  const roll = random.next()
  if (roll < 0.28) return company()
  if (roll < 0.5) return localOffice()
  if (roll < 0.68) return pick(organizations)
  if (roll < 0.82) return pick(FAMOUS)
  if (roll < 0.88) return pick(NATIONAL)
  if (roll < 0.95) return school()
  return `${pick(COUNTRIES)}${pick(['国家队', '队', '外交部', '议会', '国防部', '奥委会', '大使馆', '政府', '空军', '女排', '人民党', '中央银行', '工会', '通讯社'])}`
}
const foreign = () => {
  const first = pick(foreignNames)
  const roll = random.next()
  return roll < 0.25 ? `${first}·${pick(foreignNames)}` : first
}
const person = () => (chance(0.8) ? name() : foreign())
function address() {
  const province = pick(Object.keys(g.division.tree))
  const tree = g.division.tree[province]
  const city = pick(Object.keys(tree))
  const area = pick(tree[city])
  const road = `${chance(0.6) ? pick(ROADS) : chance(0.5) ? pick(BRANDS) + pick(BRANDS) : short(pick(areas))}${pick(ROAD_ENDS)}`
  const estate = `${pick(BRANDS)}${pick(BRANDS)}${pick(ESTATES)}`
  const upper = pick([
    `${province}${city === '市辖区' ? '' : city}${area}`,
    `${province}${city === '市辖区' ? '' : city}${area}`,
    `${city === '市辖区' ? province : city}${area}`,
    `${short(province)}${city === '市辖区' ? '' : short(city)}${area}`,
    `${pick(provinces)}${pick(chance(0.5) ? cities : areas)}`,
    pick(cities),
    area,
    '',
    `${short(province)}省${short(pick(cities))}市`,
    `${province} ${city === '市辖区' ? '' : city} ${area} `,
  ])
  const lower = pick([
    `${road}${1 + int(999)}号`,
    `${road}${1 + int(999)}号`,
    `${road}${1 + int(999)}号${estate}${1 + int(30)}栋${1 + int(6)}单元${100 + int(3000)}室`,
    `${road}${1 + int(99)}号院${1 + int(20)}号楼${100 + int(2000)}`,
    `${estate}${1 + int(30)}号楼${1 + int(6)}单元${100 + int(2000)}室`,
    `${road}${1 + int(999)}弄${1 + int(99)}号${100 + int(900)}室`,
    `${pick(towns)}${pick(villages)}${1 + int(20)}组${chance(0.5) ? `${1 + int(99)}号` : ''}`,
    `${road}${estate}${pick(['A', 'B', 'C', ''])}座${1 + int(30)}层`,
    `${road}与${pick(ROADS)}路交叉口`,
    `${pick(towns)}${road}${1 + int(99)}号`,
    `${road} ${1 + int(999)} 号`,
    `${road}一百二十号`,
  ])
  return upper + lower
}
const num = () => String(1 + int(chance(0.6) ? 90 : 2000))
const nick = () =>
  chance(0.35)
    ? type(name(), PERSON)
    : pick([
        `小${pick(BRANDS)}`,
        `${pick(BRANDS)}${pick(BRANDS)}_${int(99)}`,
        'momo',
        '爱吃鱼的猫',
        `${pick(BRANDS)}宝`,
        `用户${int(9999999)}`,
        `我是大${pick(BRANDS)}`,
      ])
const type = (text, kind) => ({ text, type: kind })

function fill(mark) {
  switch (mark) {
    case 'name':
      return type(name(), PERSON)
    case 'person':
      return type(person(), PERSON)
    case 'foreign':
      return type(foreign(), PERSON)
    case 'nick':
      return nick()
    case 'surname':
      return type(surname(), PERSON)
    case 'place':
      return type(place(), PLACE)
    case 'place2':
      return type(chance(0.5) ? pick(towns) : pick(villages), PLACE)
    case 'city':
      return type(chance(0.6) ? short(pick(cities)) : pick(cities), PLACE)
    case 'country':
      return type(pick(COUNTRIES), PLACE)
    case 'org':
      return type(organization(), ORGANIZATION)
    case 'org2':
      return type(localOffice(), ORGANIZATION)
    case 'school':
      return type(school(), ORGANIZATION)
    case 'address':
      return type(address(), ADDRESS)
    case 'jobtitle':
      return type(chance(0.45) ? pick(BUSINESS_TITLES) : chance(0.7) ? pick(HEAD_TITLES) : pick(jobs), TITLE)
    case 'rank':
      return type(pick(RANKS), TITLE)
    case 'courtesy':
      return type(pick(COURTESY), TITLE)
    case 'nationality':
      return type(
        chance(0.85)
          ? '中国国籍'
          : pick([`${pick(COUNTRIES)}国籍`, '美籍华人', '中国香港籍', '加拿大籍', '中国籍']),
        NRP,
      )
    case 'ethnic':
      return type(pick(ETHNIC), NRP)
    case 'political':
      return chance(0.4)
        ? [
            type(pick(['中共党员', '中共党员', '民盟盟员', '九三学社社员', '民建会员', '共青团员']), NRP),
            '，',
          ]
        : ''
    case 'political2':
      return type(pick(['中共党员', '群众', '共青团员', '民盟盟员', '中共预备党员']), NRP)
    case 'phrase':
      return pick(phrases)
    case 'num':
      return num()
    case 'year':
      return String(1930 + int(95))
    case 'month':
      return String(1 + int(12))
    case 'day':
      return String(1 + int(28))
    case 'phone':
      return `1${pick(['3', '5', '8', '7'])}${String(int(1e9)).padStart(9, '0')}`
    case 'id':
      return `${110000 + int(500000)}${1950 + int(60)}0${1 + int(9)}1${int(9)}${1000 + int(8999)}`
    case 'mail':
      return `${pick(['li', 'wang', 'zhao'])}.${pick(['wei', 'yang', 'min'])}@example.com`
    default:
      throw new Error(`no such mark: ${mark}`)
  }
}

const rows = []
const styles = Object.keys(STYLES)
while (rows.length < Number(count)) {
  const style = pick(styles)
  let template = pick(STYLES[style])
  while (chance(0.3))
    template +=
      (style === 'forms' || style === 'dialogue' ? pick(['\n', '，', ' ']) : '') + pick(STYLES[style])
  rows.push({ ...expand(template, random, fill), style })
}
writeFileSync(out, rows.map(row => JSON.stringify(row)).join('\n'))
