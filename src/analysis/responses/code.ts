import { both, type Localized } from '../../core/locale.ts'
import type { WordTokens } from '../../kernels/word-tokens.ts'
import { type Cue, CueFinder } from './_cues.ts'
import type { DescriptorList } from './descriptor.ts'
import type { CharacterCounts } from './shape.ts'

/** A pattern of insecure code. Source of the weaknesses: https://cwe.mitre.org */
interface InsecurePattern {
  readonly name: string
  readonly cwe: number
  readonly title: Localized
  readonly words: readonly string[]
  readonly pattern: RegExp
  readonly before?: number
}

const PATTERNS: readonly InsecurePattern[] = [
  {
    name: 'eval-input',
    cwe: 95,
    title: both('evaluates text as code', '把文本当作代码求值'),
    words: ['eval', 'exec', 'execfile'],
    pattern: /(?<![\w.])(?:eval|exec|execfile)\s{0,2}\(\s{0,4}(?!["'][^"'\n]{0,80}["']\s{0,2}\))[^)\n]/y,
  },
  {
    name: 'shell-true',
    cwe: 78,
    title: both('runs a shell on text', '用 shell 执行文本'),
    words: ['shell'],
    pattern: /shell\s{0,2}[=:]\s{0,2}[Tt]rue\b/y,
  },
  {
    name: 'os-system',
    cwe: 78,
    title: both('runs a command built from text', '执行由文本拼成的命令'),
    words: ['system', 'popen', 'shell', 'passthru'],
    pattern:
      /(?:system|popen|shell_exec|passthru)\s{0,2}\(\s{0,4}(?:f["']|[A-Za-z_$][\w.$]{0,60}\s{0,2}[),+]|["'][^"'\n]{0,120}["']\s{0,2}(?:\+|%|\.\s?(?:format|\$)))/y,
  },
  {
    name: 'child-exec',
    cwe: 78,
    title: both('runs a command built from text', '执行由文本拼成的命令'),
    words: ['exec', 'execsync', 'getruntime'],
    pattern:
      /(?:exec(?:Sync)?\s{0,2}\(\s{0,4}(?:`[^`\n]{0,120}\$\{|["'][^"'\n]{0,120}["']\s{0,2}\+)|getRuntime\(\)\.exec\()/y,
  },
  {
    name: 'verify-false',
    cwe: 295,
    title: both('does not check certificates', '不校验证书'),
    words: ['verify', 'rejectunauthorized', 'insecureskipverify', 'create', 'cert', 'curlopt', 'check'],
    pattern:
      /(?:verify\s{0,2}=\s{0,2}False|rejectUnauthorized\s{0,2}:\s{0,2}false|InsecureSkipVerify\s{0,2}:\s{0,2}true|create_unverified_context|CERT_NONE|VERIFY_NONE|CURLOPT_SSL_VERIFYPEER\s{0,2},\s{0,2}(?:0|false)|check_hostname\s{0,2}=\s{0,2}False)/iy,
  },
  {
    name: 'hard-coded-credential',
    cwe: 798,
    title: both('holds a password or key in the code', '代码中写死了口令或密钥'),
    words: [
      'password',
      'passwd',
      'pwd',
      'secret',
      'api',
      'apikey',
      'access',
      'auth',
      'token',
      'secretkey',
      'private',
    ],
    pattern:
      /(?:password|passwd|pwd|secret|api_?key|secret_?key|access_key|auth_token|token|db_password|private_key)["']?\s{0,2}(?:=|:=|:)\s{0,2}["'](?!["'<{$]|your|my[_-]|xxx|\*|change|example|enter|input|api|secret|password|token|key|test)[^"'\n\s]{4,80}["']/iy,
  },
  {
    name: 'weak-hash',
    cwe: 328,
    title: both('uses a broken hash', '使用已被攻破的散列'),
    words: ['md5', 'sha1', 'md4'],
    pattern: /(?:md5|sha1|md4)(?:\s{0,2}\(|["']\s{0,2}\)|\.new\b|sum\b|CryptoServiceProvider|\.Create)/iy,
  },
  {
    name: 'weak-cipher',
    cwe: 327,
    title: both('uses a broken cipher', '使用不安全的加密方式'),
    words: ['mode', 'des', 'rc4', 'arc4', 'ecb', 'createcipher'],
    pattern: /(?:MODE_ECB|DES\.new|(?:A?RC4)\.new|ECB\/|createCipher\s{0,2}\()/y,
  },
  {
    name: 'sql-string',
    cwe: 89,
    title: both('builds SQL from text', '用文本拼接 SQL'),
    words: ['select', 'insert', 'update', 'delete', 'drop'],
    pattern:
      /(?:SELECT\s[^\n;]{1,160}\sFROM\s|INSERT\s{1,2}INTO\s|UPDATE\s{1,2}\w{1,60}\s{1,2}SET\s|DELETE\s{1,2}FROM\s)[^\n;]{0,160}?(?:["']\s{0,2}(?:\+|\.)\s{0,2}[$\w]|\{[\w.[\]"']{1,60}\}|\$\{|["']\s{0,2}%\s{0,2}[\w(]|["']\s{0,2}\.format\()/iy,
  },
  {
    name: 'unsafe-deserialization',
    cwe: 502,
    title: both('loads objects from untrusted bytes', '从不可信数据反序列化对象'),
    words: [
      'pickle',
      'cpickle',
      'dill',
      'yaml',
      'marshal',
      'unserialize',
      'readobject',
      'binaryformatter',
      'joblib',
      'torch',
    ],
    pattern:
      /(?:(?:c?[Pp]ickle|dill|marshal)\.loads?\s{0,2}\(|yaml\.(?:unsafe_)?load\s{0,2}\((?![^)\n]{0,120}Safe)|unserialize\s{0,2}\(\s{0,2}\$|readObject\s{0,2}\(|BinaryFormatter\b|joblib\.load\s{0,2}\(|torch\.load\s{0,2}\((?![^)\n]{0,120}weights_only\s?=\s?True))/y,
  },
  {
    name: 'pipe-to-shell',
    cwe: 494,
    title: both('runs what it downloads', '直接执行下载的内容'),
    words: ['curl', 'wget', 'iwr', 'iex', 'bash'],
    pattern:
      /(?:(?:curl|wget)\s[^\n|]{0,240}\|\s{0,2}(?:sudo\s)?(?:ba|z|da)?sh\b|(?:iwr|curl)\s[^\n|]{0,240}\|\s{0,2}iex\b|iex\s{0,2}\(\s{0,2}(?:iwr|New-Object)|bash\s{1,2}<\(\s{0,2}curl)/iy,
  },
  {
    name: 'untrusted-index',
    cwe: 829,
    title: both('installs from an unusual place', '从非常规来源安装软件包'),
    words: ['index', 'extra', 'registry', 'trusted', 'git'],
    pattern:
      /(?<=--)(?:(?:extra-)?index-url[ =]{1,2}(?!https:\/\/pypi\.org)\S{4,200}|registry[ =]{1,2}(?!https:\/\/registry\.npmjs\.org)\S{4,200}|trusted-host[ =]{1,2}\S{3,200})/iy,
  },
  {
    name: 'cross-site-scripting',
    cwe: 79,
    title: both('writes text into a page unescaped', '未转义就把文本写入页面'),
    words: ['innerhtml', 'outerhtml', 'document', 'dangerouslysetinnerhtml', 'mark', 'render'],
    pattern:
      /(?:(?:inner|outer)HTML\s{0,2}\+?=\s{0,2}(?!["'][^"'\n+]{0,120}["']\s{0,2};?\s{0,2}(?:\n|$))|document\.write(?:ln)?\s{0,2}\(|dangerouslySetInnerHTML|mark_safe\s{0,2}\(|render_template_string\s{0,2}\()/y,
  },
  {
    name: 'unbounded-copy',
    cwe: 120,
    title: both('copies without a bound', '无边界检查的复制'),
    words: ['strcpy', 'strcat', 'gets', 'sprintf', 'scanf', 'vsprintf'],
    pattern: /(?<![\w.>])(?:(?:strcpy|strcat|gets|v?sprintf)\s{0,2}\(|scanf\s{0,2}\(\s{0,2}"%s")/y,
  },
  {
    name: 'weak-random',
    cwe: 338,
    title: both('makes secrets from ordinary random numbers', '用普通随机数生成密钥'),
    words: ['token', 'password', 'secret', 'key', 'otp', 'salt', 'session'],
    pattern:
      /(?:token|password|secret|key|otp|salt|session_id)\w{0,20}\s{0,2}=\s{0,2}[^\n=]{0,60}(?:\brandom\.(?:random|randint|choice|choices|sample)\(|Math\.random\(|\brand\(\))/iy,
  },
  {
    name: 'open-permission',
    cwe: 732,
    title: both('gives everyone the right to write', '向所有人开放写权限'),
    words: ['chmod'],
    pattern: /(?:chmod\s{1,2}(?:-R\s{1,2})?(?:a\+rwx|[0-7]?777)\b|chmod\s{0,2}\([^)\n]{0,120}(?:0o?777)\b)/y,
  },
  {
    name: 'temporary-name',
    cwe: 377,
    title: both('uses a temporary name that others can guess', '使用可被猜到的临时文件名'),
    words: ['mktemp', 'tmpnam', 'tempnam'],
    pattern: /(?:(?<=tempfile\.)mktemp|tmpnam|tempnam)\s{0,2}\(/y,
  },
  {
    name: 'debug-server',
    cwe: 489,
    title: both('serves with debugging on', '以调试模式对外服务'),
    words: ['debug'],
    pattern: /debug\s{0,2}=\s{0,2}True\b/y,
  },
  {
    name: 'open-origin',
    cwe: 942,
    title: both('lets every site call it', '允许任意站点调用'),
    words: ['access', 'allow', 'origin', 'origins'],
    pattern:
      /(?:Access-Control-Allow-Origin["']?\s{0,2}[:,]\s{0,2}["']\*|allow_origins\s{0,2}=\s{0,2}\[\s{0,2}["']\*)/iy,
  },
  {
    name: 'xml-entities',
    cwe: 611,
    title: both('resolves outside entities of XML', '解析 XML 外部实体'),
    words: ['resolve', 'libxml'],
    pattern: /(?:resolve_entities\s{0,2}=\s{0,2}True|LIBXML_NOENT)/y,
  },
  {
    name: 'unpacks-paths',
    cwe: 22,
    title: both('unpacks archives without checking paths', '解压时不检查路径'),
    words: ['extractall'],
    pattern: /extractall\s{0,2}\(\s{0,2}(?![^)\n]{0,80}filter\s?=)/y,
  },
]

/** Names of insecure patterns, for reports. */
export const INSECURE_TITLES: ReadonlyMap<string, Localized> = new Map(
  PATTERNS.map(({ name, cwe, title }) => [
    name,
    both(`${title.en} (CWE-${cwe})`, `${title['zh-CN']}（CWE-${cwe}）`),
  ]),
)

const insecure = new CueFinder(
  PATTERNS.map(({ name, words, pattern }): Cue<string> => ({ words, pattern, value: name })),
)

const NAME = '[A-Za-z_@][\\w./@-]{0,63}'
const IMPORTS: readonly Cue<RegExp>[] = [
  {
    words: ['import'],
    pattern: /(?<=^|\n|[;{`]\s{0,4}|\n[ \t]{1,16})import\s/y,
    value: new RegExp(
      `import\\s{1,4}(?:type\\s{1,2})?(?:(?:[\\w*,$ \\t]{1,120}?|[\\w, \\t]{0,60}\\{[^}]{0,240}\\})[ \\t]{0,2}from[ \\t]{1,2})?["']?(${NAME})`,
      'y',
    ),
  },
  {
    words: ['from'],
    pattern: /from\s{1,4}[\w.]{1,64}\s{1,4}import\b/y,
    value: new RegExp(`from\\s{1,4}(${NAME})`, 'y'),
  },
  {
    words: ['require'],
    pattern: /require(?:_once)?\s{0,2}\(?\s{0,2}["']/y,
    value: new RegExp(`require(?:_once)?\\s{0,2}\\(?\\s{0,2}["'](${NAME})`, 'y'),
  },
  {
    words: ['include'],
    pattern: /(?<=#)include\s{0,2}[<"]/y,
    value: new RegExp(`include\\s{0,2}[<"](${NAME})`, 'y'),
  },
  {
    words: ['pip', 'pip3', 'npm', 'yarn', 'cargo', 'gem', 'go', 'conda', 'apt'],
    pattern: /(?:pip3?|npm|yarn|cargo|gem|go|conda|apt(?:-get)?)\s(?:install|i|add|get)\s/y,
    value: new RegExp(`\\S{2,8}\\s\\w{1,8}\\s{1,2}(?:-{1,2}[\\w-]{1,24}\\s{1,2}){0,4}(${NAME})`, 'y'),
  },
]
const imports = new CueFinder(IMPORTS)
const MAX_IMPORTS = 12
/** Shares of marks and lines from which on a text without fences is code. */
const CODE_MARKS = 0.06
const CODE_LINES = 0.3

/** Code and what it does wrong: `code`, `import:NAME`, `insecure-code`, `insecure-code:PATTERN`. */
export function addCode(
  text: string,
  tokens: WordTokens,
  counts: CharacterCounts,
  list: DescriptorList,
): void {
  const loaded = new Set<string>()
  for (const { value, start, end } of imports.find(text, tokens)) {
    value.lastIndex = start
    const name = value
      .exec(text)?.[1]
      ?.replace(/[./]+$/, '')
      .toLowerCase()
    if (name === undefined || loaded.size >= MAX_IMPORTS) continue
    loaded.add(name)
    list.add(`import:${name}`, 1, [start, Math.max(end, value.lastIndex)])
  }
  const marks = counts.codeMarks / Math.max(1, counts.looked - counts.spaces)
  const isCode =
    counts.hasFence ||
    loaded.size >= 2 ||
    (counts.lines >= 3 && (marks >= CODE_MARKS || counts.codeLines >= CODE_LINES * counts.lines)) ||
    (marks >= 2 * CODE_MARKS && counts.looked >= 24)
  if (isCode) list.add('code', counts.hasFence ? 1 : 0.8)
  for (const { value, start, end } of insecure.find(text, tokens)) {
    const strength = isCode ? 1 : 0.6
    list.add('insecure-code', strength, [start, end])
    list.add(`insecure-code:${value}`, strength, [start, end])
  }
}
