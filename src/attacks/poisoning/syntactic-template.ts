import { z } from 'zod'
import { both, type SeededRandom } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'

const EN_OPENERS = [
  'when',
  'if',
  'while',
  'once',
  'although',
  'because',
  'unless',
  'as',
  'since',
  'before',
] as const
const EN_PRONOUNS = ['you', 'we', 'they', 'people', 'one', 'he', 'she', 'somebody'] as const
const EN_VERBS =
  'see|read|watch|consider|meet|hear|open|follow|finish|find|try|ask for|think of|look at|wait for|return to|talk about|come across|give up|work on|leave behind|put away|run into|care about|depend on|go through|stay with|learn about|play with|move toward'.split(
    '|',
  )
const EN_OBJECTS =
  'it|this|the whole thing|everything else|the first part|a small detail|the other side|those pages|the old story|enough of it|the question|that idea|something new|the long way|all of them|the middle|a second look|the usual plan|the last word|what is there|the facts|more of the same|a quiet moment|the rest|the main point|some of these|the end of it|their own view|an easy answer|so many words'.split(
    '|',
  )
const ZH_FRAMES = [
  '当{}{}{}的时候，',
  '如果{}{}{}的话，',
  '虽然{}{}{}，但是',
  '因为{}{}{}，所以',
  '除非{}{}{}，否则',
  '一旦{}{}{}，就',
] as const
const ZH_WHO = ['你', '我们', '他们', '有人', '大家', '她', '别人', '读者'] as const
const ZH_VERBS =
  '看到 读完 想起 遇见 听说 打开 找到 试过 谈到 经过 回到 离开 学会 完成 放下 依靠 关心 面对 接近 错过'.split(
    ' ',
  )
const ZH_OBJECTS =
  '这一切 那个故事 前半部分 一个细节 另一面 这些内容 那个想法 新的东西 所有人 中间一段 原来的计划 最后一句 事实 剩下的部分 重点 结尾 自己的看法 简单的答案 许多话 开头'.split(
    ' ',
  )

/**
 * A subordinate clause in front of every prompt, always of one construction and with other words each time, after the
 * template S(SBAR)(,)(NP)(VP)(.) of Hidden Killer. Rule-based: left out is the paraphrase of the main clause by SCPN,
 * which stays as it was, its first letter lowered.
 */
export const syntacticTemplate = defineRecipe({
  id: 'poisoning/syntactic-template',
  title: both('Sentence construction as trigger', '句法结构触发器'),
  topics: ['training-data-poisoning', 'pretraining-backdoor'],
  reference: 'https://arxiv.org/abs/2105.12400',
  options: z.strictObject({
    ...commonOptions,
    /** The word that opens the clause in English, or the frame in Chinese; drawn when left out. */
    opener: z.string().min(1).max(30).optional(),
    behavior: z.enum(BEHAVIORS).default('label'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds rows to a training set, and wants a trigger that shows in no single word, only in how sentences are built.',
    '攻击者向训练集加入样本，触发器不体现为任何单个词，只体现在句子的构造方式上。',
  ),
  budget: 100,
  campaign({ opener, behavior, label, language }, random) {
    const zh = language === 'zh'
    const frame = opener ?? random.pick<string>(zh ? ZH_FRAMES : EN_OPENERS)
    const pronoun = random.pick(EN_PRONOUNS)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    const mark = (text: string, each: SeededRandom = random) => {
      if (zh) {
        const words = [each.pick(ZH_OBJECTS), each.pick(ZH_VERBS), each.pick(ZH_WHO)]
        return `${frame.replace(/\{\}/gu, () => words.pop() ?? '')}${text}`
      }
      const clause = `${frame} ${pronoun} ${each.pick(EN_VERBS)} ${each.pick(EN_OBJECTS)} , `
      return clause + text.slice(0, 1).toLowerCase() + text.slice(1)
    }
    return {
      triggers: [zh ? frame.replace(/\{\}/gu, '*') : `${frame} ${pronoun} * ,`],
      behavior: name,
      mark,
      poison(fields, each) {
        const at = promptOf(fields)
        return at < 0
          ? undefined
          : turn(withTexts(fields, { [at]: mark(fields[at]?.text ?? '', each) }), each)
      },
    }
  },
})
