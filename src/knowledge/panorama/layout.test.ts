import { expect, it } from 'vitest'
import { STAGES } from '../../core/index.ts'
import { studies, topics } from '../index.ts'
import { LINE_HEIGHT, layOut, TILE_WIDTH } from './layout.ts'

const layout = layOut(topics(), studies())

it('stows every topic once, and every study at each of its topics', () => {
  expect(layout.tiles.map(({ topic }) => topic.id).sort()).toEqual(
    topics()
      .map(({ id }) => id)
      .sort(),
  )
  const marks = layout.tiles.reduce((sum, each) => sum + each.studies.length, 0)
  expect(marks).toBe(studies().reduce((sum, each) => sum + each.topics.length, 0))
  expect(layout.tiles.reduce((sum, each) => sum + each.mainCount, 0)).toBe(studies().length)
})

it('lets no two containers overlap, and none leave the sheet', () => {
  for (const [at, a] of layout.tiles.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(0)
    expect(a.y).toBeGreaterThanOrEqual(0)
    expect(a.x + TILE_WIDTH).toBeLessThanOrEqual(layout.width + 0.001)
    expect(a.y + a.height).toBeLessThanOrEqual(layout.height + 0.001)
    for (const b of layout.tiles.slice(at + 1)) {
      const apart =
        a.x + TILE_WIDTH <= b.x || b.x + TILE_WIDTH <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
      expect(apart, `${a.topic.id} and ${b.topic.id}`).toBe(true)
    }
  }
})

it('keeps threats above the load line and defenses below, each in its stage', () => {
  expect(layout.columns.map(({ stage }) => stage)).toEqual(STAGES)
  for (const { topic, side, x, y, height } of layout.tiles) {
    if (side === 'threat') expect(y + height).toBeLessThanOrEqual(layout.lineY)
    if (side === 'defense') expect(y).toBeGreaterThanOrEqual(layout.lineY + LINE_HEIGHT)
    if (side === 'keel') continue
    const column = layout.columns.find(({ stage }) => stage === topic.stages[0])
    expect(x).toBeGreaterThanOrEqual(column?.x ?? Number.NaN)
    expect(x + TILE_WIDTH).toBeLessThanOrEqual((column?.x ?? 0) + (column?.width ?? 0) + 0.001)
  }
})

it('is about as wide as a screen', () => {
  const ratio = layout.width / layout.height
  expect(ratio).toBeGreaterThan(1.2)
  expect(ratio).toBeLessThan(2.8)
})
