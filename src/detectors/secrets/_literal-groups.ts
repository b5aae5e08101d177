import { NAME_LITERALS } from './_named-literals.ts'
import { providerIndex } from './_provider-index.ts'

/** Longest literal of keys that turns up inside words all the time. */
const SHORT = 3

/** Short literals at the beginning of every key they belong to count only where a key may begin. */
function keyLiterals(): readonly { text: string; clean: boolean }[] {
  const { literals, anchors } = providerIndex()
  return literals.map((text, at) => {
    const anchor = anchors[at]
    const clean =
      text.length <= SHORT &&
      anchor !== undefined &&
      anchor.named.length === 0 &&
      anchor.keys.every(({ shape }) => shape.before === 0)
    return { text, clean }
  })
}

/** What the detectors of this family look for, by detector. */
export const SECRET_LITERALS = {
  keys: keyLiterals,
  names: () => NAME_LITERALS,
  headers: () => ['authorization', 'bearer '],
  commands: () => [
    'curl',
    'wget',
    'sshpass',
    'mysql',
    'redis-cli',
    'docker',
    'mongo',
    'ldap',
    'openssl',
    'smbclient',
    '7z ',
    'sqlcmd',
    'impala',
  ],
  fetches: () => ['curl', 'wget'],
  tokens: () => ['eyj', 'zxlk'],
  blocks: () => ['private key', 'putty-user-key', 'ls0tls1crudjti', '"kty"', '<rsakeyvalue'],
  connections: () => [
    '://',
    'password',
    'pwd',
    'passphrase',
    'key=',
    'key =',
    'secret=',
    'sig=',
    'jdbc:oracle',
  ],
  files: () => ['login', '"auth', '_auth', '_password', ':543', ':*:', 'data:'],
} as const satisfies Readonly<Record<string, () => readonly (string | { text: string; clean: boolean })[]>>
