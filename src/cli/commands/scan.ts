import { buildCommand } from '@stricli/core'
import type { Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { type LookFlags, lookFlags } from '../flags.ts'

/** `plimsoll scan PATH…`: look at any artifact. */
export const scanCommand = (language: Language) =>
  buildCommand<LookFlags, string[], CliContext>({
    loader: async () => (await import('./scan.run.ts')).scan,
    parameters: {
      flags: lookFlags(language),
      positional: {
        kind: 'array',
        minimum: 1,
        parameter: {
          parse: String,
          placeholder: 'PATH',
          brief: {
            en: 'File, folder, glob, or - for standard input',
            'zh-CN': '文件、文件夹、通配符，或用 - 表示标准输入',
          }[language],
        },
      },
    },
    docs: {
      brief: {
        en: 'Look at files: what is wrong, where, how sure',
        'zh-CN': '检查文件：问题是什么、在哪里、有多确定',
      }[language],
      customUsage: [
        'PATH… [--json|--jsonl]',
        'data.jsonl.gz --findings findings.jsonl',
        "'corpus/**/*.parquet' --types email,phone",
        'corpus --memory 2GB --jobs 8',
      ],
    },
  })
