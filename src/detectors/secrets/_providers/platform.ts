import { hasBech32Checksum, hasGrafanaCrc } from '../_checksums.ts'
import type { ProviderRow } from './_row.ts'

/** Databases, identity, monitoring, analytics, maps and encryption tools. */
export const PLATFORM: readonly ProviderRow[] = [
  {
    title: 'Databricks',
    names: ['databricks'],
    reference: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    keys: [
      { kind: 'personal-token', shape: 'dapi{x32}' },
      { kind: 'personal-token', shape: 'dapi{x32}-{d1}' },
      { kind: 'client-secret', shape: 'dose{x32}' },
    ],
  },
  {
    title: 'PlanetScale',
    names: ['planetscale', 'pscale'],
    reference: 'https://planetscale.com/docs/api/reference/service-tokens',
    keys: [
      { kind: 'service-token', shape: 'pscale_tkn_{p32-64}' },
      { kind: 'oauth-token', shape: 'pscale_oauth_{p32-64}' },
      { kind: 'password', shape: 'pscale_pw_{p32-64}' },
    ],
  },
  {
    title: 'Supabase',
    names: ['supabase'],
    reference: 'https://supabase.com/docs/guides/api/api-keys',
    keys: [
      { kind: 'secret-key', shape: 'sb_secret_{w22}_{w8}' },
      { kind: 'personal-token', shape: 'sbp_{x40}' },
    ],
  },
  {
    title: 'Neon',
    names: ['neon'],
    reference: 'https://neon.com/docs/manage/api-keys',
    keys: [
      { kind: 'api-key', shape: 'napi_{m64}' },
      { kind: 'password', shape: 'npg_{n12}', names: 'helps' },
    ],
  },
  {
    title: 'MongoDB Atlas',
    names: ['mongodb', 'atlas'],
    reference: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
    keys: [{ kind: 'client-secret', shape: 'mdb_sa_sk_{w40}' }],
  },
  {
    title: 'ClickHouse Cloud',
    names: ['clickhouse'],
    reference: 'https://clickhouse.com/docs/cloud/manage/openapi',
    keys: [{ kind: 'secret-key', shape: '4b1d{n38}' }],
  },
  {
    title: 'Confluent',
    names: ['confluent', 'ccloud'],
    reference:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    keys: [
      { kind: 'secret-key', shape: 'cflt{b60}', names: 'helps' },
      { kind: 'secret-key', shape: '{b64}', names: 'needs' },
      { kind: 'access-key-id', shape: '{M16}', names: 'needs' },
    ],
  },
  {
    title: 'Upstash',
    names: ['upstash'],
    reference: 'https://upstash.com/docs/redis/features/restapi',
    keys: [{ kind: 'access-token', shape: 'A{w30-60}{=0-2}', names: 'needs' }],
  },
  {
    title: 'CockroachDB',
    names: ['cockroach'],
    reference: 'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access',
    keys: [{ kind: 'secret-key', shape: 'CCDB1_{n22}_{n40}' }],
  },
  {
    title: 'Elastic',
    names: ['elastic'],
    reference: 'https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys',
    keys: [{ kind: 'api-key', shape: '{b54-60}{=1-2}', names: 'needs' }],
  },
  {
    title: 'Algolia',
    names: ['algolia'],
    reference: 'https://www.algolia.com/doc/guides/security/api-keys/',
    keys: [{ kind: 'api-key', shape: '{n32}', names: 'needs' }],
  },
  {
    title: 'Looker',
    names: ['looker'],
    reference: 'https://cloud.google.com/looker/docs/api-auth',
    keys: [
      { kind: 'client-id', shape: '{n20}', names: 'needs' },
      { kind: 'client-secret', shape: '{n24}', names: 'needs' },
    ],
  },
  {
    title: 'Okta',
    names: ['okta'],
    reference: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    keys: [
      { kind: 'api-key', shape: '00{w40}', names: 'needs' },
      { kind: 'client-secret', shape: '{w40}', names: 'needs' },
      { kind: 'client-secret', shape: '{w64}', names: 'needs' },
    ],
  },
  {
    title: 'Auth0',
    names: ['auth0'],
    reference: 'https://auth0.com/docs/get-started/applications/confidential-and-public-applications',
    keys: [{ kind: 'client-secret', shape: '{w64}', names: 'needs' }],
  },
  {
    title: 'Clerk',
    names: ['clerk'],
    reference: 'https://clerk.com/docs/deployments/clerk-environment-variables',
    keys: [{ kind: 'secret-key', shape: 'sk_live_{n40-50}', names: 'needs' }],
  },
  {
    title: 'Authress',
    names: ['authress'],
    reference: 'https://authress.io/knowledge-base/docs/authorization/service-clients',
    keys: [
      { kind: 'service-token', shape: 'sc_{n5-30}.{n4-6}.acc_{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'sc_{n5-30}.{n4-6}.acc-{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'ext_{n5-30}.{n4-6}.acc_{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'ext_{n5-30}.{n4-6}.acc-{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'scauth_{n5-30}.{n4-6}.acc_{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'scauth_{n5-30}.{n4-6}.acc-{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'authress_{n5-30}.{n4-6}.acc_{w10-32}.{w30-120}{=0-2}' },
      { kind: 'service-token', shape: 'authress_{n5-30}.{n4-6}.acc-{w10-32}.{w30-120}{=0-2}' },
    ],
  },
  {
    title: 'Grafana',
    names: ['grafana', 'loki'],
    reference: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    keys: [
      { kind: 'service-token', shape: 'glsa_{n32}_{h8}', check: hasGrafanaCrc },
      { kind: 'access-token', shape: 'glc_{b32-400}{=0-3}' },
      { kind: 'api-key', shape: 'eyJrIjoi{b60-400}{=0-3}' },
    ],
  },
  {
    title: 'Datadog',
    names: ['datadog', 'dd_api', 'dd_app', 'dd-api', 'dd-app'],
    reference: 'https://docs.datadoghq.com/account_management/api-app-keys/',
    keys: [
      { kind: 'app-token', shape: 'ddapp_{n34}' },
      { kind: 'access-token', shape: '{n40}', names: 'needs' },
      { kind: 'api-key', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'New Relic',
    names: ['newrelic', 'new_relic', 'new-relic'],
    reference: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    keys: [
      { kind: 'user-token', shape: 'NRAK-{M27}' },
      { kind: 'user-token', shape: 'NRAK-{m27}' },
      { kind: 'access-token', shape: 'NRII-{w32}' },
      { kind: 'client-id', shape: 'NRJS-{x19}' },
      { kind: 'admin-key', shape: 'NRAA-{x27}' },
      { kind: 'license-key', shape: '{x36}NRAL' },
      { kind: 'license-key', shape: 'eu01xx{x30}NRAL' },
      { kind: 'license-key', shape: '{x40}', names: 'needs' },
      { kind: 'client-id', shape: '{n64}', names: 'needs' },
    ],
  },
  {
    title: 'Sentry',
    names: ['sentry'],
    reference: 'https://docs.sentry.io/account/auth-tokens/',
    keys: [
      { kind: 'organization-token', shape: 'sntrys_eyJ{b40-500}{=0-2}_{b43}' },
      { kind: 'user-token', shape: 'sntryu_{x64}' },
      { kind: 'access-token', shape: '{x64}', names: 'needs' },
    ],
  },
  {
    title: 'Dynatrace',
    names: ['dynatrace'],
    reference:
      'https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/basics/dynatrace-api-authentication',
    keys: [
      { kind: 'api-key', shape: 'dt0c01.{n24}.{n64}' },
      { kind: 'access-token', shape: 'dt0s01.{n24}.{n64}' },
      { kind: 'client-secret', shape: 'dt0s02.{n8}.{n64}' },
    ],
  },
  {
    title: 'Honeycomb',
    names: ['honeycomb'],
    reference: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
    keys: [
      { kind: 'api-key', shape: 'hc{a1}i{a1}_{m58}' },
      { kind: 'api-key', shape: 'hcaik_{m58}' },
      { kind: 'api-key', shape: '{n22}', names: 'needs' },
      { kind: 'api-key', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'Sumo Logic',
    names: ['sumologic', 'sumo_logic', 'sumo logic', 'sumo'],
    reference: 'https://help.sumologic.com/docs/manage/security/access-keys/',
    keys: [
      { kind: 'client-id', shape: 'su{n12}', names: 'needs' },
      { kind: 'access-token', shape: '{n64}', names: 'needs' },
    ],
  },
  {
    title: 'PagerDuty',
    names: ['pagerduty', 'pager_duty'],
    reference: 'https://support.pagerduty.com/main/docs/api-access-keys',
    keys: [
      { kind: 'api-key', shape: 'u+{w18}', names: 'needs' },
      { kind: 'api-key', shape: '{w20}', names: 'needs' },
    ],
  },
  {
    title: 'Rollbar, Bugsnag, Logz or Splunk',
    names: ['rollbar', 'bugsnag', 'logz', 'splunk', 'loggly', 'papertrail'],
    reference: 'https://docs.rollbar.com/docs/access-tokens',
    keys: [
      { kind: 'access-token', shape: '{x32}', names: 'needs' },
      { kind: 'access-token', shape: '{uuid}', names: 'needs' },
      { kind: 'access-token', shape: '{a32}', names: 'needs' },
    ],
  },
  {
    title: 'LaunchDarkly',
    names: ['launchdarkly'],
    reference: 'https://launchdarkly.com/docs/home/account/api',
    keys: [
      { kind: 'access-token', shape: 'api-{uuid}' },
      { kind: 'service-token', shape: 'sdk-{uuid}' },
      { kind: 'client-id', shape: 'mob-{uuid}', names: 'helps' },
      { kind: 'access-token', shape: '{w40}', names: 'needs' },
    ],
  },
  {
    title: 'PostHog',
    names: ['posthog'],
    reference: 'https://posthog.com/docs/api',
    keys: [
      { kind: 'personal-token', shape: 'phx_{n40-55}' },
      { kind: 'client-id', shape: 'phc_{n40-45}' },
    ],
  },
  {
    title: 'Cisco Meraki',
    names: ['meraki'],
    reference: 'https://developer.cisco.com/meraki/api-v1/authorization/',
    keys: [{ kind: 'api-key', shape: '{x40}', names: 'needs' }],
  },
  {
    title: 'MaxMind',
    names: ['maxmind', 'geoip'],
    reference: 'https://support.maxmind.com/hc/en-us/articles/4407111582235-Generate-a-License-Key',
    keys: [{ kind: 'license-key', shape: '{n6}_{n29}_mmk' }],
  },
  {
    title: 'Mapbox',
    names: ['mapbox'],
    reference: 'https://docs.mapbox.com/help/getting-started/access-tokens/',
    keys: [
      { kind: 'secret-key', shape: 'sk.eyJ{w40-160}.{w20-24}' },
      { kind: 'client-id', shape: 'pk.eyJ{w40-160}.{w20-24}' },
      { kind: 'access-token', shape: 'tk.eyJ{w40-160}.{w20-24}' },
      { kind: 'access-token', shape: 'pk.{m60}.{m22}', names: 'needs' },
    ],
  },
  {
    title: 'SettleMint',
    names: ['settlemint'],
    reference: 'https://console.settlemint.com/documentation',
    keys: [
      { kind: 'app-token', shape: 'sm_aat_{n16}' },
      { kind: 'personal-token', shape: 'sm_pat_{n16}' },
      { kind: 'service-token', shape: 'sm_sat_{n16}' },
    ],
  },
  {
    title: 'Riot Games',
    names: ['riot'],
    reference: 'https://developer.riotgames.com/docs/portal',
    keys: [{ kind: 'api-key', shape: 'RGAPI-{uuid}' }],
  },
  {
    title: 'OpenWeather',
    names: ['openweather', 'owm_'],
    reference: 'https://openweathermap.org/appid',
    keys: [{ kind: 'api-key', shape: '{x32}', names: 'needs' }],
  },
  {
    title: 'age',
    names: ['age', 'sops'],
    reference: 'https://github.com/C2SP/C2SP/blob/main/age.md#the-x25519-recipient-type',
    keys: [{ kind: 'secret-key', shape: 'AGE-SECRET-KEY-1{M58}', check: hasBech32Checksum }],
  },
]
