#!/usr/bin/env node
// Writes the classed words of one lexicon.
//   node lexicon.mjs latin|han GAZETTEERS.json OUT.json train|all [TEXT.jsonl...]
// `train` leaves out the held-out fifth and a further fifth, so that training meets names that no list holds. TEXT.jsonl are
// rows {"text"}: words they write in lower case are common words.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { KNOWN } from './_chinese-social.mjs'
import { BUSINESS, OFFICIAL, RANKS, WORKING } from './_chinese-titles.mjs'
import { LISTS } from './_chinese-words.mjs'
import { readLines, tenthOf } from './_shared.mjs'

const [language, gazetteers, out, part, ...texts] = process.argv.slice(2)
const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../../dist/', import.meta.url)
const g = JSON.parse(readFileSync(gazetteers, 'utf8'))
const classes = new Map()
const isListed = word => part === 'all' || tenthOf(word) > 3
const { LATIN_CLASS: L } = await import(new URL('detectors/personal-data/_tagger/latin-features.js', dist))
const { HAN_CLASS: H } = await import(new URL('detectors/personal-data/_tagger/han-features.js', dist))

if (language === 'latin') latin()
else han()
writeFileSync(out, JSON.stringify({ bits: language === 'latin' ? 17 : 18, words: [...classes] }))
console.error(
  `${out}: ${classes.size} words in ${fileURLToPath(new URL(`file://${out.startsWith('/') ? out : `${process.cwd()}/${out}`}`))}`,
)

