// Customer service, chat, orders, medicine, law and letters.

import { BUSINESS, ETHNIC, PARTY, PROFESSIONAL, RANKS } from './_chinese-titles.mjs'
import { ADDRESS, NRP, ORGANIZATION, PERSON, TITLE } from './_shared.mjs'

const split = text => text.trim().split(/\s+/)

export const marks = w => ({
  boss: () => [
    { text: w.surname(), type: PERSON },
    { text: w.pick(PROFESSIONAL), type: TITLE },
  ],
  full: () => [
    { text: w.name(), type: PERSON },
    { text: w.pick(PROFESSIONAL), type: TITLE },
  ],
  title: () => ({ text: w.pick(w.chance(0.7) ? BUSINESS : w.jobs), type: TITLE }),
  rank: () => ({ text: w.pick(RANKS), type: TITLE }),
  pal: () => ({ text: `${w.pick(['小', '老', '阿'])}${w.surname()[0]}`, type: PERSON }),
  surnamed: () => ({ text: w.surname(), type: PERSON }),
  suspect: () => ({ text: w.surname() + w.pick(split('某 某某 某甲')), type: PERSON }),
  ethnic: () => ({ text: w.pick(ETHNIC), type: NRP }),
  party2: () => ({ text: w.pick(PARTY), type: NRP }),
  address: () => ({ text: w.address(), type: ADDRESS }),
  hospital: () => ({
    text: `${w.chance(0.8) ? w.pick([w.city(), w.county(), w.short(w.city())]) : ''}${w.pick(split('人民医院 第一人民医院 中心医院 中医院 妇幼保健院 第三医院 肿瘤医院 眼科医院 医科大学附属医院 儿童医院 骨科医院'))}`,
    type: ORGANIZATION,
  }),
  court: () => ({
    text: `${w.pick([w.city(), w.county(), w.province()])}${w.pick(split('人民法院 中级人民法院 高级人民法院 人民检察院 公安局 劳动人事争议仲裁委员会 公证处 看守所'))}`,
    type: ORGANIZATION,
  }),
  office: () => ({ text: w.law(), type: ORGANIZATION }),
  ill: () =>
    w.pick(split('反复咳嗽 头痛 腹痛 胸闷 高血压 糖尿病 冠心病 发热 腰椎间盘突出 失眠 胃炎 骨折 过敏 哮喘')),
  goods: () =>
    w.pick(
      split('洗衣机 快递 手机 合同 发票 蛋糕 鲜花 空调 书 充电器 行李 外卖 机票 会员卡 样品 报告 奶粉 沙发'),
    ),
  n: () => String(1 + w.int(w.chance(0.6) ? 90 : 2000)),
  y: () => String(1940 + w.int(84)),
  m: () => String(1 + w.int(12)),
  phone: () => `1${w.pick(['3', '5', '8', '7'])}${String(w.int(1e9)).padStart(9, '0')}`,
  masked: () => `1${w.pick(['38', '59', '86'])}****${1000 + w.int(8999)}`,
  id: () => `${110000 + w.int(500000)}${1950 + w.int(60)}0${1 + w.int(9)}1${w.int(9)}${1000 + w.int(8999)}`,
  code: () => `${w.pick(['SF', 'JD', 'YT', 'A', 'XS', '20'])}${w.int(1e9)}`,
  case: () =>
    `（20${10 + w.int(15)}）${w.pick([...'京沪粤浙苏川鲁豫鄂湘'])}${10 + w.int(90)}民初${w.int(9999)}号`,
})

