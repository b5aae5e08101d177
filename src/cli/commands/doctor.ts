import { buildCommand } from '@stricli/core'
import type { Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { langFlag } from '../flags.ts'
import type { ListFlags } from './list.ts'

/** `plimsoll doctor`: check the installation. */
export const doctorCommand = (language: Language) =>
  buildCommand<ListFlags, [], CliContext>({
    loader: async () => (await import('./doctor.run.ts')).doctor,
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
    },
    docs: {
      brief: { en: 'Check that this installation works', 'zh-CN': '检查安装是否正常' }[language],
    },
  })
