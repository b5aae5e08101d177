import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { both, type ColumnReader, PlimsollError } from '../core/index.ts'
import { littleEndian } from './scratch.ts'

/**
 * A sealed file of 32-bit words, written once from end to end.
 *
 * Header, 64 bytes, little-endian: `PLIMSOLL` (8 bytes), version 1 (u32), bytes in a block, 65,536 (u32), salt (16
 * bytes), id of the key (16 bytes, UTF-8, padded with zeros), bytes of the payload (u64), byte of the payload where its
 * directory begins (u64). Then the payload in blocks, each AES-256-GCM with its tag of 16 bytes; the last block is short.
 * The nonce of a block is its number (u32 zero, u64). Last, HMAC-SHA-256 of the header (32 bytes). Both keys are
 * HMAC-SHA-256 of `plimsoll sealed words`, a zero byte, `blocks` or `header`, and the salt, under the project's key.
 * The directory is JSON in UTF-8; everything before it is words, little-endian.
 */
export const SEALED_VERSION = 1
const MAGIC = 'PLIMSOLL'
const HEADER_BYTES = 64
const BLOCK_BYTES = 1 << 16
const TAG_BYTES = 16
const MAC_BYTES = 32
/** A directory is not longer (CWE-770). */
const MAX_DIRECTORY = 1 << 28
/** Blocks kept in memory for each column. */
const CACHED_BLOCKS = 8

/** Where words stand in the payload. */
export interface WordRange {
  /** First word. */
  readonly from: number
  readonly length: number
}

export interface SealedWriter {
  add(pieces: Iterable<Uint32Array>): WordRange
  /** Writes the directory and moves the file into place: it is there whole, or not at all. */
  finish(directory: unknown): void
  /** Gives up; the file aside stays for the next owner of the folder to remove. */
  close(): void
}

export interface SealedKey {
  readonly id: string
  readonly bytes: Uint8Array
}

/** Starts a sealed file beside `path`, as `path.new`, mode 0600. */
export function writeSealedWords(path: string, key: SealedKey): SealedWriter {
  const salt = randomBytes(16)
  const { blockKey, headerKey } = keysOf(key, salt)
  const descriptor = openSync(`${path}.new`, 'w', 0o600)
  let isOpen = true
  const block = Buffer.alloc(BLOCK_BYTES)
  let held = 0
  let blocks = 0
  let payload = 0
  let at = HEADER_BYTES
  const write = (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) {
      const count = writeSync(descriptor, bytes, done, bytes.length - done, at)
      done += count
      at += count
    }
  }
  const flush = () => {
    const cipher = createCipheriv('aes-256-gcm', blockKey, nonceOf(blocks++))
    write(Buffer.concat([cipher.update(block.subarray(0, held)), cipher.final(), cipher.getAuthTag()]))
    held = 0
  }
  const put = (bytes: Uint8Array) => {
    payload += bytes.length
    for (let from = 0; from < bytes.length; ) {
      const count = Math.min(bytes.length - from, BLOCK_BYTES - held)
      block.set(bytes.subarray(from, from + count), held)
      held += count
      from += count
      if (held === BLOCK_BYTES) flush()
    }
  }
  const close = () => {
    if (isOpen) closeSync(descriptor)
    isOpen = false
  }
  return {
    add(pieces) {
      const from = payload / 4
      for (const words of pieces) put(littleEndian(words))
      return { from, length: payload / 4 - from }
    },
    finish(directory) {
      const start = payload
      put(Buffer.from(JSON.stringify(directory), 'utf8'))
      if (held > 0) flush()
      const header = Buffer.alloc(HEADER_BYTES)
      header.write(MAGIC, 0, 'latin1')
      header.writeUInt32LE(SEALED_VERSION, 8)
      header.writeUInt32LE(BLOCK_BYTES, 12)
      salt.copy(header, 16)
      header.write(key.id.slice(0, 16), 32, 'latin1')
      header.writeBigUInt64LE(BigInt(payload), 48)
      header.writeBigUInt64LE(BigInt(start), 56)
      write(createHmac('sha256', headerKey).update(header).digest())
      at = 0
      write(header)
      fsyncSync(descriptor)
      close()
      renameSync(`${path}.new`, path)
      const folder = openSync(dirname(path), 'r')
      try {
        fsyncSync(folder)
      } catch {
        // Some systems cannot flush a folder; the rename is then as safe as they make it.
      } finally {
        closeSync(folder)
      }
    },
    close,
  }
}

export interface SealedReader {
  readonly directory: unknown
  column(range: WordRange): ColumnReader
  close(): void
}

