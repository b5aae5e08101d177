/** Hands out bytes of the page, so that no input makes it larger than it may be. */
export class Budget {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Takes the text if it fits; a text that does not fit is left out whole. */
  take(html: string): string | undefined {
    const bytes = Buffer.byteLength(html)
    if (bytes > this.#left) return undefined
    this.#left -= bytes
    return html
  }

  /** Renders items in order until one does not fit; tells how many made it. */
  fill<T>(items: readonly T[], render: (item: T, at: number) => string): { html: string; shown: number } {
    const parts: string[] = []
    for (const [at, item] of items.entries()) {
      const part = this.take(render(item, at))
      if (part === undefined) break
      parts.push(part)
    }
    return { html: parts.join(''), shown: parts.length }
  }
}
