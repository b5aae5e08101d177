import type { ProviderRow } from './_row.ts'

/** Payment, banking, commerce, customers, content and work. */
export const BUSINESS: readonly ProviderRow[] = [
  {
    title: 'Stripe',
    names: ['stripe'],
    reference: 'https://docs.stripe.com/keys',
    keys: [
      { kind: 'secret-key', shape: 'sk_live_{n16-248}' },
      { kind: 'secret-key', shape: 'rk_live_{n16-248}' },
      { kind: 'secret-key', shape: 'sk_prod_{n16-248}' },
      { kind: 'secret-key', shape: 'rk_prod_{n16-248}' },
      { kind: 'secret-key', shape: 'sk_test_{n16-248}', sandbox: true },
      { kind: 'secret-key', shape: 'rk_test_{n16-248}', sandbox: true },
      { kind: 'signing-secret', shape: 'whsec_{b24-70}{=0-2}' },
    ],
  },
  {
    title: 'Square',
    names: ['square'],
    reference: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    keys: [
      { kind: 'access-token', shape: 'sq0atp-{w22-60}' },
      { kind: 'client-secret', shape: 'sq0csp-{w43-50}' },
      { kind: 'client-id', shape: 'sq0idp-{w22}' },
      { kind: 'access-token', shape: 'EAAA{w60}' },
    ],
  },
  {
    title: 'PayPal',
    names: ['paypal', 'braintree'],
    reference: 'https://developer.paypal.com/api/rest/authentication/',
    keys: [
      { kind: 'access-token', shape: 'access_token$production{$1}{m16}{$1}{x32}' },
      { kind: 'access-token', shape: 'access_token$sandbox{$1}{m16}{$1}{x32}', sandbox: true },
      { kind: 'access-token', shape: 'A21AA{w60-110}' },
      { kind: 'client-secret', shape: 'E{w79}', names: 'needs' },
      { kind: 'client-secret', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'Adyen',
    names: ['adyen'],
    reference: 'https://docs.adyen.com/development-resources/api-credentials/',
    keys: [{ kind: 'api-key', shape: 'AQE{b5}hmf{b40-220}{=0-2}' }],
  },
  {
    title: 'Plaid',
    names: ['plaid'],
    reference: 'https://plaid.com/docs/api/',
    keys: [
      { kind: 'access-token', shape: 'access-production-{uuid}' },
      { kind: 'access-token', shape: 'access-development-{uuid}' },
      { kind: 'access-token', shape: 'access-sandbox-{uuid}', sandbox: true },
      { kind: 'secret-key', shape: '{m30}', names: 'needs' },
      { kind: 'client-id', shape: '{m24}', names: 'needs' },
    ],
  },
  {
    title: 'Razorpay',
    names: ['razorpay'],
    reference: 'https://razorpay.com/docs/api/authentication/',
    keys: [
      { kind: 'client-id', shape: 'rzp_live_{n14}' },
      { kind: 'client-id', shape: 'rzp_test_{n14}', sandbox: true },
      { kind: 'secret-key', shape: '{n24}', names: 'needs' },
    ],
  },
  {
    title: 'Paystack',
    names: ['paystack'],
    reference: 'https://paystack.com/docs/api/authentication/',
    keys: [
      { kind: 'secret-key', shape: 'sk_live_{x40}' },
      { kind: 'secret-key', shape: 'sk_test_{x40}', sandbox: true },
    ],
  },
  {
    title: 'Flutterwave',
    names: ['flutterwave', 'flw'],
    reference: 'https://developer.flutterwave.com/docs/authentication',
    keys: [
      { kind: 'secret-key', shape: 'FLWSECK-{n32}-X' },
      { kind: 'secret-key', shape: 'FLWSECK_LIVE-{n32}-X' },
      { kind: 'secret-key', shape: 'FLWSECK_TEST-{n32}-X', sandbox: true },
      { kind: 'encryption-key', shape: 'FLWSECK_TEST{n12}', sandbox: true },
      { kind: 'encryption-key', shape: 'FLWSECK_TEST-{n12}', sandbox: true },
      { kind: 'client-id', shape: 'FLWPUBK_TEST-{n32}-X', sandbox: true },
      { kind: 'client-id', shape: 'FLWPUBK-{n32}-X' },
    ],
  },
  {
    title: 'Mollie',
    names: ['mollie'],
    reference: 'https://docs.mollie.com/docs/authentication',
    keys: [
      { kind: 'api-key', shape: 'live_{n30}', names: 'helps' },
      { kind: 'api-key', shape: 'test_{n30}', names: 'needs', sandbox: true },
    ],
  },
  {
    title: 'GoCardless',
    names: ['gocardless'],
    reference: 'https://developer.gocardless.com/getting-started/api/making-your-first-request/',
    keys: [
      { kind: 'access-token', shape: 'live_{w40}', names: 'helps' },
      { kind: 'access-token', shape: 'sandbox_{w40}', names: 'helps', sandbox: true },
    ],
  },
  {
    title: 'Checkout.com',
    names: ['checkout', 'cko'],
    reference: 'https://www.checkout.com/docs/developer-resources/api/api-authentication',
    keys: [
      { kind: 'secret-key', shape: 'sk_{m27}{m1}', names: 'needs' },
      { kind: 'secret-key', shape: 'sk_sbox_{m24-32}', sandbox: true },
    ],
  },
  {
    title: 'Coinbase',
    names: ['coinbase'],
    reference: 'https://docs.cdp.coinbase.com/get-started/authentication/overview',
    keys: [
      { kind: 'access-token', shape: '{w64}', names: 'needs' },
      { kind: 'secret-key', shape: '{n32}', names: 'needs' },
      { kind: 'secret-key', shape: '{b86}==', names: 'needs' },
    ],
  },
  {
    title: 'Kraken',
    names: ['kraken'],
    reference: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth',
    keys: [
      { kind: 'secret-key', shape: '{b86}==', names: 'needs' },
      { kind: 'access-token', shape: '{b80-90}', names: 'needs' },
      { kind: 'api-key', shape: '{b56}', names: 'needs' },
    ],
  },
  {
    title: 'KuCoin',
    names: ['kucoin'],
    reference: 'https://www.kucoin.com/docs-new/authentication',
    keys: [
      { kind: 'access-token', shape: '{x24}', names: 'needs' },
      { kind: 'secret-key', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Binance',
    names: ['binance'],
    reference: 'https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security',
    keys: [{ kind: 'secret-key', shape: '{n64}', names: 'needs' }],
  },
  {
    title: 'OKX',
    names: ['okx', 'okex'],
    reference: 'https://www.okx.com/docs-v5/en/#overview-rest-authentication',
    keys: [
      { kind: 'secret-key', shape: '{M32}', names: 'needs' },
      { kind: 'api-key', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Bittrex',
    names: ['bittrex'],
    reference: 'https://bittrex.github.io/api/v3',
    keys: [{ kind: 'secret-key', shape: '{n32}', names: 'needs' }],
  },
  {
    title: 'Etherscan, Infura or Alchemy',
    names: ['etherscan', 'infura', 'alchemy', 'bscscan', 'polygonscan', 'quicknode'],
    reference: 'https://docs.etherscan.io/getting-started/viewing-api-usage-statistics',
    keys: [
      { kind: 'api-key', shape: '{M34}', names: 'needs' },
      { kind: 'api-key', shape: '{x32}', names: 'needs' },
      { kind: 'api-key', shape: '{w32}', names: 'needs' },
      { kind: 'api-key', shape: 'infura.io/v3/({x32})' },
      { kind: 'api-key', shape: '.g.alchemy.com/v2/({w32})' },
    ],
  },
  {
    title: 'Lob',
    names: ['lob'],
    reference: 'https://docs.lob.com/#tag/Authentication',
    keys: [
      { kind: 'api-key', shape: 'live_{x35}', names: 'helps' },
      { kind: 'api-key', shape: 'test_{x35}', names: 'helps', sandbox: true },
      { kind: 'client-id', shape: 'live_pub_{x31}' },
      { kind: 'client-id', shape: 'test_pub_{x31}', sandbox: true },
    ],
  },
  {
    title: 'EasyPost',
    names: ['easypost'],
    reference: 'https://docs.easypost.com/docs/authentication',
    keys: [
      { kind: 'api-key', shape: 'EZAK{n54}' },
      { kind: 'api-key', shape: 'EZTK{n54}', sandbox: true },
    ],
  },
  {
    title: 'Shippo',
    names: ['shippo'],
    reference: 'https://docs.goshippo.com/docs/guides_general/authentication/',
    keys: [
      { kind: 'api-key', shape: 'shippo_live_{h32-40}' },
      { kind: 'api-key', shape: 'shippo_test_{h32-40}', sandbox: true },
    ],
  },
  {
    title: 'Duffel',
    names: ['duffel'],
    reference: 'https://duffel.com/docs/guides/getting-started-with-flights',
    keys: [
      { kind: 'api-key', shape: 'duffel_live_{w43}' },
      { kind: 'api-key', shape: 'duffel_test_{w43}', sandbox: true },
    ],
  },
  {
    title: 'Finicity',
    names: ['finicity'],
    reference: 'https://developer.mastercard.com/open-finance-us/documentation/quick-start-guide/',
    keys: [
      { kind: 'access-token', shape: '{x32}', names: 'needs' },
      { kind: 'client-secret', shape: '{n20}', names: 'needs' },
    ],
  },
  {
    title: 'Finnhub',
    names: ['finnhub'],
    reference: 'https://finnhub.io/docs/api/authentication',
    keys: [{ kind: 'access-token', shape: '{m20}{m0-20}', names: 'needs' }],
  },
  {
    title: 'Shopify',
    names: ['shopify'],
    reference: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
    keys: [
      { kind: 'access-token', shape: 'shpat_{h32}' },
      { kind: 'access-token', shape: 'shpca_{h32}' },
      { kind: 'access-token', shape: 'shppa_{h32}' },
      { kind: 'signing-secret', shape: 'shpss_{h32}' },
      { kind: 'user-token', shape: 'shpua_{h32}' },
      { kind: 'access-token', shape: 'shptka_{h32}' },
    ],
  },
  {
    title: 'WooCommerce',
    names: ['woocommerce', 'woo_'],
    reference: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
    keys: [
      { kind: 'secret-key', shape: 'cs_{x40}' },
      { kind: 'api-key', shape: 'ck_{x40}' },
    ],
  },
  {
    title: 'Etsy',
    names: ['etsy'],
    reference: 'https://developers.etsy.com/documentation/essentials/authentication',
    keys: [{ kind: 'access-token', shape: '{m24}', names: 'needs' }],
  },
  {
    title: 'Freemius',
    names: ['freemius', 'secret_key'],
    reference: 'https://freemius.com/help/documentation/wordpress-sdk/',
    keys: [{ kind: 'secret-key', shape: 'sk_{p29}', names: 'needs' }],
  },
  {
    title: 'Squarespace',
    names: ['squarespace'],
    reference: 'https://developers.squarespace.com/commerce-apis/authentication-and-permissions',
    keys: [{ kind: 'access-token', shape: '{uuid}', names: 'needs' }],
  },
  {
    title: 'HubSpot',
    names: ['hubspot', 'hapikey'],
    reference: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
    keys: [
      { kind: 'access-token', shape: 'pat-na1-{uuid}' },
      { kind: 'access-token', shape: 'pat-na2-{uuid}' },
      { kind: 'access-token', shape: 'pat-eu1-{uuid}' },
      { kind: 'access-token', shape: 'pat-ap1-{uuid}' },
      { kind: 'api-key', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Salesforce',
    names: ['salesforce', 'sfdc'],
    reference: 'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm',
    keys: [
      { kind: 'access-token', shape: '00D{n12-15}!{s80-120}' },
      { kind: 'refresh-token', shape: '5Aep861{p60-100}' },
    ],
  },
  {
    title: 'Zendesk',
    names: ['zendesk'],
    reference: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    keys: [{ kind: 'secret-key', shape: '{n40}', names: 'needs' }],
  },
  {
    title: 'Freshbooks',
    names: ['freshbooks'],
    reference: 'https://www.freshbooks.com/api/authentication',
    keys: [{ kind: 'access-token', shape: '{n64}', names: 'needs' }],
  },
  {
    title: 'Typeform',
    names: ['typeform'],
    reference: 'https://www.typeform.com/developers/get-started/personal-access-token/',
    keys: [{ kind: 'personal-token', shape: 'tfp_{s40-64}' }],
  },
  {
    title: 'Beamer',
    names: ['beamer'],
    reference: 'https://www.getbeamer.com/api',
    keys: [{ kind: 'api-key', shape: 'b_{w43}{=0-1}', names: 'needs' }],
  },
  {
    title: 'Airtable',
    names: ['airtable'],
    reference: 'https://airtable.com/developers/web/guides/personal-access-tokens',
    keys: [
      { kind: 'personal-token', shape: 'pat{n14}.{x64}' },
      { kind: 'api-key', shape: 'key{n14}', names: 'needs' },
      { kind: 'api-key', shape: '{n17}', names: 'needs' },
    ],
  },
  {
    title: 'Asana',
    names: ['asana'],
    reference: 'https://developers.asana.com/docs/personal-access-token',
    keys: [
      { kind: 'personal-token', shape: '{d1}/{d16}:{x32}', names: 'needs' },
      { kind: 'personal-token', shape: '{d1}/{d16}/{d16}:{x32}', names: 'needs' },
      { kind: 'client-secret', shape: '{m32}', names: 'needs' },
      { kind: 'client-id', shape: '{d16}', names: 'needs', plain: true },
    ],
  },
  {
    title: 'Notion',
    names: ['notion'],
    reference: 'https://developers.notion.com/docs/authorization',
    keys: [
      { kind: 'api-key', shape: 'ntn_{d11}{n35}' },
      { kind: 'api-key', shape: 'secret_{n43}' },
    ],
  },
  {
    title: 'Linear',
    names: ['linear'],
    reference: 'https://linear.app/developers/graphql#personal-api-keys',
    keys: [
      { kind: 'api-key', shape: 'lin_api_{n40}' },
      { kind: 'oauth-token', shape: 'lin_oauth_{x64}' },
      { kind: 'client-secret', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'Figma',
    names: ['figma'],
    reference: 'https://developers.figma.com/docs/rest-api/authentication/',
    keys: [
      { kind: 'personal-token', shape: 'figd_{w40}' },
      { kind: 'refresh-token', shape: 'figr_{w40}' },
    ],
  },
  {
    title: 'ClickUp',
    names: ['clickup'],
    reference: 'https://developer.clickup.com/docs/authentication',
    keys: [{ kind: 'personal-token', shape: 'pk_{d5-10}_{M32}' }],
  },
  {
    title: 'Trello',
    names: ['trello'],
    reference: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    keys: [
      { kind: 'access-token', shape: 'ATTA{x64}{X8}' },
      { kind: 'access-token', shape: '{x64}', names: 'needs' },
      { kind: 'api-key', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'Dropbox',
    names: ['dropbox'],
    reference: 'https://developers.dropbox.com/oauth-guide',
    keys: [
      { kind: 'access-token', shape: 'sl.{w130-1500}' },
      { kind: 'access-token', shape: 'sl.u.{w130-1500}' },
      { kind: 'access-token', shape: '{n11}AAAAAAAAAA{w43}', names: 'needs' },
      { kind: 'secret-key', shape: '{n15}', names: 'needs' },
    ],
  },
  {
    title: 'Contentful',
    names: ['contentful'],
    reference: 'https://www.contentful.com/developers/docs/references/authentication/',
    keys: [
      { kind: 'personal-token', shape: 'CFPAT-{w43}' },
      { kind: 'access-token', shape: '{w43}', names: 'needs' },
    ],
  },
  {
    title: 'Sanity',
    names: ['sanity'],
    reference: 'https://www.sanity.io/docs/content-lake/http-auth',
    keys: [{ kind: 'access-token', shape: 'sk{n80-180}', names: 'needs' }],
  },
  {
    title: 'Frame.io',
    names: ['frameio', 'frame.io'],
    reference: 'https://developer.frame.io/docs/getting-started/authentication',
    keys: [{ kind: 'access-token', shape: 'fio-u-{w64}' }],
  },
  {
    title: 'Adobe',
    names: ['adobe'],
    reference: 'https://developer.adobe.com/developer-console/docs/guides/authentication/',
    keys: [
      { kind: 'client-secret', shape: 'p8e-{w32}' },
      { kind: 'client-id', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'Calendly, Cal.com',
    names: ['cal_', 'calcom'],
    reference: 'https://cal.com/docs/api-reference/v1/introduction',
    keys: [
      { kind: 'api-key', shape: 'cal_live_{x32}' },
      { kind: 'api-key', shape: 'cal_{x32}' },
    ],
  },
  {
    title: 'Paddle',
    names: ['paddle'],
    reference: 'https://developer.paddle.com/api-reference/about/authentication',
    keys: [
      { kind: 'api-key', shape: 'pdl_live_apikey_{m26}_{n22}_{n3}' },
      { kind: 'api-key', shape: 'pdl_sdbx_apikey_{m26}_{n22}_{n3}', sandbox: true },
    ],
  },
  {
    title: 'RapidAPI',
    names: ['rapidapi', 'rapid_api', 'x-rapidapi'],
    reference: 'https://docs.rapidapi.com/docs/keys',
    keys: [
      { kind: 'api-key', shape: '{n10}msh{n15}p{n6}jsn{n12}' },
      { kind: 'api-key', shape: '{w50}', names: 'needs' },
    ],
  },
  {
    title: 'New York Times',
    names: ['nytimes', 'newyorktimes', 'new-york-times'],
    reference: 'https://developer.nytimes.com/get-started',
    keys: [{ kind: 'api-key', shape: '{w32}', names: 'needs' }],
  },
]
