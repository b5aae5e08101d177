import { describe, expect, it } from 'vitest'
import { type Finding, SEVERITIES } from '../core/index.ts'
import { syntheticAssessment } from '../testing/index.ts'
import { exampleGatherer } from './_examples.ts'
import { tallyFindings, tallyOf } from './_tally.ts'

async function all(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const list: Finding[] = []
  for await (const finding of findings) list.push(finding)
  return list
}

describe('tallyFindings', () => {
  it('counts what a plain count counts', async () => {
    const assessment = syntheticAssessment({ findings: 3_000, files: 40 })
    const findings = await all(assessment.findings())
    const tally = await tallyFindings(assessment.findings())
    expect(tally.total).toBe(3_000)
    expect(tally.counts).toEqual(assessment.totals)
    for (const type of tally.types) {
      const own = findings.filter(each => each.audit === type.audit && each.evidence.type === type.type)
      expect(type.total).toBe(own.length)
      expect(type.fileCount).toBe(new Set(own.map(each => each.where.path)).size)
      for (const file of type.files) {
        expect(file.total).toBe(own.filter(each => each.where.path === file.path).length)
      }
    }
    const ranks = tally.types.map(each => SEVERITIES.indexOf(each.worst))
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a))
  })

  it('counts types exactly in bounded memory, and says where file counts are lower bounds', async () => {
    const scattered = syntheticAssessment({
      findings: 20_000,
      files: 3,
      change: (finding, at) => ({
        ...finding,
        where: { ...finding.where, path: `file-${(at * 7919) % 15_000}` },
      }),
    })
    const tally = await tallyFindings(scattered.findings(), 500)
    expect(tally.total).toBe(20_000)
    expect(tally.types.reduce((sum, each) => sum + each.total, 0)).toBe(20_000)
    expect(tally.types.reduce((sum, each) => sum + each.files.length, 0)).toBeLessThanOrEqual(500)
    expect(tally.types.some(each => each.filesAreMore)).toBe(true)
    const findings = await all(scattered.findings())
    for (const type of tally.types) {
      const own = findings.filter(each => each.audit === type.audit && each.evidence.type === type.type)
      const files = new Set(own.map(each => each.where.path)).size
      if (type.filesAreMore) expect(type.fileCount).toBeLessThanOrEqual(files)
      else expect(type.fileCount).toBe(files)
    }
  })

  it('tallies one assessment once', async () => {
    let passes = 0
    const assessment = syntheticAssessment({ findings: 10 })
    const counted = {
      ...assessment,
      findings: () => {
        passes++
        return assessment.findings()
      },
    }
    const [one, other] = [await tallyOf(counted), await tallyOf(counted)]
    expect(one).toBe(other)
    expect(passes).toBe(1)
  })
})

describe('exampleGatherer', () => {
  it('keeps the worst and surest of each file within every limit, and counts the shown files exactly', async () => {
    const assessment = syntheticAssessment({ findings: 5_000, files: 60 })
    const findings = await all(assessment.findings())
    const tally = await tallyFindings(assessment.findings(), 200)
    const limits = { types: 8, filesPerType: 5, perFile: 4, perType: 12, total: 60 }
    const gatherer = exampleGatherer(tally, limits)
    for (const finding of findings) gatherer.see(finding)
    const types = gatherer.types()
    expect(types).toHaveLength(8)
    expect(types.flatMap(each => each.shown.flatMap(file => file.examples)).length).toBeLessThanOrEqual(60)
    for (const type of types) {
      expect(type.shown.length).toBeLessThanOrEqual(5)
      expect(type.restTotal + type.shown.reduce((sum, each) => sum + each.total, 0)).toBe(type.total)
      for (const file of type.shown) {
        const own = findings.filter(
          each =>
            each.audit === type.audit && each.evidence.type === type.type && each.where.path === file.path,
        )
        expect(file.total).toBe(own.length)
        expect(file.examples.length).toBeLessThanOrEqual(4)
        const best = Math.max(...own.map(each => each.confidence))
        if (file.examples[0]) expect(file.examples[0].confidence).toBe(best)
      }
    }
  })
})
