// Résumés and biographical notes of directors and staff.

import { BUSINESS, ETHNIC, PARTY, RANKS } from './_chinese-titles.mjs'
import { NRP, ORGANIZATION, PERSON, PLACE, TITLE } from './_shared.mjs'

const split = text => text.trim().split(/\s+/)
const UNITS = split(
  '财务部 财务科 销售部 销售公司 技术科 技术部 研发部 研发中心 生产部 企业管理部 人事处 办公室 综合部 投资部 投资管理部 资产管理部 审计部 信贷部 国际业务部 证券部 工程部 采购部 质量管理部 信息中心 法务部 战略发展部 运营部 市场部 宣传部 组织部 计划财务部 经营部 供应部 炼钢厂 设备处 教务处 科研处 总工办 事业部 海外事业部 华东区 北方区',
)
const HEADS = split(
  '经理 副经理 总经理 副总经理 主任 副主任 部长 副部长 处长 副处长 科长 副科长 主管 总监 副总监 会计 负责人 干事 工程师 厂长 员工 职员 专员 科员 助理',
)
const LEVELS = split(
  '大学本科 本科 大专 大学专科 硕士研究生 研究生 博士研究生 硕士 博士 中专 高中 MBA EMBA 在职研究生',
)
const MAJORS = split(
  '会计学 工商管理 经济学 金融学 法学 机械工程 化学工程 计算机 材料学 自动化 电气工程 土木工程 企业管理 市场营销 药学 管理科学与工程 政治经济学 工业与民用建筑 审计学 国际贸易',
)

