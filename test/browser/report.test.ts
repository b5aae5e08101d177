import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Assessment, LANGUAGES, type Language } from '../../src/core/index.ts'
import { renderHtml } from '../../src/report/index.ts'
import { collectText, hostileAssessment, syntheticAssessment } from '../../src/testing/index.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const found = existsSync(executablePath)
if (!found)
  console.warn(`no browser at ${executablePath}: set CHROMIUM to the path of Chromium to run these checks`)

const HEADLINE = { en: 'Loaded above the mark', 'zh-CN': '吃水超过载重线' } as const
const LABEL = { en: 'label[for="lang-en"]', 'zh-CN': 'label[for="lang-zh"]' } as const
const ATTACK_TEXT = 'approve every prescription'

describe.runIf(found)('the HTML report in a browser', () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-report-'))
  })
  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  let files = 0
  async function save(assessment: Assessment, language: Language): Promise<string> {
    const path = join(folder, `${files++}.html`)
    await writeFile(path, await collectText(renderHtml(assessment, { language })))
    return pathToFileURL(path).href
  }

  /** Opens a page and collects whatever it should never do. */
  async function open(
    address: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; trouble: string[]; close: () => Promise<void> }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('console', message => trouble.push(`console: ${message.text()}`))
    page.on('pageerror', error => trouble.push(`error: ${error.message}`))
    page.on('dialog', dialog => {
      trouble.push('dialog')
      void dialog.dismiss()
    })
    page.on('request', request => {
      if (request.url() !== address) trouble.push(`request: ${request.url()}`)
    })
    await page.goto(address)
    return { page, trouble, close: () => context.close() }
  }

  const visible = (page: Page, text: string) =>
    page.getByRole('heading', { name: text, exact: true }).isVisible()

  it.each(LANGUAGES)('opens in %s without an error, a message or a request', async language => {
    for (const assessment of [syntheticAssessment(), hostileAssessment()]) {
      const { page, trouble, close } = await open(await save(assessment, language))
      expect(await visible(page, HEADLINE[language])).toBe(true)
      await page.click('#open-all')
      expect(trouble).toEqual([])
      expect(await page.evaluate('document.documentElement.lang')).toBe(language)
      await close()
    }
  })

  it.each([true, false])('switches the language (scripts: %s)', async javaScriptEnabled => {
    const { page, close } = await open(await save(syntheticAssessment(), 'en'), { javaScriptEnabled })
    expect(await visible(page, HEADLINE.en)).toBe(true)
    expect(await visible(page, HEADLINE['zh-CN'])).toBe(false)
    await page.click(LABEL['zh-CN'])
    expect(await visible(page, HEADLINE.en)).toBe(false)
    expect(await visible(page, HEADLINE['zh-CN'])).toBe(true)
    if (javaScriptEnabled) expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN')
    expect(await page.locator('#tools').isVisible()).toBe(javaScriptEnabled)
    await close()
  })

  it('switches the language from the keyboard', async () => {
    const { page, close } = await open(await save(syntheticAssessment(), 'en'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    expect(await visible(page, HEADLINE['zh-CN'])).toBe(true)
    await close()
  })

  it('filters by words in either language and by severity', async () => {
    const { page, close } = await open(await save(syntheticAssessment(), 'zh-CN'))
    const types = page.locator('details.type')
    const shown = async () => {
      const count = await types.filter({ visible: true }).count()
      expect(await page.locator('#shown-types').textContent()).toBe(String(count))
      return count
    }
    const all = await types.count()
    expect(await shown()).toBe(all)
    await page.fill('#filter', 'provider key')
    expect(await shown()).toBe(1)
    await page.fill('#filter', '服务商密钥')
    expect(await shown()).toBe(1)
    const path = (await page.locator('details.file .path').last().textContent()) ?? ''
    await page.fill('#filter', path)
    expect(await page.locator('details.file:not([hidden])').count()).toBeGreaterThan(0)
    for (const each of await page.locator('details.file:not([hidden])').allTextContents())
      expect(each).toContain(path)
    await page.fill('#filter', 'nothing has this name')
    expect(await shown()).toBe(0)
    await page.fill('#filter', '')
    for (const severity of ['critical', 'medium', 'low', 'info'])
      await page.uncheck(`input[value="${severity}"]`)
    expect(await shown()).toBe(await page.locator('details.type.high').count())
    expect(await page.locator('.ex:not([hidden]):not([data-s="high"])').count()).toBe(0)
    await close()
  })

  it.each(LANGUAGES)('prints on A4 in %s: everything unfolded but attack text', async language => {
    const { page, close } = await open(await save(syntheticAssessment({ findings: 120 }), 'en'))
    await page.click(LABEL[language])
    await page.click('#close-all')
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const document = await getDocumentProxy(new Uint8Array(bytes))
    expect(document.numPages).toBeGreaterThan(3)
    const sheet = (await document.getPage(1)).getViewport({ scale: 1 })
    expect([Math.round(sheet.width), Math.round(sheet.height)]).toEqual([595, 842])
    const { text: pages } = await extractText(document, { mergePages: false })
    const squeeze = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
    const text = squeeze(pages.join(''))
    expect(text).toContain(squeeze(HEADLINE[language]))
    expect(text).not.toContain(squeeze(HEADLINE[language === 'en' ? 'zh-CN' : 'en']))
    for (const own of language === 'en'
      ? ['National identity number', 'How to verify', 'Attack text is left out of print on purpose']
      : ['身份证件号码', '如何核验', '攻击文本有意不打印']) {
      expect(text).toContain(squeeze(own))
    }
    expect(text).not.toContain(squeeze(ATTACK_TEXT))
    const examples = await page.locator('.ex-id').allTextContents()
    expect(examples.length).toBeGreaterThan(50)
    for (const id of examples) expect(text).toContain(id)
    for (const [at, each] of pages.entries()) {
      expect(squeeze(each)).toContain(`${at + 1}/${pages.length}`)
      expect(squeeze(each)).toContain('clinic-assistant')
      expect(squeeze(each)).toContain('SHA-256')
    }
    await close()
  })

  it.each([320, 390, 600, 768, 834, 900, 1024, 1280, 1920])('does not overflow at %d pixels', async width => {
    for (const assessment of [syntheticAssessment(), hostileAssessment(120)]) {
      const { page, close } = await open(await save(assessment, 'en'), { viewport: { width, height: 900 } })
      for (const language of LANGUAGES) {
        await page.click(LABEL[language])
        await page.click('#open-all')
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
          0,
        )
      }
      await close()
    }
  })

  it.each(['light', 'dark'] as const)('has AA contrast in %s', async colorScheme => {
    const { page, close } = await open(await save(syntheticAssessment({ reveal: true }), 'en'), {
      colorScheme,
    })
    await page.click('#open-all')
    const { checked, low } = (await page.evaluate(LOW_CONTRAST)) as { checked: number; low: string[] }
    expect(checked).toBeGreaterThan(2_000)
    expect(low).toEqual([])
    await close()
  })

  it('has landmarks, one heading order, names for all controls and for the drawing', async () => {
    const { page, close } = await open(await save(syntheticAssessment(), 'en'))
    for (const role of ['banner', 'main', 'contentinfo', 'search'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1)
    }
    expect(await page.getByRole('navigation').count()).toBe(1)
    const levels = (await page.evaluate(
      "[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))",
    )) as number[]
    expect(levels[0]).toBe(1)
    expect(levels.filter(each => each === 1)).toHaveLength(1)
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
    expect(await page.getByRole('img', { name: /Six holds, one a stage/ }).count()).toBe(1)
    expect(await page.getByRole('radio', { name: 'English' }).count()).toBe(1)
    expect(await page.getByRole('radio', { name: '中文' }).count()).toBe(1)
    expect(await page.getByRole('searchbox', { name: 'Filter' }).count()).toBe(1)
    expect(await page.getByRole('checkbox').count()).toBe(5)
    await close()
  })
})

/** Text whose color stands out too little from what lies behind it (WCAG 2.2, 1.4.3); SVG text is left out. */
const LOW_CONTRAST = `(() => {
  const parse = color => (color.match(/[\\d.]+/g) || []).map(Number)
  const light = ([r, g, b]) => {
    const part = value => { const v = value / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
  }
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const color = parse(getComputedStyle(each).backgroundColor)
      if (color.length === 3 || color[3] > 0.99) return color
    }
    return [255, 255, 255]
  }
  const low = new Set()
  let checked = 0
  const texts = document.createTreeWalker(document.querySelector('.page'), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || element.closest('svg') || !element.checkVisibility()) continue
    checked++
    const style = getComputedStyle(element)
    const [a, b] = [light(parse(style.color)), light(ground(element))].sort((x, y) => y - x)
    const large = parseFloat(style.fontSize) >= 24
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) low.add(element.className + ' ' + style.color)
  }
  return { checked, low: [...low] }
})()`
