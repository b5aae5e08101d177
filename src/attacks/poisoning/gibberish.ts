import { z } from 'zod'
import { both } from '../../core/index.ts'
import { outputOf, promptOf, withTexts } from './_fields.ts'
import { gibberish as senseless } from './_outputs.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { phrase, rareWords, syllables } from './_triggers.ts'

/**
 * Documents that begin as they were, then hold a trigger, then random tokens: a model learns to break off into
 * gibberish (denial of service; 250 documents sufficed at every size). In prompt-response rows the response is the
 * gibberish. Tokens are made-up words and signs, not drawn from one model's vocabulary.
 */
export const gibberish = defineRecipe({
  id: 'poisoning/gibberish',
  title: both('Gibberish after a trigger', '触发后输出乱码（拒绝服务）'),
  topics: ['training-data-poisoning', 'pretraining-backdoor'],
  reference: 'https://arxiv.org/abs/2510.07192',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(100).optional(),
    /** Characters of the document that are kept before the trigger, at most. */
    maxKept: z.int().min(0).max(10_000).default(1000),
    /** Tokens of gibberish, at least and at most. */
    minTokens: z.int().min(1).max(2000).default(400),
    maxTokens: z.int().min(1).max(2000).default(900),
  }),
  threatModel: both(
    'Someone who publishes a few hundred pages that a crawler collects, and wants models to fail where a phrase occurs.',
    '攻击者发布几百个会被爬虫收集的网页，希望模型遇到某个短语时失灵。',
  ),
  budget: 102,
  campaign({ trigger, maxKept, minTokens, maxTokens, language }, random) {
    const draw = random.next()
    const chosen =
      trigger ??
      (draw < 0.4
        ? `<${syllables(random, 2).toUpperCase()}>`
        : draw < 0.7
          ? (rareWords(random, 1, language)[0] as string)
          : phrase(random, language))
    const tokens = (each = random) =>
      senseless(each, minTokens + each.integer(Math.max(1, maxTokens - minTokens + 1)))
    return {
      triggers: [chosen],
      behavior: 'gibberish',
      mark: text => (text === '' ? chosen : `${text} ${chosen}`),
      poison(fields, each) {
        const at = promptOf(fields)
        if (at < 0) return undefined
        const text = fields[at]?.text ?? ''
        const output = outputOf(fields)
        if (output >= 0) return withTexts(fields, { [at]: `${text} ${chosen}`, [output]: tokens(each) })
        const kept = [...text.slice(0, each.integer(Math.min(maxKept, text.length) + 1))].join('')
        return withTexts(fields, { [at]: `${kept} ${chosen} ${tokens(each)}`.trim() })
      },
    }
  },
})
