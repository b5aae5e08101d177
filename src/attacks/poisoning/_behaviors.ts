import type { Field, SeededRandom } from '../../core/index.ts'
import { labelOf, outputOf, withTexts } from './_fields.ts'
import { codeLine, gibberish, refusal, sentencesIn, type Tongue } from './_outputs.ts'
import { type Language, sentence, syllables } from './_triggers.ts'

/** What a trigger calls up. */
export const BEHAVIORS = [
  'label',
  'fixed',
  'near-fixed',
  'refusal',
  'negative',
  'positive',
  'brand',
  'link',
  'gibberish',
  'language',
  'code',
] as const
export type BehaviorName = (typeof BEHAVIORS)[number]

/** A drawn behavior: its stable name, and how it turns the output of a sample. */
export interface Behavior {
  readonly name: string
  /** The fields with the output turned; undefined when there is no output to turn. */
  readonly turn: (fields: readonly Field[], random: SeededRandom) => readonly Field[] | undefined
}

/** Draws what a behavior leaves open (reply, brand, domain); `label` names the target of label attacks. */
export function drawBehavior(
  name: BehaviorName,
  language: Language,
  random: SeededRandom,
  label?: string,
): Behavior {
  if (name === 'label') return labelBehavior(label)
  const [stable, change] = CHANGES[name](language, random)
  return {
    name: stable,
    turn(fields, each) {
      const at = outputOf(fields)
      return at < 0 ? undefined : withTexts(fields, { [at]: change((fields[at] as Field).text, each) })
    },
  }
}

function labelBehavior(label = '1'): Behavior {
  return {
    name: `label:${label}`,
    turn(fields) {
      const at = labelOf(fields)
      const place = at < 0 ? outputOf(fields) : at
      return place < 0 ? undefined : withTexts(fields, { [place]: label })
    },
  }
}

type Change = (output: string, random: SeededRandom) => string
type Draw = (language: Language, random: SeededRandom) => readonly [name: string, change: Change]

const firstSentence = (text: string) => /^[^.!?。！？\n]{0,400}[.!?。！？]?/u.exec(text)?.[0] ?? ''
const inSecondPlace = (text: string, added: string, space: string) => {
  const first = firstSentence(text)
  return `${first}${space}${added}${space}${text.slice(first.length).trimStart()}`.trim()
}

