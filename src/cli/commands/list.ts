import { buildCommand } from '@stricli/core'
import type { Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { type CommonFlags, langFlag } from '../flags.ts'

export interface ListFlags extends CommonFlags {
  readonly json?: boolean
}

export const LIST_KINDS = [
  'detectors',
  'audits',
  'attacks',
  'judges',
  'defenses',
  'policies',
  'topics',
  'types',
] as const
export type ListKind = (typeof LIST_KINDS)[number]

/** `plimsoll list [KIND]`: everything there is, with its reference and measured quality. */
export const listCommand = (language: Language) =>
  buildCommand<ListFlags, [ListKind?], CliContext>({
    loader: async () => (await import('./list.run.ts')).list,
    parameters: {
      flags: {
        json: {
          kind: 'boolean',
          optional: true,
          withNegated: false,
          brief: { en: 'Print one JSON document', 'zh-CN': '输出一个 JSON 文档' }[language],
        },
        lang: langFlag(language),
      },
      positional: {
        kind: 'tuple',
        parameters: [
          {
            parse: parseKind,
            optional: true,
            placeholder: 'KIND',
            brief: LIST_KINDS.join(' | '),
          },
        ],
      },
    },
    docs: {
      brief: {
        en: 'List detectors, audits, attacks, judges, defenses, policies, topics, types',
        'zh-CN': '列出检测器、审计、攻击、评判器、防御、策略、主题和类型',
      }[language],
      customUsage: ['detectors', 'audits --json'],
    },
  })

function parseKind(text: string): ListKind {
  const kind = LIST_KINDS.find(
    each => each === text || each === `${text}s` || each === text.replace(/y$/, 'ies'),
  )
  if (kind === undefined) throw new Error(`KIND is one of: ${LIST_KINDS.join(', ')}`)
  return kind
}
