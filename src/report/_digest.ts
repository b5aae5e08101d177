import { createHash } from 'node:crypto'
import type { Artifact } from '../core/index.ts'

/** A line as `sha256sum` of GNU coreutils prints it, escapes included. */
function checksumLine(path: string, sha256: string): string {
  if (!/[\\\n\r]/.test(path)) return `${sha256}  ${path}\n`
  const escaped = path.replace(/[\\\n\r]/g, each => (each === '\n' ? '\\n' : each === '\r' ? '\\r' : '\\\\'))
  return `\\${sha256}  ${escaped}\n`
}

/**
 * One hash over everything read: SHA-256 of the `sha256sum` lines of all hashed artifacts in byte order,
 * the same as `sha256sum FILES | LC_ALL=C sort | sha256sum`.
 */
export function inputsDigest(artifacts: readonly Artifact[]): string {
  const lines = artifacts
    .flatMap(each => (each.sha256 === undefined ? [] : [Buffer.from(checksumLine(each.path, each.sha256))]))
    .sort(Buffer.compare)
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line)
  return hash.digest('hex')
}
