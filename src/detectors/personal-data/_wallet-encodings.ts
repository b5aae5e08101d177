import { sha256 } from '@noble/hashes/sha2.js'
import { base32nopad, base58, base58xrp, bech32, bech32m, createBase58check } from '@scure/base'

const bitcoinCheck = createBase58check(sha256)

/** Decodes base58; undefined when a character is foreign. */
export const decodeBase58 = (text: string) => attempt(() => base58.decode(text))

/** Decodes base58 whose last four bytes are the double SHA-256 of the rest, and takes them off. */
export const decodeBase58Check = (text: string) => attempt(() => bitcoinCheck.decode(text))

/** The same over the alphabet of the XRP Ledger; an account is a zero byte and twenty more. */
export function decodeRippleBase58Check(text: string): Uint8Array | undefined {
  const bytes = attempt(() => base58xrp.decode(text))
  if (bytes?.length !== 25 || bytes[0] !== 0) return undefined
  const hash = sha256(sha256(bytes.subarray(0, 21)))
  return bytes.subarray(21).every((byte, index) => byte === hash[index]) ? bytes.subarray(0, 21) : undefined
}

/** True for bech32 (BIP 173) and bech32m (BIP 350) with a right checksum; a segwit version decides which one is due. */
export function decodeBech32(text: string): boolean {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return false
  const plain = attempt(() => bech32.decode(text as `${string}1${string}`, 1023))
  if (plain) return !isSegwit(plain.prefix) || plain.words[0] === 0
  const modified = attempt(() => bech32m.decode(text as `${string}1${string}`, 1023))
  return modified !== undefined && (!isSegwit(modified.prefix) || (modified.words[0] as number) > 0)
}

const isSegwit = (prefix: string) => prefix === 'bc' || prefix === 'tb' || prefix === 'ltc'

/** SEP-0023: base32 of a version byte, 32 bytes and a CRC-16 (XMODEM), low byte first. */
export function isStellarAccount(text: string): boolean {
  const bytes = attempt(() => base32nopad.decode(text))
  if (bytes?.length !== 35 || bytes[0] !== 6 << 3) return false
  let crc = 0
  for (const byte of bytes.subarray(0, 33)) {
    crc ^= byte << 8
    for (let i = 0; i < 8; i++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return bytes[33] === (crc & 0xff) && bytes[34] === crc >> 8
}

/** The decoders throw on malformed text; here that is an answer. */
function attempt<T>(decode: () => T): T | undefined {
  try {
    return decode()
  } catch {
    return undefined
  }
}
