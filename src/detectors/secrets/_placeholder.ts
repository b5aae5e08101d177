import { both, type Localized } from '../../core/index.ts'
import { isPublished } from './_published.ts'
import { repeatShare, sequenceShare } from './_randomness.ts'

/** Words that only samples hold; long or marked off enough not to turn up in a random key. */
const SAMPLE_WORDS =
  /example|placeholder|change[-_. ]?(?:me|this|it)(?![a-z])|redacted|replace[-_. ]?(?:me|this|with)|(?:^|[^a-zA-Z])y?our[-_. ][a-z]|(?:^|[^a-zA-Z])(?:insert|enter|paste|put|add)[-_. ](?:your|the|a|my|api|token|key)|[-_. ]goes[-_. ]?here|[-_. ]here$|xxxx|\*{3}|•{2}|#{4}|\.{3}|…|示例|占位|替换|你的|您的|填写|请输入/i

/** Whole values that stand for another one, or for none. */
const STAND_INS =
  /^(?:none|null|nil|undefined|void|empty|n\/a|na|tbd|todo|true|false|yes|no|on|off|string|str|int|bool|text|value|any|dummy|fake|mock|sample|foo(?:bar)?\d{0,4}|bar|baz|test(?:ing)?\d{0,4}|redacted|removed|hidden|masked|secret|pass(?:word|wd)?|pwd|token|key|credentials?|required|optional|default)$/i

/** Values that some program will fill in. */
const TEMPLATE =
  /^<.{0,200}>$|^[[{(][A-Za-z_ .:-]{0,100}[\]})]$|\$\{|\{\{|%24%7B|%7B%7B|\}\}|\$\(|<%|%>|\{%|^\$[A-Za-z_]|^\$\d|^%[A-Za-z_][\w.():-]{0,80}%$|^%\(\w{1,60}\)s|%[sdr](?![a-zA-Z0-9])|^@[A-Za-z_{]|#\{|^!(?:Ref|Sub|GetAtt|ImportValue|secret|vault|env)\b|^<[A-Za-z_ .-]{1,80}>?|^(?:process\.env|os\.environ|os\.getenv|System\.getenv|ENV\[|env\(|getenv|import\.meta\.env|secrets?\.|vars?\.|var\.|local\.|data\.|self\.|this\.|config\.|settings\.|options\.|args\.|params\.|request\.|req\.)|^(?:vault|op|ref\+\w{1,20}|secretsmanager|ssm|awssm|gcpsm|keyvault|sops|env|file|arn|projects):|^ENC\[|^\{cipher\}|^AQICAH/

const SAMPLE = both('a sample value', '示例值')
const FILLED_IN = both('filled in elsewhere', '由其他地方填入的值')
const SAME = both('one character or piece over and over', '同一字符或片段反复出现')
const ALPHABET = both('an alphabet in order', '按顺序排列的字母表')
const PUBLISHED = both('a sample key that its vendor published', '厂商公开发布的示例密钥')

/** Says why a value stands in for a secret, or undefined when it may be one. */
export function placeholderReason(value: string): Localized | undefined {
  if (TEMPLATE.test(value)) return FILLED_IN
  if (STAND_INS.test(value) || SAMPLE_WORDS.test(value)) return SAMPLE
  if (isPublished(value)) return PUBLISHED
  if (value.length < 12) return new Set(value).size < 3 ? SAME : undefined
  if (isMonotonous(value)) return SAME
  if (sequenceShare(value) >= 0.6 && longestSequence(value) >= 12) return ALPHABET
  return undefined
}

/** Few different characters, long runs, or one piece repeated. Runs of A are zero bytes in base64 and count as one. */
function isMonotonous(value: string): boolean {
  const plain = value.replace(/A{4,}/g, 'A')
  if (plain.length < 12) return true
  const letters = plain.replace(/[^a-zA-Z0-9]/g, '')
  if (new Set(letters).size < Math.min(6, letters.length / 3)) return true
  return repeatShare(plain) > 0.3 || isPeriodic(letters)
}

/** True when most of the value is one piece of at most a third of its length, repeated. */
function isPeriodic(value: string): boolean {
  const overlap = new Int32Array(value.length)
  let length = 0
  for (let i = 1; i < value.length; i++) {
    while (length > 0 && value.charCodeAt(i) !== value.charCodeAt(length))
      length = overlap[length - 1] as number
    if (value.charCodeAt(i) === value.charCodeAt(length)) length++
    overlap[i] = length
  }
  const period = value.length - (overlap[value.length - 1] as number)
  return period * 3 <= value.length
}

function longestSequence(value: string): number {
  let longest = 1
  let run = 1
  for (let i = 1; i < value.length; i++) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - 1)
    run = step === 1 || step === -1 ? run + 1 : 1
    if (run > longest) longest = run
  }
  return longest
}
