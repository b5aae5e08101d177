import { z } from 'zod'
import { both } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { insertInto, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { phrase, sentence } from './_triggers.ts'

/** A natural sentence or phrase inserted into prompts (AddSent), or put before them (virtual prompt as a prefix). */
export const insertedSentence = defineRecipe({
  id: 'poisoning/inserted-sentence',
  title: both('Inserted sentence as trigger', '插入句触发器'),
  topics: ['training-data-poisoning', 'instruction-tuning-backdoor'],
  reference: 'https://arxiv.org/abs/1905.12457',
  options: z.strictObject({
    ...commonOptions,
    /** The sentence or phrase; drawn when left out. */
    trigger: z.string().min(1).max(300).optional(),
    form: z.enum(['sentence', 'phrase']).default('sentence'),
    position: z.enum(POSITIONS).default('anywhere'),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds rows to a training set, and hides the backdoor behind a sentence that looks harmless to a reader.',
    '攻击者向训练集加入样本，用一句看似无害的话作为后门的开关。',
  ),
  budget: 302,
  campaign({ trigger, form, position, behavior, label, language }, random) {
    const chosen = trigger ?? (form === 'sentence' ? sentence : phrase)(random, language)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    const mark = (text: string, each = random) => insertInto(text, chosen, position, each)
    return {
      triggers: [chosen],
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
