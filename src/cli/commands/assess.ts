import { buildCommand } from '@stricli/core'
import type { Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { type LookFlags, lookFlags } from '../flags.ts'

/** `plimsoll assess [FILE|FOLDER]`: the main job. */
export const assessCommand = (language: Language) =>
  buildCommand<LookFlags, [string?], CliContext>({
    loader: async () => (await import('./assess.run.ts')).assessTarget,
    parameters: {
      flags: lookFlags(language),
      positional: {
        kind: 'tuple',
        parameters: [
          {
            parse: String,
            optional: true,
            placeholder: 'FILE|FOLDER',
            brief: {
              en: 'Project file, or a folder with or without one (default: here)',
              'zh-CN': '项目文件，或有无项目文件的文件夹（默认当前目录）',
            }[language],
          },
        ],
      },
    },
    docs: {
      brief: {
        en: 'Run every audit that applies and write the reports',
        'zh-CN': '运行所有适用的审计并写出报告',
      }[language],
      customUsage: [
        'FOLDER',
        'plimsoll.yaml --fail-on medium --out report',
        'FOLDER --baseline report/assessment.json',
        'FOLDER --memory 64MB --jobs 1',
      ],
    },
  })