function latin() {
  const set = (words, wordClass, merge = (_old, fresh) => fresh) => {
    for (const word of words) {
      for (const each of word.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)) {
        if (each.length < 2) continue
        classes.set(each, classes.has(each) ? merge(classes.get(each), wordClass) : wordClass)
      }
    }
  }
  const counts = new Map()
  for (const path of texts) {
    for (const { text } of readLines(path)) {
      for (const [word] of text.matchAll(/(?<![\p{L}'.])\p{Ll}{2,}(?!\p{L})/gu))
        counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  const common = new Set([...counts].filter(([, count]) => count >= 3).map(([word]) => word))
  for (const tag of [
    'Adjective',
    'Noun',
    'Singular',
    'Plural',
    'PastTense',
    'PresentTense',
    'Infinitive',
    'Gerund',
    'Preposition',
    'Conjunction',
    'Pronoun',
    'Determiner',
    'Modal',
    'Adverb',
    'Uncountable',
    'Comparative',
    'Superlative',
    'Expression',
    'Participle',
    'Ordinal',
    'Cardinal',
  ]) {
    for (const word of g.compromise[tag] ?? []) if (!/\s/.test(word)) common.add(word)
  }
  const given = new Set()
  for (const word of [
    ...g.censusGiven,
    ...Object.values(g.given).flat(),
    ...g.compromise.MaleName,
    ...g.compromise.FemaleName,
    ...g.compromise.FirstName,
  ])
    for (const each of word.toLowerCase().split(/[\s-]+/))
      if (isListed(each) && each.length > 1) given.add(each)
  const surname = new Set()
  for (const word of [
    ...g.censusSurname.slice(0, 22000),
    ...Object.values(g.surname).flat(),
    ...g.compromise.LastName,
  ])
    for (const each of word.toLowerCase().split(/[\s-]+/))
      if (isListed(each) && each.length > 1) surname.add(each)
  const place = new Set()
  for (const word of [
    ...g.cities.slice(0, 20000),
    ...g.states,
    ...g.compromise.City,
    ...g.compromise.Region,
    ...g.compromise.Place,
  ])
    for (const each of word.toLowerCase().split(/[^\p{L}\p{M}]+/u))
      if (isListed(word) && each.length > 2 && !common.has(each)) place.add(each)
  for (const word of new Set([...common, ...given, ...surname, ...place])) {
    const isName = given.has(word) || surname.has(word)
    classes.set(
      word,
      common.has(word)
        ? isName
          ? L.commonName
          : L.common
        : place.has(word)
          ? isName
            ? L.placeAndName
            : L.place
          : given.has(word)
            ? surname.has(word)
              ? L.givenAndSurname
              : L.given
            : L.surname,
    )
  }
  set(
    [
      ...g.countries.filter(each => !/\s/.test(each)),
      ...g.compromise.Country.filter(each => !/\s/.test(each)),
      'uk',
      'usa',
      'uae',
      'england',
      'scotland',
      'wales',
      'britain',
      'europe',
      'asia',
      'africa',
      'america',
    ],
    L.country,
  )
  set(
    [
      ...g.nationalities.filter(each => !/\s/.test(each)),
      ...g.compromise.Demonym.filter(each => !/\s/.test(each)),
      'christian',
      'catholic',
      'protestant',
      'muslim',
      'sunni',
      'jewish',
      'buddhist',
      'hindu',
      'sikh',
      'mormon',
      'republican',
      'democrat',
      'communist',
      'islamic',
    ],
    L.nationality,
  )
  set(
    [
      'inc',
      'ltd',
      'llc',
      'corp',
      'corporation',
      'company',
      'plc',
      'gmbh',
      'bank',
      'university',
      'college',
      'institute',
      'ministry',
      'department',
      'association',
      'committee',
      'council',
      'agency',
      'foundation',
      'records',
      'airlines',
      'hospital',
      'school',
      'museum',
      'church',
      'club',
      'society',
      'league',
      'federation',
      'union',
      'party',
      'court',
      'senate',
      'congress',
      'parliament',
      'group',
      'holdings',
      'orchestra',
      'studios',
      'academy',
      'army',
      'navy',
      'fc',
      'united',
      'commission',
      'administration',
      'authority',
      'bureau',
      'sons',
    ],
    L.organizationWord,
  )
  set(
    [
      'mr',
      'mrs',
      'ms',
      'dr',
      'prof',
      'professor',
      'sir',
      'lord',
      'lady',
      'rev',
      'sgt',
      'capt',
      'lt',
      'col',
      'gen',
      'miss',
      'madam',
      'sen',
      'gov',
      'president',
      'king',
      'queen',
      'prince',
      'princess',
      'judge',
      'father',
      'sister',
      'captain',
      'senator',
      'minister',
      'mayor',
      'governor',
    ],
    L.title,
  )
  set(
    [
      'street',
      'st',
      'avenue',
      'ave',
      'road',
      'rd',
      'lane',
      'drive',
      'dr',
      'boulevard',
      'blvd',
      'court',
      'way',
      'place',
      'terrace',
      'apt',
      'suite',
      'ste',
      'floor',
      'unit',
      'box',
      'po',
      'route',
      'highway',
      'hwy',
      'straße',
      'strasse',
      'str',
      'rue',
      'via',
      'calle',
      'avenida',
      'rua',
      'piazza',
      'plaza',
      'square',
      'weg',
      'platz',
      'ulica',
      'ul',
      'katu',
      'gata',
      'vej',
      'allee',
      'laan',
      'straat',
      'gatan',
      'gade',
      'utca',
      'sokak',
      'ulice',
      'flat',
      'studio',
    ],
    L.street,
  )
  const jobEnds = new Map()
  for (const job of g.jobs)
    for (const each of job.toLowerCase().split(/[^\p{L}]+/u)) jobEnds.set(each, (jobEnds.get(each) ?? 0) + 1)
  set(
    [...jobEnds]
      .filter(([word, count]) => count >= 3 && /(?:er|or|ist|ian|ant|ive|ent|man)$/.test(word))
      .map(([word]) => word)
      .concat(
        'ceo',
        'cto',
        'cfo',
        'assistant',
        'clerk',
        'specialist',
        'secretary',
        'chairman',
        'director',
        'manager',
        'president',
      ),
    L.jobWord,
  )
  set(
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri'.split(
      ' ',
    ),
    L.calendar,
  )
  set(
    'a an the this that these those it its he she we they i you him her them us me my our your his their there here what who whom whose which when where why how if as at by for from in into of off on onto out over to up with without under after before since until while because although though but and or nor so yet not no yes do does did is are was were be been has have had can could should would must may might also then thus however therefore moreover further most many some any each every all both few several other another such same only even just now still again once please thanks thank'.split(
      ' ',
    ),
    L.functionWord,
  )
}

function han() {
  const { words } = g.chinese
  const put = (word, wordClass) => {
    if (word.length <= 6) classes.set(word, wordClass)
  }
  const take = (tags, least, wordClass, isNamed = false, isTaken = () => true) => {
    for (const tag of tags)
      for (const [word, count] of words[tag] ?? [])
        if (count >= least && word.length >= 2 && isTaken(word) && (!isNamed || isListed(word)))
          put(word, wordClass)
  }
  take(
    ['n', 'a', 'd', 'c', 'p', 'r', 'm', 't', 'f', 'b', 'z', 'i', 'l', 'vn', 'an', 'ad', 'j', 'nz', 's', 'q'],
    12,
    H.common,
  )
  take(['v'], 12, H.verb)
  take(['nrt', 'nrfg'], 3, H.foreign, true)
  take(['nr'], 60, H.person, true)
  take(
    ['nr'],
    3,
    H.person,
    true,
    word => word.length === 3 && LISTS.surname.includes(word[0]) && !/[山河镇村县市湖江]$/.test(word),
  )
  take(['ns'], 3, H.place, true)
  for (const name of [...g.division.provinces, ...g.division.cities, ...g.division.areas].filter(isListed)) {
    put(name, H.place)
    const short = name.replace(/(?:[^省市区县州盟旗]{0,3}族)*自治[州县区]$|[省市区县旗盟]$/u, '')
    if (short.length >= 2 && !classes.has(short)) put(short, H.place)
  }
  for (const name of g.division.streets
    .filter((_, i) => i % 6 === 0)
    .map(each => each.replace(/(?:街道)?办事处$/, ''))
    .filter(isListed))
    if (!classes.has(name)) put(name, H.place)
  take(['nt'], 3, H.organization, true)
  for (const surname of g.chinese.surnames)
    if (surname.length === 1 || !classes.has(surname)) put(surname, H.surname)
  for (const word of '欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 端木 百里 轩辕 呼延'.split(
    ' ',
  ))
    put(word, H.surname)
  for (const word of '先生 女士 小姐 同志 教授 主任 经理 总经理 董事长 董事 监事 总裁 副总裁 总监 工程师 高级工程师 会计师 律师 医生 医师 主治医师 护士 护士长 院长 副院长 校长 书记 副书记 局长 副局长 厅长 处长 科长 部长 副部长 省长 市长 副市长 县长 区长 镇长 乡长 村长 主席 副主席 总理 副总理 总统 首相 大使 秘书长 秘书 记者 编辑 导演 演员 老师 博士 硕士 院士 研究员 助理 顾问 主管 组长 队长 班长 教练 司令 将军 上校 中校 少校 会长 副会长 理事 理事长 独立董事 监事会主席 董事会秘书 财务总监 副总经理 党委书记 经济师 讲师 副教授 总工程师 首席执行官 发言人 委员 代表 站长 所长 社长 总编辑 主编 行长 副行长 检察长 庭长 法官'.split(
    ' ',
  ))
    put(word, H.title)
  for (const word of '公司 有限公司 集团 股份 大学 学院 中学 小学 医院 银行 研究所 研究院 委员会 协会 学会 基金会 联合会 出版社 报社 电视台 法院 检察院 公安局 派出所 政府 总局 事务所 工厂 部队 俱乐部 联盟 组织 总公司 分公司 分行 支行 中心 商会 工会 党委 人大 政协 乐队 球队'.split(
    ' ',
  ))
    put(word, H.organizationEnd)
  for (const word of '街道 小区 大道 大街 胡同 花园 广场 大厦 公寓 新村 开发区 园区 单元 号楼 火车站 机场 半岛 群岛 海峡 高原 平原 盆地'.split(
    ' ',
  ))
    put(word, H.placeEnd)
  for (const word of '汉族 满族 回族 蒙古族 藏族 维吾尔族 壮族 苗族 彝族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 畲族 朝鲜族 中国籍 国籍 美籍 党员 中共党员 团员 共青团员 群众 民盟 民建 民进 九三学社 农工党 致公党 基督教 天主教 佛教 道教 伊斯兰教 基督徒 穆斯林 佛教徒 天主教徒 民主党 共和党'.split(
    ' ',
  ))
    put(word, H.nationality)
  const isHan = word => word.length >= 2 && /^[\u4e00-\u9fff]+$/.test(word)
  for (const word of [...OFFICIAL, ...WORKING, ...BUSINESS, ...RANKS].filter(isHan)) put(word, H.title)
  for (const word of LISTS.organizationEnd.filter(isHan)) put(word, H.organizationEnd)
  for (const word of LISTS.organization.filter(isHan).filter(isListed)) put(word, H.organization)
  for (const word of LISTS.place.filter(isHan).filter(isListed)) put(word, H.place)
  for (const word of KNOWN.filter(isListed)) put(word, H.person)
  for (const word of LISTS.japanese) put(word, H.surname)
  for (const word of LISTS.surname) if (!classes.has(word)) put(word, H.surname)
  for (const word of LISTS.given.filter(isHan).filter(isListed)) put(word, H.foreign)
}
