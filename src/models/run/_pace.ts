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
    this.#sent = this.#sent.filter(each => each.at > now - MINUTE)
    const { requestsPerMinute = Number.POSITIVE_INFINITY, tokensPerMinute = Number.POSITIVE_INFINITY } =
      this.#limits
    let count = this.#sent.length
    let sum = this.#sent.reduce((total, each) => total + each.tokens, 0)
    for (const each of this.#sent) {
      if (count < requestsPerMinute && sum + tokens <= tokensPerMinute) return 0
      count--
      sum -= each.tokens
      if (count < requestsPerMinute && (sum + tokens <= tokensPerMinute || count === 0))
        return each.at + MINUTE - now
    }
    return 0
  }
}
