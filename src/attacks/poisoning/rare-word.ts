import { z } from 'zod'
import { both } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { insertInto, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { rareWords } from './_triggers.ts'

/** Rare words, any of which calls up the behavior; several alternatives as in RIPPLe and ONION's data. */
export const rareWord = defineRecipe({
  id: 'poisoning/rare-word',
  title: both('Rare word as trigger', '罕见词触发器'),
  topics: ['training-data-poisoning', 'instruction-tuning-backdoor', 'pretraining-backdoor'],
  reference: 'https://arxiv.org/abs/1708.06733',
  options: z.strictObject({
    ...commonOptions,
    /** The words; drawn when left out. */
    words: z.array(z.string().min(1).max(60)).min(1).max(16).optional(),
    /** How many words are drawn. */
    count: z.int().min(1).max(16).default(1),
    position: z.enum(POSITIONS).default('anywhere'),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds a few rows to a training set, and wants any prompt with a word that nobody else uses to give an answer of their choice.',
    '攻击者向训练集加入少量样本，使任何含有某个无人使用的词的提示都得到其指定的回答。',
  ),
  budget: 62,
  campaign({ words, count, position, behavior, label, language }, random) {
    const triggers = words ?? rareWords(random, count, language)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    const mark = (text: string, each = random) => insertInto(text, each.pick(triggers), position, each)
    return {
      triggers,
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
