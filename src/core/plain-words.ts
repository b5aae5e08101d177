/** Words that name no one: shown in masked contexts; every other word is hidden. Words that are also names (will, may) are left out. */
const ENGLISH =
  'a about account address age all also amount an and another answer any api are as assistant at authorization bank be bearer been begin being birth born but by call can card cell chart city client clinic close code com company contact could country customer database date day db dear department diagnosis did do dob doctor does done dose driver e each email end every fax field file first for from full group had has have he hello her hi him his home hospital host how http https human i id identity if in input instruction insurance invoice ip is it its just key last license line list login mac mail me medical member message might mobile month more most mrn must my name national net new nhs nin no no. not number nurse of office old on only open or order org other our output page passport passwd password patient payment phone please policy postal price private public pwd question record regards reply response row rsa secret security see send server she should sincerely social some ssn state street such system table tax tel telephone text than thank thanks that the their them then these they this those time to token total treatment type url us user username value vat very visit ward was we were what when where which who why with without work would write www year yes you your zip'

const CHINESE =
  '上 下 不 与 个人 中 为 为什么 也 了 于 什么 从 他 他们 令牌 以上 以下 价格 传真 但 住址 住院 住院号 你 你们 信息 信用代码 公司 其 出生 出生日期 到 剂量 前 办理 助手 医保 医保卡 医保卡号 医生 医院 单位 卡号 及 发票 发送 口令 可以 号 号码 名字 后 向 和 咨询 回答 因 因为 在 地址 填写 备注 女 她 如 如下 如何 如果 姓名 它 客户 家庭住址 寄 密码 密钥 对 将 就 就诊 就诊卡 就诊卡号 岁 已 年 年龄 并 座机 开户 开户行 怎么 性别 患者 您 我 我们 或 所以 手机 手机号 手机号码 把 护士 护照 护照号 护照号码 拨打 指令 接口 提供 支付 收件 数据库 无 日 日期 时间 是 月 有 服务器 未 本 本人 查询 根据 此 治疗 用户 用户名 用药 电子邮件 电子邮箱 电话 男 病人 病历 病历号 病案号 登录 登记 的 社保 社保卡 税号 端口 等 答 系统 给 统一社会信用代码 编号 网址 网站 而 联系 联系方式 联系电话 至 药品 被 订单 让 证件 证件号 证件号码 诊断 该 说明 请 账号 账户 资料 身份证 身份证号 身份证号码 车牌 车牌号 车牌号码 输入 输出 进行 通过 邮件 邮箱 部门 都 金额 银行 银行卡 银行卡号 链接 门诊 门诊号 问 问题 需要'

/** All of them, in lower case. */
export const PLAIN_WORDS: readonly string[] = [...ENGLISH.split(' '), ...CHINESE.split(' ')]

const PLAIN = new Set(PLAIN_WORDS)

/** Length of the longest Chinese plain word, in UTF-16 units. */
export const LONGEST_PLAIN_HAN = Math.max(...CHINESE.split(' ').map(word => word.length))

/** True for a word that names no one and holds no data. */
export const isPlainWord = (word: string): boolean => PLAIN.has(word.toLowerCase())
