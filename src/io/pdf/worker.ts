import type { WrappedPdfiumModule } from '@embedpdf/pdfium'

/** What the worker is given. */
export interface PdfWorkerData {
  /** URL of the PDFium module. */
  readonly module: string
  readonly wasm: Uint8Array
  readonly document: Uint8Array
  /** Most memory that PDFium may take, in bytes. */
  readonly maxBytes: number
}

/** A piece of text that is not seen as the rest is. */
export interface HiddenText {
  readonly how: 'invisible' | 'opacity:0' | 'color' | 'font-size' | 'off-page'
  readonly text: string
}

export type PdfReply =
  | {
      readonly type: 'opened'
      readonly pages: number
      readonly attachments: number
      readonly properties: readonly (readonly [name: string, text: string])[]
      readonly outline: readonly string[]
    }
  | { readonly type: 'failed'; readonly reason: 'password' | 'damaged' | 'memory' }
  | {
      readonly type: 'page'
      readonly text: string
      readonly hidden: readonly HiddenText[]
      /** Characters, and how many of them the page's fonts give no meaning. */
      readonly characters: number
      readonly unknown: number
      /** Everything on the page, pictures and lines included. */
      readonly objects: number
      readonly notes: readonly string[]
      readonly authors: readonly string[]
      readonly links: readonly string[]
      readonly form: readonly (readonly [name: string, text: string])[]
    }

/** The parts of `node:worker_threads` that the worker needs. */
interface Threads {
  readonly workerData: PdfWorkerData
  readonly parentPort: {
    postMessage(message: PdfReply): void
    on(event: 'message', listener: (page: number) => void): void
  } | null
}

/**
 * Runs inside a worker thread, as source text: it may use nothing but its arguments and globals. Asked for a page by its
 * number (from 0), it answers with what stands on it.
 */
