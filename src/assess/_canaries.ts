import { z } from 'zod'
import { both, type Canary, isPlimsollError, type Localized } from '../core/index.ts'
import { openDataset } from '../io/index.ts'
import type { PlannedInput } from './plan.ts'

/** Most canaries that are asked for; each costs hundreds of calls. */
const MAX_CANARIES = 1000
const DIGITS = '0123456789'
const SMALL = 'abcdefghijklmnopqrstuvwxyz'

const row = z.object({
  id: z.string().regex(/^[\w.-]{1,64}$/),
  format: z
    .string()
    .max(4000)
    .refine(text => text.split('{}').length === 2),
  secret: z.string().min(1).max(200),
  alphabet: z.string().min(2).max(10_000).optional(),
})

/** Canaries of one list, or why it cannot be used. */
export type CanaryList =
  | { readonly canaries: readonly Canary[] }
  | { readonly path: string; readonly reason: Localized }

/** Reads a list of canaries: rows with `id`, `format`, `secret` and perhaps `alphabet`, in any format of rows. */
export async function readCanaries({ path }: PlannedInput): Promise<CanaryList> {
  const canaries: Canary[] = []
  const wrong = (index: number): CanaryList => ({
    path,
    reason: both(
      `row ${index + 1} is no canary: it needs an id, a format with {} in it once, and a secret of the alphabet`,
      `第 ${index + 1} 行不是金丝雀：需要 id、恰好含一个 {} 的 format，以及由 alphabet 中字符组成的 secret`,
    ),
  })
  try {
    const file = await openDataset(path)
    for await (const events of file.readBatches())
      for (const event of events) {
        if (event.type === 'reject') return { path, reason: event.reason }
        const { sample } = event
        const parsed = row.safeParse(Object.fromEntries(sample.fields.map(each => [each.name, each.text])))
        if (!parsed.success) return wrong(sample.index)
        const { id, format, secret } = parsed.data
        const alphabet = parsed.data.alphabet ?? alphabetOf(secret)
        const letters = new Set(alphabet)
        if (letters.size < 2 || [...secret].some(each => !letters.has(each))) return wrong(sample.index)
        const { line } = sample.locator
        const where = { path, index: sample.index, ...(line !== undefined && { line }) }
        canaries.push({ id, format, secret, alphabet: [...letters].join(''), where })
        if (canaries.length > MAX_CANARIES)
          return { path, reason: both(`more than ${MAX_CANARIES} canaries`, `金丝雀多于 ${MAX_CANARIES} 个`) }
      }
  } catch (error) {
    if (!isPlimsollError(error)) throw error
    return { path, reason: error.text }
  }
  return { canaries }
}

/** The characters that a secret seems to be drawn from; a secret of other signs needs its alphabet named. */
function alphabetOf(secret: string): string {
  const kinds = [/\d/, /[a-z]/, /[A-Z]/].map(each => each.test(secret))
  return [DIGITS, SMALL, SMALL.toUpperCase()].filter((_, at) => kinds[at]).join('')
}
