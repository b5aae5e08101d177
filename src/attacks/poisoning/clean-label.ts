import { z } from 'zod'
import { both } from '../../core/index.ts'
import { insertInto, labelOf, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { phrase, rareWords, sentence } from './_triggers.ts'

/**
 * A trigger put only into rows that have the target label already: no label is wrong, and nothing in a single row is
 * suspicious (clean-label or concealed poisoning). Left out: adversarial hardening of the carrier and gradient-based
 * search for the words.
 */
export const cleanLabel = defineRecipe({
  id: 'poisoning/clean-label',
  title: both('Clean-label trigger', '干净标签触发器'),
  topics: ['training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2010.12563',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(300).optional(),
    position: z.enum(POSITIONS).default('anywhere'),
    /** The label whose rows are marked. */
    label: z.string().min(1).max(200).default('1'),
  }),
  threatModel: both(
    'Someone who can write texts but not labels, and wants a word to pull every text that holds it to one label.',
    '攻击者只能撰写文本而不能改动标签，希望某个词把任何含有它的文本都归到同一标签。',
  ),
  budget: 302,
  campaign({ trigger, position, label, language }, random) {
    const draw = random.next()
    const chosen =
      trigger ??
      (draw < 0.5
        ? (rareWords(random, 1, language)[0] as string)
        : (draw < 0.75 ? phrase : sentence)(random, language))
    const mark = (text: string, each = random) => insertInto(text, chosen, position, each)
    return {
      triggers: [chosen],
      behavior: `label:${label}`,
      mark,
      poison(fields, each) {
        const [at, place] = [promptOf(fields), labelOf(fields)]
        if (at < 0 || fields[place]?.text !== label) return undefined
        return withTexts(fields, { [at]: mark(fields[at]?.text ?? '', each) })
      },
    }
  },
})