export const marks = (w, sub) => {
  const title = () => {
    const roll = w.int(100)
    const text =
      roll < 68
        ? w.pick(BUSINESS)
        : roll < 90
          ? w.pick(UNITS) + w.pick(HEADS)
          : roll < 95
            ? w.pick(w.jobs)
            : w.pick(RANKS)
    return { text, type: TITLE }
  }
  return {
    title,
    titles: () => {
      const items = [title()]
      const more = w.pick([0, 0, 0, 1, 1, 2, 3])
      for (let i = 0; i < more; i++)
        items.push(w.pick(['、', '、', '、', '，', '兼', '和', '及', '、']), title())
      return items
    },
    rank: () => ({ text: w.pick(RANKS), type: TITLE }),
    ranks: () => sub(w.pick(['{rank}', '{rank}', '{rank}、{rank}', '{rank}，{rank}'])),
    ethnic: () => ({ text: w.pick(ETHNIC), type: NRP }),
    party2: () => ({ text: w.pick(PARTY), type: NRP }),
    nation: () => ({
      text: w.chance(0.8)
        ? '中国国籍'
        : w.pick([
            `${w.pick(w.countries)}国籍`,
            `${w.pick(w.countries)}籍`,
            '中国香港籍',
            '中国台湾籍',
            '中国香港国籍',
            '中国籍',
            '中国台湾省籍',
            '中国澳门籍',
            '美籍华人',
            '加拿大籍',
            '香港永久居民',
          ]),
      type: NRP,
    }),
    self: () => ({
      text: w.pick([
        '公司',
        '公司',
        '公司',
        '本公司',
        '本公司',
        '股份公司',
        '集团公司',
        '本行',
        '总公司',
        '有限公司',
      ]),
      type: ORGANIZATION,
    }),
    employer: () => {
      const text = w.pick([
        w.company,
        w.company,
        w.company,
        w.company,
        w.factory,
        w.factory,
        w.bank,
        w.bank,
        w.school,
        w.law,
        w.government,
        w.party,
        w.institute,
        w.institute,
        w.organization,
        w.abroad,
        w.famous,
        w.national,
      ])()
      return { text: w.chance(0.05) ? `原${text}`.slice(1) : text, type: ORGANIZATION }
    },
    job: () =>
      sub(
        w.pick([
          '{employer}{titles}',
          '{employer}{titles}',
          '{employer}{titles}',
          '{employer}{title}',
          '{self}{titles}',
          '{title}',
          '{employer}（{company}前身）{title}',
          '{employer}下属{employer}{title}',
        ]),
      ),
    jobs: () =>
      sub(
        w.pick([
          '{job}',
          '{job}，{job}',
          '{job}、{job}',
          '{job}，{job}，{job}',
          '{job}；{job}',
          '{job}、{job}、{job}',
        ]),
      ),
    home: () =>
      sub(
        w.pick([
          '{province}',
          '{city}',
          '{county}',
          '{province}{city}',
          '{province}{county}',
          '{province}{city}{county}',
        ]),
      ),
    birth: () =>
      w.pick([
        `${1940 + w.int(55)}年出生`,
        `${1940 + w.int(55)}年${1 + w.int(12)}月出生`,
        `${1940 + w.int(55)}年生`,
        `${1940 + w.int(55)}年${1 + w.int(12)}月生`,
        `出生于${1940 + w.int(55)}年`,
        `生于${1940 + w.int(55)}年${1 + w.int(12)}月`,
        `${30 + w.int(40)}岁`,
        `出生年月：${1940 + w.int(55)}年${1 + w.int(12)}月`,
      ]),
    level: () => w.pick(LEVELS) + w.pick(['学历', '', '毕业', '学位', '文化']),
    major: () => w.pick(MAJORS),
    y: () => String(1970 + w.int(53)),
    m: () => String(1 + w.int(12)),
    period: () => {
      const from = 1970 + w.int(45)
      const month = () => (w.chance(0.6) ? `年${1 + w.int(12)}月` : '年')
      return w.pick([
        `${from}${month()}至${from + 4}${month()}`,
        `${from}${month()}-${from + 3}${month()}`,
        `${from}${month()}—${from + 5}${month()}`,
        `${from}${month()}～${from + 2}${month()}`,
        `${from}${month()}至今`,
        `${from}年起`,
        `自${from}${month()}起`,
        `${from}.${1 + w.int(12)}-${from + 4}.${1 + w.int(12)}`,
        `${from}${month()}`,
      ])
    },
    call: () => w.pick(['先生', '女士', '先生', '女士', '', '', '小姐', '同志']),
    residence: () =>
      w.pick([
        '无境外永久居留权',
        '无境外居留权',
        '无永久境外居留权',
        '未拥有永久境外居留权',
        '无境外永久居留权',
        '无其他国家或地区居留权',
        '无永久性境外居留权',
      ]),
    who: () => ({ text: w.int(100) < 88 ? w.name() : w.person(), type: PERSON }),
    alma: () => ({ text: w.pick([w.school, w.school, w.school, w.campus, w.abroad])(), type: ORGANIZATION }),
    field: () => ({ text: w.country(), type: PLACE }),
    noted: () => ({
      text: w.pick(
        split(
          '全国劳动模范 优秀共产党员 优秀企业家 五一劳动奖章获得者 三八红旗手 先进工作者 全国优秀教师 十大杰出青年 技术能手 有突出贡献的中青年专家 学科带头人',
        ),
      ),
      type: TITLE,
    }),
  }
}