export const templates = String.raw`
[我叫|我是|你好，我是|您好，我叫|我的名字是|本人]{name}，[是{org}的{title}|来自{place}|想咨询一下{phrase}|住在{address}|{phrase}]。
[请问|麻烦问下|打扰一下][，|]{name}[在吗|老师在哪|的电话是多少|还在职吗]？
[我|他|我们|我妈]住在{address}[，|。]{phrase}。
[我|他|我爸|我姐|我同学]在{org}[上班|工作|读书|实习|住院][，|。]{phrase}。
{name}：{phrase}[？|。]\n{name}：[好的|嗯|知道了|没问题][，{phrase}|]。
[我姓|免贵姓]{surnamed}，{phrase}。
[请|帮我]{phrase}，[谢谢|急用|尽快]。
{name}[明天|下周|今天]要去{place}[出差|旅游|开会][，帮他订票|，别忘了通知{name}|]。
客服：您好，[请提供|请确认]{phrase}。客户：[我叫{name}|地址是{address}|好的]。
[{pal}|{boss}|{full}]，[您好|{phrase}|麻烦您看一下{goods}]。
[联系|通知|转告|请|问一下|约了]{boss}[，|吧，|。]{phrase}。
客户{name}[反映|投诉|来电称]，{phrase}。
[本次|这次]由{name}[负责|跟进|陪同]，[对接人是{name}|请与{name}联系|有问题找{boss}]。
[把|将]{goods}[发给|转给|交给|寄给]{name}[，地址{address}|]。
联系{name}[先生|女士|]，[电话|手机]{phone}。
[寄到|送到|发到|退回到]{address}[就行|，谢谢|，{name}收|，收件人{name}，电话{phone}]。
[收货地址|新地址|上门地址]是{address}[，麻烦改一下|，{phrase}]。
{place}[的天气怎么样|有什么好玩的|到{place}多远|现在几点|属于哪个省]？
[推荐|介绍|列出][几个|一些|]{place}的[景点|美食|酒店|历史|特产]。
[帮我订|查询|预订|买]{place}[到|飞|去]{place}的[机票|高铁票|航班]，[乘客|乘车人|旅客]{name}。
订单[号|]{code}[，|：]{goods}[一台|两件|]，[收货人|收件人]{name}，{phone}，{address}。
您的{goods}已由[快递员|骑手|配送员|师傅]{name}（{phone}）[派送|取件]，{phrase}。
【{org}】尊敬的{name}[先生|女士|客户|]，您[尾号{n}的卡|的订单{code}|预约的{goods}]{phrase}。
患者{name}，[男|女]，{n}岁，{ethnic}，[已婚，|]{place}人，因“{ill}{n}天”入[院|我院|{hospital}]。
患者[，|]{name}，[男|女]，{n}岁，[家住|住址：|现住]{address}[，|。]{phrase}。
患者[，|]{n}年前[无明显诱因|]出现{ill}，[曾就诊于|转入|在]{hospital}[，诊断为{ill}|行手术治疗|住院治疗]。
[主治医师|主任医师|责任护士|主刀医生|经治医生|记录者|签名][：|]{name}
{name}[医生|主任|护士长|大夫|主任医师]查房[后|][指示|建议|：]{phrase}。
[家属|其子|其妻|其女|父亲|监护人]{name}[签字|陪同|诉|，电话{phone}]。
[既往史|个人史|家族史]：[生于|出生于]{place}，[无疫区接触史|否认吸烟史|有{ill}病史]。
[血压|体温|心率]{n}，[神志清|双肺呼吸音粗|腹软]，{phrase}。
原告：{name}，[男|女]，{y}年{m}月生，{ethnic}，住{address}[，公民身份号码{id}|]。
原告{name}[诉|与]被告{name}[、{company2}|][民间借贷纠纷|劳动争议|买卖合同纠纷|离婚纠纷]一案，{phrase}。
被告：{company2}，[住所地|住所]{address}。法定代表人{name}，[系|]该公司{title}。
[委托诉讼代理人|委托代理人|辩护人]：{name}，{office}律师。
[审判长|审判员|人民陪审员|书记员|公诉人|仲裁员]　{name}
[上诉人|被上诉人|申请人|被申请人|第三人|被执行人]（[原审原告|原审被告|]）[{name}|{company2}]，{phrase}。
{court}[受理|审理|判决|{case}民事判决|作出{case}判决]，{phrase}。
被告人{suspect}，[男|女]，{y}年生，{ethnic}，[户籍所在地|捕前住]{address}，[因涉嫌诈骗罪|]被{court}[刑事拘留|逮捕]。
经审理查明，{y}年{m}月，[被告人|原告]{name}在{place}{phrase}。
甲方[（出租方）|]：{name}　[身份证号：{id}|] 乙方：{name}，[房屋坐落于|房屋位于]{address}。
[兹证明|现介绍我单位]{name}[同志|]（{id}）[系我单位职工|前往贵处办理{goods}事宜]，{phrase}。
[本人|我]{name}[，|（{id}）]自愿[委托|授权]{name}[办理|领取]{goods}。
尊敬的{full}：[您好|]！{phrase}。
[此致敬礼|祝好|顺颂商祺][！|]\n{name}\n{org}
{name}[是我的|，我的|是她的][同学|同事|房东|老师|舅舅]，[在{org}|住{place}|{phrase}]。
[会议|面试|聚餐]安排：[时间|地点]{phrase}，参会人{name}、{name}、{name}。
[有请|下面有请|感谢]{org}{title}{name}[发言|致辞|分享]。
[这位是|认识一下，]{org}[的|]{full}，[这位是|]{name}。
[投保人|被保险人|受益人|持卡人|户主]{name}，[保单号|卡号]{code}，{phrase}。
[民警|警方|派出所][接|接到]{name}报警称，[在{address}|在{place}]{phrase}。
学生{name}，[来自|就读于]{school2}，[班主任|辅导员]{name}，{phrase}。
[租|卖|求购]：{address}，{phrase}，联系{boss}{phone}。
`
  .trim()
  .split('\n')
  .map(line => line.replaceAll('\\n', '\n'))
