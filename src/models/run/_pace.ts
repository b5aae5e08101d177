import type { Clock } from './clock.ts'

const MINUTE = 60_000

interface Sent {
  readonly at: number
  tokens: number
}

/** Most calls and tokens in any sixty seconds. */
export interface PaceLimits {
  readonly requestsPerMinute?: number
  readonly tokensPerMinute?: number
}

/**
 * Holds calls back so that no sixty seconds see more than the limits. A call larger than the whole limit of tokens goes
 * alone. `pauseUntil` holds everything, as an endpoint that says Retry-After asks.
 */
export class Pace {
  readonly #limits: PaceLimits
  readonly #clock: Clock
  #sent: Sent[] = []
  #first = 0
  #pausedUntil = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(limits: PaceLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Waits for a place, in order of asking; the place's `tokens` are to be set right when they are known. */
  async take(tokens: number, signal: AbortSignal | undefined): Promise<{ tokens: number }> {
    const mine = this.#turn.then(() => this.#wait(tokens, signal))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** Lets nothing start before the moment, on the clock. */
  pauseUntil(moment: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, moment)
  }

  async #wait(tokens: number, signal: AbortSignal | undefined): Promise<Sent> {
    for (;;) {
      const now = this.#clock.now()
      const delay = Math.max(this.#pausedUntil - now, this.#delay(now, tokens))
      if (delay <= 0) {
        const sent = { at: now, tokens }
        if (this.#limits.requestsPerMinute !== undefined || this.#limits.tokensPerMinute !== undefined)
          this.#sent.push(sent)
        return sent
      }
      await this.#clock.sleep(delay, signal)
    }
  }

  /** Milliseconds until enough of the last minute has passed. */
  #delay(now: number, tokens: number): number {
    this.#forget(now - MINUTE)
    const { requestsPerMinute = Number.POSITIVE_INFINITY, tokensPerMinute = Number.POSITIVE_INFINITY } =
      this.#limits
    let count = this.#sent.length - this.#first
    if (tokensPerMinute === Number.POSITIVE_INFINITY) {
      if (count < requestsPerMinute) return 0
      const leaving = this.#sent[this.#sent.length - requestsPerMinute] as Sent
      return leaving.at + MINUTE - now
    }
    let sum = 0
    for (let index = this.#first; index < this.#sent.length; index++)
      sum += (this.#sent[index] as Sent).tokens
    for (let index = this.#first; index < this.#sent.length; index++) {
      if (count < requestsPerMinute && sum + tokens <= tokensPerMinute) return 0
      const each = this.#sent[index] as Sent
      count--
      sum -= each.tokens
      if (count < requestsPerMinute && (sum + tokens <= tokensPerMinute || count === 0))
        return each.at + MINUTE - now
    }
    return 0
  }

  /** Lets go of what was sent at the moment or before: it stands at the front. */
  #forget(moment: number): void {
    while (this.#first < this.#sent.length && (this.#sent[this.#first] as Sent).at <= moment) this.#first++
    if (this.#first < 1024) return
    this.#sent = this.#sent.slice(this.#first)
    this.#first = 0
  }
}
