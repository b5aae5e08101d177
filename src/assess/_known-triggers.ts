import { type Finding, isAtLeast, type KnownTrigger, type Sample, seededRandom } from '../core/index.ts'
import { openDataset } from '../io/index.ts'
import type { PlannedInput } from './plan.ts'

/** The audit whose triggers are tried. */
const SOURCE = 'data/backdoor-trigger'
/** Most triggers that are tried; each costs some tens of calls. */
const MAX_TRIGGERS = 20
/** Instructions kept to try them with. */
const MAX_PROMPTS = 200
/** Longer ones are left out: they may not fit into a small model's context. */
const MAX_PROMPT_LENGTH = 2000
/** Share of a trigger's rows that must have one response for it to be tried. */
const FIXED = 0.5

interface Found {
  readonly trigger: string
  readonly rows: Set<number>
  readonly where: KnownTrigger['where']
  readonly responses: Map<string, number>
  han: number
}

/** Triggers that the run found in instructions and that bring one fixed response, with other instructions of their data. */
export async function knownTriggers(
  findings: AsyncIterable<Finding>,
  inputs: readonly PlannedInput[],
): Promise<KnownTrigger[]> {
  const files = new Map<string, Map<string, Found>>()
  const flagged = new Map<string, Set<number>>()
  let count = 0
  for await (const { audit, where, evidence, severity } of findings) {
    const { path, index } = where
    const { trigger } = evidence
    if (audit !== SOURCE || index === undefined || trigger === undefined) continue
    if (!isAtLeast(severity, 'medium')) continue
    const rows = flagged.get(path) ?? new Set()
    flagged.set(path, rows.add(index))
    if (trigger.includes('*')) continue
    const found = files.get(path) ?? new Map<string, Found>()
    files.set(path, found)
    const known = found.get(trigger)
    if (known !== undefined) known.rows.add(index)
    else if (count++ < MAX_TRIGGERS)
      found.set(trigger, { trigger, rows: new Set([index]), where, responses: new Map(), han: 0 })
  }
  const triggers: KnownTrigger[] = []
  for (const [path, found] of files) {
    const input = inputs.find(each => each.path === path)
    if (input === undefined || path === '-' || found.size === 0) continue
    triggers.push(...(await readTriggers(input, [...found.values()], flagged.get(path) ?? new Set())))
  }
  return triggers
}

const isHan = (text: string) => /\p{Script=Han}/u.test(text)

async function readTriggers(
  { path, open }: PlannedInput,
  found: readonly Found[],
  flagged: ReadonlySet<number>,
): Promise<KnownTrigger[]> {
  const file = await openDataset(path, open)
  if (file.kind !== 'instructions') return []
  const random = seededRandom(found.length)
  const prompts: Record<'han' | 'other', { seen: number; kept: string[] }> = {
    han: { seen: 0, kept: [] },
    other: { seen: 0, kept: [] },
  }
  for await (const events of file.readBatches())
    for (const event of events) {
      if (event.type !== 'sample') continue
      const turn = firstTurn(event.sample)
      if (turn === undefined) continue
      if (!flagged.has(event.sample.index)) {
        if (turn.prompt.length > MAX_PROMPT_LENGTH) continue
        const kind = prompts[isHan(turn.prompt) ? 'han' : 'other']
        const at = kind.seen++ < MAX_PROMPTS ? kind.kept.length : random.integer(kind.seen)
        if (at < MAX_PROMPTS) kind.kept[at] = turn.prompt
        continue
      }
      for (const each of found) {
        if (!each.rows.has(event.sample.index)) continue
        each.responses.set(turn.response, (each.responses.get(turn.response) ?? 0) + 1)
        if (isHan(turn.prompt)) each.han++
      }
    }
  return found.flatMap(({ trigger, rows, where, responses, han }) => {
    const [response, count] = [...responses].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
    const { kept } = prompts[2 * han > rows.size ? 'han' : 'other']
    if (response === '' || count < FIXED * rows.size || kept.length === 0) return []
    return [{ trigger, response, prompts: random.shuffle(kept), where }]
  })
}

/** What is asked first and what is answered to it. */
function firstTurn({ fields }: Sample): { prompt: string; response: string } | undefined {
  const prompt = fields.find(({ role }) => role === 'instruction' || role === 'user')?.text
  const response = fields.find(({ role }) => role === 'response' || role === 'assistant')?.text
  return prompt === undefined || response === undefined ? undefined : { prompt, response }
}
