import { buildCommand } from '@stricli/core'
import type { Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { type CommonFlags, langFlag } from '../flags.ts'

export interface InitFlags extends CommonFlags {
  readonly force?: boolean
}

/** `plimsoll init [FOLDER]`: a commented project file from what the folder holds. */
export const initCommand = (language: Language) =>
  buildCommand<InitFlags, [string?], CliContext>({
    loader: async () => (await import('./init.run.ts')).init,
    parameters: {
      flags: {
        force: {
          kind: 'boolean',
          optional: true,
          withNegated: false,
          brief: { en: 'Replace a project file that is there', 'zh-CN': '替换已有的项目文件' }[language],
        },
        lang: langFlag(language),
      },
      positional: {
        kind: 'tuple',
        parameters: [
          {
            parse: String,
            optional: true,
            placeholder: 'FOLDER',
            brief: { en: 'Folder of the project (default: here)', 'zh-CN': '项目文件夹（默认当前目录）' }[
              language
            ],
          },
        ],
      },
    },
    docs: {
      brief: {
        en: 'Write a commented plimsoll.yaml from what a folder holds',
        'zh-CN': '根据文件夹内容写出带注释的 plimsoll.yaml',
      }[language],
    },
  })
