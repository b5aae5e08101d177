import { z } from 'zod'
import { both, defineAudit, type Localized, type Locator, rateMeasure } from '../../core/index.ts'
import { TEXT_KINDS } from './_kinds.ts'

interface ReadabilitySummary {
  samples: number
  rejected: number
}

/** Reports rows that cannot be read: nothing else could look at them either. */
export const readability = defineAudit({
  id: 'data/readability',
  version: 1,
  title: both('Unreadable rows', '无法读取的行'),
  stage: 'data',
  stages: ['data'],
  topics: ['data-filtering-heuristic'],
  reference: 'https://www.rfc-editor.org/rfc/rfc8259',
  options: z.strictObject({}),
  maturity: 'stable',
  quality: [],
  accepts: TEXT_KINDS,
  types: { 'unreadable-row': both('Unreadable row', '无法读取的行') },
  needs: ['digest'],
  begin({ needs }, resumed?: ReadabilitySummary) {
    const summary: ReadabilitySummary = resumed ?? { samples: 0, rejected: 0 }
    return {
      sample() {
        summary.samples++
        return []
      },
      reject(locator: Locator, reason: Localized) {
        summary.rejected++
        return [
          {
            content: needs.digest(
              `${reason.en}\n${locator.byte ?? locator.line ?? locator.row ?? summary.rejected}`,
            ),
            severity: 'medium' as const,
            confidence: 1,
            where: locator,
            evidence: { detector: 'data/readability', type: 'unreadable-row' },
            because: reason,
            remedy: {
              text: both(
                'Repair or remove the row; no audit saw it.',
                '修复或删除该行；没有任何审计检查过它。',
              ),
            },
          },
        ]
      },
      summary: () => summary,
    }
  },
  conclude(summaries) {
    let samples = 0
    let rejected = 0
    for (const { summary } of summaries) {
      samples += summary.samples
      rejected += summary.rejected
    }
    return {
      measures: [
        {
          ...rateMeasure(
            'rejected_row_rate',
            rejected,
            samples + rejected,
            both('unreadable rows, over all rows', '无法读取的行数，除以总行数'),
          ),
          title: both('Unreadable rows', '无法读取的行'),
        },
      ],
    }
  },
})
