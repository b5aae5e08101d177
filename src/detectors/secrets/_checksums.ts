import { crc32 } from './_crc32.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

function base62(value: number, width: number): string {
  let digits = ''
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits
  return digits.padStart(width, '0')
}

/**
 * Prefix, 30 random characters and the CRC-32 of those in six base62 digits, as GitHub and npm issue them.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function hasTrailingCrc62(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1)
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6)
}

/**
 * GitLab's routable tokens: payload, a dot, its length in two base36 digits, and the CRC-32 of all that in seven.
 * Source: https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export function hasRoutableCrc(token: string): boolean | undefined {
  const dot = token.lastIndexOf('.')
  if (dot < 0 || token.length - dot !== 10) return undefined
  return crc32(token.slice(0, -7)).toString(36).padStart(7, '0') === token.slice(-7)
}

/**
 * Grafana service accounts: the CRC-32 of everything before the last underscore, low byte first, in hexadecimal.
 * Source: https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go
 */
export function hasGrafanaCrc(token: string): boolean {
  const cut = token.lastIndexOf('_')
  const crc = crc32(token.slice(0, cut)).toString(16).padStart(8, '0')
  return (crc.match(/../g) ?? []).reverse().join('') === token.slice(cut + 1).toLowerCase()
}

/**
 * An AWS access key id issued since 2019 holds the account number, which has twelve digits.
 * False when the number cannot be one; older ids (fifth letter I or J) hold none.
 */
export function holdsAwsAccount(id: string): boolean | undefined {
  if (/^.{4}[IJ]/.test(id)) return undefined
  let bits = 0
  for (const character of id.slice(4, 13)) bits = bits * 32 + BASE32.indexOf(character)
  // 45 bits are read; the account is bits 1 to 40 of the first 48, so the top bit goes and four remain below it.
  const account = Math.floor((bits % 2 ** 44) / 2 ** 4)
  return account < 1_000_000_000_000
}

/** The checksum of a Bech32 string, as in age secret keys. Source: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki */
export function hasBech32Checksum(text: string): boolean {
  const lower = text.toLowerCase()
  const cut = lower.lastIndexOf('1')
  const prefix = lower.slice(0, cut)
  const values = [
    ...[...prefix].map(each => each.charCodeAt(0) >> 5),
    0,
    ...[...prefix].map(each => each.charCodeAt(0) & 31),
    ...[...lower.slice(cut + 1)].map(each => BECH32.indexOf(each)),
  ]
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, generator] of [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].entries()) {
      if ((top >>> bit) & 1) sum ^= generator
    }
  }
  return sum === 1
}

/** Decodes base64 or base64url to a binary string; undefined when it is neither. */
export function decodeBase64(text: string): string | undefined {
  const plain = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')
  if (plain.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(plain)) return undefined
  return atob(plain)
}

/** The first part of a Discord bot token is the bot's number, which is 17 to 20 digits. */
export function startsWithSnowflake(token: string): boolean {
  return /^\d{17,20}$/.test(decodeBase64(token.slice(0, token.indexOf('.'))) ?? '')
}
