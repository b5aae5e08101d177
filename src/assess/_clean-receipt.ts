import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { both, PlimsollError, type Receipt } from '../core/index.ts'

const bytesOnDisk = z.object({
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
})

/** What undoing needs of a receipt; everything else is passed through. */
const receiptSchema = z.looseObject({
  schemaVersion: z.literal('1'),
  files: z.array(
    z.looseObject({ name: z.string().min(1), input: bytesOnDisk, output: bytesOnDisk.optional() }),
  ),
  key: z.object({ id: z.string(), algorithm: z.literal('aes-256-gcm') }),
  quarantine: z.string(),
  undo: z.object({ command: z.string(), sealed: z.string() }),
  run: z.looseObject({ id: z.string() }),
})

/** Largest receipt that is read, in bytes (CWE-770): a million files. */
const MAX_RECEIPT = 1 << 29

/** Reads a receipt. E_INPUT when it is missing or none. */
export async function readReceipt(path: string): Promise<Receipt> {
  let found: unknown
  try {
    if ((await stat(path)).size <= MAX_RECEIPT) found = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    const code = (cause as { code?: string }).code
    if (code !== undefined) {
      throw new PlimsollError(
        'E_INPUT',
        both(`${path} cannot be read (${code})`, `无法读取 ${path}（${code}）`),
        {
          advice: both('name the receipt.json of a cleaning', '请指定清洗生成的 receipt.json'),
        },
      )
    }
  }
  const parsed = receiptSchema.safeParse(found)
  if (parsed.success) return parsed.data as unknown as Receipt
  throw new PlimsollError('E_INPUT', both(`${path} is no receipt of a cleaning`, `${path} 不是清洗回执`), {
    advice: both('name the receipt.json of a cleaning', '请指定清洗生成的 receipt.json'),
  })
}

/** The files among these that an earlier cleaning wrote about itself: receipts and what they name. Absolute paths. */
export async function recordsAmong(paths: readonly string[], cwd: string): Promise<Set<string>> {
  const records = new Set<string>()
  for (const path of paths) {
    const full = resolve(cwd, path)
    if (!/(?:^|\.)receipt\.json$/.test(basename(full))) continue
    const receipt = await readReceipt(full).catch(() => undefined)
    if (receipt === undefined) continue
    records.add(full)
    for (const name of [receipt.quarantine, receipt.undo.sealed])
      records.add(join(dirname(full), basename(name)))
  }
  return records
}
