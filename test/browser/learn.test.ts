import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnALittle } from './_learn-run.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const found = existsSync(executablePath)
if (!found)
  console.warn(`no browser at ${executablePath}: set CHROMIUM to the path of Chromium to run these checks`)

const ORIGIN = 'https://learn.test'

describe.runIf(found)('learning in a browser', () => {
  let browser: Browser
  let folder: string
  const bundle = new Map<string, Buffer>()

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-learn-'))
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'es2022',
        lib: {
          entry: fileURLToPath(new URL('_learn-run.ts', import.meta.url)),
          formats: ['es'],
          fileName: 'learn',
        },
      },
    })
    for (const name of await readdir(folder, { recursive: true }))
      if (name.endsWith('.js')) bundle.set(`/${name}`, await readFile(join(folder, name)))
  })
  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('needs nothing of Node', () => {
    const code = [...bundle.values()].map(each => each.toString('utf8')).join('\n')
    expect(bundle.size).toBeGreaterThan(0)
    expect(code).not.toMatch(/from\s*["']node:/)
    expect(code).not.toContain('__vite-browser-external')
  })

  it('trains a transformer with the losses of Node and goes on with the same words', async () => {
    const page = await browser.newPage()
    const trouble: string[] = []
    page.on('pageerror', error => trouble.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') trouble.push(message.text())
    })
    await page.route('**/*', route => {
      const { origin, pathname } = new URL(route.request().url())
      const file = bundle.get(pathname)
      if (origin === ORIGIN && file !== undefined)
        return route.fulfill({ body: file, contentType: 'text/javascript' })
      if (origin === ORIGIN && pathname === '/')
        return route.fulfill({ body: '<!doctype html><title>learn</title>', contentType: 'text/html' })
      if (pathname !== '/favicon.ico') trouble.push(`request: ${route.request().url()}`)
      return route.abort()
    })
    await page.goto(`${ORIGIN}/`)
    const entry = [...bundle.keys()].find(name => /^\/learn\.(m?js)$/.test(name)) as string
    // As text: the test runner would rewrite an import inside a function.
    const there = (await page.evaluate(
      `import(${JSON.stringify(entry)}).then(({ learnALittle }) => learnALittle())`,
    )) as Awaited<ReturnType<typeof learnALittle>>
    const here = await learnALittle()
    expect(trouble).toEqual([])
    expect(there.losses).toHaveLength(25)
    expect(here.losses.at(-1)).toBeLessThan(0.6 * (here.losses[0] as number))
    there.losses.forEach((loss, step) => {
      expect(Math.abs(loss - (here.losses[step] as number)), `step ${step + 1}`).toBeLessThan(1e-4)
    })
    expect(there.text).toBe(here.text)
    expect(there.tokens).toBe(12)
    await page.close()
  })
})
