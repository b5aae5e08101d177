import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type AnyAudit,
  type Artifact,
  type AuditContext,
  type FindingDraft,
  memoryScratch,
  type Needs,
  parseOptions,
  type Sample,
  type Summarized,
} from '../../core/index.ts'
import { exactDuplicates } from './exact-duplicates.ts'
import { nearDuplicates } from './near-duplicates.ts'
import { sharedPassages } from './shared-passages.ts'

const AUDITS = [exactDuplicates, nearDuplicates, sharedPassages]
const contextOf = (audit: AnyAudit, memoryBytes: number, remembered: readonly Uint32Array[] = []) =>
  ({
    options: parseOptions(audit, audit === sharedPassages ? { minTokens: 20 } : {}),
    needs: { scratch: memoryScratch(memoryBytes) },
    reveal: false,
    remembered,
  }) as unknown as AuditContext<z.ZodType, keyof Needs>

const ENGLISH =
  'Take one tablet in the morning with a glass of water and do not drive until you know how it acts on you Tell your doctor about every other medicine that you take about allergies and about illnesses of the liver or the kidneys Keep it away from children'.split(
    ' ',
  )
const 中文 = [
  ...'每天早晨用一杯温水送服一片，在了解药物对您的影响之前请勿驾驶车辆。如果您正在服用其他药物，或者对任何成分过敏，请务必告知医生。',
]

/** Texts that copy from one another, wholly, nearly or in part. */
const text = fc
  .tuple(fc.boolean(), fc.nat(3), fc.nat(60), fc.nat(40), fc.nat(2))
  .map(([isEnglish, begin, changed, length, kind]) => {
    const words = isEnglish ? ENGLISH : 中文
    const own = words.slice(begin, kind === 0 ? undefined : begin + 10 + length)
    if (kind === 2 && changed < own.length) own[changed] = isEnglish ? 'other' : '另'
    return own.join(isEnglish ? ' ' : '')
  })
const files = fc.array(fc.array(text, { maxLength: 14 }), { minLength: 1, maxLength: 3 })

interface Piece {
  readonly file: number
  readonly from: number
  readonly to: number
}

function summarize(
  audit: AnyAudit,
  corpus: readonly (readonly string[])[],
  pieces: readonly Piece[],
  memory: number,
) {
  return pieces.map(({ file, from, to }): Summarized<unknown> => {
    const pass = audit.begin(contextOf(audit, memory))
    const path = `${'abc'[file]}.jsonl`
    for (const [index, own] of (corpus[file] as readonly string[]).slice(from, to).entries()) {
      const sample: Sample = {
        index,
        locator: { path, line: from + index + 1 },
        fields: [
          { name: 'title', text: own.slice(0, 9), role: 'text' },
          { name: 'text', text: own.slice(9), role: 'text' },
        ],
      }
      expect([...pass.sample(sample)]).toEqual([])
    }
    const artifact: Artifact = {
      path,
      kind: 'corpus',
      samples: corpus[file]?.length ?? 0,
      bytes: 1,
      rejected: 0,
    }
    return { artifact, summary: structuredClone(pass.summary()), firstSample: from }
  })
}

const whole = (corpus: readonly (readonly string[])[]): Piece[] =>
  corpus.map((rows, file) => ({ file, from: 0, to: rows.length }))

function cut(corpus: readonly (readonly string[])[], cuts: readonly number[]): Piece[] {
  return corpus.flatMap((rows, file) => {
    const at = [...new Set([0, ...cuts.filter(each => each < rows.length), rows.length])].sort(
      (a, b) => a - b,
    )
    return at.slice(1).map((to, i) => ({ file, from: at[i] as number, to }))
  })
}

describe.each(AUDITS.map(audit => [audit.id, audit] as const))('%s', (_, audit) => {
  it('says the same of a file in one piece and in any segments, with much memory and with little', () => {
    fc.assert(
      fc.property(files, fc.array(fc.nat(13), { maxLength: 4 }), (corpus, cuts) => {
        const conclude = (pieces: readonly Piece[], memory: number) => {
          const { findings, measures } = audit.conclude(
            summarize(audit, corpus, pieces, memory),
            contextOf(audit, memory),
          )
          return { findings: [...(findings ?? [])], measures }
        }
        const plain = conclude(whole(corpus), 1 << 28)
        expect(conclude(cut(corpus, cuts), 1 << 28)).toEqual(plain)
        expect(conclude(cut(corpus, cuts), 2000)).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })

  it('finds against an index what it finds in one go', () => {
    fc.assert(
      fc.property(files, fc.array(fc.nat(13), { maxLength: 4 }), fc.nat(3), (corpus, cuts, memory) => {
        const pieces = cut(corpus, cuts)
        const bytes = [1000, 5000, 1 << 20, 1 << 28][memory] as number
        const all = [
          ...(audit.conclude(summarize(audit, corpus, pieces, bytes), contextOf(audit, bytes)).findings ??
            []),
        ]
        const remembered: Uint32Array[] = []
        const found: FindingDraft[] = []
        for (let at = 0; at < pieces.length; at++) {
          const summaries = summarize(audit, corpus, pieces.slice(0, at + 1), bytes).map((each, i) =>
            i < at ? { ...each, isEarlier: true as const } : each,
          )
          const { findings, remember } = audit.conclude(summaries, contextOf(audit, bytes, [...remembered]))
          found.push(...(findings ?? []))
          if (remember) remembered.push(remember)
        }
        // A group grows while an index does, so that its size and what hangs on it are those of the day.
        const told = (each: FindingDraft) => [
          each.content,
          each.where,
          each.evidence.type,
          each.evidence.twin,
          each.confidence,
        ]
        expect(found.map(told)).toEqual(all.map(told))
      }),
      { numRuns: 60 },
    )
  })
})
