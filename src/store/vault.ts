import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { both, PlimsollError } from '../core/index.ts'

/** Length of a master key in bytes. */
export const KEY_BYTES = 32
/** Random 96-bit nonce, as GCM wants it: NIST SP 800-38D §8.2.2, which allows 2^32 of them under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a ciphertext belongs to. It is authenticated, not stored: a row moved elsewhere does not open. */
export interface SealedPlace {
  /** Name of the file as the receipt calls it. */
  readonly file: string
  /** What is sealed: a row, or one part of a file. */
  readonly part: string
}

/** Seals originals, opens them again, and derives surrogates, all from one master key. */
export interface Vault {
  /** Fingerprint of the master key: 32 hexadecimal digits that tell nothing about it. */
  readonly keyId: string
  /** AES-256-GCM with a fresh nonce; base64 of nonce, ciphertext and tag. */
  seal(plain: Uint8Array, place: SealedPlace): string
  /** Opens what `seal` made. Throws E_INPUT when one bit of it, or its place, is not what it was. */
  open(sealed: string, place: SealedPlace): Uint8Array
  /** HMAC-SHA-256 under a key of its own: the same label gives the same 32 bytes, in every run. */
  keyedBytes(label: string): Uint8Array
}

/**
 * Opens a vault. Keys for sealing are derived for each receipt, so that the bound on nonces holds for one run; the key
 * for surrogates is the same in every run. HKDF-SHA-256: RFC 5869.
 * @param master 32 random bytes
 * @param receipt id of the run that seals or sealed
 */
export function openVault(master: Uint8Array, receipt: string): Vault {
  if (master.length !== KEY_BYTES)
    throw new PlimsollError('E_INPUT', both(`a key has ${KEY_BYTES} bytes`, `密钥长度应为 ${KEY_BYTES} 字节`))
  const sealing = derive(master, `seal/${receipt}`)
  const pseudonyms = derive(master, 'surrogates')
  return {
    keyId: keyIdOf(master),
    seal(plain, place) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(associatedData(receipt, place))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
        'base64',
      )
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw tampered(place)
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(associatedData(receipt, place))
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)),
          decipher.final(),
        ])
      } catch {
        throw tampered(place)
      }
    },
    keyedBytes: label => createHmac('sha256', pseudonyms).update(label, 'utf8').digest(),
  }
}

/** The fingerprint by which receipts name a master key. */
export function keyIdOf(master: Uint8Array): string {
  return derive(master, 'key-id').subarray(0, 16).toString('hex')
}

function derive(master: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `plimsoll/1/${purpose}`, KEY_BYTES))
}

/** JSON keeps the three parts apart whatever they hold. */
const associatedData = (receipt: string, { file, part }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify(['plimsoll/1', receipt, file, part]), 'utf8')

const tampered = ({ file, part }: SealedPlace): PlimsollError =>
  new PlimsollError(
    'E_INPUT',
    both(
      `${file}: ${part}: the sealed original was altered or belongs elsewhere`,
      `${file}：${part}：密封的原文已被改动，或不属于此处`,
    ),
    {
      advice: both(
        'restore the undo and quarantine files from a backup; every other row still opens',
        '请从备份恢复撤销文件和隔离文件；其余各行仍可打开',
      ),
    },
  )
