import type { HttpClient } from '../http/http-client.ts'
import type { Provider, Scoring } from '../providers/provider.ts'

/** One model behind one endpoint. */
export interface Endpoint {
  readonly client: HttpClient
  readonly provider: Provider
  /** The model's name in requests. */
  readonly name: string
  readonly scoring: Scoring | undefined
}
