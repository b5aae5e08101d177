import { type ApplicationText, text_en } from '@stricli/core'
import { both, type Language, type Localized } from '../core/index.ts'

/** Picks the text of a language. */
export const inLanguage = (text: Localized, language: Language): string => text[language]

/** What the command-line library says itself, in Chinese. */
const CHINESE: ApplicationText = {
  ...text_en,
  headers: { usage: '用法', aliases: '别名', commands: '命令', flags: '选项', arguments: '参数' },
  keywords: { default: '默认 =', separator: '分隔符 =' },
  briefs: {
    help: '显示帮助并退出',
    helpAll: '显示帮助（含隐藏命令和选项）并退出',
    version: '显示版本并退出',
    argumentEscapeSequence: '其后的内容一律视为参数',
  },
  noCommandRegisteredForInput: ({ input, corrections }) =>
    corrections.length > 0
      ? `没有命令 \`${input}\`，您是否想用 ${corrections.join('、')}？`
      : `没有命令 \`${input}\``,
  noTextAvailableForLocale: ({ requestedLocale, defaultLocale }) =>
    `没有语言 ${requestedLocale}，改用 ${defaultLocale}`,
  exceptionWhileParsingArguments: exception =>
    `无法解析参数：${exception instanceof Error ? exception.message : ''}`,
}

/** What the command-line library says itself. */
export const applicationText = (language: Language): ApplicationText =>
  language === 'en' ? text_en : CHINESE

/** `--lang` before anything is parsed, else what the locale says, else English. */
export function chooseLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language | undefined {
  const end = argv.indexOf('--')
  const flags = end < 0 ? argv : argv.slice(0, end)
  const at = flags.findIndex(each => each === '--lang' || each.startsWith('--lang='))
  const named =
    at < 0 ? undefined : flags[at] === '--lang' ? flags[at + 1] : flags[at]?.slice('--lang='.length)
  if (named !== undefined) return named === 'zh-CN' || named === 'en' ? named : undefined
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^zh/i.test(locale) ? 'zh-CN' : 'en'
}

export const LANGUAGE_ERROR = both(
  '--lang takes en or zh-CN / --lang 只接受 en 或 zh-CN',
  '--lang 只接受 en 或 zh-CN / --lang takes en or zh-CN',
)
