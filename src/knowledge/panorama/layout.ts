import { STAGES, type Stage } from '../../core/index.ts'
import type { Study, Topic } from '../schema.ts'

/** Marks in a row of a container. */
export const MARKS_PER_ROW = 14
/** Distance between marks, in the drawing's units. */
export const PITCH = 9
export const PADDING = 7
export const TILE_WIDTH = MARKS_PER_ROW * PITCH + 2 * PADDING
/** Room for the name of a topic: two lines. */
const HEAD = 31
const GAP = 6
/** Space between two stages. */
const STAGE_GAP = 30
/** Height of the strip of the load line, where the stages are named. */
export const LINE_HEIGHT = 46
/** Width to height that is aimed at. */
const ASPECT = 2.3

export type Side = 'threat' | 'defense' | 'keel'

/** A topic as a container: its studies are marks inside. */
export interface Tile {
  readonly topic: Topic
  readonly side: Side
  readonly x: number
  readonly y: number
  readonly height: number
  /** Those whose main topic it is come first; both parts by year. */
  readonly studies: readonly Study[]
  /** How many of them come first. */
  readonly mainCount: number
}

export interface StageColumn {
  readonly stage: Stage
  readonly x: number
  readonly width: number
  readonly threats: number
  readonly defenses: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  /** Where the load line lies: threats are above it, defenses below. */
  readonly lineY: number
  /** Where the keel begins: evaluation and governance. */
  readonly keelY: number
  readonly columns: readonly StageColumn[]
  readonly tiles: readonly Tile[]
}

interface Cargo {
  readonly topic: Topic
  readonly stage: Stage
  readonly side: Side
  readonly height: number
  readonly studies: readonly Study[]
  readonly mainCount: number
}

/**
 * Stows every topic: the stages run left to right, threats are stacked upward from the load line, defenses hang down
 * from it, evaluation and governance lie along the keel. The largest lie next to the line. No two containers overlap.
 */
export function layOut(topics: readonly Topic[], studies: readonly Study[]): Layout {
  const cargo = topics.map(topic => cargoOf(topic, studies))
  const lanes = lanesFor(cargo)
  const tiles: Omit<Tile, 'y'>[] = []
  const offsets: number[] = []
  const columns: StageColumn[] = []
  let [x, tallest, deepest] = [0, 0, 0]
  for (const stage of STAGES) {
    const count = lanes.get(stage) as number
    for (const side of ['threat', 'defense'] as const) {
      const tops = new Array<number>(count).fill(0)
      for (const each of stacked(cargo, stage, side)) {
        const lane = tops.indexOf(Math.min(...tops))
        const top = tops[lane] as number
        tiles.push({ ...each, x: x + lane * (TILE_WIDTH + GAP) })
        offsets.push(side === 'threat' ? -(top + each.height) : top)
        tops[lane] = top + each.height + GAP
      }
      if (side === 'threat') tallest = Math.max(tallest, ...tops)
      else deepest = Math.max(deepest, ...tops)
    }
    const width = count * (TILE_WIDTH + GAP) - GAP
    const of = (side: Side) => cargo.filter(each => each.stage === stage && each.side === side).length
    columns.push({ stage, x, width, threats: of('threat'), defenses: of('defense') })
    x += width + STAGE_GAP
  }
  const width = x - STAGE_GAP
  const lineY = tallest
  const keelY = lineY + LINE_HEIGHT + deepest + 26
  const below = (side: Side, offset: number) =>
    side === 'threat' ? lineY + offset : lineY + LINE_HEIGHT + offset
  const placed = tiles.map((tile, at): Tile => ({ ...tile, y: below(tile.side, offsets[at] as number) }))
  const keel = stowKeel(cargo, width, keelY)
  const height = Math.max(...keel.map(each => each.y + each.height), keelY)
  return { width, height, lineY, keelY, columns, tiles: [...placed, ...keel] }
}

function cargoOf(topic: Topic, studies: readonly Study[]): Cargo {
  const byYear = (a: Study, b: Study) => a.year - b.year || (a.id < b.id ? -1 : 1)
  const main = studies.filter(each => each.topics[0] === topic.id).sort(byYear)
  const others = studies.filter(each => each.topics.indexOf(topic.id) > 0).sort(byYear)
  const all = [...main, ...others]
  const side = topic.kind === 'threat' || topic.kind === 'defense' ? topic.kind : 'keel'
  const rows = Math.max(1, Math.ceil(all.length / MARKS_PER_ROW))
  return {
    topic,
    stage: topic.stages[0] ?? 'application',
    side,
    height: HEAD + rows * PITCH + PADDING,
    studies: all,
    mainCount: main.length,
  }
}

/** What lies on one side of a stage, the largest first. */
const stacked = (cargo: readonly Cargo[], stage: Stage, side: Side): Cargo[] =>
  cargo
    .filter(each => each.stage === stage && each.side === side)
    .sort((a, b) => b.studies.length - a.studies.length || (a.topic.id < b.topic.id ? -1 : 1))

/** How many lanes each stage gets, so that stacks are about equally high and the whole keeps its proportions. */
function lanesFor(cargo: readonly Cargo[]): Map<Stage, number> {
  const sum = (stage: Stage, side: Side) =>
    cargo
      .filter(each => each.stage === stage && each.side === side)
      .reduce((total, each) => total + each.height + GAP, 0)
  const lanesAt = (limit: number) =>
    new Map(
      STAGES.map(stage => {
        const most = Math.max(sum(stage, 'threat'), sum(stage, 'defense'))
        return [stage, Math.max(1, Math.ceil(most / limit))] as const
      }),
    )
  for (let limit = 120; ; limit += 10) {
    const lanes = lanesAt(limit)
    const count = [...lanes.values()].reduce((total, each) => total + each, 0)
    const width = count * (TILE_WIDTH + GAP) + (STAGES.length - 1) * STAGE_GAP
    const side = (which: Side) =>
      Math.max(...STAGES.map(each => sum(each, which) / (lanes.get(each) as number)))
    const keel = cargo.filter(each => each.side === 'keel').length * 60
    const height = side('threat') + side('defense') + LINE_HEIGHT + (keel * (TILE_WIDTH + GAP)) / width
    if (width / height <= ASPECT || limit > 4000) return lanes
  }
}

/** Rows along the keel, spread over the whole width. */
function stowKeel(cargo: readonly Cargo[], width: number, top: number): Tile[] {
  const all = cargo.filter(each => each.side === 'keel')
  const perRow = Math.max(1, Math.min(all.length, Math.floor((width + GAP) / (TILE_WIDTH + GAP))))
  const rows = Math.ceil(all.length / perRow)
  const tiles: Tile[] = []
  let y = top
  for (let row = 0; row < rows; row++) {
    const items = all.slice(
      Math.round((row * all.length) / rows),
      Math.round(((row + 1) * all.length) / rows),
    )
    const step = items.length > 1 ? (width - TILE_WIDTH) / (items.length - 1) : 0
    for (const [at, each] of items.entries()) tiles.push({ ...each, x: at * step, y })
    y += Math.max(...items.map(each => each.height)) + GAP
  }
  return tiles
}
