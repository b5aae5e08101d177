// Forms, tables, records, logs, mails, letterheads, and lists without a person in them.

import { BUSINESS, ETHNIC, PARTY, RANKS } from './_chinese-titles.mjs'
import { ADDRESS, NRP, PERSON, PLACE, TITLE } from './_shared.mjs'

const split = text => text.trim().split(/\s+/)
const THINGS = split(
  '用户 数据 模型 服务器 接口 缓存 队列 线程 内存 磁盘 日志 权限 参数 函数 变量 数组 字符串 文件 目录 网络 协议 端口 证书 密钥 版本 分支 测试 构建 部署 监控 告警 指标 报表 表格 字段 主键 索引 事务 订单 库存 价格 商品 类别 颜色 尺寸 重量 数量 单位 日期 时间 状态 备注 说明 标题 正文 附件 图片 视频 音频 苹果 香蕉 牛奶 面包 鸡蛋 大米 面粉 白菜 土豆 番茄 牛肉 猪肉 鱼 虾 酱油 盐 糖 醋 水 茶 咖啡 果汁 语文 数学 英语 物理 化学 生物 历史 地理 政治 音乐 美术 体育 春 夏 秋 冬 红 黄 蓝 绿 黑 白 金属 木材 塑料 玻璃 陶瓷 水泥 石头 沙子 汽车 火车 飞机 轮船 自行车 桌子 椅子 电脑 键盘 鼠标 显示器',
)

export const marks = w => ({
  address: () => ({ text: w.address(), type: ADDRESS }),
  title: () => ({ text: w.pick(w.chance(0.7) ? BUSINESS : w.jobs), type: TITLE }),
  rank: () => ({ text: w.pick(RANKS), type: TITLE }),
  ethnic: () => ({ text: w.pick(ETHNIC), type: NRP }),
  party2: () => ({ text: w.pick(PARTY), type: NRP }),
  wide: () => ({
    text: w
      .name()
      .padEnd(2)
      .replace(/^(.)(.)$/, '$1　$2'),
    type: PERSON,
  }),
  home: () => ({
    text: w.pick([() => w.province() + w.city(), w.city, w.county, () => w.province() + w.county()])(),
    type: PLACE,
  }),
  thing: () => w.pick(THINGS),
  things: () =>
    Array.from({ length: 3 + w.int(6) }, () => w.pick(THINGS)).join(
      w.pick(['、', '，', ' ', '\n', ',', '；', '/', '\t', ' | ']),
    ),
  n: () => String(w.int(w.chance(0.6) ? 90 : 20000)),
  y: () => String(1950 + w.int(75)),
  m: () => String(1 + w.int(12)),
  s: () => w.pick(['，', '；', '　', ' ', '\n', '\t', ' | ', ',']),
  c: () => w.pick(['：', '：', ':', '： ', '= ', '\t']),
  phone: () =>
    w.pick([
      `1${w.pick(['3', '5', '8', '7'])}${String(w.int(1e9)).padStart(9, '0')}`,
      `0${10 + w.int(880)}-${2000000 + w.int(6000000)}`,
    ]),
  id: () => `${110000 + w.int(500000)}${1950 + w.int(60)}0${1 + w.int(9)}1${w.int(9)}${1000 + w.int(8999)}`,
  mail: () =>
    `${w.pick(['li', 'wang', 'zhao', 'hr', 'service'])}.${w.pick(['wei', 'yang', 'min'])}@example.com`,
})

