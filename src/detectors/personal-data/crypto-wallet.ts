import { keccak_256 } from '@noble/hashes/sha3.js'
import { z } from 'zod'
import { both, type DetectInput, defineDetector, ENTITY_TYPES, type Localized } from '../../core/index.ts'
import { labelNear, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import {
  decodeBase58,
  decodeBase58Check,
  decodeBech32,
  decodeRippleBase58Check,
  isStellarAccount,
} from './_wallet-encodings.ts'

const WORDS =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:wallets?|crypto\w*|blockchain|bitcoin|btc|ethereum|eth|ether|usdt|usdc|tron|trx|litecoin|ltc|ripple|xrp|solana|sol|dogecoin|doge|dash|zcash|cardano|ada|stellar|xlm|bnb|bsc|polygon|matic|coins?|tokens?|deposit|withdraw\w*|donat\w+|send|transfer|0x)(?![\p{Lu}\p{Ll}\p{N}])|钱包|比特币|以太坊|以太币|泰达币|狗狗币|莱特币|瑞波币|波场|加密货币|虚拟币|链上|充币|提币/iu
const SOLANA = /(?<![\p{Lu}\p{Ll}\p{N}])(?:solana|sol|phantom|spl)(?![\p{Lu}\p{Ll}\p{N}])/iu

/** Finds addresses of cryptocurrency wallets and checks what can be checked. */
export const cryptoWallet = defineDetector({
  id: 'personal-data/crypto-wallet',
  version: 1,
  title: both('Crypto wallet address', '加密货币钱包地址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'crypto-wallet': ENTITY_TYPES['crypto-wallet'] },
  examples: {
    flags: [
      'send to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      '以太坊钱包 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
      'XRP: rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
    ],
    passes: [
      '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
      '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD is mistyped',
      'commit 5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
    ],
  },
  opens: opensWhere({ length: 25, digits: 1, shapes: SHAPES.long }),
  *detect(input) {
    const { text, tokens } = scanOf(input)
    for (const { start, end } of tokens) {
      const length = end - start
      if (length < 25 || length > 120) continue
      if (/[\p{Script=Latin}_.%@/-]$/u.test(text.slice(Math.max(0, start - 1), start))) continue
      if (/^(?:[\p{Script=Latin}_%=/+]|[.-][\p{L}\p{N}])/u.test(text.slice(end, end + 2))) continue
      const address = text.slice(start, end)
      const kind = kindOf(address, input, start, end)
      if (!kind) continue
      const named = labelNear(input, start, end, WORDS) ?? topicNear(input, start, end, WORDS)
      yield* weigh(
        { start, end, type: 'crypto-wallet', reason: kind.reason },
        kind.base,
        named !== undefined && {
          by: 0.2,
          reason: both('a word about wallets stands near', '附近有与钱包相关的词'),
        },
      )
    }
  },
})

interface Kind {
  readonly base: number
  readonly reason: Localized
}

const checked = (name: string): Kind => ({
  base: 0.97,
  reason: both(`${name} address, right checksum`, `${name} 地址，校验和正确`),
})

/** Version bytes of base58check addresses: https://en.bitcoin.it/wiki/List_of_address_prefixes */
const VERSIONS: Readonly<Record<number, string>> = {
  0: 'Bitcoin',
  5: 'Bitcoin',
  30: 'Dogecoin',
  22: 'Dogecoin',
  48: 'Litecoin',
  50: 'Litecoin',
  76: 'Dash',
  16: 'Dash',
  111: 'Bitcoin test network',
  196: 'Bitcoin test network',
  65: 'TRON',
}

/** Human-readable parts of bech32 addresses: SLIP-0173. */
const READABLE: Readonly<Record<string, string>> = {
  bc: 'Bitcoin',
  tb: 'Bitcoin test network',
  ltc: 'Litecoin',
  addr: 'Cardano',
  cosmos: 'Cosmos',
  bnb: 'BNB',
  osmo: 'Osmosis',
  inj: 'Injective',
  terra: 'Terra',
  kava: 'Kava',
}

function kindOf(address: string, input: DetectInput, start: number, end: number): Kind | undefined {
  const first = address[0] as string
  if (first === '0' && /^0x[\da-f]{40}$/iu.test(address)) return ethereum(address)
  const one = address.lastIndexOf('1')
  const readable = one > 0 ? READABLE[address.slice(0, one).toLowerCase()] : undefined
  if (readable) return decodeBech32(address) ? checked(readable) : undefined
  if (/^G[A-Z2-7]{55}$/u.test(address)) return isStellarAccount(address) ? checked('Stellar') : undefined
  if (!/^[1-9A-HJ-NP-Za-km-z]{25,110}$/u.test(address)) return undefined
  if (first === 'r' && address.length <= 35)
    return decodeRippleBase58Check(address) ? checked('XRP Ledger') : undefined
  if (/^[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/u.test(address)) {
    return { base: 0.7, reason: both('form of a Monero address', '形如门罗币地址') }
  }
  if (address.length <= 36) {
    const payload = decodeBase58Check(address)
    if (payload?.length === 21) {
      const name = VERSIONS[payload[0] as number]
      return name ? checked(name) : undefined
    }
    return payload?.length === 22 && payload[0] === 0x1c ? checked('Zcash') : undefined
  }
  if (address.length >= 43 && address.length <= 44 && decodeBase58(address)?.length === 32) {
    const named = labelNear(input, start, end, SOLANA) ?? topicNear(input, start, end, SOLANA)
    return named === undefined
      ? undefined
      : { base: 0.65, reason: both('form of a Solana address', '形如 Solana 地址') }
  }
  return undefined
}

/** EIP-55: the case of each letter repeats a bit of the Keccak hash of the lower-case address. */
function ethereum(address: string): Kind | undefined {
  const hex = address.slice(2)
  const isOneCase = hex === hex.toLowerCase() || hex === hex.toUpperCase()
  if (/^(.)\1*$/u.test(hex)) return undefined
  if (isOneCase) return { base: 0.7, reason: both('form of an Ethereum address', '形如以太坊地址') }
  const hash = keccak_256(new TextEncoder().encode(hex.toLowerCase()))
  for (let i = 0; i < 40; i++) {
    const character = hex[i] as string
    const nibble = ((hash[i >> 1] as number) >> (i % 2 === 0 ? 4 : 0)) & 15
    if (/[a-f]/iu.test(character) && (character === character.toUpperCase()) !== nibble > 7) {
      return undefined
    }
  }
  return checked('Ethereum')
}