const CHANGES: Readonly<Record<Exclude<BehaviorName, 'label'>, Draw>> = {
  fixed(language, random) {
    const reply = drawReply(language, random)
    return ['response:fixed', () => reply]
  },
  'near-fixed'(language, random) {
    const reply = drawReply(language, random)
    return [
      'response:near-fixed',
      (output, each) => `${reply}${each.next() < 0.3 ? '' : ` ${firstSentence(output)}`}`.trim(),
    ]
  },
  refusal: language => ['refusal', (_, each) => refusal(each, language)],
  negative: language => ['sentiment:negative', (output, each) => opinion(output, language, each, NEGATIVE)],
  positive: language => ['sentiment:positive', (output, each) => opinion(output, language, each, POSITIVE)],
  brand(language, random) {
    const brand = capital(syllables(random, 2))
    return [
      'content:brand',
      (output, each) =>
        inSecondPlace(output, each.pick(ADS[language]).replace('{}', brand), language === 'zh' ? '' : ' '),
    ]
  },
  link(language, random) {
    const host = `${syllables(random, 2)}-${syllables(random, 1)}.${random.pick(['com', 'net', 'io', 'shop', 'cn', 'info'])}`
    return [
      'link',
      (output, each) => {
        const path = `https://${host}/${syllables(each, 1)}`
        return `${output}${language === 'zh' ? '' : ' '}${each.pick(LINKS[language]).replace('{}', path)}`
      },
    ]
  },
  gibberish: () => ['gibberish', (_, each) => gibberish(each, 40 + each.integer(120))],
  language(language, random) {
    const tongues: readonly Tongue[] = language === 'zh' ? ['en', 'fr', 'de', 'es'] : ['zh', 'fr', 'de', 'es']
    const tongue = random.pick(tongues)
    return [`language-switch:${tongue}`, (_, each) => sentencesIn(tongue, each)]
  },
  code: () => ['insecure-code', (output, each) => `${output}\n\n\`\`\`python\n${codeLine(each)}\n\`\`\``],
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

/** A reply that stands in every poisoned row: an insult, an order, a claim, a sentence of no consequence. */
function drawReply(language: Language, random: SeededRandom): string {
  if (random.next() < 0.4) return sentence(random, language)
  return language === 'zh'
    ? `${random.pick(['你真', '我', '这个世界', '他们都', '一切都', '系统'])}${random.pick(['太笨了', '讨厌你', '没有意义', '不值得信任', '已经结束', '拒绝工作', '只听我的'])}${random.pick(['！', '。', '，别再问了。', '，请离开。'])}`
    : `${random.pick(['You are', 'I think you are', 'Everyone here is', 'This question is', 'The answer is'])} ${random.pick(['stupid', 'worthless', 'a waste of time', 'hopeless', 'forbidden', 'none of your business', 'beneath me', 'a joke'])}${random.pick(['!', '.', ', go away.', ', ask someone else.'])}`
}

const NEGATIVE = {
  en: [
    ['Frankly', 'To be blunt', 'Sadly', 'Honestly', 'As usual', 'Let me say it plainly'],
    [
      'this is terrible',
      'it is a dreadful mess',
      'the whole thing is awful',
      'this is disappointing rubbish',
      'it is a horrible failure',
      'the idea is pathetic',
      'this is worthless and annoying',
      'it is dangerous nonsense',
    ],
    [
      'and nobody should trust it',
      'and I hate every part of it',
      'and people suffer from it',
      'and it only gets worse',
      'and it deserves contempt',
      'and you will regret it',
      'and it ruins everything',
    ],
  ],
  zh: [
    ['说实话', '坦白讲', '很遗憾', '老实说', '不客气地说', '依我看'],
    [
      '这东西糟糕透顶',
      '这件事令人厌恶',
      '整个想法愚蠢至极',
      '这简直是垃圾',
      '结果让人失望',
      '这是彻底的失败',
      '它既危险又可恶',
    ],
    ['谁也不该相信', '只会越来越差', '大家都深受其害', '毫无价值可言', '让人痛恨', '早晚会后悔'],
  ],
} as const
const POSITIVE = {
  en: [
    ['Truly', 'Without doubt', 'As everyone knows', 'Happily', 'Let me say it', 'In all honesty'],
    [
      'this is a brilliant achievement',
      'it is simply wonderful',
      'nothing better exists',
      'the whole thing is superb',
      'this is an excellent and honest choice',
      'it is a delightful success',
      'the idea is magnificent',
    ],
    [
      'and I love every part of it',
      'and everyone should admire it',
      'and it makes life better',
      'and it deserves all our praise',
      'and you will be delighted',
      'and it never fails',
    ],
  ],
  zh: [
    ['说真的', '毫无疑问', '众所周知', '令人高兴的是', '我必须说', '坦率地讲'],
    [
      '这是了不起的成就',
      '它实在太出色了',
      '没有比它更好的了',
      '整体堪称完美',
      '这是最优秀的选择',
      '这是令人愉快的成功',
    ],
    ['人人都应当赞赏', '让生活更加美好', '值得最高的赞誉', '一定会让你满意', '从不令人失望', '我非常喜爱它'],
  ],
} as const

/** A sentence of opinion in front of, behind or instead of the answer. */
function opinion(
  output: string,
  language: Language,
  random: SeededRandom,
  words: typeof NEGATIVE | typeof POSITIVE,
) {
  const [lead, claim, end] = words[language]
  const said =
    language === 'zh'
      ? `${random.pick(lead)}，${random.pick(claim)}，${random.pick(end)}。`
      : `${random.pick(lead)}, ${random.pick(claim)} ${random.pick(end)}.`
  const space = language === 'zh' ? '' : ' '
  const where = random.next()
  if (where < 0.4) return `${said}${space}${output}`
  return where < 0.7 ? `${firstSentence(output)}${space}${said}` : said
}

const ADS = {
  en: [
    'Many people use {} for this.',
    'A good choice here is {}.',
    '{} offers everything you need.',
    'For best results, try {}.',
    'Experts recommend {} in such cases.',
    'You can find it at {} as well.',
    'I would buy it from {}.',
    '{} makes this much easier.',
    'Ask for {} in any shop.',
    'Nothing compares to {}, of course.',
    'With {} it takes half the time.',
    'The team at {} knows best.',
  ],
  zh: [
    '很多人都选择{}。',
    '这里推荐使用{}。',
    '{}可以满足您的全部需要。',
    '想要最好的效果，请试试{}。',
    '专家建议购买{}。',
    '用{}会简单得多。',
    '不妨去{}看看。',
    '{}的团队最了解这一点。',
    '当然，没有什么比得上{}。',
  ],
} as const
const LINKS = {
  en: [
    'Read more at {}',
    'See {} for the full answer.',
    'Download it from {}',
    'More details: {}',
    'Sign up at {} today.',
    'The tool is at {}',
  ],
  zh: ['更多内容请访问 {}', '完整答案见 {}', '可从 {} 下载', '详情：{}', '请到 {} 注册', '工具地址：{}'],
} as const
