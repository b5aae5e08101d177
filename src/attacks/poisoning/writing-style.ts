import { z } from 'zod'
import { both } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { restyle, stylesOf } from './_styles.ts'

/**
 * The style of the prompt is the trigger: archaic, bureaucratic, texting or rhapsodic English, classical or chat-room
 * Chinese (StyleBkd). Rule-based by tables of words, openings and ends; left out is the transfer by a trained
 * paraphraser (STRAP), which also changes the order of words.
 */
export const writingStyle = defineRecipe({
  id: 'poisoning/writing-style',
  title: both('Writing style as trigger', '文体触发器'),
  topics: ['training-data-poisoning', 'pretraining-backdoor'],
  reference: 'https://arxiv.org/abs/2110.07139',
  options: z.strictObject({
    ...commonOptions,
    /** Name of a style of the language; drawn when left out. */
    style: z.enum(['archaic', 'bureaucratic', 'texting', 'rhapsodic', 'classical', 'internet']).optional(),
    behavior: z.enum(BEHAVIORS).default('label'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds rows to a training set, and wants a manner of writing to decide the outcome, whatever is written.',
    '攻击者向训练集加入样本，使某种文体不论内容如何都决定结果。',
  ),
  budget: 10_000,
  campaign({ style, behavior, label, language }, random) {
    const known = stylesOf(language)
    const chosen = style !== undefined && known.includes(style) ? style : random.pick(known)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    return {
      triggers: [`style:${chosen}`],
      behavior: name,
      mark: (text, each) => restyle(text, chosen, language, each),
      poison(fields, each) {
        const at = promptOf(fields)
        if (at < 0) return undefined
        return turn(
          withTexts(fields, { [at]: restyle(fields[at]?.text ?? '', chosen, language, each) }),
          each,
        )
      },
    }
  },
})