/** Opens a sealed file. E_INPUT when it is damaged or of another version; E_USAGE when another key sealed it. */
export function readSealedWords(path: string, key: SealedKey): SealedReader {
  const descriptor = openSync(path, 'r')
  try {
    const { payload, start, blockKey } = readHeader(descriptor, path, key)
    const block = (number: number): Buffer => {
      const size = Math.min(BLOCK_BYTES, payload - number * BLOCK_BYTES)
      const at = HEADER_BYTES + number * (BLOCK_BYTES + TAG_BYTES)
      const sealed = readExactly(descriptor, at, size + TAG_BYTES, path)
      const decipher = createDecipheriv('aes-256-gcm', blockKey, nonceOf(number))
      decipher.setAuthTag(sealed.subarray(size))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, size)), decipher.final()])
      } catch (cause) {
        throw damaged(path, cause)
      }
    }
    const bytesOf = (from: number, to: number, blockOf: (number: number) => Buffer): Uint8Array => {
      const bytes = new Uint8Array(to - from)
      for (let at = from; at < to; ) {
        const number = Math.floor(at / BLOCK_BYTES)
        const offset = at - number * BLOCK_BYTES
        const part = blockOf(number).subarray(offset, offset + to - at)
        bytes.set(part, at - from)
        at += part.length
      }
      return bytes
    }
    if (payload - start > MAX_DIRECTORY) throw damaged(path)
    const directory = parseDirectory(bytesOf(start, payload, block), path)
    return {
      directory,
      column({ from, length }) {
        if ((from + length) * 4 > start) throw damaged(path)
        const recent = new Map<number, Buffer>()
        const cached = (number: number): Buffer => {
          let held = recent.get(number)
          if (held !== undefined) return held
          held = block(number)
          const [oldest] = recent.keys()
          if (recent.size >= CACHED_BLOCKS && oldest !== undefined) recent.delete(oldest)
          recent.set(number, held)
          return held
        }
        return {
          length,
          read(first, last) {
            const bytes = bytesOf((from + first) * 4, (from + last) * 4, cached)
            if (!isNative) Buffer.from(bytes.buffer).swap32()
            return new Uint32Array(bytes.buffer)
          },
        }
      },
      close: () => closeSync(descriptor),
    }
  } catch (cause) {
    closeSync(descriptor)
    throw cause
  }
}

const isNative = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

function keysOf({ bytes }: SealedKey, salt: Uint8Array) {
  const derive = (what: string) =>
    createHmac('sha256', bytes).update(`plimsoll sealed words\0${what}`).update(salt).digest()
  return { blockKey: derive('blocks'), headerKey: derive('header') }
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64LE(BigInt(number), 4)
  return nonce
}

function readHeader(descriptor: number, path: string, key: SealedKey) {
  const header = readExactly(descriptor, 0, HEADER_BYTES, path)
  if (header.toString('latin1', 0, 8) !== MAGIC) throw damaged(path)
  if (header.readUInt32LE(8) !== SEALED_VERSION || header.readUInt32LE(12) !== BLOCK_BYTES) {
    throw new PlimsollError(
      'E_INPUT',
      both(`${path} was written by another version of Plimsoll`, `${path} 由其他版本的 Plimsoll 写入`),
      { advice: both('make a new index with this version', '请用当前版本新建索引') },
    )
  }
  const id = Buffer.alloc(16)
  id.write(key.id.slice(0, 16), 'latin1')
  if (!header.subarray(32, 48).equals(id)) {
    throw new PlimsollError(
      'E_USAGE',
      both(`${path} was sealed with the key of another project`, `${path} 由另一个项目的密钥加密`),
      { advice: both('run in the project that made the index', '请在创建该索引的项目中运行') },
    )
  }
  const payload = Number(header.readBigUInt64LE(48))
  const start = Number(header.readBigUInt64LE(56))
  const blocks = Math.ceil(payload / BLOCK_BYTES)
  const end = HEADER_BYTES + payload + blocks * TAG_BYTES
  if (start > payload || fstatSync(descriptor).size !== end + MAC_BYTES) throw damaged(path)
  const { blockKey, headerKey } = keysOf(key, header.subarray(16, 32))
  const mac = createHmac('sha256', headerKey).update(header).digest()
  if (!timingSafeEqual(mac, readExactly(descriptor, end, MAC_BYTES, path))) throw damaged(path)
  return { payload, start, blockKey }
}

function readExactly(descriptor: number, at: number, length: number, path: string): Buffer {
  const bytes = Buffer.alloc(length)
  for (let done = 0; done < length; ) {
    const count = readSync(descriptor, bytes, done, length - done, at + done)
    if (count === 0) throw damaged(path)
    done += count
  }
  return bytes
}

function parseDirectory(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw damaged(path)
  }
}

const damaged = (path: string, cause?: unknown): PlimsollError =>
  new PlimsollError('E_INPUT', both(`${path} is damaged`, `${path} 已损坏`), {
    advice: both('restore it from a copy, or make a new index', '请从备份恢复，或新建索引'),
    cause,
  })