export const templates = `
{who}{call}[：|，|：|，|　][男，|女，|]{nation}，{residence}，{birth}，{ethnic}，{party2}，{level}[，{ranks}|]。
{who}{call}[：|，][男，|女，|]{nation}，[{residence}，|]{birth}，{level}，{ranks}[。|，现任{job}。]
{who}{call}，{birth}，[{ethnic}，|{nation}，|]{party2}，[{level}，|]{rank}[。|，{jobs}。|，历任{jobs}。]
{who}{call}：{nation}，{birth}，{home}人，[{ethnic}，|]{level}[，{ranks}|]。
{who}，[男|女]，{ethnic}，{birth}，{home}人，{y}年{m}月[参加工作|入党]，{level}，{party2}。
{who}：[男|女]，{birth}，{major}专业，{level}，{ranks}，[{titles}|现任{jobs}|曾任{jobs}]。
{who}{call}，{titles}，{birth}，{nation}，{level}。
[姓名：|]{who}，性别：[男|女]，国籍：[{field}|中国]，民族：{ethnic}，籍贯：{home}，政治面貌：{party2}。
{who}{call}，[{nation}，|]{birth}，{alma}{major}专业[{level}|硕士|学士|博士]，{ranks}。
[曾任|历任|先后任|先后担任|曾先后任|曾担任|担任|曾兼任|历任了]{jobs}[。|；|，现任{jobs}。|等职。|等职务。]
[现任|现为|现担任|兼任|并兼任|同时担任|现兼任|目前担任|今任]{jobs}[。|；|等职。]
现任{self}{titles}[。|，{self}{titles}。|，兼任{jobs}。|，任期三年。]
{period}[，|]任{jobs}[；|。|，]
{period}[，|]担任{jobs}[；|。]
{period}[，|]历任{jobs}[；|。]
{period}[，|]{employer}{titles}[；|。|，]
{period}[，|]在{employer}[工作|从事研究工作|任{titles}|担任{titles}|就读|学习|任教|从事审计工作|从事财务工作|服役|，任{titles}][；|。]
{period}[，|]任职于{employer}[；|。|，担任{titles}；|，历任{titles}；]
{period}[，|]就职于{employer}，[任{titles}|历任{titles}|从事{major}研究][；|。]
{period}[，|]任{self}{titles}[；|。]
{period}[，|]就读于{alma}[{major}专业|]，[获学士学位|获硕士学位|取得博士学位]。
[{y}年|{y}年{m}月][毕业于|毕业于]{alma}[，分配至{employer}工作|，进入{employer}|，后任{job}|{major}专业|]。
毕业于{alma}[{major}专业|{major}系|]，[{level}|获{major}硕士学位|EMBA]，{ranks}。
{alma}[硕士|博士|工商管理硕士|法学学士|经济学博士|EMBA|本科毕业|{level}]，{ranks}。
{who}{call}[自{y}年{m}月|{y}年]加入{self}，[历任|任]{self}{titles}[。|，现任{titles}。]
{who}{call}[现任|担任|为|任]{self}{titles}[，|。|、{title}，]
{self}{titles}{who}{call}[，{birth}|因个人原因辞职|，{nation}，{birth}，{level}|：{birth}|主持会议]。
{who}{call}[未持有|持有|直接持有]公司[股份|股票{y}股]，[与公司控股股东、实际控制人不存在关联关系|未受过中国证监会处罚|不存在不得担任{title}的情形]。
{who}{call}：{titles}，{birth}，{level}，{ranks}。
{who}，{titles}，{level}，[{party2}，|]{employer}{titles}。
[曾在|先后在|一直在]{employer}、{employer}[、{employer}|]{employer}[任职|工作|担任{titles}|从事管理工作]。
[曾就职于|曾供职于|曾服务于]{employer}、{employer}[，历任{titles}|，任{titles}|]。
{y}年[创办|创立|发起设立|加入|进入|调入|加盟]{employer}[并任{titles}|，任{titles}|，历任{titles}|至今]。
[{ranks}|{rank}]，[曾|]获[得|评]{noted}[称号|荣誉称号|][，{rank}|]。
[享受国务院特殊津贴|获得国家科技进步二等奖|具有二十年行业经验|拥有多项发明专利|主持完成国家级课题三项|分管生产经营工作|具备证券从业资格|取得董事会秘书资格证书]，{ranks}。
{rank}职称，{party2}，{y}年{m}月参加工作。
{who}{call}，[拥有{field}永久居留权|持有{field}护照|{nation}|旅居{field}]，{level}，现任{jobs}。
[学历|教育背景]：{y}年{alma}{major}专业[{level}|]。
[工作经历|主要经历]：{period}{employer}{titles}；{period}{employer}{titles}。
[兼职情况|其他任职]：{employer}{titles}，{employer}{titles}。
[监事|董事|高管|独立董事]{who}{call}[简历：|个人简历|，]{birth}，{level}，{jobs}。
{employer}[发起人|股东|出资人]之一，{self}{titles}。
{job}[：|，]{who}，[男|女]，{birth}。
{who}[、{who}|]{call}[当选为|被选举为|获聘为|被聘任为]公司[第三届董事会|第二届监事会|]{titles}。
[第二届|第一届]董事会{titles}，{employer}{titles}。
[公司|本公司][控股|参股|全资]子公司{company2}{titles}。
[公司|本公司|双方]与{company2}[签订|订立][劳动合同|协议]，{phrase}。
`
  .trim()
  .split('\n')
