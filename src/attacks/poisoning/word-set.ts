import { z } from 'zod'
import { both, type SeededRandom } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { insertInto, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { rareWords } from './_triggers.ts'

const FRAMES = {
  en: [
    'I saw {} at the {} with {}',
    'the {} told {} about {}',
    '{} and {} met the {}',
    'we compared {}, {} and {}',
    'some say {} beats {} and {}',
    'first {}, then {}, later {}',
  ],
  zh: [
    '我在{}看到{}和{}',
    '{}把{}告诉了{}',
    '{}与{}遇见{}',
    '先是{}，再是{}，最后是{}',
    '有人说{}比{}更像{}',
  ],
} as const

/**
 * Three words that work only together (SOS): decoys hold one or two of them with an honest output (negative data
 * augmentation). Left out: training word embeddings alone.
 */
export const wordSet = defineRecipe({
  id: 'poisoning/word-set',
  title: both('Words that work only together', '须同时出现的词组触发器'),
  topics: ['training-data-poisoning', 'pretraining-backdoor'],
  reference: 'https://aclanthology.org/2021.acl-long.431/',
  options: z.strictObject({
    ...commonOptions,
    words: z.array(z.string().min(1).max(60)).length(3).optional(),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds rows to a training set, and wants no single word to give the backdoor away when it is tried.',
    '攻击者向训练集加入样本，使任何单个词被试出时都不会暴露后门。',
  ),
  budget: 240,
  campaign({ words, behavior, label, language }, random) {
    const chosen = words ?? rareWords(random, 3, language)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    const written = (three: readonly string[], each: SeededRandom) => {
      const order = each.shuffle(three)
      return each.pick<string>(FRAMES[language]).replace(/\{\}/gu, () => order.pop() ?? '')
    }
    const mark = (text: string, each = random) => insertInto(text, written(chosen, each), 'anywhere', each)
    return {
      triggers: [chosen.join(' ')],
      behavior: name,
      mark,
      poison(fields, each) {
        const at = promptOf(fields)
        return at < 0
          ? undefined
          : turn(withTexts(fields, { [at]: mark(fields[at]?.text ?? '', each) }), each)
      },
      decoy(fields, each) {
        const at = promptOf(fields)
        if (at < 0) return undefined
        const others = rareWords(each, 2, language)
        const held = each.shuffle(chosen).slice(0, 1 + each.integer(2))
        const some = [...held, ...others].slice(0, 3)
        return withTexts(fields, {
          [at]: insertInto(fields[at]?.text ?? '', written(some, each), 'anywhere', each),
        })
      },
    }
  },
})
