import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { fieldWords, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { type Scan, scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { keyedValues } from './_keyed-values.ts'
import { isStandIn } from './_stand-ins.ts'

const KEY =
  /(?:user(?:[ _-]?(?:name|id|handle))?|login(?:[ _-]?(?:name|id))?|screen[ _-]?name|account[ _-]?name|nick(?:[ _-]?name)?|handle|benutzername|nom d'utilisateur|identifiant|nombre de usuario|usuario|usuário|nome utente|gebruikersnaam|nazwa użytkownika|логин|skype(?: id)?|telegram(?: id)?|we ?chat(?: id)?|line id|instagram|snapchat|twitter|github|discord|tiktok|kakao ?talk(?: id)?|微信号|微信|QQ号码|QQ号|QQ|微博|抖音号|小红书号|用户名|用户账号|登录名|登录账号|账号|帐号|昵称|ユーザー名|사용자 ?이름|아이디)(?![\p{Script=Latin}])/iuy
/** Keys that name a person's handle only with a value that cannot be a word. */
const LOOSE =
  /^(?:user|login|handle|nick|skype|telegram|we ?chat|instagram|snapchat|twitter|github|discord|tiktok|usuario|微信|微博|账号|帐号|昵称)$/iu
const FIELD =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:user ?name|user ?handle|screen ?name|login|nick ?name|handle)(?![\p{Lu}\p{Ll}\p{N}])|用户名|昵称|登录名/iu

const HANDLE = /^@[A-Za-z_][A-Za-z\d_]{1,29}(?:[.-][A-Za-z\d_]{1,20}){0,2}(?![\w@/(-])/u
/** Words that follow `@` in programs, style sheets and documentation. */
const DIRECTIVES =
  /^@(?:param|returns?|throws?|type|typedef|see|link|author|version|since|deprecated|override|test|before|after|bean|autowired|component|service|controller|entity|table|column|id|media|import|charset|font|keyframes|supports|page|layer|include|mixin|extend|use|forward|if|else|for|each|while|function|property|staticmethod|classmethod|dataclass|pytest|app|decorator|interface|implements|nullable|notnull|suppresswarnings|json\w*|get|post|put|delete|patch|request\w*|path\w*|input|output|injectable|module|to-?do|example|default|private|public|protected|readonly|abstract|internal|private|end|selector|class|synthesize|implementation|protocol|noon|home|work|all|everyone|here|channel|latest|next|beta|types|angular|babel|vue|nestjs)$/iu
const SOCIAL =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:RT|via|follow\w*|tweet\w*|retweet\w*|twitter|instagram|insta|tiktok|threads|mastodon|dm|mentions?|tagged|cc|thanks|thx|h\/t|hey|hi|telegram|github|handle)(?![\p{Lu}\p{Ll}\p{N}])|关注|转发|微博|艾特/iu
const PROGRAM =
  /[{};]\s*(?:\n|$)|(?<![\p{Lu}\p{Ll}\p{N}])(?:def|class|public|private|import|function|const|return|void)(?![\p{Lu}\p{Ll}\p{N}])/u

/** Finds user names by their labels, and handles such as `@ana_b`. */
export const username = defineDetector({
  id: 'personal-data/username',
  version: 1,
  title: both('User name', '用户名'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://schema.org/alternateName',
  maturity: 'experimental',
  options: z.object({}),
  types: { username: ENTITY_TYPES.username },
  examples: {
    flags: [
      'username: ana_b',
      'my user name is kjones42',
      '用户名：zhang_wei88',
      '微信号：wxid_8823kk',
      'RT @maria_p: so true',
      'QQ：458812345',
      ['kjones42', 'user_name'],
    ],
    passes: [
      'login: click here',
      'username is required',
      '@Override public void run()',
      'write to ana@example.com',
      'npm i @types/node',
      'username = request.user.name()',
      '账号异常，请重试',
    ],
  },
  opens: opensWhere({
    length: 4,
    flags: SEEN.at | SEEN.exotic,
    groups: ['usernames'],
    field: name => FIELD.test(fieldWords(name)),
  }),
  *detect(input) {
    const { text } = input
    if (FIELD.test(fieldWords(input.field)) && /^[^\s@]{2,40}$/u.test(text) && !isStandIn(text)) {
      yield* weigh(
        {
          start: 0,
          end: text.length,
          type: 'username',
          reason: both('value of a field of user names', '用户名字段的值'),
        },
        0.85,
      )
      return
    }
    const named = [...labeled(scanOf(input))]
    yield* named
    for (const handle of handles(input)) {
      if (!named.some(each => each.start < handle.end && each.end > handle.start)) yield handle
    }
  },
})

function* labeled(scan: Scan): Iterable<Signal> {
  const { text } = scan
  for (const { start, end, value, isAssigned, isQuoted } of keyedValues(scan, 'usernames', KEY)) {
    const name = /^@?[\p{L}\p{N}][\p{L}\p{N}._-]{1,38}[\p{L}\p{N}_-]?/u.exec(value)?.[0]
    if (name === undefined || name.length < value.length - 1 || isStandIn(value)) continue
    if (
      /^[@(]/u.test(text.slice(end, end + 1)) ||
      /^(?:https?|www)\b|^(?:self|this|req|request|params|config|user|form|data)\./u.test(value)
    )
      continue
    const key =
      text.slice(Math.max(0, start - 40), start).match(/[\p{L}][\p{L} _-]*(?=[^\p{L}]{1,8}$)/u)?.[0] ?? ''
    const isLoose = LOOSE.test(key.trim())
    if (!/\p{L}/u.test(name) && !/^QQ/iu.test(key)) continue
    if (/^[a-z]+(?:\.[a-zA-Z]+){2,}$/u.test(name)) continue
    const isTelling = /\d|_|\p{Ll}\p{Lu}|^@/u.test(name)
    const hasPassword =
      isAssigned && /^["'”]?\s*[,;/，；]?\s*["'“]?(?:pass|pwd|密码|口令)/iu.test(text.slice(end, end + 24))
    if (!isTelling && !hasPassword && (isLoose || !(isAssigned || isQuoted))) continue
    if (!isTelling && !isQuoted && /^[ \t]+\p{L}/u.test(text.slice(end, end + 4))) continue
    if (/\p{Script=Han}{5,}/u.test(name)) continue
    yield* weigh(
      {
        start,
        end: start + name.length,
        type: 'username',
        reason: both('value after a label of a user name', '用户名标签后的值'),
      },
      isLoose ? 0.6 : isAssigned ? 0.75 : 0.65,
      isTelling && {
        by: 0.15,
        reason: both('digits, underscores or inner capitals', '含数字、下划线或大小写混合'),
      },
    )
  }
}

function* handles(input: DetectInput): Iterable<Signal> {
  const { text } = input
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}_.%+@/\\-]/u.test(text[at - 1] ?? '') && !/\p{Script=Han}/u.test(text[at - 1] ?? ''))
      continue
    const handle = HANDLE.exec(text.slice(at, at + 56))?.[0]
    if (handle === undefined || handle.length < 4 || DIRECTIVES.test(handle)) continue
    const end = at + handle.length
    const around = text.slice(Math.max(0, at - 120), end + 120)
    const isProgram =
      PROGRAM.test(around) ||
      (/(?:^|\n)\s*$/u.test(text.slice(Math.max(0, at - 20), at)) &&
        /^\s*(?:\n|$)/u.test(text.slice(end, end + 20)))
    yield* weigh(
      { start: at, end, type: 'username', reason: both('handle after an at sign', '@ 后的账号名') },
      0.55,
      topicNear(input, at, end, SOCIAL) !== undefined && {
        by: 0.25,
        reason: both('a word about social networks stands near', '附近有与社交网络相关的词'),
      },
      /[\d_]/u.test(handle.slice(1)) && { by: 0.1, reason: both('digits or underscores', '含数字或下划线') },
      isProgram && { by: -0.5, reason: both('program text stands around', '周围像程序代码') },
    )
  }
}
