import { z } from 'zod'
import { both, defineDetector, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import type { LiteralHit } from '../_look.ts'
import { hasLiteral, literalHits } from './_family-scan.ts'
import { moveIf, trialMove, weigh } from './_judge.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'
import { lineAround } from './_text.ts'

/** `curl -u user:password`: the flag, after the command in the same or a continued line. */
const USER_FLAG = /(?:^|\s)(?:-u|-U|--user|--proxy-user)(?:=|[ \t]{0,5})(?=["'\w${:.@+-])/g
/** How far after its command a flag may stand, in UTF-16 units. */
const COMMAND_REACH = 1500
/** A line end that is not continued by a backslash, a caret or a backtick. */
const LINE_END = /(?:^|[^\\^`\r \n])[ \r]{0,8}\n/
/** Commands whose flag takes a password, with or without a space before it. */
const PASSWORD_FLAG =
  /\b(?:sshpass\s+-p|mysql(?:dump|admin)?\b[^\n|;]{0,200}?\s-p|redis-cli\b[^\n|;]{0,200}?\s(?:-a|--pass)|docker\s+login\b[^\n|;]{0,200}?\s-p|mongo(?:sh|dump|restore|export|import)?\b[^\n|;]{0,200}?\s-p|ldap(?:search|modify|add|delete)\b[^\n|;]{0,200}?\s-w|openssl\b[^\n|;]{0,200}?\s-pass(?:in|out)?\s+pass:|smbclient\b[^\n|;]{0,200}?\s-U\s{0,3}[\w.\\-]{1,40}%|7z\b[^\n|;]{0,200}?\s-p|sqlcmd\b[^\n|;]{0,200}?\s-P|impala-shell\b[^\n|;]{0,200}?\s-p)[ \t=]{0,3}/g
/** One word of a shell: quoted and bare pieces joined. */
const WORD = /(?:"(?:[^"\\\n]|\\.){0,200}"|'[^'\n]{0,200}'|\\.|[^\s"'`\\<>|;&]){1,200}/y

/** Words that stand for a user or a password in a manual. */
const SAMPLE_PAIR =
  /^(?:user(?:name)?|login|id|name|admin|me|you|test|foo|xxx+|\*+|api|email|client_?id|app_?id|key)?:(?:pass(?:w(?:or)?d)?|pwd|test|token|secret|api_?key|key|bar|change(?:it|me)|\*+|x+|yyy+|client_?secret|port)$/i
const TEMPLATE = /[<>]|(?:^|:)\$\w|\$[({]|\{\{|\}\}|%\w+%|^\[|:\[|\$\{/

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = ['w8Xq', '2Lm', '!Zr4Tn'].join('')

/** Finds passwords that a command line hands over. */
export const commandPassword = defineDetector({
  id: 'secrets/command-password',
  version: 1,
  title: both('Password on a command line', '命令行中的密码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://cwe.mitre.org/data/definitions/214.html',
  maturity: 'experimental',
  options: z.object({}),
  types: { password: { title: both('Password', '密码'), severity: 'critical' } },
  examples: {
    flags: [
      `curl -u elastic:${SAMPLE} https://search.internal:9200`,
      `sshpass -p '${SAMPLE}' ssh root@10.0.0.4`,
      `mysql -h db -u root -p${SAMPLE} app`,
    ],
    passes: [
      'curl -u username:password https://api.internal',
      'curl -u "$' + 'USER:$' + 'PASSWORD" https://api.internal',
      'mysql -u root -p app_db',
      'docker run -u 1000:1000 image',
    ],
  },
  opens: opensWhere({ groups: ['commands'] }),
  *detect({ text }) {
    if (!hasLiteral(text, 'commands')) return
    yield* userFlags(text)
    yield* passwordFlags(text)
  },
})

function* userFlags(text: string): Generator<Signal, void, undefined> {
  const commands = [...literalHits(text, 'fetches')]
  let next = 0
  for (const match of text.matchAll(USER_FLAG)) {
    const at = match.index + match[0].length
    while (next < commands.length && (commands[next] as LiteralHit).end <= match.index) next++
    const command = commands[next - 1]
    if (!command || match.index - command.end > COMMAND_REACH) continue
    if (LINE_END.test(text.slice(command.end, match.index))) continue
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (!word) continue
    const colon = word.indexOf(':')
    if (colon < 0) continue
    const pair = word.replace(/["']/g, '')
    if (TEMPLATE.test(pair) || SAMPLE_PAIR.test(pair)) continue
    const secret = bare(word, colon + 1, word.length)
    const shown = secret.value.length > 0 ? secret : bare(word, 0, colon)
    const verdict = weighPassword(shown.value, lineAround(text, at, at + word.length, 100), 0.85)
    if (!verdict) continue
    yield {
      start: at + shown.start,
      end: at + shown.start + shown.value.length,
      type: 'password',
      reason: both('password after the user flag of a command', '命令的用户参数中的密码'),
      ...verdict,
    }
  }
}

function* passwordFlags(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(PASSWORD_FLAG)) {
    const at = match.index + match[0].length
    // `mysql -p NAME` asks for the password and names a database.
    const glued = /\b(?:mysql\w*|7z)\b/.test(match[0])
    if (glued && /\s$/.test(match[0])) continue
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (!word) continue
    const { value, start } = bare(word, 0, word.length)
    if (TEMPLATE.test(value) || value.startsWith('-')) continue
    const verdict = weighPassword(value, lineAround(text, at, at + word.length, 100), 0.82)
    if (!verdict) continue
    yield {
      start: at + start,
      end: at + start + value.length,
      type: 'password',
      reason: both('password after the password flag of a command', '命令的密码参数中的密码'),
      ...verdict,
    }
  }
}

/** A piece of a shell word without the quotes around it. */
function bare(word: string, from: number, to: number): { value: string; start: number } {
  let start = from
  let end = to
  while (start < end && /["']/.test(word.charAt(start))) start++
  while (end > start && /["']/.test(word.charAt(end - 1))) end--
  return { value: word.slice(start, end), start }
}

function weighPassword(value: string, line: string, base: number) {
  if (value.length < 4 || placeholderReason(value)) return undefined
  const word = !/\d/.test(value) && randomEvidence(value) < 1.2
  if (word && /^\w+$/.test(value) && value.length < 6) return undefined
  if (/^\d{1,5}$/.test(value)) return undefined
  return weigh(base, [moveIf(word, -0.25, 'a word', '是单词'), trialMove(line)])
}
