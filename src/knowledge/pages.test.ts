import { expect, it } from 'vitest'
import { LANGUAGES } from '../core/index.ts'
import { studies, topics } from './index.ts'
import { citedIn, PAGE_SECTIONS, topicPage } from './pages.ts'

const known = new Map(studies().map(each => [each.id, each]))
const written = topics().flatMap(topic =>
  LANGUAGES.flatMap(language => {
    const page = topicPage(topic, language)
    return page === undefined ? [] : [{ topic, language, page }]
  }),
)

it('cites studies that the graph holds, in every section that claims something', () => {
  for (const { topic, language, page } of written) {
    for (const id of citedIn(page)) expect(known.has(id), `${topic.id} (${language}): ${id}`).toBe(true)
    expect(citedIn({ ...page, readFirst: [] }).length, `${topic.id} (${language})`).toBeGreaterThanOrEqual(5)
  }
})

it('names five studies to read first, most of them about the topic itself', () => {
  for (const { topic, page } of written) {
    const ids = page.readFirst.map(each => each.study)
    expect(new Set(ids).size, topic.id).toBe(5)
    const own = ids.filter(id => known.get(id)?.topics.includes(topic.id))
    const most = studies().filter(each => each.topics.includes(topic.id)).length
    expect(own.length, topic.id).toBeGreaterThanOrEqual(Math.min(4, most))
  }
})

it('has both languages, with the same citations to read first', () => {
  const byTopic = new Map<string, (typeof written)[number][]>()
  for (const each of written) byTopic.set(each.topic.id, [...(byTopic.get(each.topic.id) ?? []), each])
  for (const [id, pages] of byTopic) {
    expect(
      pages.map(each => each.language),
      id,
    ).toEqual([...LANGUAGES])
    const [first, second] = pages.map(({ page }) => page.readFirst.map(each => each.study))
    expect(second, id).toEqual(first)
  }
})

it('is written in its language', () => {
  for (const { topic, language, page } of written) {
    for (const section of PAGE_SECTIONS) {
      const prose = page.sections[section].replace(/\[[a-z0-9-]+\]/gu, '')
      const han = prose.match(/\p{Script=Han}/gu)?.length ?? 0
      const where = `${topic.id} (${language}) ${section}`
      if (language === 'en') expect(prose.length, where).toBeGreaterThan(120)
      else expect(han, where).toBeGreaterThan(40)
    }
  }
})