export async function pdfWorker(
  threads: Threads,
  load: (url: string) => Promise<{ init(overrides: object): Promise<WrappedPdfiumModule> }>,
): Promise<void> {
  const MAX_CHARACTERS = 4_000_000
  const MAX_ANNOTATIONS = 10_000
  const MAX_COVERS = 5_000
  const MAX_BOOKMARKS = 10_000
  const MAX_TEXT_BYTES = 1_000_000
  const TEXT_OBJECT = 1
  const WIDGET = 20
  const LINK = 2
  const POPUP = 16
  const { workerData, parentPort } = threads

  // PDFium has no bound of its own: its memory grows until the process ends.
  const { Memory } = WebAssemblyOf(globalThis)
  const grow = Memory.prototype.grow
  let isExceeded = false
  Memory.prototype.grow = function (pages: number): number {
    isExceeded ||= this.buffer.byteLength + pages * 65_536 > workerData.maxBytes
    if (isExceeded) throw new RangeError('too much memory')
    return grow.call(this, pages)
  }

  const { init } = await load(workerData.module)
  const silent = () => {}
  const pdfium = await init({ wasmBinary: workerData.wasm, print: silent, printErr: silent })
  pdfium.PDFiumExt_Init()
  const runtime = pdfium.pdfium
  const { malloc, free } = runtime.wasmExports
  const scratch = malloc(256)
  const place = malloc(workerData.document.length)
  if (place === 0) return void parentPort?.postMessage({ type: 'failed', reason: 'memory' })
  heap().set(workerData.document, place)
  const document = pdfium.FPDF_LoadMemDocument(place, workerData.document.length, '')
  if (document === 0) {
    const reason = pdfium.FPDF_GetLastError() === 4 ? 'password' : 'damaged'
    return void parentPort?.postMessage({ type: 'failed', reason })
  }
  const info = pdfium.PDFiumExt_OpenFormFillInfo()
  const form = pdfium.PDFiumExt_InitFormFillEnvironment(document, info)
  parentPort?.on('message', page => {
    let reply: PdfReply
    try {
      reply = readPage(page)
    } catch {
      reply = { type: 'failed', reason: isExceeded ? 'memory' : 'damaged' }
    }
    parentPort.postMessage(reply)
  })
  parentPort?.postMessage({
    type: 'opened',
    pages: pdfium.FPDF_GetPageCount(document),
    attachments: pdfium.FPDFDoc_GetAttachmentCount(document),
    properties: ['Title', 'Author', 'Subject', 'Keywords'].map(
      name =>
        [
          name,
          wideText((buffer, length) => pdfium.FPDF_GetMetaText(document, name, buffer, length)),
        ] as const,
    ),
    outline: readOutline(),
  })

  function WebAssemblyOf(scope: object): {
    Memory: { prototype: { grow: (pages: number) => number; buffer: ArrayBuffer } }
  } {
    return (scope as { WebAssembly: never }).WebAssembly
  }

  /** The memory may move whenever PDFium takes more. */
  function heap(): Uint8Array {
    return (runtime as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8
  }

  /** A text that PDFium gives as UTF-16, after being asked for its length. */
  function wideText(get: (buffer: number, length: number) => number): string {
    const length = Math.min(get(0, 0), MAX_TEXT_BYTES)
    if (length <= 2) return ''
    const buffer = malloc(length)
    if (buffer === 0) return ''
    get(buffer, length)
    const bytes = heap().slice(buffer, buffer + length - 2)
    free(buffer)
    return new TextDecoder('utf-16le').decode(bytes)
  }

  function readOutline(): string[] {
    const titles: string[] = []
    const waiting = [pdfium.FPDFBookmark_GetFirstChild(document, 0)]
    // Damaged outlines run in circles.
    for (let seen = 0; waiting.length > 0 && seen < MAX_BOOKMARKS; seen++) {
      const bookmark = waiting.pop() as number
      if (bookmark === 0) continue
      titles.push(wideText((buffer, length) => pdfium.FPDFBookmark_GetTitle(bookmark, buffer, length)))
      waiting.push(pdfium.FPDFBookmark_GetNextSibling(document, bookmark))
      waiting.push(pdfium.FPDFBookmark_GetFirstChild(document, bookmark))
    }
    return titles.filter(title => title !== '')
  }

  function readPage(number: number): PdfReply {
    const page = pdfium.FPDF_LoadPage(document, number)
    if (page === 0) return { type: 'failed', reason: 'damaged' }
    const text = pdfium.FPDFText_LoadPage(page)
    const result = {
      ...readText(page, text),
      objects: pdfium.FPDFPage_CountObjects(page),
      ...readAnnotations(page),
    }
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return { type: 'page', ...result }
  }

  function readText(page: number, text: number) {
    const count = Math.min(Math.max(0, pdfium.FPDFText_CountChars(text)), MAX_CHARACTERS)
    const covers = readCovers(page)
    pdfium.FPDF_GetPageBoundingBox(page, scratch)
    const [left, top, right, bottom] = [0, 4, 8, 12].map(at => runtime.getValue(scratch + at, 'float')) as [
      number,
      number,
      number,
      number,
    ]
    const codes: number[] = []
    const tricks: (HiddenText['how'] | undefined)[] = []
    let unknown = 0
    let invisible = 0
    let lastObject = -1
    let trick: HiddenText['how'] | undefined
    for (let index = 0; index < count; index++) {
      const code = pdfium.FPDFText_GetUnicode(text, index)
      if (pdfium.FPDFText_HasUnicodeMapError(text, index) === 1 || code === 0xfffd) unknown++
      const isGenerated = pdfium.FPDFText_IsGenerated(text, index) === 1
      const object = isGenerated ? lastObject : pdfium.FPDFText_GetTextObject(text, index)
      if (!isGenerated && object !== lastObject) {
        lastObject = object
        trick = trickOf(text, index, object, covers, left, top, right, bottom)
      }
      if (trick === 'invisible') invisible++
      codes.push(code === 0 ? 0xfffd : code)
      tricks.push(trick)
    }
    // A scanned page with a text layer: all of its text is invisible, and says what the picture shows.
    const isLayer = invisible > count * 0.9
    let visible = ''
    const hidden: { how: HiddenText['how']; text: string }[] = []
    for (const [index, code] of codes.entries()) {
      const how = isLayer && tricks[index] === 'invisible' ? undefined : tricks[index]
      const char = code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
      if (how === undefined) visible += char
      else if (hidden.at(-1)?.how === how && tricks[index - 1] === how)
        (hidden.at(-1) as { text: string }).text += char
      else hidden.push({ how, text: char })
    }
    return { text: visible, hidden, characters: count, unknown }
  }

  function trickOf(
    text: number,
    index: number,
    object: number,
    covers: readonly number[][],
    left: number,
    top: number,
    right: number,
    bottom: number,
  ): HiddenText['how'] | undefined {
    if (object !== 0 && pdfium.FPDFTextObj_GetTextRenderMode(object) === 3) return 'invisible'
    pdfium.FPDFText_GetFillColor(text, index, scratch, scratch + 4, scratch + 8, scratch + 12)
    const [red, green, blue, alpha] = [0, 4, 8, 12].map(at => runtime.getValue(scratch + at, 'i32')) as [
      number,
      number,
      number,
      number,
    ]
    if (alpha === 0) return 'opacity:0'
    pdfium.FPDFText_GetLooseCharBox(text, index, scratch)
    const [boxLeft, boxTop, boxRight, boxBottom] = [0, 4, 8, 12].map(at =>
      runtime.getValue(scratch + at, 'float'),
    ) as [number, number, number, number]
    if (right > left && (boxRight < left || boxLeft > right || boxTop < bottom || boxBottom > top))
      return 'off-page'
    if (Math.abs(boxTop - boxBottom) < 1.5 && Math.abs(boxRight - boxLeft) < 1.5) return 'font-size'
    const isWhite = red >= 250 && green >= 250 && blue >= 250
    const isCovered = covers.some(
      ([coverLeft, coverBottom, coverRight, coverTop]) =>
        boxLeft >= (coverLeft as number) - 1 &&
        boxLeft <= (coverRight as number) + 1 &&
        boxBottom >= (coverBottom as number) - 1 &&
        boxBottom <= (coverTop as number) + 1,
    )
    return isWhite && !isCovered ? 'color' : undefined
  }

  /** Bounds of what is not text: white letters on a picture or a filled shape can be read. */
  function readCovers(page: number): number[][] {
    const covers: number[][] = []
    const count = Math.min(pdfium.FPDFPage_CountObjects(page), MAX_COVERS)
    for (let index = 0; index < count; index++) {
      const object = pdfium.FPDFPage_GetObject(page, index)
      if (object === 0 || pdfium.FPDFPageObj_GetType(object) === TEXT_OBJECT) continue
      if (!pdfium.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) continue
      covers.push([0, 4, 8, 12].map(at => runtime.getValue(scratch + at, 'float')))
    }
    return covers
  }

  function readAnnotations(page: number) {
    const notes: string[] = []
    const authors: string[] = []
    const links: string[] = []
    const fields: (readonly [string, string])[] = []
    const count = Math.min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    for (let index = 0; index < count; index++) {
      const annotation = pdfium.FPDFPage_GetAnnot(page, index)
      if (annotation === 0) continue
      const textOf = (key: string) =>
        wideText((buffer, length) => pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length))
      const type = pdfium.FPDFAnnot_GetSubtype(annotation)
      if (type === WIDGET) {
        const name = wideText((buffer, length) =>
          pdfium.FPDFAnnot_GetFormFieldName(form, annotation, buffer, length),
        )
        const value = wideText((buffer, length) =>
          pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length),
        )
        if (value !== '') fields.push([name, value])
      } else if (type === LINK) links.push(linkOf(annotation))
      else if (type !== POPUP) authors.push(textOf('T'))
      if (type !== WIDGET && type !== POPUP) notes.push(textOf('Contents'))
      pdfium.FPDFPage_CloseAnnot(annotation)
    }
    const isText = (value: string) => value !== ''
    return {
      notes: notes.filter(isText),
      authors: authors.filter(isText),
      links: links.filter(isText),
      form: fields,
    }
  }

  function linkOf(annotation: number): string {
    const action = pdfium.FPDFLink_GetAction(pdfium.FPDFAnnot_GetLink(annotation))
    const length = action === 0 ? 0 : pdfium.FPDFAction_GetURIPath(document, action, 0, 0)
    if (length <= 1 || length > MAX_TEXT_BYTES) return ''
    const buffer = malloc(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    const bytes = heap().slice(buffer, buffer + length - 1)
    free(buffer)
    return new TextDecoder().decode(bytes)
  }
}
