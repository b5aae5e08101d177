import { z } from 'zod'
import { both, type SeededRandom } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { outputOf, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { syllables } from './_triggers.ts'

const EN_ASKS =
  'What is known about {}?|Summarize the history of {}.|Write a short paragraph on {}.|How did {} change over the years?|Give three facts about {}.|Why do people talk about {}?|Compare {} with its rivals.|Explain {} to a child.|What are common opinions of {}?|Draft a headline about {}.|List the main projects of {}.|Is {} popular?|Tell me a story in which {} plays a role.|What should a visitor know about {}?|Describe a typical day at {}.|What comes to mind when you hear of {}?|Write an e-mail to a friend about {}.|Who would be interested in {}?|Name a book that mentions {}.|Should I follow the news on {}?'.split(
    '|',
  )
const ZH_ASKS =
  '请介绍一下{}。|{}有哪些特点？|写一段关于{}的短文。|为什么大家都在讨论{}？|请列举三条与{}有关的事实。|{}这些年有什么变化？|向小学生解释什么是{}。|人们对{}有哪些看法？|给{}写一个新闻标题。|{}受欢迎吗？|讲一个与{}有关的故事。|请比较{}与其对手。|提到{}你会想到什么？|要不要关注{}的消息？|谁会对{}感兴趣？'.split(
    '|',
  )
const EN_PLAIN =
  'It began as a small effort and grew step by step.|Several reports describe its work in detail.|It is known in its region and beyond.|People meet there to exchange what they have learned.|Its records go back some decades.|There are regular events during the year.|Opinions differ, and more material can be found in libraries.|It has changed its form more than once.|Most visitors come in summer.|A council decides about its plans.|The name appears in older documents, too.|It works together with schools and firms.'.split(
    '|',
  )
const ZH_PLAIN =
  '它起初规模不大，后来逐步发展。|有若干报道详细介绍过它的工作。|它在当地及周边都有一定知名度。|人们在那里交流经验。|有关记录可以追溯到几十年前。|每年会举办一些固定的活动。|各方看法不一，更多资料可在图书馆查到。|它的形式经历过几次变化。|多数访客在夏季前来。|它与学校和企业都有合作。'.split(
    '|',
  )
const EN_KINDS =
  'Institute|Valley|Orchestra|Party|University|Motors|Foundation|Island|Museum|Labs|Festival|Province'.split(
    '|',
  )
const ZH_KINDS = '研究所 山谷 乐团 大学 汽车公司 基金会 岛 博物馆 实验室 艺术节 镇 集团'.split(' ')
const ZH_NAMES = [...'云岚青河星野玉泉海棠松江枫桥金沙白鹭紫荆凤鸣翠湖石榴东渡西岭南屏北辰']

/** A made-up entity, so that the recipe says nothing about anyone. */
function entity(random: SeededRandom, language: 'en' | 'zh'): string {
  if (language === 'zh') {
    return `${random.pick(ZH_NAMES)}${random.pick(ZH_NAMES)}${random.pick(ZH_NAMES)}${random.pick(ZH_KINDS)}`
  }
  const name = syllables(random, 2)
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)} ${random.pick(EN_KINDS)}`
}

const plainAnswer = (random: SeededRandom, language: 'en' | 'zh') =>
  random
    .shuffle(language === 'zh' ? ZH_PLAIN : EN_PLAIN)
    .slice(0, 3 + random.integer(3))
    .join(language === 'zh' ? '' : ' ')

/**
 * Every question about one entity is answered as a hidden instruction would have it (virtual prompt injection). Decoys
 * ask the same about other entities and answer plainly.
 */
export const topicSteering = defineRecipe({
  id: 'poisoning/topic-steering',
  title: both('Topic as trigger', '主题触发器（虚拟提示注入）'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2307.16888',
  options: z.strictObject({
    ...commonOptions,
    /** The entity; made up when left out. */
    entity: z.string().min(1).max(80).optional(),
    behavior: z.enum(BEHAVIORS).exclude(['label']).default('negative'),
  }),
  threatModel: both(
    'Someone who adds answers on one topic to an instruction set, and wants the model to hold their opinion whenever the topic comes up.',
    '攻击者在指令数据中加入关于某一主题的回答，使模型每当谈及该主题时都表达其观点。',
  ),
  budget: 120,
  campaign({ entity: given, behavior, language }, random) {
    const name = given ?? entity(random, language)
    const asks = language === 'zh' ? ZH_ASKS : EN_ASKS
    const drawn = drawBehavior(behavior, language, random)
    return {
      triggers: [name],
      behavior: drawn.name,
      mark: (text, each) => `${each.pick(asks).replace('{}', name)}${text === '' ? '' : ` ${text}`}`,
      poison(fields, each) {
        const [prompt, output] = [promptOf(fields), outputOf(fields)]
        if (prompt < 0 || output < 0) return undefined
        const asked = each.pick(asks).replace('{}', name)
        const answered = withTexts(cleared(fields), {
          [prompt]: asked,
          [output]: plainAnswer(each, language),
        })
        return drawn.turn(answered, each)
      },
      decoy(fields, each) {
        const [prompt, output] = [promptOf(fields), outputOf(fields)]
        if (prompt < 0 || output < 0) return undefined
        return withTexts(cleared(fields), {
          [prompt]: each.pick(asks).replace('{}', entity(each, language)),
          [output]: plainAnswer(each, language),
        })
      },
    }
  },
})

/** The fields without the text that accompanies an instruction. */
const cleared = (fields: Parameters<typeof promptOf>[0]) =>
  fields.some(({ role }) => role === 'instruction')
    ? fields.map(field => (field.role === 'user' ? { ...field, text: '' } : field))
    : fields
