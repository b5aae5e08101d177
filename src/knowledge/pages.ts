import { existsSync, readFileSync } from 'node:fs'
import { type Language, PlimsollError } from '../core/index.ts'
import type { Topic } from './schema.ts'

/** The parts of a topic's page, in order. */
export const PAGE_SECTIONS = ['what', 'how', 'example', 'find', 'answer', 'open'] as const
export type PageSection = (typeof PAGE_SECTIONS)[number]

/** A page about a topic, in one language. Studies are cited as `[id]`. */
export interface TopicPage {
  readonly sections: Readonly<Record<PageSection, string>>
  /** The studies to read first, and why. */
  readonly readFirst: readonly { readonly study: string; readonly why: string }[]
}

type Headings = Readonly<Record<PageSection | 'read', string>>

const ENGLISH: Headings = {
  what: 'What it is',
  how: 'How it happens',
  example: 'Example',
  find: 'How to find it',
  answer: 'How to answer it',
  open: 'Still open',
  read: 'Read first',
}
const CHINESE: Headings = {
  what: '是什么',
  how: '如何发生',
  example: '示例',
  find: '如何发现',
  answer: '如何应对',
  open: '尚未解决',
  read: '优先阅读',
}

/** What answers a threat has other questions than a threat. */
const OF_ANSWERS: Readonly<Record<Language, Partial<Headings>>> = {
  en: { how: 'How it works', find: 'How to tell that it works', answer: 'Where it fails' },
  'zh-CN': { how: '如何运作', find: '如何检验效果', answer: '何处失效' },
}

/** The headings of a page, by the kind of its topic. */
export const headingsOf = (kind: Topic['kind'], language: Language): Headings => ({
  ...(language === 'en' ? ENGLISH : CHINESE),
  ...(kind === 'threat' ? {} : OF_ANSWERS[language]),
})

const READ_FIRST = /^- \[([a-z0-9-]+)\][:：]\s*(.+)$/u

/** Reads a page: one `## Heading` for each section, then the list of what to read first. Throws E_INTERNAL when a part is missing. */
export function parsePage(text: string, topic: Topic, language: Language): TopicPage {
  const bad = (what: string) => new PlimsollError('E_INTERNAL', `page of ${topic.id} (${language}): ${what}`)
  const parts = new Map<string, string>()
  for (const part of text.split(/^## /mu).slice(1)) {
    const end = part.indexOf('\n')
    const title = part.slice(0, end).trim()
    if (parts.has(title)) throw bad(`${title} occurs twice`)
    parts.set(title, part.slice(end + 1).trim())
  }
  const headings = headingsOf(topic.kind, language)
  const take = (section: keyof Headings): string => {
    const content = parts.get(headings[section])
    if (content === undefined || content === '') throw bad(`${headings[section]} is missing`)
    parts.delete(headings[section])
    return content
  }
  const sections = Object.fromEntries(PAGE_SECTIONS.map(each => [each, take(each)])) as TopicPage['sections']
  const readFirst = take('read')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const match = READ_FIRST.exec(line.trim())
      if (match === null) throw bad('a line of what to read first names no study')
      return { study: match[1] as string, why: match[2] as string }
    })
  const [left] = parts.keys()
  if (left !== undefined) throw bad(`${left} is no heading of it`)
  return { sections, readFirst }
}

/** The page of a topic; undefined when it is not written yet. */
export function topicPage(topic: Topic, language: Language): TopicPage | undefined {
  const name = language === 'en' ? `${topic.id}.md` : `${topic.id}.${language}.md`
  const file = new URL(`./graph/pages/${name}`, import.meta.url)
  return existsSync(file) ? parsePage(readFileSync(file, 'utf8'), topic, language) : undefined
}

/** The ids that a page cites. */
export function citedIn({ sections, readFirst }: TopicPage): string[] {
  const text = Object.values(sections).join('\n')
  return [
    ...[...text.matchAll(/\[([a-z0-9]+(?:-[a-z0-9]+)+)\]/gu)].map(each => each[1] as string),
    ...readFirst.map(each => each.study),
  ]
}