export const templates = String.raw`
姓名{c}{name}{s}性别{c}[男|女]{s}年龄{c}{n}{s}住址{c}{address}
[收货人|收件人]{c}{name}{s}电话{c}{phone}{s}[地址|收货地址]{c}{address}
[收件人|寄件人|联系人|申请人|持卡人|投保人|户主|法定代表人|负责人|经办人|审核人|制表|校对|作者|编辑|译者|主讲人|指导教师|发件人|姓名|客户|紧急联系人|患者|学生姓名|家长|监护人|配偶|主持人|记录人|参会人员]{c}{name}
[出席|列席|缺席|参会人员|成员|名单|获奖名单|与会者|值班]{c}{name}、{name}、{name}[、{name}、{name}|]
[地址|家庭住址|户籍地址|通讯地址|现住址|收货地址|单位地址|办公地址|注册地址|住所|详细地址]{c}{address}
[工作单位|单位名称|开户行|公司名称|就读学校|毕业院校|所在单位|供应商|采购单位|中标单位|主办单位|承办方|发证机关|投保单位]{c}{org}[{s}职务{c}{title}|{s}职务{c}{title}{s}联系人{c}{name}|]
[籍贯|出生地|城市|所在地|国家|地区|目的地|出发地|产地|发货地|户口所在地|工作地点]{c}{home}
[国家|地区|城市]{c}{place}
[职务|职位|岗位|职称|头衔]{c}[{title}|{rank}]
[甲方|乙方|委托人|受托人|出租方|承租方|买方|卖方]{c}{org}\n[法定代表人|代表人|联系人]{c}{name}\n地址{c}{address}
[甲方|乙方|原告|被告|出租人]{c}{name}{s}身份证号{id}{s}住{address}
{"name":"{name}","phone":"{phone}","address":"{address}"}
{\\"ship_to\\":\\"{address}\\",\\"contact\\":\\"{name}\\"}
{"[姓名|客户姓名|联系人]": "{name}", "[地址|收货地址]": "{address}", "[单位|公司]": "{org}"}
"arguments":"{\\"address\\":\\"{address}\\",\\"phone\\":\\"{phone}\\"}"
{name},{phone},{address}
{name}\t{org}\t{title}\t{home}
{n}\t{name}\t[男|女]\t{ethnic}\t{y}-{m}\t{org}
{n},{name},[男|女],{n},{home},{phone}
民族{c}{ethnic}{s}政治面貌{c}{party2}{s}籍贯{c}{home}
用户[ |]{name}（手机 {phone}，邮箱 {mail}）[提交认证|申请开户|已注册]，证件 {id}，[请审核|请核对]。
请将[快递|包裹|发票|合同]寄到{address}，[收件人|联系人]{name}[收|]，[电话|手机]{phone}。
| {name} | {n} | {org} |
| {name} | {title} | {phone} | {mail} |
{wide}{s}{title}{s}{phone}
{name}\n{title}\n{org}\n地址{c}{address}\n电话{c}{phone}
{name} <{mail}>[ 写道：| 于{y}年{m}月写道：|]
发件人：{name}\n收件人：{name}\n主题：{phrase}
[你好|您好|Hi]{name}，\n{phrase}。\n{name}\n{org}
INFO 用户={name} 操作={thing} 状态=成功
{y}-{m} {n} [操作员|审批人]{c}{name} {phrase}
{things}
{things}\n{things}
[1.|一、|（1）|- |* |• ]{thing}[：{phrase}|{s}{thing}|]\n[2.|二、|（2）|- |* |• ]{phrase}\n[3.|三、|（3）|- |* |• ]{thing}{thing}
[1.|一、|（1）|- |* |• ]{phrase}。\n[2.|二、|（2）|- |* |• ]{phrase}。\n[3.|三、|（3）|- |* |• ]{phrase}。
{thing}{c}{n}{s}{thing}{c}{n}{s}{thing}{c}[是|否|正常]
名称{c}{phrase}\n类型{c}[普通|加急]\n说明{c}{phrase}
[步骤|方法|注意事项|优点|缺点|总结]{c}{phrase}，{phrase}。
[这|那|它]是[一种|一个]{phrase}。
[首先|其次|此外|因此|但是|然而|最后|总之]，{phrase}，{phrase}。
[第一步|第二|1.|2.|3.|4.|（2）][，|：|、| ]{phrase}[；|。|：{phrase}。]
{phrase}的{phrase}
[《{phrase}》|“{phrase}”][是|写道|表示]{phrase}。
[如果|虽然|因为|当]{phrase}，[就|但|所以|则]{phrase}。
{thing}[和|与|或]{thing}[的区别|的关系|之间]{phrase}。
[选择|比较|列举|解释|翻译]{things}
[序号|编号] {thing} {thing} {thing}\n1 {thing} {n} {thing}\n2 {thing} {n} {thing}
{place}、{place}、{place}[三个城市|、{place}|]的{thing}[{s}|]{phrase}
{place}{s}{n}{s}{thing}
{place}的[首都|省会|面积|人口|时区|邮编]是[{place}|{n}|什么]
`
  .trim()
  .split('\n')
  .map(line => line.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\"', '\\"'))
