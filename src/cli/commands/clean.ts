import { buildCommand } from '@stricli/core'
import type { ArtifactKind, CleanPolicy, Language } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { type CommonFlags, lookFlags } from '../flags.ts'

export interface CleanFlags extends CommonFlags {
  readonly out?: string
  readonly undo?: string
  readonly find?: string
  readonly duplicates?: CleanPolicy['duplicates']
  readonly nearDuplicates?: CleanPolicy['nearDuplicates']
  readonly poisoned?: CleanPolicy['poisoned']
  readonly key?: string
  readonly policy?: string
  readonly types?: readonly string[]
  readonly as?: ArtifactKind
  readonly format?: string
  readonly encoding?: string
  readonly columns?: readonly string[]
  readonly keepRejected?: boolean
  readonly force?: boolean
  readonly resume?: boolean
  readonly memory?: number
  readonly json?: boolean
}

/** `plimsoll clean PATH… -o OUT`: apply data defenses. */
export function cleanCommand(language: Language) {
  const shared = lookFlags(language)
  const say = (en: string, zh: string) => (language === 'en' ? en : zh)
  const optionalText = (en: string, zh: string, placeholder: string) =>
    ({ kind: 'parsed', parse: String, optional: true, placeholder, brief: say(en, zh) }) as const
  const optionalSwitch = (en: string, zh: string) =>
    ({ kind: 'boolean', optional: true, withNegated: false, brief: say(en, zh) }) as const
  return buildCommand<CleanFlags, string[], CliContext>({
    loader: async () => (await import('./clean.run.ts')).clean,
    parameters: {
      flags: {
        out: {
          kind: 'parsed',
          parse: String,
          optional: true,
          placeholder: 'OUT',
          brief: say('Folder for the cleaned data', '存放清理后数据的文件夹'),
        },
        undo: optionalText(
          'Restore what this receipt says was cleaned',
          '按该回执恢复清理前的数据',
          'RECEIPT',
        ),
        find: optionalText(
          'With --undo: print what stood where this replacement stands, as JSON lines',
          '与 --undo 同用：以 JSON 行输出该替换值原来的内容',
          'TEXT',
        ),
        duplicates: {
          kind: 'enum',
          values: ['keep-first', 'keep-none', 'keep-all'],
          optional: true,
          brief: say(
            'Of equal samples keep the first, none, or all (default: the policy)',
            '相同样本保留首条、全部删除或全部保留（默认按策略）',
          ),
        },
        nearDuplicates: {
          kind: 'enum',
          values: ['keep-first', 'keep-longest', 'keep-none', 'keep-all'],
          optional: true,
          brief: say(
            'Of nearly equal texts keep the first, the longest, none, or all (default: the policy)',
            '近似重复的文本保留首条、最长一条、全部删除或全部保留（默认按策略）',
          ),
        },
        poisoned: {
          kind: 'enum',
          values: ['drop', 'strip', 'relabel', 'keep'],
          optional: true,
          brief: say(
            'Drop poisoned samples, strip their trigger, put the expected label back, or keep them (default: the policy)',
            '中毒样本：丢弃、移除触发器、恢复预期标签或保留（默认按策略）',
          ),
        },
        key: optionalText(
          'Key file (default: .plimsoll/keys/cleaning.key)',
          '密钥文件（默认 .plimsoll/keys/cleaning.key）',
          'FILE',
        ),
        policy: shared.policy,
        types: shared.types,
        as: shared.as,
        format: shared.format,
        encoding: shared.encoding,
        columns: shared.columns,
        keepRejected: optionalSwitch('Keep unreadable rows in the output', '在输出中保留无法读取的行'),
        force: optionalSwitch('Write into a folder that is not empty', '允许写入非空文件夹'),
        resume: shared.resume,
        memory: shared.memory,
        json: optionalSwitch('Print the receipt as JSON', '以 JSON 输出回执'),
        lang: shared.lang,
      },
      aliases: { o: 'out' },
      positional: {
        kind: 'array',
        parameter: {
          parse: String,
          placeholder: 'PATH',
          brief: say('File, folder or glob', '文件、文件夹或通配符'),
        },
      },
    },
    docs: {
      brief: say(
        'Remove what was found; keep format, order and the way back',
        '清除已发现的问题；保留格式、顺序与恢复途径',
      ),
      customUsage: [
        'PATH… -o OUT',
        'data.jsonl -o cleaned --policy strict',
        'corpus -o cleaned --near-duplicates keep-longest --memory 2GB',
        'reviews.jsonl -o cleaned --poisoned relabel',
        '--undo cleaned/receipt.json -o restored',
      ],
    },
  })
}
