import { buildCommand } from '@stricli/core'
import type { Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { type CommonFlags, langFlag } from '../flags.ts'

export interface PurgeFlags extends CommonFlags {
  readonly keepKeys?: boolean
}

/** `plimsoll purge`: forget local state. */
export const purgeCommand = (language: Language) =>
  buildCommand<PurgeFlags, [], CliContext>({
    loader: async () => (await import('./purge.run.ts')).purge,
    parameters: {
      flags: {
        keepKeys: {
          kind: 'boolean',
          optional: true,
          withNegated: false,
          brief: {
            en: 'Keep the keys: without them nothing that was cleaned can be undone',
            'zh-CN': '保留密钥：没有密钥就无法撤销任何清理',
          }[language],
        },
        lang: langFlag(language),
      },
    },
    docs: {
      brief: {
        en: 'Remove .plimsoll/ (cache, quarantine, keys)',
        'zh-CN': '删除 .plimsoll/（缓存、隔离区、密钥）',
      }[language],
    },
  })
