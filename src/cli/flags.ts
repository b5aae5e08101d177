import {
  ARTIFACT_KINDS,
  type ArtifactKind,
  both,
  LANGUAGES,
  type Language,
  PlimsollError,
  SEVERITIES,
  type Severity,
} from '../core/index.ts'

/** Flags that every command takes. */
export interface CommonFlags {
  readonly lang?: Language
}

/** Flags of the commands that look at artifacts. */
export interface LookFlags extends CommonFlags {
  readonly as?: ArtifactKind
  readonly format?: string
  readonly encoding?: string
  readonly columns?: readonly string[]
  readonly types?: readonly string[]
  readonly policy?: string
  readonly failOn?: Severity | 'never'
  readonly baseline?: string
  readonly benchmark?: readonly string[]
  readonly findings?: string
  readonly json?: boolean
  readonly jsonl?: boolean
  readonly out?: string
  readonly index?: string
  readonly reveal?: boolean
  readonly resume?: boolean
  readonly jobs?: number
  readonly memory?: number
  readonly ask?: boolean
  readonly dryRun?: boolean
}

const pick = (language: Language) => (en: string, zh: string) => (language === 'en' ? en : zh)

/** `--lang`: read before parsing (see `text.ts`), declared here so that help shows it. */
export const langFlag = (language: Language) =>
  ({
    kind: 'enum',
    values: LANGUAGES,
    optional: true,
    brief: pick(language)(
      'Language of everything shown (default: from the locale)',
      '显示语言（默认取自系统区域设置）',
    ),
  }) as const

const text = (value: string): string => value

/** Most threads that a run may use. */
const MAX_JOBS = 256

function parseJobs(input: string): number {
  const jobs = Number(input)
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= MAX_JOBS) return jobs
  throw new PlimsollError(
    'E_USAGE',
    both(`--jobs takes a whole number from 1 to ${MAX_JOBS}`, `--jobs 取 1 到 ${MAX_JOBS} 的整数`),
  )
}

const UNITS: Readonly<Record<string, number>> = {
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
}
const LEAST_MEMORY = 8e6
const MOST_MEMORY = 1e12

/** A size such as `512MB`, in bytes. */
export function parseMemory(input: string): number {
  const [, number, unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?) ?([KMG]i?B)$/iu.exec(input.trim()) ?? []
  const bytes = Math.floor(Number(number) * (UNITS[unit.toUpperCase()] ?? Number.NaN))
  if (bytes >= LEAST_MEMORY && bytes <= MOST_MEMORY) return bytes
  throw new PlimsollError(
    'E_USAGE',
    both(
      '--memory takes a size from 8MB to 1000GB with its unit (KB, MB, GB, KiB, MiB, GiB)',
      '--memory 取 8MB 到 1000GB 之间的大小，须带单位（KB、MB、GB、KiB、MiB、GiB）',
    ),
    { advice: both('for example --memory 512MB', '例如 --memory 512MB') },
  )
}

/** The flags of `scan` and `assess`. */
export function lookFlags(language: Language) {
  const say = pick(language)
  const optionalText = (en: string, zh: string, placeholder: string) =>
    ({ kind: 'parsed', parse: text, optional: true, placeholder, brief: say(en, zh) }) as const
  const optionalSwitch = (en: string, zh: string) =>
    ({ kind: 'boolean', optional: true, withNegated: false, brief: say(en, zh) }) as const
  return {
    as: {
      kind: 'enum',
      values: ARTIFACT_KINDS,
      optional: true,
      brief: say('Kind of artifact (default: recognized)', '制品种类（默认自动识别）'),
    },
    format: optionalText('File format (default: recognized)', '文件格式（默认自动识别）', 'NAME'),
    encoding: optionalText('Text encoding (default: detected)', '文本编码（默认自动检测）', 'LABEL'),
    columns: {
      kind: 'parsed',
      parse: text,
      optional: true,
      variadic: ',',
      placeholder: 'FIELD=COLUMN',
      brief: say(
        'Which column holds which field, such as instruction=q,output=a',
        '字段与列的对应关系，如 instruction=q,output=a',
      ),
    },
    types: {
      kind: 'parsed',
      parse: text,
      optional: true,
      variadic: ',',
      placeholder: 'TYPE',
      brief: say('Only these types of finding, such as email,phone', '只查找这些类型，如 email,phone'),
    },
    policy: optionalText(
      'Built-in policy or path of one (default: baseline)',
      '内置策略名或策略文件（默认 baseline）',
      'POLICY',
    ),
    failOn: {
      kind: 'enum',
      values: [...SEVERITIES, 'never'] as const,
      optional: true,
      brief: say(
        'Exit with 1 at this severity or above (default: high)',
        '达到该严重程度时退出码为 1（默认 high）',
      ),
    },
    baseline: optionalText(
      'Earlier assessment (JSON); its findings do not count',
      '以往的评估结果（JSON）；其中的发现不再计入',
      'FILE',
    ),
    benchmark: {
      kind: 'parsed',
      parse: text,
      optional: true,
      variadic: ',',
      placeholder: 'PATH',
      brief: say(
        'Benchmarks that the data must not hold: files, folders or globs',
        '数据中不应出现的评测基准：文件、文件夹或通配符',
      ),
    },
    findings: optionalText(
      'Write every finding to FILE, one JSON object a line',
      '将全部发现写入文件，每行一个 JSON 对象',
      'FILE',
    ),
    json: optionalSwitch('Print one JSON document', '输出一个 JSON 文档'),
    jsonl: optionalSwitch('Print one finding a line as JSON', '每行输出一个 JSON 发现'),
    index: optionalText(
      'Compare with the samples of earlier runs in this folder, and add these',
      '与该文件夹中以往运行的样本比较，并加入本次样本',
      'FOLDER',
    ),
    out: optionalText('Write the reports into this folder', '将报告写入该文件夹', 'DIR'),
    reveal: optionalSwitch('Show values unmasked', '不打码显示原值'),
    resume: optionalSwitch('Go on with an interrupted run', '继续上次中断的运行'),
    jobs: {
      kind: 'parsed',
      parse: parseJobs,
      optional: true,
      placeholder: 'N',
      brief: say('Threads to use (default: one a processor)', '使用的线程数（默认每个处理器一个）'),
    },
    memory: {
      kind: 'parsed',
      parse: parseMemory,
      optional: true,
      placeholder: 'SIZE',
      brief: say(
        'Memory for comparing samples, such as 512MB (default: 192MiB); the rest lies on disk',
        '用于样本比较的内存，如 512MB（默认 192MiB）；其余放在磁盘上',
      ),
    },
    ask: optionalSwitch(
      'Also ask models behind an endpoint: the calls may cost money',
      '同时询问服务端点背后的模型：调用可能产生费用',
    ),
    dryRun: optionalSwitch('Say what would be read, and stop', '只列出将读取的内容'),
    lang: langFlag(language),
  } as const
}
