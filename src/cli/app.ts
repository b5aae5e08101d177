import { type Application, buildApplication, buildRouteMap } from '@stricli/core'
import type { Language } from '../core/index.ts'
import { assessCommand } from './commands/assess.ts'
import { cleanCommand } from './commands/clean.ts'
import { doctorCommand } from './commands/doctor.ts'
import { graphCommand } from './commands/graph/graph.ts'
import { initCommand } from './commands/init.ts'
import { listCommand } from './commands/list.ts'
import { purgeCommand } from './commands/purge.ts'
import { scanCommand } from './commands/scan.ts'
import type { CliContext } from './context.ts'
import { applicationText } from './text.ts'

/** The command line in one language. Building it loads no command. */
export function buildCli(language: Language, version: string): Application<CliContext> {
  const text = {
    en: {
      brief: 'The load line for language models: find what is wrong in your data, clean it, prove it.',
      more: 'Everything human goes to stderr, results to stdout. Exit status: 0 passed, 1 findings at or above --fail-on, 2 unusable call or input, 3 something could not be evaluated.\n\nStart with:\n  plimsoll assess FOLDER\n  plimsoll scan data.jsonl --json',
    },
    'zh-CN': {
      brief: '大语言模型的载重线：找出数据中的问题，清理，并加以证明。',
      more: '供人阅读的内容写入标准错误，结果写入标准输出。退出码：0 通过；1 存在达到 --fail-on 级别的发现；2 调用或输入不可用；3 有内容无法评估。\n\n从这里开始：\n  plimsoll assess 文件夹\n  plimsoll scan data.jsonl --json',
    },
  }[language]
  const routes = buildRouteMap({
    routes: {
      init: initCommand(language),
      assess: assessCommand(language),
      scan: scanCommand(language),
      clean: cleanCommand(language),
      list: listCommand(language),
      graph: graphCommand(language),
      doctor: doctorCommand(language),
      purge: purgeCommand(language),
    },
    docs: { brief: text.brief, fullDescription: `${text.brief}\n\n${text.more}` },
  })
  return buildApplication(routes, {
    name: 'plimsoll',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { caseStyle: 'convert-camel-to-kebab', disableAnsiColor: true },
    localization: { loadText: () => applicationText(language) },
  })
}
