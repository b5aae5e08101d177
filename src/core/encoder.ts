/** The tokens of a text. Token i stands for the UTF-16 units `starts[i]` up to `ends[i]` of the text as given. */
export interface EncodedText {
  readonly ids: Uint32Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** What the encoder made of each token of a window: `states` is [tokens, dimension], row-major. */
export interface HiddenStates extends EncodedText {
  readonly states: Float32Array
}

export interface EmbedOptions {
  /** Longest window, in tokens with the two marks around it; the encoder's own longest when absent or larger. */
  readonly maxTokens?: number
  /** Most windows of one text that are looked at, spread evenly over it; 8 when absent. */
  readonly maxWindows?: number
}

/** Turns texts into vectors, the same for the same text whatever stands beside it. Assembly opens one for each thread. */
export interface Encoder {
  /** Elements of a vector. */
  readonly dimension: number
  /** Longest window, in tokens. */
  readonly maxTokens: number
  /** What does the arithmetic: `onnxruntime VERSION`, `wasm` or `plain`. */
  readonly runtime: string
  /** SHA-256 of the file with weights and vocabulary, lower-case hexadecimal. */
  readonly digest: string
  /** Tokens of a whole text, without the marks around it. Linear in its length. */
  readonly tokenize: (text: string) => EncodedText
  /** One vector of length 1 for each text: the mean of its windows' vectors. An empty text has one, too. */
  readonly embed: (texts: readonly string[], options?: EmbedOptions) => Promise<Float32Array[]>
  /** The last hidden states of each window of a text that fits, without the two marks, in order. */
  readonly hiddenStates: (text: string, options?: EmbedOptions) => Promise<HiddenStates[]>
}
